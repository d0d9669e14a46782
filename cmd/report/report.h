/* report.h - what ch-report prints: numbers, cases, explanations. */
#ifndef CH_REPORT_H
#define CH_REPORT_H

#include "measure/measure.h"
#include "hub/hub.h"

/* What the options say. */
struct ch_report_opts {
	struct ch_given from, to;
	const char *period, *by, *outcome;
	bool strict, later, suppress;
};

/* The measures that are asked for, and what is asked of them. */
struct ch_report {
	struct ch_store *store;
	struct ch_measure *measure;
	int n;
	struct ch_measure_how how;
	bool suppress;
	int outcome;		/* enum ch_outcome; -1: all */
	int broken;		/* files that were left out: -k */
};

/* Reads the period and the measures: `names`, or all there are. With
 * --keep-going a broken file is named and left out. */
int ch_report_open(struct ch_ui *ui, struct ch_store *store,
		   struct ch_report *r, const struct ch_report_opts *o, int n,
		   char **names);
/* Passes `rc` on, or CH_EDATA when something was left out. */
int ch_report_close(struct ch_ui *ui, struct ch_report *r, int rc);

/* The period that --period, or --from and --to say: days, the last not in it;
 * without them the twelve months before this one. */
int ch_report_period(struct ch_ui *ui, const struct ch_report_opts *o,
		     int64_t *first, int64_t *end);

/* What a file that cannot be used means: the end, or with --keep-going a
 * warning, and the others go on. */
int ch_report_pass_over(struct ch_ui *ui, struct ch_report *r, int rc);

/* What each verb tells; the operands are those that name no measure. */
typedef int ch_report_tell(struct ch_ui *ui, struct ch_report *r, int argc,
			   char **argv);
ch_report_tell ch_report_run, ch_report_cases, ch_report_explain;

/* "draft" or "approved". */
int ch_report_status(struct ch_ui *ui, struct ch_store *store,
		     const struct ch_measure *m, const char **status);

#endif
