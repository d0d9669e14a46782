/* plan_ack.h - who has seen what of a plan. */
#ifndef CH_PLAN_ACK_H
#define CH_PLAN_ACK_H

#include "step/step.h"

/*
 * Notes, inside a transaction, that whoever asks has seen the plan and its
 * parts as they are: an `ack` of this state of it, which there is once.
 * CH_ENOENT when there is no such plan.
 */
int ch_plan_ack(struct ch_store *store, int64_t plan, int64_t now,
		ch_step_did did, void *ctx, struct ch_err *err);

/* The moment of the last change that somebody saw; 0: they saw none. */
int ch_plan_seen(struct ch_store *store, int64_t plan, int64_t staff,
		 int64_t *seen, struct ch_err *err);

#endif
