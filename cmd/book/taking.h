/* taking.h - the verbs of ch-book by which somebody gets a time. */
#ifndef CH_TAKING_H
#define CH_TAKING_H

#include "book/book_day.h"
#include "hub/stepping.h"

struct ch_book_opts {
	struct ch_step_opts step;
	const char *category, *kind, *status, *calendar;
	struct ch_given slot, resource, at, from, until, patient, priority,
			notice;
	bool all, unknown, untried, due;
	struct ch_book_day day;
};

#define BOOK_AT(field) offsetof(struct ch_book_opts, field)

/* A verb's `run`: add, waitlist, offer, accept, move, fill. */
int ch_book_take(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		 char **argv);

#endif
