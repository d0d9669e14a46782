/* interval.c - 95 % intervals for proportions, rates, medians and means. */
#include <math.h>

#include "base/interval.h"

static const double z = 1.959964;

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

struct ch_interval ch_interval_wilson(double x, double n)
{
	double p, centre, half, scale;

	if (!(n > 0))
		return (struct ch_interval){ 0 };
	p = x / n;
	scale = 1 + z * z / n;
	centre = (p + z * z / (2 * n)) / scale;
	half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
	return (struct ch_interval){
		"wilson",
		x > 0 ? clamp(centre - half, 0, 1) : 0,
		x < n ? clamp(centre + half, 0, 1) : 1,
	};
}

struct ch_interval ch_interval_poisson(double x, double exposure)
{
	double below, above;

	if (!(exposure > 0))
		return (struct ch_interval){ 0 };
	below = x > 0 ? 1 - 1 / (9 * x) - z / (3 * sqrt(x)) : 0;
	above = 1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1));
	return (struct ch_interval){
		"poisson-byar",
		x * below * below * below / exposure,
		(x + 1) * above * above * above / exposure,
	};
}

/* The largest rank below which less than 2.5 % of medians lie: exactly, while
 * the smallest of the terms can be told from nothing. */
static size_t low_rank(size_t n)
{
	double term, below;
	size_t rank = 0;

	if (n > 1000)
		return (size_t)floor(((double)n - z * sqrt((double)n)) / 2);
	term = below = ldexp(1, -(int)n);
	while (below <= 0.025) {
		rank++;
		term *= (double)(n - rank + 1) / (double)rank;
		below += term;
	}
	return rank;
}

struct ch_interval ch_interval_rank(const double *sorted, size_t n)
{
	size_t rank = n ? low_rank(n) : 0;

	if (!rank)
		return (struct ch_interval){ 0 };
	return (struct ch_interval){
		"rank", sorted[rank - 1], sorted[n - rank],
	};
}

struct ch_interval ch_interval_normal(double sum, double squares, double n)
{
	double mean, variance, half;

	if (n < 2)
		return (struct ch_interval){ 0 };
	mean = sum / n;
	variance = (squares - n * mean * mean) / (n - 1);
	half = z * sqrt(variance > 0 ? variance / n : 0);
	return (struct ch_interval){ "normal", mean - half, mean + half };
}
