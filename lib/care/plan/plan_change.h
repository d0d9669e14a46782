/* plan_change.h - plans that are reviewed, held, closed, and edited. */
#ifndef CH_PLAN_CHANGE_H
#define CH_PLAN_CHANGE_H

#include "care/plan/plan.h"

/*
 * The steps of a plan: close, hold, resume. Closing ends the plan's goals and
 * activities, as their lifecycles have it: completed is a goal that is reached
 * when the plan is completed, and an activity whose last task was done; the
 * rest is cancelled, or stopped where it had been begun. Its open tasks are
 * cancelled with the reason "plan-closed", unless they are kept.
 */
extern const struct ch_step ch_plan_steps[];

/*
 * These work inside a transaction and tell of the plan and of what changed or
 * was found with it. CH_EDATA, with nothing written, for what the plan's status
 * does not allow.
 */

/* It was reviewed on the day of `now`, and is to be again by `next`. Only a
 * plan that is active is. */
int ch_plan_review(struct ch_store *store, int64_t plan, int64_t now,
		   int64_t next, const char *reason, ch_step_did each,
		   void *ctx, struct ch_err *err);

/*
 * Writes a plan, goal or activity that somebody edited: what it says, and with
 * `whole` nothing for what it no longer says. A goal or activity without an id
 * is a new one of its plan, named after its item or title. The rev must be the
 * store's, where it is said. What is worked out (achievement) is passed over,
 * and so are the plan's teaching and tasks as long as they say what the store
 * has. Where an activity's `at` is put on another day, the first of its tasks
 * that is open goes with it. CH_EDATA with the field that is refused.
 */
int ch_plan_edit(struct ch_store *store, struct ch_row *row, bool whole,
		 const struct ch_shelf *shelf, int64_t now, ch_step_did each,
		 void *ctx, struct ch_err *err);

#endif
