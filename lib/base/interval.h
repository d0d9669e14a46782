/* interval.h - between which bounds a number likely is: 95 % intervals. */
#ifndef CH_INTERVAL_H
#define CH_INTERVAL_H

#include "base/base.h"

/* `name` says by which method; NULL: there is none. */
struct ch_interval {
	const char *name;
	double low, high;
};

/* A proportion x of n: Wilson's score interval (Wilson 1927). "wilson". */
struct ch_interval ch_interval_wilson(double x, double n);

/* A count x in so much exposure: Byar's approximation of the exact Poisson
 * limits (Breslow and Day 1987), divided by the exposure. "poisson-byar". */
struct ch_interval ch_interval_poisson(double x, double exposure);

/*
 * The median of n values in order: the values of the ranks between which it
 * lies with 95 % or more by the binomial, exactly up to 1000, then in its
 * normal approximation (Conover 1999). None for n < 6. "rank". Infinite values
 * stand for "more than anything".
 */
struct ch_interval ch_interval_rank(const double *sorted, size_t n);

/* The mean of n values with that sum and sum of squares: mean +- z s/sqrt(n).
 * None for n < 2. "normal". */
struct ch_interval ch_interval_normal(double sum, double squares, double n);

#endif
