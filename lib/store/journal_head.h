/* journal_head.h - the journal's last row, kept for the transaction. */
#ifndef CH_JOURNAL_HEAD_H
#define CH_JOURNAL_HEAD_H

#include "store/store.h"

/* Others may have written since: look it up again. */
void ch_journal_head_forget(struct ch_store *store);
void ch_journal_head_free(struct ch_store *store);

#endif
