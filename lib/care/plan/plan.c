/* plan.c - plans as the store has them. */
#include "base/moment.h"
#include "people/dead.h"
#include "care/plan/plan.h"
#include "store/ask.h"

/* ---- lists ---- */

int ch_plans_active(struct ch_store *store, struct ch_ids *out,
		    struct ch_err *err)
{
	return ch_store_ask_ids(store, "SELECT id FROM plan WHERE status = "
				"'active' AND source = 'hub' ORDER BY rowid",
				NULL, 0, out, err);
}

int ch_plans_to_review(struct ch_store *store, int64_t by, int64_t now,
		       struct ch_ids *out, struct ch_err *err)
{
	return ch_store_ask_ids(store, "SELECT p.id FROM plan p WHERE p.status "
				"= 'active' AND local_day(p.review) <= "
				"local_day($1) AND NOT "
				CH_DIED("p.patient", "$2") " "
				"ORDER BY p.review, p.id",
				CH_WITH(ch_ask_int(by),
					ch_ask_int(ch_moment_top(now))), out,
				err);
}

/* ---- parts ---- */

int ch_plan_parts(struct ch_store *store, int64_t plan, bool tasks,
		  int (*each)(void *ctx, const struct ch_type *type,
			      int64_t id, struct ch_err *err),
		  void *ctx, struct ch_err *err)
{
	/* Teaching and tasks have an index by patient and by activity. */
	static const struct {
		const char *type, *sql;
	} all[] = {
		{ "goal", "SELECT id FROM goal WHERE plan = $1 ORDER BY "
		  "rowid" },
		{ "activity", "SELECT id FROM activity WHERE plan = $1 ORDER "
		  "BY rowid" },
		{ "teaching", "SELECT t.id FROM plan p JOIN teaching t ON "
		  "t.patient = p.patient WHERE p.id = $1 AND t.plan = p.id "
		  "ORDER BY t.rowid" },
		{ "task", "SELECT t.id FROM activity a JOIN task t ON "
		  "t.activity = a.id WHERE a.plan = $1 UNION SELECT t.id "
		  "FROM plan p JOIN task t ON t.patient = p.patient WHERE "
		  "p.id = $1 AND t.plan = p.id" },
	};
	struct ch_ids list = { 0 };
	int rc = 0;

	for (size_t i = 0; i < CH_COUNT(all) - !tasks && !rc; i++) {
		const struct ch_type *type = ch_type_find(all[i].type);

		list.n = 0;
		rc = ch_store_ask_ids(store, all[i].sql,
				      CH_WITH(ch_ask_int(plan)), &list, err);
		for (size_t k = 0; k < list.n && !rc; k++)
			rc = each(ctx, type, list.id[k], err);
	}
	ch_ids_free(&list);
	return rc;
}
