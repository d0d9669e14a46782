/* journal_head.h - the journal's last row, kept for the transaction. */
#ifndef CH_JOURNAL_HEAD_H
#define CH_JOURNAL_HEAD_H

#include "store/store.h"

/* Others may have written since: look it up again. */
void ch_journal_head_forget(struct ch_store *store);

/* At the beginning of a transaction: the store's clock does not go back behind
 * what the journal has seen, whatever this machine's does. */
int ch_journal_head_clock(struct ch_store *store, struct ch_err *err);

/* "SEQ HASH" of the last row that this transaction wrote; false: none. */
#define CH_HEAD_LINE 100
bool ch_journal_head_line(const struct ch_store *store,
			  char line[CH_HEAD_LINE]);
void ch_journal_head_free(struct ch_store *store);

#endif
