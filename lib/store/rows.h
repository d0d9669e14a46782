/* rows.h - the one reader: what turns a statement into rows of records. */
#ifndef CH_ROWS_H
#define CH_ROWS_H

#include "store/ask.h"

typedef int (*ch_each_row)(void *ctx, const struct ch_row *row,
			   struct ch_err *err);

/*
 * Calls `each` with every record of the type that the query gives; what it
 * returns ends the reading unless it is 0. `rest` is the query after its list
 * of columns, which are the type's: "FROM task WHERE owner = $1 ORDER BY due".
 * `with` has `n` values. Rows borrow until `each` returns.
 */
int ch_rows_read(struct ch_store *store, const struct ch_type *type,
		 const char *rest, const struct ch_ask *with, int n,
		 ch_each_row each, void *ctx, struct ch_err *err);

/*
 * The same step by step, for a query that is asked again and again (it is
 * prepared once), or whose rows carry more: whole numbers beside the record,
 * ", nth FROM ...". Those that bind a query anew end its reading.
 */
struct ch_rows;
int ch_rows_open(struct ch_rows **out, struct ch_store *store,
		 const struct ch_type *type, const char *rest,
		 struct ch_err *err);
void ch_rows_ask(struct ch_rows *rows, const struct ch_ask *with, int n);
/* 0, CH_END or an error; `row` borrows until the next call. */
int ch_rows_next(struct ch_rows *rows, struct ch_row *row,
		 struct ch_err *err);
/* The n-th number beside the record that came last, from 0. */
int64_t ch_rows_beside(const struct ch_rows *rows, int n);
/* What is left, row by row as ch_rows_read(); then the query may be asked
 * anew. */
int ch_rows_each(struct ch_rows *rows, ch_each_row each, void *ctx,
		 struct ch_err *err);
void ch_rows_close(struct ch_rows **rows);

#endif
