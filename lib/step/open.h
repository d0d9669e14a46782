/* open.h - what of a person is not over. */
#ifndef CH_OPEN_H
#define CH_OPEN_H

#include "base/ids.h"
#include "store/store.h"

/* Adds the person's records of a type that are not over, the newest first. */
int ch_step_open_of(struct ch_store *store, const struct ch_type *type,
		    int64_t patient, struct ch_ids *out, struct ch_err *err);

#endif
