/* base_interval.c - intervals against worked examples. */
#include <math.h>

#include "base/interval.h"
#include "tap.h"

static bool near(double a, double b, double by)
{
	return fabs(a - b) <= by;
}

int main(void)
{
	static const struct {
		double x, n, low, high;
	} wilson[] = {
		{ 0, 10, 0.000000, 0.277533 }, { 10, 10, 0.722467, 1.000000 },
		{ 5, 50, 0.043476, 0.213602 }, { 12, 80, 0.087940, 0.244132 },
		{ 15, 100, 0.093060, 0.232836 },
		{ 1, 20, 0.008881, 0.236131 },
		{ 81, 263, 0.255289, 0.366210 },
		{ 230, 250, 0.879670, 0.947618 },
	};
	static const double minutes[] = { 5, 9, 12, 18, 22, 31, 44, 60, 75,
					  130 };
	static const double open_end[] = { 1, 2, 3, 4, 5, 6, INFINITY,
					   INFINITY };
	struct ch_interval i;

	for (size_t k = 0; k < CH_COUNT(wilson); k++) {
		i = ch_interval_wilson(wilson[k].x, wilson[k].n);
		ok(near(i.low, wilson[k].low, 1e-6) &&
		   near(i.high, wilson[k].high, 1e-6), "Wilson %.0f of %.0f",
		   wilson[k].x, wilson[k].n);
	}
	ok(ch_interval_wilson(0, 0).name == NULL, "nobody: no interval");
	/* Exact limits of Poisson counts: 0: 0..3.689, 10: 4.795..18.390,
	 * 340: 304.8..378.2. */
	i = ch_interval_poisson(0, 1);
	ok(i.low == 0 && near(i.high, 3.689, 0.03), "Poisson 0");
	i = ch_interval_poisson(10, 1);
	ok(near(i.low, 4.795, 0.01) && near(i.high, 18.390, 0.01),
	   "Poisson 10");
	i = ch_interval_poisson(340, 5.550);
	ok(near(i.low, 304.8 / 5.55, 0.1) && near(i.high, 378.2 / 5.55, 0.1) &&
	   i.low < 61.261 && i.high > 61.261, "Poisson 340 in 5550 months");
	ok(!ch_interval_poisson(3, 0).name, "no exposure: no interval");
	i = ch_interval_rank(minutes, CH_COUNT(minutes));
	ok(i.name && i.low == 9 && i.high == 75, "ranks 2 and 9 of ten");
	ok(!ch_interval_rank(minutes, 3).name, "three have no interval");
	i = ch_interval_rank(open_end, CH_COUNT(open_end));
	ok(i.name && isinf(i.high), "an open end stays open");
	i = ch_interval_normal(30, 30 * 30 / 10.0 + 9, 10);
	ok(near(i.low, 3 - 1.959964 * sqrt(1 / 10.0), 1e-9) &&
	   near(i.high, 3 + 1.959964 * sqrt(1 / 10.0), 1e-9),
	   "a mean of 3, variance 1, of ten");
	ok(!ch_interval_normal(3, 9, 1).name, "one value has no interval");
	return tap_end();
}
