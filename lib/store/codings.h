/* codings.h - a record's further codes: written and cleared with the record. */
#ifndef CH_CODINGS_H
#define CH_CODINGS_H

#include "store/put.h"

/*
 * Makes the store's further codes of a record those that `row` says
 * (row->coded, row->coding): of the columns that it tells of, what it does not
 * name goes. Codes that somebody else than the record's own source gave it
 * stay. `row` is stamped; `was` is the record before, NULL for a new one.
 *
 * `*changed` says whether something did; then the codes before and after are
 * appended to `told` as the journal has them: `"coding":[[...],[...]]`.
 *
 * Nothing is asked of the store while it holds no coding at all.
 */
int ch_codings_put(struct ch_store *store, const struct ch_row *row,
		   const struct ch_row *was, struct ch_buf *told,
		   bool *changed, struct ch_err *err);

/*
 * Call it before the record that will change is read: a load into an empty
 * table has its indexes off, and bringing them back ends all reading.
 */
int ch_codings_ready(struct ch_store *store, struct ch_err *err);

#endif
