/* identity.h - what a feed's news would do to what people know. */
#ifndef CH_IDENTITY_H
#define CH_IDENTITY_H

#include "store/store.h"

/* How many of family name, birth date and sex the row changes. */
int ch_identity_changes(const struct ch_row *row, const struct ch_row *was);

/*
 * Two of family name, birth date and sex changed at once: another person?
 * CH_EDATA, "identity-changed". A value that the record had before is no change
 * of the source's: somebody corrected it here, and the source repeats itself.
 */
int ch_identity_check(struct ch_store *store, const struct ch_row *row,
		      const struct ch_row *was, struct ch_err *err);

/*
 * The record was about one patient, and its source says now that it is about
 * another, without having said so later: "patient-changed". Ids that are used
 * again would move results from one person to another. Two records of one
 * person are the same.
 */
int ch_identity_moves(struct ch_store *store, const struct ch_row *row,
		      const struct ch_row *was, struct ch_err *err);

/* The columns whose value somebody wrote here since a feed last did. */
int ch_hand_columns(struct ch_store *store, const struct ch_type *type,
		    int64_t record, uint64_t *columns, struct ch_err *err);

#endif
