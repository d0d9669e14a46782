/* book_day.h - ch-book day: the sheet of a day. */
#ifndef CH_BOOK_DAY_H
#define CH_BOOK_DAY_H

#include "hub/hub.h"

/* What a program whose verbs are with this has in its struct of options. */
struct ch_book_day {
	const char *who, *from;
	struct ch_given on;
	bool by_time;
};

/* Prints who is visited on that day, in which order, with what: on a terminal
 * as a sheet to be printed, else as `stop` records. */
int ch_book_day(struct ch_ui *ui, struct ch_store *store,
		const struct ch_book_day *o);

#endif
