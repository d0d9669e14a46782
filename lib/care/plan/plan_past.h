/* plan_past.h - what an activity's tasks say of where its schedule stands. */
#ifndef CH_PLAN_PAST_H
#define CH_PLAN_PAST_H

#include "when/schedule.h"
#include "record/row.h"
#include "store/store.h"

/* The id of the task of an activity that is due on a day. */
int64_t ch_plan_task_id(const struct ch_store *store, int64_t activity,
			int64_t day);

/* Its tasks, seen one by one, in any order. */
struct ch_plan_past {
	int64_t activity, at, until;	/* at, until: days, as its schedule */
	int64_t last;		/* the last due day; CH_NEVER: none */
	bool begun;		/* the one due on `at` was made */
};

void ch_plan_past_begin(struct ch_plan_past *past, int64_t activity,
			const struct ch_schedule *s);

/* One task: `due` is a day, or CH_NEVER. One that was voided, or is due after
 * the activity's end, says nothing of those after it. */
void ch_plan_past_add(struct ch_plan_past *past, const struct ch_store *store,
		      int64_t task, int64_t due, struct ch_slice status);

/* The due day after which ch_schedule_open() goes on; CH_NEVER: from the
 * beginning, also when that was put after all that was made. */
int64_t ch_plan_past_made(const struct ch_plan_past *past);

/* Whether a task of that status is still to be done. */
bool ch_plan_task_is_open(struct ch_slice status);

#endif
