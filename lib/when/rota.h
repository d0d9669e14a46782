/* rota.h - who is on when: gaps and overlaps of shifts. */
#ifndef CH_ROTA_H
#define CH_ROTA_H

#include "base/base.h"

/* From then until before then, in seconds since 1970. */
struct ch_shift {
	int64_t from, until, who;
};

/* A stretch with the same people on: none is a gap, several an overlap. */
struct ch_stretch {
	int64_t from, until;
	size_t on;
	int64_t who;		/* the first of them; 0: nobody */
};

/* All of the time from `from` to before `until`, in order; `out` has room for
 * 2 * n + 2. Somebody's shifts that touch are one. Returns how many. */
size_t ch_rota(const struct ch_shift *shift, size_t n, int64_t from,
	       int64_t until, struct ch_stretch *out);

/* The next person who is on at that time, from `*i` on; 0: nobody more. Each is
 * named once. */
int64_t ch_rota_next(const struct ch_shift *shift, size_t n, int64_t at,
		     size_t *i);

#endif
