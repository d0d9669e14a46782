/* rule_standing.c - the occurrences that stand while a rule is asked, and what
 * each is called. */
#include "step/make.h"
#include "care/rule/rule_in.h"

const char *ch_ruling_table(const struct ch_ruling *r)
{
	return r->table ? r->table : "occurrence";
}

const char *ch_ruling_text(const struct ch_ruling *r, size_t place)
{
	return place ? r->text.s + place : NULL;
}

bool ch_ruling_by_person(const struct ch_ruling *r, const struct ch_match *m)
{
	return r->rule->by_person || !strcmp(m->about_type->name, "patient");
}

int64_t ch_ruling_id(const struct ch_ruling *r, const struct ch_type *type,
		     const struct ch_match *m, const char *item, int nth)
{
	bool person = ch_ruling_by_person(r, m);
	CH_AUTO(ch_buf_free) struct ch_buf which = CH_BUF_INIT;
	char maker[160];

	snprintf(maker, sizeof(maker), "rule:%s", r->rule->k.name);
	ch_buf_adds(&which, item ? item : "");
	if (nth > 1)
		ch_buf_addf(&which, " #%d", nth);
	return ch_make_id(r->store, type, maker, person ? "patient" :
			  m->about_type->name, person ? m->person : m->about,
			  which.s ? which.s : "");
}

/* ---- what stands ---- */

static const char tables[] =
	"DROP VIEW IF EXISTS temp.standing; "
	"DROP TABLE IF EXISTS temp.standing_row; "
	"CREATE TEMP TABLE standing_row (id INTEGER PRIMARY KEY, "
	"patient INTEGER, person INTEGER, about INTEGER, about_type TEXT, "
	"item TEXT, at INTEGER, seen INTEGER, nth INTEGER); "
	"CREATE TEMP VIEW standing AS SELECT id, patient, person, about, "
	"about_type, item, at, seen FROM standing_row;";

#define OPEN "INSERT INTO temp.standing_row SELECT o.id, o.patient, " \
	"coalesce(p.person, o.patient), o.about, o.about_type, o.item, " \
	"o.at, o.seen, -1 FROM "

#define ALL OPEN "%s o LEFT JOIN patient p ON p.id = o.patient WHERE " \
	"o.rule = $1 AND o.status = 'open'"
#define OF_TOUCHED OPEN "temp.touched t CROSS JOIN patient p ON p.person = " \
	"t.person CROSS JOIN %s o ON o.patient = p.id WHERE o.rule = $1 AND " \
	"o.status = 'open'"

static int fill(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	bool touched = r->one || (r->news && !r->rule->calm_s);
	char sql[512];
	int rc;

	snprintf(sql, sizeof(sql), touched ? OF_TOUCHED : ALL,
		 ch_ruling_table(r));
	rc = ch_db_prepare(&st, r->store->db, sql, err);
	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, r->rule->k.name);
	return ch_stmt_finish(st, err);
}

int ch_ruling_stand(struct ch_ruling *r, struct ch_err *err)
{
	int rc = ch_db_run(r->store->db, tables, err);

	if (!rc)
		rc = fill(r, err);
	if (!rc)
		rc = ch_db_prepare(&r->stood, r->store->db, "SELECT nth FROM "
				   "temp.standing_row WHERE id = $1", err);
	if (!rc)
		rc = ch_db_prepare(&r->add, r->store->db, "INSERT INTO "
				   "temp.standing_row VALUES ($1, $2, $3, $4, "
				   "$5, $6, $7, $8, $9) ON CONFLICT (id) DO "
				   "UPDATE SET nth = excluded.nth, seen = "
				   "excluded.seen", err);
	return rc;
}

int ch_ruling_stands(struct ch_ruling *r, const struct ch_match *m, int64_t at,
		     int64_t *there, struct ch_err *err)
{
	int rc;

	ch_stmt_bind_int(r->stood, 1, m->id);
	rc = ch_stmt_step(r->stood, err);
	*there = rc ? -1 : ch_stmt_int(r->stood, 0);
	ch_stmt_reset(r->stood);
	if ((rc && rc != CH_END) || *there >= 0)
		return rc;
	ch_stmt_bind_int(r->add, 1, m->id);
	ch_stmt_bind_int(r->add, 2, m->patient);
	ch_stmt_bind_int(r->add, 3, m->person);
	ch_stmt_bind_int(r->add, 4, m->about);
	ch_stmt_bind_str(r->add, 5, m->about_type->name);
	ch_stmt_bind_str(r->add, 6, ch_ruling_text(r, m->item));
	ch_stmt_bind_int(r->add, 7, m->at);
	ch_stmt_bind_int(r->add, 8, m->seen);
	ch_stmt_bind_int(r->add, 9, at);
	return ch_stmt_finish(r->add, err);
}
