/* plan_change.c - the steps of plans, each with what follows from it. */
#include "base/moment.h"
#include "care/plan/goal.h"
#include "care/plan/plan_change.h"
#include "store/ask.h"
#include "when/schedule.h"

static void start(struct ch_row *row, const struct ch_type *type, int64_t id)
{
	ch_row_start(row, type);
	ch_row_int(row, 0, id);
}

/* ---- close ---- */

static bool is_completed(const struct ch_taking *t)
{
	return !strcmp(t->how->becomes, "completed");
}

/* What became of an activity, as its tasks have it. */
enum fate { NOT_DONE, DONE, DONE_BEFORE };

/* What a part's status becomes; NULL: it is over, or stays. Only what was done
 * is said to be done. */
static const char *ends_as(const char *type, struct ch_slice was,
			   enum fate fate)
{
	static const struct {
		const char *type, *was, *not_done, *done, *done_before;
	} all[] = {
		{ "goal", "proposed", "rejected", "rejected", NULL },
		{ "goal", "planned", "cancelled", "cancelled", NULL },
		{ "goal", "accepted", "cancelled", "cancelled", NULL },
		{ "goal", "active", "cancelled", "completed", NULL },
		{ "goal", "on-hold", "cancelled", "cancelled", NULL },
		{ "activity", "not-started", "cancelled", "completed",
		  "in-progress" },
		{ "activity", "scheduled", "cancelled", "completed",
		  "in-progress" },
		{ "activity", "in-progress", "stopped", "completed",
		  "stopped" },
		{ "activity", "on-hold", "stopped", "stopped", "stopped" },
		{ "task", "draft", "cancelled", NULL, NULL },
		{ "task", "requested", "cancelled", NULL, NULL },
		{ "task", "received", "cancelled", NULL, NULL },
		{ "task", "accepted", "cancelled", NULL, NULL },
		{ "task", "ready", "cancelled", NULL, NULL },
		{ "task", "in-progress", "cancelled", NULL, NULL },
		{ "task", "on-hold", "cancelled", NULL, NULL },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (!strcmp(all[i].type, type) && was.s &&
		    ch_slice_is(was, all[i].was))
			return fate == DONE ? all[i].done : fate == NOT_DONE ?
				all[i].not_done : all[i].done_before;
	return NULL;
}

static const char tasks_done[] =
	"SELECT status = 'completed' FROM task WHERE activity = $1 AND "
	"(status IS NULL OR status <> 'entered-in-error') "
	"ORDER BY due DESC, id";

/* Done when the last of its tasks was; done before when only others were. */
static int fate_of_activity(struct ch_taking *t, const struct ch_row *row,
			    enum fate *fate, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	bool again = ch_row_get_text(row, "every").n;
	int rc = ch_store_ask(&st, t->store, tasks_done,
			      CH_WITH(ch_ask_int(row->v[0].i)), err);
	bool last = true;

	for (; !rc && !(rc = ch_stmt_step(st, err)); last = false)
		if (ch_stmt_int(st, 0)) {
			*fate = last && (is_completed(t) || !again) ? DONE :
				DONE_BEFORE;
			return 0;
		}
	return rc == CH_END ? 0 : rc;
}

/* A goal is reached when the plan was completed and its results say so. */
static int fate_of_goal(struct ch_taking *t, const struct ch_row *row,
			enum fate *fate, struct ch_err *err)
{
	struct ch_standing standing;
	int rc = ch_goal_standing(t->store, row, t->how->now, &standing, err);

