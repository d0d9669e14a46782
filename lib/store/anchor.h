/* anchor.h - the journal's head, noted elsewhere after each commit. */
#ifndef CH_ANCHOR_H
#define CH_ANCHOR_H

#include "store/store.h"

/*
 * An anchor is a line "SEQ HASH AT" (AT as FHIR spells it) in a file that is
 * only ever appended to. Who rewrites the journal and all its hashes cannot
 * rewrite it, where the file lies out of their reach (chattr +a, another host).
 */

/* Opens the file for the next line, before the commit: where there cannot be an
 * anchor nothing is committed. `*fd` is -1 where the store has no anchor. */
int ch_anchor_open(const struct ch_store *store, int *fd, struct ch_err *err);

/* After the commit: appends the line, and waits for the disk; closes. */
int ch_anchor_write(const struct ch_store *store, int fd, int64_t at,
		    struct ch_err *err);

/* Whether the journal still holds every anchor of a file: counts them. CH_EDATA
 * names the first line that it does not. */
int ch_anchor_verify(struct ch_store *store, const char *file, int64_t *n,
		     struct ch_err *err);

#endif
