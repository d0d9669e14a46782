/* safe.c - reads the tables about medicines and tests when they are needed. */
#include "know/safe.h"

int ch_safe_medicines(struct ch_safe *t, const struct ch_shelf *shelf,
		      struct ch_err *err)
{
	int rc = t->drugs ? 0 : ch_drugs_read(&t->drugs, shelf, err);

	return rc || t->conflicts ? rc :
		ch_conflicts_read(&t->conflicts, t->drugs, shelf, err);
}

int ch_safe_tests(struct ch_safe *t, const struct ch_shelf *shelf,
		  struct ch_err *err)
{
	return t->intervals ? 0 :
		ch_intervals_read(&t->intervals, shelf, err);
}

void ch_safe_free(struct ch_safe *t)
{
	ch_intervals_free(&t->intervals);
	ch_conflicts_free(&t->conflicts);
	ch_drugs_free(&t->drugs);
}
