/* visits.h - the sheet of a day: who is visited, in which order, with what. It
 * reads, and writes nothing. */
#ifndef CH_VISITS_H
#define CH_VISITS_H

#include "base/shelf.h"
#include "store/rows.h"

struct ch_visits {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t staff;		/* who visits */
	int64_t day;		/* of the hub's calendar: ch_moment_local_day */
	const char *from;	/* the postal code where the day begins; NULL:
				   that of the staff, or their organization */
	bool by_time;		/* in the order agreed, not of the way */
	double km;		/* result: the whole way */
	int64_t lost;		/* result: deliveries that they took on another
				   day and that nobody signed for since */
};

/*
 * Calls `each` with a `stop` for every appointment of theirs on that day that
 * was not cancelled, and for everybody else to whom they owe a visit or a
 * delivery by then, in the order of the shortest way; video visits and places
 * that nobody knows come last.
 */
int ch_visits_read(struct ch_visits *v, ch_each_row each, void *ctx,
		   struct ch_err *err);

#endif
