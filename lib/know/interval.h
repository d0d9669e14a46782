/* interval.h - how soon a test may be done again, and what a result means for
 * that. */
#ifndef CH_INTERVALS_H
#define CH_INTERVALS_H

#include "base/buf.h"
#include "base/shelf.h"
#include "know/conflict.h"

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

/* Appends the codes of the row's test, each with a blank before and after. */
void ch_intervals_codes(const struct ch_intervals *in,
			const struct ch_interval *row, struct ch_buf *out);

/* What a test so many days after another of its kind is: exactly as many as are
 * asked for are fine. While somebody is in hospital only `inpatient` counts. */
enum ch_level ch_interval_judge(const struct ch_interval *row, int64_t days,
				bool in_hospital);

/* The last test of the kind before the one that is thought of. */
struct ch_earlier {
	int64_t id, at, day;	/* id 0: there is none; days since 1970 */
	const char *type;
	bool critical;		/* its result was */
	bool admitted;		/* they were admitted since */
	bool in_hospital;	/* both while they are in hospital */
};

/* Fills in a finding about a test of `code` on a day; false when there is
 * none. */
bool ch_intervals_check(const struct ch_intervals *in,
			const struct ch_interval *row,
			const struct ch_earlier *last, int64_t day,
			struct ch_finding *out);

/* Whether the value is one for which a laboratory telephones. */
bool ch_intervals_critical(const struct ch_intervals *in, struct ch_slice code,
			   struct ch_slice unit, double value);

#endif
