/* safe.h - all tables about medicines and tests at once. */
#ifndef CH_SAFE_H
#define CH_SAFE_H

#include "know/interval.h"

/* Begins zeroed; the tables are read when they are first needed. */
struct ch_safe {
	struct ch_drugs *drugs;
	struct ch_conflicts *conflicts;
	struct ch_intervals *intervals;
};

int ch_safe_medicines(struct ch_safe *t, const struct ch_shelf *shelf,
		      struct ch_err *err);
int ch_safe_tests(struct ch_safe *t, const struct ch_shelf *shelf,
		  struct ch_err *err);
void ch_safe_free(struct ch_safe *t);

#endif
