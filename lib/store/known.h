/* known.h - what was known, taken apart; for known.c and its helper alone. */
#ifndef CH_KNOWN_H
#define CH_KNOWN_H

#include "store/store.h"

/* Puts the further codes that records have lost or changed since `top` into
 * temp.was_coding, as they were. */
int ch_known_codings(struct ch_store *store, const struct ch_type *coding,
		     int64_t top, struct ch_err *err);

#endif
