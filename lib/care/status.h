/* status.h - how the hub is: what came, what waits, what is overdue. */
#ifndef CH_STATUS_H
#define CH_STATUS_H

#include "base/shelf.h"
#include "store/store.h"

/* One line. `look`: somebody should look at it. */
struct ch_status_line {
	const char *what;	/* source, scheduled, refused, backup ... */
	struct ch_slice name;	/* which one; s == NULL: none */
	int64_t at;		/* since when, or when last; 0: no time */
	int64_t count;		/* -1: none */
	bool look;
	const char *words;
};

typedef int (*ch_status_each)(void *ctx, const struct ch_status_line *line,
			      struct ch_err *err);

/*
 * Calls `each` with: every source's last finished load (look: it is silent,
 * later than twice its usual interval, and a day at least); every program that
 * a service runs, when last; refused records waiting, by source and reason;
 * rules whose last run failed or was slow, and that none was run for an hour;
 * the oldest notice due and not sent; the last backup (look: none in two days);
 * knowledge files in force without approval; sending on hold; test people in a
 * store that is not for practice; versions.
 */
int ch_status_read(struct ch_store *store, const struct ch_shelf *shelf,
		   int64_t now, ch_status_each each, void *ctx,
		   struct ch_err *err);

#endif
