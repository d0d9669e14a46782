/* rule_settle.c - which occurrences stand, and which of them are over. */
#include "base/grow.h"
#include "base/moment.h"
#include "care/people/dead.h"
#include "care/rule/rule_in.h"

static const char tables[] =
	"DROP VIEW IF EXISTS temp.standing; "
	"DROP TABLE IF EXISTS temp.standing_row; "
	"CREATE TEMP TABLE standing_row (id INTEGER PRIMARY KEY, "
	"patient INTEGER, person INTEGER, about INTEGER, about_type TEXT, "
	"item TEXT, at INTEGER, seen INTEGER, nth INTEGER); "
	"CREATE TEMP VIEW standing AS SELECT id, patient, person, about, "
	"about_type, item, at, seen FROM standing_row;";

#define OPEN "INSERT INTO temp.standing_row SELECT o.id, o.patient, " \
	"p.person, o.about, o.about_type, o.item, o.at, o.seen, -1 FROM "

static const char all_open[] =
	OPEN "occurrence o JOIN patient p ON p.id = o.patient "
	"WHERE o.rule = $1 AND o.status = 'open'";

static const char open_of_touched[] =
	OPEN "temp.touched t CROSS JOIN patient p ON p.person = t.person "
	"CROSS JOIN occurrence o ON o.patient = p.id "
	"WHERE o.rule = $1 AND o.status = 'open'";

static int fill(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, r->store->db, r->news && !r->rule->calm_s ?
			       open_of_touched : all_open, err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, r->rule->k.name);
	return ch_stmt_finish(st, err);
}

int ch_ruling_stand(struct ch_ruling *r, struct ch_err *err)
{
	int rc = ch_db_run(r->store->db, tables, err);

	if (!rc)
		rc = r->stand ? r->stand(r->ctx, r, err) : fill(r, err);
	if (!rc)
		rc = ch_db_prepare(&r->stood, r->store->db, "SELECT nth FROM "
				   "temp.standing_row WHERE id = $1", err);
	if (!rc)
		rc = ch_db_prepare(&r->add, r->store->db, "INSERT OR REPLACE "
				   "INTO temp.standing_row VALUES ($1, $2, $3, "
				   "$4, $5, $6, $7, $8, $9)", err);
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

/* ---- what is over ---- */

/* What holds for every rule: the person died, the record is gone or void. */
static const char died[] =
	"SELECT id, 'died' AS why FROM standing WHERE "
	CH_DIED("standing.patient", "$top");

static void void_records(struct ch_buf *sql, const struct ch_type *type)
{
	ch_buf_addf(sql, "SELECT s.id, 'voided' AS why FROM standing s LEFT "
		    "JOIN %s a ON a.id = s.about WHERE s.about_type = '%s' "
		    "AND (a.id IS NULL", type->name, type->name);
	if (type->status >= 0)
		ch_buf_adds(sql, " OR a.status = 'entered-in-error'");
	ch_buf_adds(sql, ")");
}

static bool is_word(struct ch_slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.s[i] >= 'a' && s.s[i] <= 'z') && s.s[i] != '-' &&
		    !(s.s[i] >= '0' && s.s[i] <= '9'))
			return false;
	return s.n && s.n <= 40;
}

/* It comes and goes: only after a while is it over. */
static bool is_calm(const struct ch_ruling *r, const struct ch_stmt *st)
{
	return ch_moment_instant(ch_stmt_int(st, 3)) + r->rule->calm_s <=
		ch_moment_instant(r->now);
}

static int take(struct ch_ruling *r, const struct ch_stmt *st, bool calm,
		struct ch_err *err)
{
	int64_t nth = ch_stmt_int(st, 2);
	struct ch_slice why = ch_stmt_text(st, 1);
	struct ch_settled *one;

	if (!is_word(why))
		return ch_knowledge_wrong(&r->rule->k, "settled", "a `why` "
					  "that is no word", err);
	if (nth >= 0 && r->match[nth].is == CH_MATCH_NEW) {
		r->match[nth].is = CH_MATCH_DROPPED;
		return 0;
	}
	if (calm && !is_calm(r, st))
		return 0;
	if (ch_grow((void **)&r->over, &r->over_room, r->overs, sizeof(*one),
		    err))
		return CH_ENOMEM;
	one = &r->over[r->overs++];
	one->id = ch_stmt_int(st, 0);
	snprintf(one->why, sizeof(one->why), "%.*s", (int)why.n, why.s);
	return 0;
}

#define AROUND "SELECT q.id, q.why, r.nth, r.seen FROM (%s) q " \
	"CROSS JOIN temp.standing_row r ON r.id = q.id"

static int each(struct ch_ruling *r, struct ch_stmt *st, bool calm,
		struct ch_err *err)
{
	int rc = 0;

	ch_stmt_bind_named(st, "$as_of", r->now);
	ch_stmt_bind_named(st, "$since", r->since);
	ch_stmt_bind_named(st, "$top", ch_moment_top(r->now));
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = take(r, st, calm, err);
	return rc == CH_END ? 0 : rc;
}

static int ask(struct ch_ruling *r, const char *sql, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf whole = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&whole, AROUND, sql);
	rc = ch_buf_ok(&whole, err);
	if (!rc)
		rc = ch_db_prepare(&st, r->store->db, whole.s, err);
	ch_buf_free(&whole);
	return rc ? rc : each(r, st, false, err);
}

static int ask_own(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_knowledge_ask(&st, r->store, &r->rule->k, CH_RULE_SETTLED,
				  AROUND, err);

	return rc ? rc : each(r, st, r->rule->calm_s > 0, err);
}

static int by_id(const void *a, const void *b)
{
	const struct ch_settled *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Each once: what was found first says why. */
static void sort(struct ch_ruling *r)
{
	size_t kept = 0;

	if (r->overs)
		qsort(r->over, r->overs, sizeof(*r->over), by_id);
	for (size_t i = 0; i < r->overs; i++)
		if (!kept || r->over[kept - 1].id != r->over[i].id)
			r->over[kept++] = r->over[i];
	r->overs = kept;
}

bool ch_ruling_is_over(const struct ch_ruling *r, int64_t id)
{
	const struct ch_settled key = { .id = id };

	return r->overs && bsearch(&key, r->over, r->overs, sizeof(key),
				   by_id);
}

int ch_ruling_settle(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	int rc = r->rule->dead ? 0 : ask(r, died, err);

	void_records(&sql, r->rule->about_type);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ask(r, sql.s, err);
	if (!rc && r->rule->k.query[CH_RULE_SETTLED])
		rc = ask_own(r, err);
	sort(r);
	return rc;
}
