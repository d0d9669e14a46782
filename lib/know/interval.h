/* interval.h - how soon a test may be done again, and what a result means for
 * that. */
#ifndef CH_INTERVALS_H
#define CH_INTERVALS_H

#include "base/buf.h"
#include "base/shelf.h"
#include "know/level.h"

/* One test of codes/minimum_interval.tsv. Days; -1: none said. */
struct ch_interval {
	const char *test, *code, *source, *status;
	int64_t hard, soft, inpatient;
	bool always;
};

/* Also codes/critical.tsv, and the site's codes/fees.tsv (code, fee, currency),
 * where it has one. */
struct ch_intervals;

/* CH_ENOENT; CH_EDATA names file and line. */
int ch_intervals_read(struct ch_intervals **out, const struct ch_shelf *shelf,
		      struct ch_err *err);
void ch_intervals_free(struct ch_intervals **in);

/* The row of a code, or the first of a test's name; NULL. */
const struct ch_interval *ch_intervals_find(const struct ch_intervals *in,
					    const char *word, size_t n);

/* The i-th row; NULL after the last. */
const struct ch_interval *ch_intervals_row(const struct ch_intervals *in,
					   size_t i);

/* What a test so many days after another of its kind is: exactly as many as are
 * asked for are fine. While somebody is in hospital only `inpatient` counts. */
enum ch_level ch_interval_judge(const struct ch_interval *row, int64_t days,
				bool in_hospital);

/* Whether the value is one for which a laboratory telephones. */
bool ch_intervals_critical(const struct ch_intervals *in, struct ch_slice code,
			   struct ch_slice unit, double value);

/* What the site pays for the test; false when nobody said. */
bool ch_intervals_fee(const struct ch_intervals *in, const char *code,
		      const char **fee, const char **currency);

#endif
