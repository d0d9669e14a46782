/* make.h - records that the hub makes: once, however often it is asked. */
#ifndef CH_MAKE_H
#define CH_MAKE_H

#include "store/put.h"

/*
 * The id of a record that `maker` ("plan:hypertension", "task:TITLE") makes
 * about a record, for an occurrence ("" when there is only one). The same
 * question gives the same id: making it again finds it.
 */
int64_t ch_make_id(const struct ch_store *store, const struct ch_type *type,
		   const char *maker, const char *about_type, int64_t about,
		   const char *occurrence);

/*
 * Writes the record, inside a transaction, unless the store has one of that
 * id: that stays as it is, whatever became of it, and `*did` is CH_UNCHANGED.
 * `cause` is for the journal and may be NULL.
 */
int ch_make(struct ch_store *store, struct ch_row *row, const char *cause,
	    enum ch_did *did, struct ch_err *err);

/* Sets `field` and its _type column to a record. */
void ch_make_ref(struct ch_row *row, const char *field,
		 const struct ch_type *type, int64_t id);

#endif
