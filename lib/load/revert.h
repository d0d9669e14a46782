/* revert.h - records brought back to what they were before a batch. */
#ifndef CH_REVERT_H
#define CH_REVERT_H

#include "store/store.h"

/* Each record that the batch changed gets its old values again, as a change of
 * its own in the journal. `*n` counts them. */
int ch_revert_batch(struct ch_store *store, int64_t batch, int64_t *n,
		    struct ch_err *err);

#endif
