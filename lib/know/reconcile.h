/* reconcile.h - medicines before and after a stay, side by side by what is in
 * them. */
#ifndef CH_LINES_H
#define CH_LINES_H

#include "know/chart.h"

/* One line: the orders of one set of ingredients. 0: there is none. */
struct ch_line {
	char *key;		/* the ingredients, or the words of its name */
	int64_t before, after;	/* the last order on either side */
	int64_t dose[2];	/* hashes of how they are taken */
};

/* Zeroed is empty. */
struct ch_lines {
	struct ch_line *v;
	size_t n, room;
};

/* Adds an order, the oldest first; `h` says what is in it and how it is taken,
 * `name` what it is called. */
int ch_lines_add(struct ch_lines *lines, const struct ch_drugs *drugs,
		 const struct ch_held *h, struct ch_slice name, bool before,
		 bool after, struct ch_err *err);
void ch_lines_free(struct ch_lines *lines);

/* keep, stop, change or new: what the orders themselves say. */
const char *ch_line_proposal(const struct ch_line *line);

/* A hash of what it rests on: the orders, and how they are taken. */
int64_t ch_line_basis(const struct ch_line *line);

#endif
