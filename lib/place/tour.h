/* tour.h - in which order to visit places, so that the way is short. */
#ifndef CH_TOUR_H
#define CH_TOUR_H

#include "place/point.h"

/*
 * `order` gets the numbers 0 .. n-1 as they are best visited: nearest next,
 * then mended until no stretch gains by being turned round (2-opt). It begins
 * at `from`, or, where that is NULL, at whichever visit is best, and ends at
 * the last visit. Places that are not known come last, as they were. The same
 * places give the same order. `*km` (may be NULL) is the whole way between
 * those that are known. 0 or CH_ENOMEM; takes n * n * 8 bytes.
 */
int ch_tour(const struct ch_point *at, size_t n, const struct ch_point *from,
	    size_t *order, double *km, struct ch_err *err);

#endif
