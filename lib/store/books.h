/* books.h - what is written last, before a transaction is committed. */
#ifndef CH_BOOKS_H
#define CH_BOOKS_H

#include "store/store.h"

/* Writes the sums over all records; where no row of the journal has told of the
 * last ones, one more does ("seal"). For those who do not commit by
 * ch_store_commit(), which does it. */
int ch_books_close(struct ch_store *store, struct ch_err *err);

#endif
