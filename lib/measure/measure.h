/* measure.h - numbers that the hub exists for, each a list of cases. */
#ifndef CH_MEASURE_H
#define CH_MEASURE_H

#include "when/fold.h"
#include "base/interval.h"
#include "query/knowledge.h"

enum ch_measure_kind { CH_PROPORTION, CH_RATE, CH_MEAN, CH_MEDIAN, CH_SCORE };

extern const char *const ch_measure_kinds[5];

/* A measure's file, read and checked; ch-measures(5) has its keys. Texts are
 * borrowed from `k`, and are "" where the heading does not say. */
struct ch_measure {
	struct ch_knowledge k;
	int kind;			/* enum ch_measure_kind */
	int numerator;			/* CH_MET or CH_MISSED */
	const char *better, *basis, *source;
	const char *noun, *sentence, *unit, *unknown, *fold;
	double per;			/* rate: events in so many */
	int weighted, once_a_day;	/* flags */
	int things;			/* its cases are of nobody */
	bool stitch, next, cover;
	int from, to;			/* next-within */
	const char *index, *answer, *answered;
	const char *disposition;	/* the column of codes/disposition.tsv
					   that says which are left out */
	const char *planned;		/* the code set of what is planned */
	char leave_out[32], leave_why[32];	/* a code set, and why */
	struct {
		char role[32], why[32];
		bool by_end;
	} unless[CH_UNLESS_MAX];
	int unlesses;
};

/* Reads measures/NAME.sql. CH_ENOENT; CH_EDATA with the file and what is wrong
 * in its heading. The query itself is checked when it is asked. */
extern const struct ch_form ch_measure_form;
int ch_measure_read(struct ch_measure *out, const struct ch_shelf *shelf,
		    const char *name, struct ch_err *err);
void ch_measure_free(struct ch_measure *m);

enum ch_by { CH_BY_ALL, CH_BY_MONTH, CH_BY_QUARTER, CH_BY_YEAR,
	     CH_BY_ORGANIZATION, CH_BY_SEX, CH_BY_AGE, CH_BY_ZIP3,
	     CH_BY_COHORT, CH_BYS };

/* "", "month", ... in the order of enum ch_by. */
extern const char *const ch_by_words[CH_BYS + 1];

/* What is asked. */
struct ch_measure_how {
	int64_t now;
	int64_t first, end;	/* the period: days, `end` is not in it */
	enum ch_by by;
	bool strict;		/* what is not known is left out */
	bool later;		/* a planned readmission does not end the
				   search for an unplanned one */
};

/*
 * A session: makes ready what all of `n` measures (and with CH_BY_COHORT the
 * cohorts) stand on; from then on nothing can be written by this connection.
 * Rows that several measures ask for by the same query are read once.
 */
struct ch_measuring;
int ch_measuring_open(struct ch_measuring **out, struct ch_store *store,
		      const struct ch_shelf *shelf,
		      const struct ch_measure_how *how,
		      const struct ch_measure *measure, int n,
		      struct ch_err *err);
void ch_measuring_close(struct ch_measuring **s);

/* Whether the query is one that ch_measure_cases() can ask; asks nothing. */
int ch_measure_check(struct ch_measuring *s, const struct ch_measure *m,
		     struct ch_err *err);

/* The same without a session. With a shelf what the measure stands on is made
 * ready first, else it is there. */
int ch_measure_try(const struct ch_measure *m, struct ch_store *store,
		   const struct ch_shelf *shelf,
		   const struct ch_measure_how *how, struct ch_err *err);

/* The cases of a measure in its period, by person; borrowed until the next
 * call. CH_EDATA, with the file's name, when its query is not one SELECT that
 * only reads and has the columns and parameters that it should. */
int ch_measure_cases(struct ch_measuring *s, const struct ch_measure *m,
		     const struct ch_fact **out, size_t *n,
		     struct ch_err *err);

/* The case as a record of type `case`; texts are borrowed. */
void ch_measure_row(const struct ch_measuring *s, const struct ch_measure *m,
		    const struct ch_fact *f, struct ch_row *row);

#define CH_WHYS_MAX 24

/* One number: all cases, or those of a group. */
struct ch_number {
	char group[160];	/* "" for all */
	int64_t organization;	/* CH_BY_ORGANIZATION; 0: not said */
	int64_t first, end;	/* the period, or the group's part of it */
	int64_t numerator, pending, excluded, unknown;
	double denominator;	/* cases; or weight: months */
	double value;
	bool has_value;
	struct ch_interval interval;	/* name NULL: none */
	struct {
		const char *why;
		int64_t n;
	} whys[CH_WHYS_MAX];	/* of the excluded, the most first */
	int n_whys;
	int64_t by_coverage, by_contact;	/* weight: people */
};

/* Calls `each` with the number, or with that of each group, in order. */
int ch_measure_numbers(struct ch_measuring *s, const struct ch_measure *m,
		       int (*each)(void *ctx, const struct ch_number *number,
				   struct ch_err *err),
		       void *ctx, struct ch_err *err);

/* Counts from 1 to this are withheld from shared output. */
#define CH_FEW 10
bool ch_is_few(int64_t count);

/* Whether the value would tell a few people apart: a count above the line, or
 * what is left below it, is so small. */
bool ch_number_is_small(const struct ch_measure *m, const struct ch_number *n);

/* Whether the sum of those left out would tell how many the one reason is that
 * is withheld. */
bool ch_number_sum_tells(const struct ch_number *n);

/* Appends the number in a sentence; `suppress` withholds small counts. */
void ch_measure_sentence(struct ch_buf *out, const struct ch_measure *m,
			 const struct ch_number *n, bool suppress);

/* "30 %", "61.3", "3.2 days": the value alone; nothing when there is none. */
void ch_measure_value(struct ch_buf *out, const struct ch_measure *m,
		      double value);

#endif
