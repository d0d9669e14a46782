/* cohort.h - people who have something in common: a query that names them. */
#ifndef CH_COHORT_H
#define CH_COHORT_H

#include "query/knowledge.h"

/* cohorts/NAME.sql: one SELECT with a column `patient`. */
extern const struct ch_form ch_cohort_form;

int ch_cohort_read(struct ch_knowledge *out, const struct ch_shelf *shelf,
		   const char *name, struct ch_err *err);

/* A statement whose one column is the patients, as of `now`; what the query
 * stands on is there already. */
int ch_cohort_ask(struct ch_stmt **out, struct ch_store *store,
		  const struct ch_knowledge *k, int64_t now,
		  struct ch_err *err);

/*
 * Calls `each` with the patient record of everybody in the cohort, by name.
 * Nothing can be written by a cohort's query. CH_ENOENT without such a file,
 * CH_EDATA with what is wrong in it.
 */
int ch_cohort_run(struct ch_store *store, const struct ch_shelf *shelf,
		  const char *name, int64_t now, ch_each_row each, void *ctx,
		  struct ch_err *err);

#endif
