/* books.c - closes a transaction's books: sums and journal agree. */
#include "store/books.h"
#include "store/seal.h"

int ch_books_close(struct ch_store *store, struct ch_err *err)
{
	const struct ch_event event = { .action = "seal" };
	bool untold;
	int rc = ch_seal_write(store, &untold, err);

	return rc || !untold ? rc : ch_journal(store, &event, err);
}
