/* needs.h - needs of people: who has one already, and on which nobody works. */
#ifndef CH_PEOPLE_NEEDS_H
#define CH_PEOPLE_NEEDS_H

#include "store/store.h"

/* A condition of a scan of needs (ch_query's `also`): no referral of that
 * category or for it is open, nor a task about it; one that was said to be
 * addressed counts until what was made for it is over. */
extern const char ch_needs_unaddressed[];

/* The person's need of that category that is not over; `*id` is 0 when there is
 * none. */
int ch_needs_open(struct ch_store *store, int64_t person, const char *category,
		  int64_t *id, struct ch_err *err);

#endif