	if (!rc && is_completed(t) &&
	    standing.kind == CH_STANDING_COMPARED && standing.reached)
		*fate = DONE;
	return rc;
}

static int fate_of(struct ch_taking *t, const struct ch_row *row,
		   enum fate *fate, struct ch_err *err)
{
	*fate = NOT_DONE;
	if (!strcmp(row->type->name, "goal"))
		return fate_of_goal(t, row, fate, err);
	if (!strcmp(row->type->name, "activity"))
		return fate_of_activity(t, row, fate, err);
	return 0;
}

static bool was_cancelled_so(const struct ch_row *task)
{
	struct ch_slice reason = ch_row_get_text(task, "reason");

	return reason.s && ch_slice_is(reason, "plan-closed");
}

static int ignore(void *ctx, const struct ch_type *type, int64_t id,
		  enum ch_did did, struct ch_err *err)
{
	(void)ctx, (void)type, (void)id, (void)did, (void)err;
	return 0;
}

/* What was begun cannot be stopped before it was in progress. */
static int end_as(struct ch_taking *t, const struct ch_type *type, int64_t id,
		  const char *becomes, struct ch_err *err)
{
	struct ch_row row;
	int rc = 0;

	start(&row, type, id);
	ch_row_put_text(&row, "status", becomes);
	if (!strcmp(type->name, "task"))
		ch_row_put_text(&row, "reason", "plan-closed");
	if (strcmp(becomes, "in-progress"))
		return ch_step_write(t->store, &row, t->how->reason, t->did,
				     t->ctx, err);
	rc = ch_step_write(t->store, &row, t->how->reason, ignore, NULL, err);
	return rc ? rc : end_as(t, type, id, "stopped", err);
}

static int end_part(void *ctx, const struct ch_type *type, int64_t id,
		    struct ch_err *err)
{
	struct ch_taking *t = ctx;
	bool task = !strcmp(type->name, "task");
	const char *becomes;
	struct ch_slice was;
	struct ch_row row;
	enum fate fate;
	int rc;

	if (!strcmp(type->name, "teaching"))
		return 0;
	rc = ch_store_get(t->store, type, id, &row, err);
	if (!rc)
		rc = fate_of(t, &row, &fate, err);
	if (rc)
		return rc;
	was = ch_row_get_text(&row, "status");
	becomes = ends_as(type->name, was, fate);
	if (!becomes && task && !was_cancelled_so(&row))
		return 0;
	if (!becomes)
		return t->did(t->ctx, type, id, CH_UNCHANGED, err);
	if (task && t->how->keep)
		return 0;
	return end_as(t, type, id, becomes, err);
}

static int end_day(struct ch_taking *t, struct ch_err *err)
{
	(void)err;
	if (*t->becomes)
		ch_row_put_int(&t->row, "until", ch_moment_of_day(
			       ch_moment_local_day(t->how->now)));
	return 0;
}

static int end_parts(struct ch_taking *t, struct ch_err *err)
{
	return ch_plan_parts(t->store, t->was.v[0].i, true, end_part, t, err);
}

const struct ch_step ch_plan_steps[] = {
	{ "hold", .becomes = "on-hold", .why = "closing",
	  .asks = CH_ASKS_REASON },
	{ "resume", .becomes = "active", .clears = "closing" },
	{ "close", .why = "closing", .asks = CH_ASKS_BECOMES | CH_ASKS_REASON,
	  .sets = end_day, .then = end_parts },
	{ 0 }
};

int ch_plan_review(struct ch_store *store, int64_t plan, int64_t now,
		   int64_t next, const char *reason, ch_step_did each,
		   void *ctx, struct ch_err *err)
{
	struct ch_row row;
	struct ch_slice status;
	int rc = ch_store_need(store, ch_type_find("plan"), plan, &row, err);

	if (rc)
		return rc;
	status = ch_row_get_text(&row, "status");
	if (!status.s || !ch_slice_is(status, "active"))
		return ch_fail(err, CH_EDATA, "status: only a plan that is "
			       "active is reviewed");
	if (ch_moment_local_day(next) > CH_DAY_LAST)
		return ch_refuse(err, "review", "bad-date");
	start(&row, row.type, plan);
	ch_row_put_int(&row, "reviewed",
		       ch_moment_of_day(ch_moment_local_day(now)));
	ch_row_put_int(&row, "review",
		       ch_moment_of_day(ch_moment_local_day(next)));
	return ch_step_write(store, &row, reason, each, ctx, err);
}
