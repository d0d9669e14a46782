/* plan_run.h - the tasks that plans ask for, made when their windows open. */
#ifndef CH_PLAN_RUN_H
#define CH_PLAN_RUN_H

#include "care/plan/plan.h"

/* Which plans, and how far ahead. */
struct ch_plan_run {
	const struct ch_ids *plans;
	int64_t now;
	int64_t until;		/* a day: windows that open by then */
};

/*
 * Makes, inside a transaction, the tasks of the plans' activities that are not
 * the patient's own, once each. A plan or activity that is not active makes
 * none, nor does one of somebody who died: tasks of theirs that it made, and
 * that are open, are cancelled with the reason `died`. `each` is told, by plan
 * and activity, of tasks made now, and of open ones whose window lies in the
 * time from now until then.
 */
int ch_plan_run(struct ch_store *store, const struct ch_plan_run *job,
		ch_step_did each, void *ctx, struct ch_err *err);

#endif
