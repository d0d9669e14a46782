/* worklist.c - the one question behind ch-task list. */
#include "base/moment.h"
#include "people/dead.h"
#include "care/task/worklist.h"
#include "care/task/worklist_in.h"

/* How many come before: a day is due when it is over, so on its day it comes
 * after what has a time. */
#define ORDER \
	" ORDER BY CASE WHEN " CH_OVER " THEN 4 " \
	"WHEN status = 'on-hold' THEN 2 WHEN due IS NULL THEN 3 " \
	"WHEN is_over(due, $7) = 1 THEN 0 ELSE 1 END, " \
	"CASE WHEN due IS NOT NULL AND is_over(due, $7) = 1 THEN " \
	PRIORITY " ELSE 0 END, " \
	"last_day(due), CASE WHEN (due & 15) > 3 THEN 0 ELSE 1 END, due, " \
	PRIORITY ", id"
#define PRIORITY "CASE priority WHEN 'stat' THEN 0 WHEN 'asap' THEN 1 " \
	"WHEN 'urgent' THEN 2 ELSE 3 END"

/* Deadlines are compared as instants to find them in the index, and then by
 * the calendar: no day is further off than this from its place there. */
#define SLACK (INT64_C(2 * 86400) << 25)

static void add_due(struct ch_buf *sql, const struct ch_worklist *l)
{
	int64_t most = l->now;

	if (l->due && (!l->overdue || l->due < most))
		most = ch_moment_of_day(ch_moment_last_day(l->due));
	if (!l->due && !l->overdue)
		return;
	ch_buf_addf(sql, " AND due <= %lld", (long long)(most + SLACK));
	if (l->overdue)
		ch_buf_adds(sql, " AND is_over(due, $7) = 1 AND "
			    CH_NOT_OVER);
	if (!l->due)
		return;
	if (ch_moment_said(l->due) <= CH_SAID_DAY)
		ch_buf_adds(sql, " AND last_day(due) <= last_day($10)");
	else
		ch_buf_adds(sql, " AND (is_over(due, $10) = 1 OR due BETWEEN "
			    "$10 - ($10 & 32767) AND $11)");
}

/* From where, so that the index that leaves the fewest is used. */
static void add_source(struct ch_buf *sql, const struct ch_worklist *l)
{
	bool open = !l->status && !l->all;
	bool mine = open && l->mine, pool = open && !mine && l->role;

	ch_buf_adds(sql, "FROM ");
	ch_buf_adds(sql, mine ? CH_OPEN_OF("owner = $1") :
		    pool ? CH_OPEN_OF("role = $2") : "task");
	ch_buf_adds(sql, " WHERE ");
	ch_buf_adds(sql, l->status ? "status = $6" : !open || mine || pool ?
		    "1 = 1" : l->patient ? CH_NOT_OVER : CH_OPEN);
	if (l->mine && !mine)
		ch_buf_adds(sql, " AND owner = $1");
	if (l->role && !pool)
		ch_buf_adds(sql, " AND role = $2");
}

int ch_worklist_sql(struct ch_buf *sql, const struct ch_worklist *l,
		    struct ch_err *err)
{
	add_source(sql, l);
	if (l->team)
		ch_buf_adds(sql, " AND team = $3");
	if (l->kind)
		ch_buf_adds(sql, " AND kind = $4");
	if (l->patient)
		ch_buf_adds(sql, " AND patient IN (SELECT p.id FROM patient p "
			    "WHERE p.person = (SELECT o.person FROM patient o "
			    "WHERE o.id = $5))");
	if (l->unassigned)
		ch_buf_adds(sql, " AND owner IS NULL");
	if (!l->ahead && !l->all && !l->status)
		ch_buf_adds(sql, " AND NOT " CH_AHEAD("$8", "$9"));
	if (!l->all && !l->status)
		ch_buf_adds(sql, " AND " CH_TO_DO);
	if (!l->all && !l->status && !l->role && !l->patient)
		ch_buf_adds(sql, " AND " CH_NOT_THEIR_OWN);
	if (l->died)
		ch_buf_adds(sql, " AND " CH_DIED("task.patient", "$9"));
	add_due(sql, l);
	ch_buf_adds(sql, ORDER);
	return ch_buf_ok(sql, err);
}

int ch_worklist_read(struct ch_store *store, const struct ch_worklist *list,
		     ch_each_row each, void *ctx, struct ch_err *err)
{
	const struct ch_ask with[] = {
		ch_ask_int(list->owner), ch_ask_str(list->role),
		ch_ask_str(list->team), ch_ask_str(list->kind),
		ch_ask_int(list->patient), ch_ask_str(list->status),
		ch_ask_int(list->now),
		ch_ask_int(ch_moment_local_day(list->now)),
		ch_ask_int(ch_moment_top(list->now)), ch_ask_int(list->due),
		ch_ask_int(ch_moment_top(list->due)),
	};
	struct ch_buf sql = CH_BUF_INIT;
	int rc = ch_worklist_sql(&sql, list, err);

	if (!rc)
		rc = ch_rows_read(store, ch_type_find("task"), sql.s, with,
				  CH_COUNT(with), each, ctx, err);
	ch_buf_free(&sql);
	return rc;
}
