/* check_in.h - a check at work; for the files of it alone. */
#ifndef CH_CHECK_IN_H
#define CH_CHECK_IN_H

#include "store/life.h"

struct check {
	struct ch_store *store;
	ch_finding fault, note;
	void *ctx;
	int faults;
};

static inline void find_fault(struct check *c, const char *what,
			      const char *words, int64_t n)
{
	c->faults++;
	c->fault(c->ctx, what, words, n);
}

/* Tables, views, triggers and indexes, and the steps of lifecycles, against
 * those that this build would make. */
int ch_check_schema(struct check *c, struct ch_err *err);

/* Names those of a type that differ, as far as it can be told which. */
int ch_check_name_records(struct check *c, const struct ch_type *type,
			  struct ch_err *err);

/* The words by which people are found, against their names. */
int ch_check_names(struct check *c, struct ch_err *err);

/*
 * Adds up all records, in a thread and by a connection of its own, while the
 * rest is looked at; the end compares the sums with those that were written
 * with the records, and names what differs. `path` is borrowed.
 */
struct ch_check_records;
int ch_check_records_begin(struct ch_check_records **out, const char *path,
			   struct ch_err *err);
int ch_check_records_end(struct ch_check_records **records, struct check *c,
			 struct ch_proof *proof, struct ch_err *err);

#endif
