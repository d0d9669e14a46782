/* template_in.h - what the files that check templates share. */
#ifndef CH_TEMPLATE_IN_H
#define CH_TEMPLATE_IN_H

#include "care/plan/template.h"

/* A template while it is checked. */
struct ch_checking {
	struct ch_template *t;
	const struct ch_shelf *shelf;
	ch_template_fault fault;
	void *ctx;
	int faults;
	struct ch_err *err;
};

/* Something is wrong at a place of the file. */
void ch_template_wrong(struct ch_checking *c, const char *words,
		       const char *place, ...)
	__attribute__((format(printf, 3, 4)));

/* A value's status says how far it is to be trusted; NULL is fine. */
void ch_template_status(struct ch_checking *c, const char *status,
			const char *list, size_t i);

/* Fills c->t from its file: the shape alone (template_read.c). 0 unless the
 * file cannot be read. */
int ch_template_shape(struct ch_checking *c);

/* Whether what it says makes sense (template_check.c), and holds in its
 * examples (template_try.c). */
void ch_template_sense(struct ch_checking *c);
void ch_template_try(struct ch_checking *c);

#endif
