/* trail.h - reading the journal. */
#ifndef CH_TRAIL_H
#define CH_TRAIL_H

#include "store/rows.h"

/* Which rows; zeroed means all. */
struct ch_trail {
	int64_t record;
	int64_t batch;		/* with `record`: also this batch's own rows */
	int64_t patient;
	const char *actor;
	int64_t from, to;	/* MOMENTs; `to` is not part of it */
};

/* Calls `each` with every `journal` row, oldest first. */
int ch_trail_read(struct ch_store *store, const struct ch_trail *trail,
		  ch_each_row each, void *ctx, struct ch_err *err);

/* Whether the chain still has that hash there, or "SEQ:HASH"; CH_EDATA when it
 * was cut off before it, or rewritten. */
int ch_trail_has(struct ch_store *store, int64_t seq, const char *hash,
		 struct ch_err *err);
int ch_trail_holds(struct ch_store *store, const char *head,
		   struct ch_err *err);

#endif
