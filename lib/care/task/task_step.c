/* task_step.c - the steps of a task, and what each sets besides. */
#include "base/moment.h"
#include "step/evidence.h"
#include "care/task/task_in.h"

/* What a hold had hidden until a day that has not come is in the list again. */
static int show_again(struct ch_taking *t, struct ch_err *err)
{
	int64_t start = ch_row_get_int(&t->was, "start");

	(void)err;
	if (start && !ch_moment_over(start, t->how->now))
		ch_row_null(&t->row, ch_field(t->row.type, "start"));
	return 0;
}

static int wait_until(struct ch_taking *t, struct ch_err *err)
{
	if (!t->how->until)
		return show_again(t, err);
	ch_row_put_int(&t->row, "start", t->how->until);
	return 0;
}

/* What was taken in hand ends when it is given or brought back, and only so. */
static int end_out_of_hand(struct ch_taking *t, struct ch_err *err)
{
	return *t->becomes && ch_row_get_int(&t->was, "begun") &&
		ch_slice_is(ch_row_get_text(&t->was, "kind"), "delivery") ?
		ch_fail(err, CH_EDATA, "somebody has it: ch-task give, ch-task "
			"bring-back") : 0;
}

static int end(struct ch_taking *t, struct ch_err *err)
{
	int rc = *t->becomes ? ch_task_check_at(t, err) : 0;

	if (!rc)
		rc = end_out_of_hand(t, err);
	if (rc || !*t->becomes)
		return rc;
	if (t->how->outcome)
		ch_row_put_text(&t->row, "outcome", t->how->outcome);
	return ch_evidence_put(t, "evidence", err);
}

/* What was reopened is to be done anew, and shown anew. */
const struct ch_step ch_task_steps[] = {
	{ "claim", .becomes = "ready", .cannot = "is still a draft",
	  .takes = CH_OTHERS_NOT | CH_OWNER | CH_STAYS },
	{ "assign", .takes = CH_GIVES | CH_STAYS },
	{ "start", .becomes = "in-progress", .stamps = "begun",
	  .clears = "reason", .sets = show_again,
	  .takes = CH_OTHERS_NOT | CH_OWNER,
	  .cannot = "must be claimed first" },
	{ "hold", .becomes = "on-hold", .asks = CH_ASKS_REASON,
	  .takes = CH_OTHERS_NOT,
	  .sets = wait_until, .cannot = "must be claimed first" },
	{ "done", .becomes = "completed", .stamps = "done",
	  .asks = CH_ASKS_EVIDENCE, .sets = end,
	  .takes = CH_OTHERS_NOT | CH_OWNER_IF_FREE,
	  .cannot = "must be claimed first" },
	{ "fail", .becomes = "failed", .asks = CH_ASKS_REASON,
	  .sets = end_out_of_hand,
	  .takes = CH_OTHERS_NOT | CH_OWNER_IF_FREE,
	  .cannot = "must be claimed first" },
	{ "cancel", .becomes = "cancelled", .asks = CH_ASKS_REASON,
	  .sets = end_out_of_hand, .cannot = "cannot be cancelled" },
	{ "take", .becomes = "in-progress", .stamps = "begun",
	  .takes = CH_OWNER, .sets = ch_task_take },
	{ "give", .becomes = "completed", .stamps = "done",
	  .takes = CH_OTHERS_NOT, .sets = ch_task_give,
	  .cannot = "must be taken first" },
	{ "bring-back", .becomes = "completed", .stamps = "done",
	  .takes = CH_OTHERS_NOT, .sets = ch_task_give,
	  .cannot = "must be taken first" },
	{ "acknowledge", .becomes = "completed", .stamps = "done",
	  .takes = CH_OWNER_IF_FREE, .sets = ch_task_acknowledge },
	{ "reopen", .clears = "outcome evidence evidence_type",
	  .asks = CH_ASKS_REASON, .takes = CH_REOPENS, .sets = show_again,
	  .cannot = "is not over" },
	{ 0 }
};
