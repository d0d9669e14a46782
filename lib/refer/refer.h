/* refer.h - referrals followed until the person got help: the closed loop. */
#ifndef CH_REFER_H
#define CH_REFER_H

#include "step/step.h"

/*
 * send, receive, accept, reject, schedule, serve, miss, report, review,
 * redirect, close, cancel, reopen; ends without a word. They move `stage`, and
 * `status` with it.
 *
 * Whoever sends takes send, review, redirect, close, cancel and reopen; whoever
 * receives takes the others. Where nobody of the receiver has a login, anybody
 * here logs what they said. CH_EPERM for the other side, and for what the
 * patient does not allow.
 *
 * What ends a referral clears, in the same transaction, every task, alert and
 * notice about it; whoever sent it is told in a message what came of it.
 */
extern const struct ch_step ch_refer_steps[];

/*
 * What happened meanwhile: tasks of feeds that fulfil a referral move its stage
 * on, never back, and the referrer is told; a message that was acknowledged
 * makes it delivered; those of people who died are cancelled.
 */
int ch_refer_run(struct ch_store *store, const struct ch_shelf *shelf,
		 int64_t now, ch_step_did did, void *ctx, struct ch_err *err);

#endif
