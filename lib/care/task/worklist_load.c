/* worklist_load.c - who has how many tasks, and what waits in the pools. */
#include "base/moment.h"
#include "people/dead.h"
#include "people/names.h"
#include "care/task/worklist.h"
#include "care/task/worklist_in.h"

/* What the list shows: $1 is now, $2 its day, $3 its top, $4 a role. */
#define WAITING CH_OPEN " AND " CH_TO_DO " AND NOT " CH_AHEAD("$2", "$3")

#define SUMS "count(id) AS open, " \
	"COALESCE(sum(CASE WHEN last_day(due) = $2 AND is_over(due, $1) = 0 " \
	"THEN 1 ELSE 0 END), 0) AS today, " \
	"COALESCE(sum(is_over(due, $1)), 0) AS overdue, " \
	"COALESCE(sum(CASE WHEN status = 'on-hold' THEN 1 ELSE 0 END), 0) " \
	"AS held, min(at) AS oldest, COALESCE(sum(" \
	CH_DIED("task.patient", "$3") "), 0) AS dead"

/* Everybody who could be given something, and whoever has something. */
static const char people[] =
	"SELECT s.id, s.login, s.role, NULL, COALESCE(t.open, 0) AS open, "
	"COALESCE(t.today, 0), COALESCE(t.overdue, 0) AS overdue, "
	"COALESCE(t.held, 0), t.oldest, s.away_from, s.away_until, s.cover, "
	"COALESCE(t.dead, 0) "
	"FROM staff s LEFT JOIN (SELECT owner, " SUMS " FROM task WHERE "
	WAITING " AND owner IS NOT NULL GROUP BY owner) t ON t.owner = s.id "
	"WHERE ((s.kind = 'person' AND (s.active IS NULL OR s.active = 1)) OR "
	"t.open > 0) AND ($4 IS NULL OR s.role = $4) "
	"ORDER BY overdue DESC, open DESC, s.family, s.given, s.id";

/* The pools: what nobody has. */
static const char pools[] =
	"SELECT NULL, NULL, role, team, open, today, overdue, held, oldest, "
	"NULL, NULL, NULL, dead FROM (SELECT role, team, " SUMS " FROM task "
	"WHERE " WAITING " AND owner IS NULL AND (role = $4 OR ($4 IS NULL "
	"AND " CH_NOT_THEIR_OWN ")) GROUP BY role, team) "
	"ORDER BY overdue DESC, open DESC, role, team";

enum { STAFF, LOGIN, ROLE, TEAM, OPEN, TODAY, OVERDUE, HELD, OLDEST,
       AWAY_FROM, AWAY_UNTIL, COVER, DIED };

static void fill(struct ch_workload *l, const struct ch_stmt *st, int64_t now)
{
	int64_t from = ch_stmt_int(st, AWAY_FROM);
	int64_t until = ch_stmt_int(st, AWAY_UNTIL);

	*l = (struct ch_workload){
		.staff = ch_stmt_int(st, STAFF),
		.login = ch_stmt_text(st, LOGIN),
		.role = ch_stmt_text(st, ROLE),
		.team = ch_stmt_text(st, TEAM),
		.open = ch_stmt_int(st, OPEN),
		.today = ch_stmt_int(st, TODAY),
		.overdue = ch_stmt_int(st, OVERDUE),
		.held = ch_stmt_int(st, HELD),
		.died = ch_stmt_int(st, DIED),
		.oldest = ch_stmt_int(st, OLDEST),
	};
	if (!ch_staff_away(from, until, now))
		return;
	l->away_from = from;
	l->away_until = until;
	l->cover = ch_stmt_int(st, COVER);
}

static int read_all(struct ch_store *store, const char *sql, const char *role,
		    int64_t now,
		    int (*each)(void *ctx, const struct ch_workload *load,
				struct ch_err *err),
		    void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_workload load;
	int rc = ch_store_ask(&st, store, sql,
			      CH_WITH(ch_ask_int(now),
				      ch_ask_int(ch_moment_local_day(now)),
				      ch_ask_int(ch_moment_top(now)),
				      ch_ask_str(role)), err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		fill(&load, st, now);
		rc = each(ctx, &load, err);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_workload_read(struct ch_store *store, const char *role, int64_t now,
		     int (*each)(void *ctx, const struct ch_workload *load,
				 struct ch_err *err),
		     void *ctx, struct ch_err *err)
{
	int rc = read_all(store, people, role, now, each, ctx, err);

	return rc ? rc : read_all(store, pools, role, now, each, ctx, err);
}
