/* heard.h - what was written since: for queries that look at news alone. */
#ifndef CH_HEARD_H
#define CH_HEARD_H

#include "store/store.h"

/* How far somebody had looked: the last row of each type's table, by the place
 * of the type, and of the journal. */
struct ch_mark {
	int64_t seq;
	int64_t row[CH_TYPES_MAX];
};

#define CH_MARK_TEXT 2048

/* "12 observation=345 encounter=6": types of which nothing was looked at are
 * left out. Reading what is no such text is false. */
void ch_mark_print(const struct ch_mark *mark, char text[CH_MARK_TEXT]);
bool ch_mark_read(struct ch_mark *mark, struct ch_slice text);

/* How far there is something to look at now, of the types of a mask. */
int ch_mark_now(struct ch_store *store, uint64_t types, struct ch_mark *out,
		struct ch_err *err);

/* The earlier of two, by type and all: who looks from there misses nothing of
 * either. */
void ch_mark_earlier(struct ch_mark *mark, const struct ch_mark *other);

/* Whether something happened since that rows and journal do not tell: records
 * were taken out, or the store's file is another. Then all is to be looked
 * at. */
int ch_mark_broken(struct ch_store *store, const struct ch_mark *mark,
		   bool *broken, struct ch_err *err);

/*
 * Makes, inside a transaction or out of it, for each type of the mask the view
 * heard_TYPE: of stays and results those that count once, as TYPE_once has
 * them; and all records of whoever was linked, died or became a test patient
 * since, or no longer is. `since` NULL: all records, or those of one person,
 * where that is not 0. And `touched`, with the column `person`: whose they are,
 * and who changed as a person themselves.
 */
int ch_heard_make(struct ch_store *store, uint64_t types,
		  const struct ch_mark *since, int64_t person,
		  struct ch_err *err);

#endif
