/* rule_simulate.c - a rule's past, lived through once more. */
#include "base/moment.h"
#include "care/rule/rule_in.h"
#include "care/rule/rule_simulate.h"
#include "query/needs.h"
#include "when/day.h"

static const char tables[] =
	"DROP TABLE IF EXISTS temp.simulated_row; "
	"CREATE TEMP TABLE simulated_row (id INTEGER PRIMARY KEY, "
	"patient INTEGER, rule TEXT, status TEXT, about INTEGER, "
	"about_type TEXT, item TEXT, why TEXT, at INTEGER, seen INTEGER, "
	"settled INTEGER, reason TEXT); "
	"CREATE INDEX temp.simulated_patient ON simulated_row (patient);";

static const char add[] =
	"INSERT INTO temp.simulated_row VALUES ($1, $2, $3, 'open', $4, $5, "
	"$6, $7, $8, $9, NULL, NULL)";

static const char again[] =
	"UPDATE temp.simulated_row SET seen = $2 WHERE id = $1";

static const char settle[] =
	"UPDATE temp.simulated_row SET status = 'settled', settled = $2, "
	"reason = $3 WHERE id = $1";

#define REAL "occurrence o WHERE o.rule = $1 AND o.at >= $2 AND " \
	"(o.compared IS NULL OR o.compared = 0)"

static const char differences[] =
	"SELECT s.id, s.patient, s.about, s.about_type, s.why, s.at, "
	"s.settled, CASE WHEN o.id IS NULL THEN 'added' ELSE 'same' END "
	"FROM temp.simulated_row s LEFT JOIN (SELECT o.id FROM " REAL ") o ON "
	"o.id = s.id WHERE s.at >= $2 "
	"UNION ALL SELECT o.id, o.patient, o.about, o.about_type, o.why, o.at, "
	"o.settled, 'dropped' FROM " REAL " AND NOT EXISTS (SELECT 1 FROM "
	"temp.simulated_row s WHERE s.id = o.id) ORDER BY 6, 1";

struct living {
	struct ch_store *store;
	const struct ch_rule *rule;
	const struct ch_shelf *shelf;
	struct ch_simulation *out;
	struct ch_stmt *add, *again, *settle;
};

/* ---- a day ---- */

static int add_one(struct living *l, const struct ch_ruling *r,
		   const struct ch_match *m, struct ch_err *err)
{
	ch_stmt_bind_int(l->add, 1, m->id);
	ch_stmt_bind_int(l->add, 2, m->patient);
	ch_stmt_bind_str(l->add, 3, l->rule->k.name);
	ch_stmt_bind_int(l->add, 4, m->about);
	ch_stmt_bind_str(l->add, 5, m->about_type->name);
	ch_stmt_bind_str(l->add, 6, ch_ruling_text(r, m->item));
	ch_stmt_bind_str(l->add, 7, ch_ruling_text(r, m->why));
	ch_stmt_bind_int(l->add, 8, m->at);
	ch_stmt_bind_int(l->add, 9, m->seen);
	return ch_stmt_finish(l->add, err);
}

static int set(struct ch_stmt *st, int64_t id, int64_t at, struct ch_err *err)
{
	ch_stmt_bind_int(st, 1, id);
	ch_stmt_bind_int(st, 2, at);
	return ch_stmt_finish(st, err);
}

static int act(struct living *l, struct ch_ruling *r, struct ch_err *err)
{
	int64_t fired = 0;
	int rc = 0;

	for (size_t i = 0; i < r->overs && !rc; i++) {
		ch_stmt_bind_str(l->settle, 3, r->over[i].why);
		rc = set(l->settle, r->over[i].id, r->now, err);
	}
	ch_ruling_renew(r);
	for (size_t i = 0; i < r->n && !rc; i++) {
		const struct ch_match *m = &r->match[i];

		if (m->compared || m->is == CH_MATCH_DROPPED)
			continue;
		fired += m->is == CH_MATCH_NEW && m->at >= l->out->from;
		rc = m->is == CH_MATCH_NEW ? add_one(l, r, m, err) :
			set(l->again, m->id, m->seen, err);
	}
	if (fired > l->out->most)
		l->out->most = fired;
	return rc;
}

