/* put.h - the one write function: nothing else writes a record. */
#ifndef CH_PUT_H
#define CH_PUT_H

#include "store/store.h"

/* CH_OVERRULED: updated, and what somebody had written by hand gave way. */
enum ch_did { CH_UNCHANGED, CH_CREATED, CH_UPDATED, CH_OLDER, CH_OVERRULED };

/*
 * How a record is written.
 *
 * A feed says what its source says: it is compared with what the source said
 * last (`said`), older news never overwrite newer (`told`), and a first sight
 * is not journaled by itself (its batch is). Otherwise a row is a patch by
 * hand or by a program: what it says is compared with what the store holds.
 */
struct ch_put_how {
	bool feed;
	bool verb;		/* status steps must be in `lifecycle` */
	bool hold_rev;		/* a row's rev must be the store's */
	bool quiet_create;	/* a created record is not journaled itself */
	bool checked;		/* ch_row_check() was passed already */
	bool believe;		/* feed: an identity that changed is right */
	uint64_t clears;	/* columns that are null when not set */
	uint64_t ours;		/* columns that the source did not say */
	int64_t batch;		/* 0: none */
	int64_t carry;		/* the batch that the record shall name, where
				   that is another: an undo's */
	const char *source;	/* for new records that name none */
	const char *reason, *cause;	/* for the journal; may be NULL */
};

/*
 * Selects by id, compares, inserts or updates, and journals, inside a
 * transaction. `row` must have its id and is otherwise as sparse as it likes;
 * its recorded, batch and rev are ignored (but see hold_rev). CH_EDATA with
 * field and reason when it is refused: "id-clash", "identity-changed" (feeds
 * only), "stale", "bad-step", "missing", and those of ch_row_check().
 */
int ch_put(struct ch_store *store, struct ch_row *row,
	   const struct ch_put_how *how, enum ch_did *did, struct ch_err *err);

/*
 * A load into a type whose table is empty drops that table's indexes and makes
 * them after: call before the load and at its end, inside the transaction. A
 * type leaves the load early when ch_put_load_end() is called for it.
 */
int ch_put_load_begin(struct ch_store *store, struct ch_err *err);
int ch_put_load_end(struct ch_store *store, const struct ch_type *type,
		    struct ch_err *err);	/* NULL: all */
/* After going back to a save point: indexes that were taken off or made since
 * are as they were. */
int ch_put_load_again(struct ch_store *store, struct ch_err *err);
bool ch_put_loading(const struct ch_store *store, const struct ch_type *type);

/* Reads the record as the store has it: 0, or CH_END when there is none. The
 * row borrows from the store until its next use of that type, a transaction's
 * begin, or the first record of a load into another. */
int ch_store_get(struct ch_store *store, const struct ch_type *type,
		 int64_t id, struct ch_row *out, struct ch_err *err);

/* The same, where it must be there: CH_ENOENT, "no such TYPE". */
static inline int ch_store_need(struct ch_store *store,
				const struct ch_type *type, int64_t id,
				struct ch_row *out, struct ch_err *err)
{
	int rc = ch_store_get(store, type, id, out, err);

	return rc == CH_END ? ch_fail(err, CH_ENOENT, "no such %s",
				      type->name) : rc;
}

#endif
