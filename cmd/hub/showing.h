/* showing.h - a verb that shows records, and what happened to them. */
#ifndef CH_SHOWING_H
#define CH_SHOWING_H

#include "hub/hub.h"

/* What a program adds to the card of a record; ->rows, or NULL. */
struct ch_show {
	void (*more)(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *row, const char *field);
};

/*
 * A verb's `run`: each record of the program's type that the operands mean, in
 * a table on a card with its story; as JSON lines the record and its rows of
 * the journal; as CSV the record alone.
 */
int ch_show_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		char **argv);

#endif
