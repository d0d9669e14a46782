/* waiting.h - who of a waiting list is asked first, and why. */
#ifndef CH_WAITING_H
#define CH_WAITING_H

#include "base/base.h"

/* One who waits for such a time, and could come. */
struct ch_waiting {
	int64_t id;
	int64_t priority;	/* 1 is most urgent; 0: not said */
	int64_t since;		/* seconds since 1970; 0: not known */
	int64_t miles;		/* from where they come; -1: not known */
	int64_t notice;		/* hours that they need; 0: not said */
};

/*
 * The first asked comes first: the most urgent (not said is after all that
 * were), then by weeks of waiting, then the nearest (not known is last), then
 * who can come at the shortest notice, then who waits longest.
 */
void ch_waiting_rank(struct ch_waiting *w, size_t n, int64_t now);

/* "priority 1, 12 days waiting, 3 miles, 24 h notice: first of 5" */
#define CH_WAITING_WORDS 180
void ch_waiting_say(const struct ch_waiting *w, size_t of, int64_t now,
		    char out[CH_WAITING_WORDS]);

#endif