static int live_day(struct living *l, int64_t now, struct ch_err *err)
{
	struct ch_ruling r = { .store = l->store, .shelf = l->shelf,
			       .rule = l->rule, .now = now,
			       .table = "temp.simulated_row" };
	int rc = ch_needs_now(l->store, now, err);

	if (!rc)
		rc = ch_ruling_plan(&r, err);
	if (!rc)
		rc = act(l, &r, err);
	l->out->late = r.count.late;
	ch_ruling_free(&r);
	return rc;
}

static int live(struct living *l, struct ch_err *err)
{
	int64_t today = ch_moment_local_day(l->out->now), instant;
	int64_t end = ch_moment_instant(l->out->now);
	int rc = 0;

	for (int day = l->out->days; day >= 0 && !rc; day--) {
		instant = ch_day_instant(today - day + 1, 0) - 1;
		rc = live_day(l, ch_moment_local(instant < end ? instant : end),
			      err);
	}
	return rc;
}

/* ---- what came of it ---- */

static int tell(const struct ch_stmt *st, const struct ch_rule *rule,
		ch_each_row each, void *ctx, struct ch_err *err)
{
	static const char *const ints[] = { "id", "patient", "about" };
	struct ch_slice type = ch_stmt_text(st, 3), why = ch_stmt_text(st, 4);
	struct ch_row row;

	ch_row_start(&row, ch_type_find("simulated"));
	for (int i = 0; i < (int)CH_COUNT(ints); i++)
		ch_row_put_int(&row, ints[i], ch_stmt_int(st, i));
	ch_row_text(&row, ch_field(row.type, "about_type"), type.s, type.n);
	if (why.s)
		ch_row_text(&row, ch_field(row.type, "why"), why.s, why.n);
	ch_row_put_text(&row, "rule", rule->k.name);
	ch_row_put_text(&row, "rule_version", rule->k.version);
	ch_row_put_int(&row, "at", ch_stmt_int(st, 5));
	if (ch_stmt_kind(st, 6) != CH_DB_NULL)
		ch_row_put_int(&row, "settled", ch_stmt_int(st, 6));
	ch_row_put_text(&row, "change", ch_stmt_text(st, 7).s);
	return each(ctx, &row, err);
}

static int compare(struct living *l, ch_each_row each, void *ctx,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_simulation *out = l->out;
	int rc = ch_db_prepare(&st, l->store->db, differences, err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, l->rule->k.name);
	ch_stmt_bind_int(st, 2, out->from);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		char change = *ch_stmt_text(st, 7).s;

		out->added += change == 'a';
		out->dropped += change == 'd';
		out->fires += change != 'd';
		out->settles += change != 'd' &&
			ch_stmt_kind(st, 6) != CH_DB_NULL;
		if (each)
			rc = tell(st, l->rule, each, ctx, err);
	}
	return rc == CH_END ? 0 : rc;
}

static int begin(struct living *l, struct ch_err *err)
{
	int rc;

	rc = ch_heard_make(l->store, l->rule->types, NULL, 0, err);
	if (!rc)
		rc = ch_db_run(l->store->db, tables, err);
	if (!rc)
		rc = ch_db_prepare(&l->add, l->store->db, add, err);
	if (!rc)
		rc = ch_db_prepare(&l->again, l->store->db, again, err);
	if (!rc)
		rc = ch_db_prepare(&l->settle, l->store->db, settle, err);
	return rc;
}

int ch_rule_simulate(const struct ch_rule *rule, struct ch_store *store,
		     const struct ch_shelf *shelf, int days, int64_t now,
		     struct ch_simulation *out, ch_each_row each, void *ctx,
		     struct ch_err *err)
{
	struct living l = { .store = store, .rule = rule, .shelf = shelf,
			    .out = out };
	int rc;

	*out = (struct ch_simulation){ .now = now, .days = days };
	out->from = ch_moment_local(ch_day_instant(
				ch_moment_local_day(now) - days, 0));
	rc = begin(&l, err);
	if (!rc)
		rc = live(&l, err);
	if (!rc)
		rc = compare(&l, each, ctx, err);
	ch_stmt_free(&l.add);
	ch_stmt_free(&l.again);
	ch_stmt_free(&l.settle);
	return rc;
}
