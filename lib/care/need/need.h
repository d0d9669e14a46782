/* need.h - needs of people: who has one already, and on which nobody works. */
#ifndef CH_NEED_H
#define CH_NEED_H

#include "care/step/step.h"

/* Confirm, address, resolve, refuse and reopen: rows for ch_step_take(). */
extern const struct ch_step ch_need_steps[];

/* A condition of a scan of needs (ch_query's `also`): no referral of that
 * category or for it is open, nor a task about it; one that was said to be
 * addressed counts until what was made for it is over. */
extern const char ch_need_unaddressed[];

/* The person's need of that category that is not over; `*id` is 0 when there is
 * none. */
int ch_need_open(struct ch_store *store, int64_t person, const char *category,
		 int64_t *id, struct ch_err *err);

#endif
