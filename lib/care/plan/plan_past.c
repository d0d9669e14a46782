/* plan_past.c - an activity's tasks, held against its schedule. */
#include "base/moment.h"
#include "step/make.h"
#include "care/plan/plan_past.h"
#include "record/lifecycle.h"

int64_t ch_plan_task_id(const struct ch_store *store, int64_t activity,
			int64_t day)
{
	char text[CH_MOMENT_MAX];

	ch_moment_print(ch_moment_of_day(day), text);
	return ch_make_id(store, ch_type_find("task"), "plan", "activity",
			  activity, text);
}

void ch_plan_past_begin(struct ch_plan_past *past, int64_t activity,
			const struct ch_schedule *s)
{
	*past = (struct ch_plan_past){ .activity = activity, .at = s->at,
				       .until = s->until, .last = CH_NEVER };
}

static void note(struct ch_plan_past *past, int64_t due)
{
	if (past->last == CH_NEVER || due > past->last)
		past->last = due;
}

void ch_plan_past_add(struct ch_plan_past *past, const struct ch_store *store,
		      int64_t task, int64_t due, struct ch_slice status)
{
	bool voided = status.s && ch_slice_is(status, "entered-in-error");

	if (due == CH_NEVER)
		return;
	/* Whoever moved the first one forward did not ask for another. */
	if ((voided || due < past->at) && !past->begun &&
	    past->at != CH_NEVER &&
	    task == ch_plan_task_id(store, past->activity, past->at)) {
		past->begun = true;
		if (voided)
			note(past, past->at);
	}
	if (voided || due > past->until)
		return;
	past->begun |= due >= past->at;
	note(past, due);
}

int64_t ch_plan_past_made(const struct ch_plan_past *past)
{
	return past->begun ? past->last : CH_NEVER;
}

bool ch_plan_task_is_open(struct ch_slice status)
{
	const struct ch_type *task = ch_type_find("task");

	return !ch_life_is_over(task, task->status, status);
}
