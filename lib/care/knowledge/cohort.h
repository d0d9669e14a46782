/* cohort.h - people who have something in common: a query that names them. */
#ifndef CH_COHORT_H
#define CH_COHORT_H

#include "base/shelf.h"
#include "store/rows.h"

/* What a cohort's file says of itself. */
struct ch_cohort_head {
	char name[128], title[256], version[32];
};

int ch_cohort_head(struct ch_cohort_head *out, const struct ch_shelf *shelf,
		   const char *name, struct ch_err *err);

/*
 * Calls `each` with the patient record of everybody in the cohort, by name.
 * Nothing can be written by a cohort's query. CH_ENOENT without such a file,
 * CH_EDATA with what is wrong in it.
 */
int ch_cohort_run(struct ch_store *store, const struct ch_shelf *shelf,
		  const char *name, int64_t now, ch_each_row each, void *ctx,
		  struct ch_err *err);

#endif
