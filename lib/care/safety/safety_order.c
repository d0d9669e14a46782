/* safety_order.c - whether a test was done, or ordered, not long ago. */
#include "base/moment.h"
#include "people/person.h"
#include "care/safety/safety_in.h"

/* $2 the planned time, $3 the codes of the test, $4 a year before: what was
 * collected or is ordered last, and the last stay that began by then. What
 * says why it has no value was rejected: that is no earlier test, nor is what
 * was called off. */
#define IS_IT(code) "$3 LIKE '% ' || " code " || ' %'"
static const char earlier[] =
	"WITH stay AS (SELECT e.at, e.until IS NULL OR e.until > $2 AS here "
	"FROM encounter_once e WHERE e.patient IN " CH_MINE " AND +e.class IN "
	"('IMP', 'ACUTE', 'OBSENC') AND e.at <= $2 AND (e.status IS NULL OR "
	"e.status NOT IN ('planned', 'cancelled')) ORDER BY e.at DESC LIMIT 1)"
	" SELECT o.id, 'observation', o.at, o.code, o.unit_std, o.value_std, "
	"coalesce(o.flag IN ('HH', 'LL', 'AA'), 0), (SELECT at FROM stay), "
	"(SELECT here FROM stay) FROM observation_once o "
	"WHERE o.patient IN " CH_MINE " AND o.at >= $4 AND o.at <= $2 AND "
	"(o.status IS NULL OR o.status IN ('registered', 'preliminary') OR "
	"(o.status IN ('final', 'amended', 'corrected') AND (o.missing IS "
	"NULL OR coalesce(o.value, o.vcode, o.text) IS NOT NULL))) AND ("
	IS_IT("o.code") " OR EXISTS (SELECT 1 FROM coding c WHERE c.record = "
	"o.id AND c.field = 'code' AND " IS_IT("c.code") "))"
	" UNION ALL SELECT r.id, 'referral', coalesce(r.start, r.due, r.at), "
	"r.code, NULL, NULL, 0, (SELECT at FROM stay), (SELECT here FROM "
	"stay) FROM referral r WHERE r.patient IN " CH_MINE " AND r.status IN "
	"('active', 'on-hold') AND coalesce(r.prohibited, 0) = 0 AND "
	"coalesce(r.start, r.due, r.at) >= $4 AND coalesce(r.start, r.due, "
	"r.at) <= $2 AND " IS_IT("r.code") " ORDER BY 3 DESC, 1 LIMIT 1";

static void take(const struct ch_intervals *in, struct ch_stmt *st,
		 struct ch_earlier *last)
{
	int64_t at = ch_stmt_int(st, 2);

	*last = (struct ch_earlier){
		.id = ch_stmt_int(st, 0), .at = at,
		.type = ch_slice_is(ch_stmt_text(st, 1), "referral") ?
			"referral" : "observation",
		.day = ch_moment_local_day(at),
		.critical = ch_stmt_int(st, 6) ||
			(ch_stmt_kind(st, 5) != CH_DB_NULL &&
			 ch_intervals_critical(in, ch_stmt_text(st, 3),
					       ch_stmt_text(st, 4),
					       ch_stmt_real(st, 5))),
		.admitted = ch_stmt_int(st, 7) > ch_moment_top(at),
		.in_hospital = ch_stmt_int(st, 8),
	};
}

static int find_last(struct ch_safety *s, const struct ch_interval *row,
		     int64_t person, int64_t at, struct ch_earlier *last,
		     struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	CH_AUTO(ch_buf_free) struct ch_buf codes = CH_BUF_INIT;
	int64_t day = ch_moment_day(at);
	int64_t planned = ch_moment_said(at) > CH_SAID_DAY ?
		ch_moment_top(at) : ch_moment_of_day(day + 1);
	int rc;

	ch_intervals_codes(s->tables.intervals, row, &codes);
	rc = ch_buf_ok(&codes, err);
	if (!rc)
		rc = ch_store_ask_row(&st, s->store, earlier,
				      CH_WITH(ch_ask_int(person),
					      ch_ask_int(planned),
					      ch_ask_text(codes.s, codes.n),
					      ch_ask_int(ch_moment_of_day(
							 day - 366))), err);
	if (!rc)
		take(s->tables.intervals, st, last);
	return rc == CH_END ? 0 : rc;
}

int ch_safety_order(struct ch_safety *s, const char *what, int64_t patient,
		    int64_t at, struct ch_err *err)
{
	const struct ch_interval *row;
	struct ch_earlier last = { 0 };
	struct ch_finding found;
	int rc = ch_safe_tests(&s->tables, s->shelf, err);

	if (rc)
		return rc;
	row = ch_intervals_find(s->tables.intervals, what, strlen(what));
	if (!row)
		return ch_fail(err, CH_ENOENT, "no minimum interval is known "
			       "for that code (codes/minimum_interval.tsv)");
	s->added = false;
	rc = ch_person_of(s->store, patient, &s->person, err);
	if (!rc)
		rc = find_last(s, row, s->person, at, &last, err);
	if (rc || !ch_intervals_check(s->tables.intervals, row, &last,
				      ch_moment_local_day(at), &found))
		return rc;
	return ch_safety_tell(s, &found, err);
}
