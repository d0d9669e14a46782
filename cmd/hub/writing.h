/* writing.h - a verb's one record written, and queries printed. */
#ifndef CH_WRITING_H
#define CH_WRITING_H

#include "hub/hub.h"
#include "store/put.h"

/* Writes the row in a transaction of its own, taken back under -n, and prints
 * the record as it is then; under -q a count. */
int ch_write_one(struct ch_ui *ui, struct ch_store *store,
		 struct ch_row *row);
/* The same for several rows. */
int ch_write_rows(struct ch_ui *ui, struct ch_store *store, struct ch_row *row,
		  int n);

/* Prints all that a query gives; notes for -e whether there was any. */
int ch_print_query(struct ch_ui *ui, struct ch_store *store,
		   const struct ch_query *query);

#endif
