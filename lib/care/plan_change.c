/* plan_change.c - the steps of plans, each with what follows from it. */
#include "base/moment.h"
#include "care/plan_change.h"

struct ending {
	struct ch_store *store;
	const struct ch_plan_end *end;
	ch_plan_did each;
	void *ctx;
};

static int get_plan(struct ch_store *store, int64_t plan, struct ch_row *out,
		    struct ch_err *err)
{
	int rc = ch_store_get(store, ch_type_find("plan"), plan, out, err);

	return rc == CH_END ? ch_fail(err, CH_ENOENT, "no such plan") : rc;
}

static int write(struct ch_store *store, struct ch_row *row,
		 const char *reason, ch_plan_did each, void *ctx,
		 struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.reason = reason };
	const struct ch_type *type = row->type;
	int64_t id = row->v[0].i;
	enum ch_did did;
	int rc = ch_put(store, row, &how, &did, err);

	return rc ? rc : each(ctx, type, id, did, err);
}

static void start(struct ch_row *row, const struct ch_type *type, int64_t id)
{
	ch_row_start(row, type);
	ch_row_int(row, 0, id);
}

/* ---- close ---- */

/* What a part's status becomes; NULL: it is over, or stays. */
static const char *ends_as(const char *type, struct ch_slice was,
			   bool completed)
{
	static const struct {
		const char *type, *was, *completed, *revoked;
	} all[] = {
		{ "goal", "proposed", "rejected", "rejected" },
		{ "goal", "planned", "cancelled", "cancelled" },
		{ "goal", "accepted", "cancelled", "cancelled" },
		{ "goal", "active", "completed", "cancelled" },
		{ "goal", "on-hold", "cancelled", "cancelled" },
		{ "activity", "not-started", "completed", "cancelled" },
		{ "activity", "scheduled", "completed", "cancelled" },
		{ "activity", "in-progress", "completed", "stopped" },
		{ "activity", "on-hold", "stopped", "cancelled" },
		{ "task", "draft", "cancelled", "cancelled" },
		{ "task", "requested", "cancelled", "cancelled" },
		{ "task", "received", "cancelled", "cancelled" },
		{ "task", "accepted", "cancelled", "cancelled" },
		{ "task", "ready", "cancelled", "cancelled" },
		{ "task", "in-progress", "cancelled", "cancelled" },
		{ "task", "on-hold", "cancelled", "cancelled" },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (!strcmp(all[i].type, type) && was.s &&
		    ch_slice_is(was, all[i].was))
			return completed ? all[i].completed : all[i].revoked;
	return NULL;
}

static bool was_cancelled_so(const struct ch_row *task)
{
	struct ch_slice reason = ch_row_get_text(task, "reason");

	return reason.s && ch_slice_is(reason, "plan-closed");
}

static int end_part(void *ctx, const struct ch_type *type, int64_t id,
		    struct ch_err *err)
{
	struct ending *e = ctx;
	bool task = !strcmp(type->name, "task");
	const char *becomes;
	struct ch_row row;
	int rc;

	if (!strcmp(type->name, "teaching"))
		return 0;
	rc = ch_store_get(e->store, type, id, &row, err);
	if (rc)
		return rc;
	becomes = ends_as(type->name, ch_row_get_text(&row, "status"),
			  e->end->completed);
	if (!becomes && task && !was_cancelled_so(&row))
		return 0;
	if (!becomes)
		return e->each(e->ctx, type, id, CH_UNCHANGED, err);
	if (task && e->end->keep_tasks)
		return 0;
	start(&row, type, id);
	ch_row_put_text(&row, "status", becomes);
	if (task)
		ch_row_put_text(&row, "reason", "plan-closed");
	return write(e->store, &row, e->end->reason, e->each, e->ctx, err);
}

int ch_plan_close(struct ch_store *store, int64_t plan,
		  const struct ch_plan_end *end, ch_plan_did each, void *ctx,
		  struct ch_err *err)
{
	const char *becomes = end->completed ? "completed" : "revoked";
	struct ending e = { store, end, each, ctx };
	struct ch_row row;
	struct ch_slice was;
	int rc = get_plan(store, plan, &row, err);

	if (rc)
		return rc;
	was = ch_row_get_text(&row, "status");
	if (was.s && ch_slice_is(was, becomes)) {
		rc = each(ctx, row.type, plan, CH_UNCHANGED, err);
	} else {
		start(&row, row.type, plan);
		ch_row_put_text(&row, "status", becomes);
		ch_row_put_int(&row, "until", ch_moment_of_day(
			       ch_moment_local_day(end->now)));
		ch_row_put_text(&row, "closing", end->reason);
		rc = write(store, &row, end->reason, each, ctx, err);
	}
	return rc ? rc : ch_plan_parts(store, plan, true, end_part, &e, err);
}

int ch_plan_hold(struct ch_store *store, int64_t plan, bool hold,
		 const char *reason, ch_plan_did each, void *ctx,
		 struct ch_err *err)
{
	const char *becomes = hold ? "on-hold" : "active";
	struct ch_row row;
	struct ch_slice was;
	int rc = get_plan(store, plan, &row, err);

	if (rc)
		return rc;
	was = ch_row_get_text(&row, "status");
	if (was.s && ch_slice_is(was, becomes))
		return each(ctx, row.type, plan, CH_UNCHANGED, err);
	if (!hold && !(was.s && ch_slice_is(was, "on-hold")))
		return ch_refuse(err, "status", "bad-step");
	start(&row, row.type, plan);
	ch_row_put_text(&row, "status", becomes);
	if (hold)
		ch_row_put_text(&row, "closing", reason);
	else
		ch_row_null(&row, ch_field(row.type, "closing"));
	return write(store, &row, reason, each, ctx, err);
}

int ch_plan_review(struct ch_store *store, int64_t plan, int64_t now,
		   int64_t next, const char *reason, ch_plan_did each,
		   void *ctx, struct ch_err *err)
{
	struct ch_row row;

	start(&row, ch_type_find("plan"), plan);
	ch_row_put_int(&row, "reviewed",
		       ch_moment_of_day(ch_moment_local_day(now)));
	ch_row_put_int(&row, "review",
		       ch_moment_of_day(ch_moment_local_day(next)));
	return write(store, &row, reason, each, ctx, err);
}
