/* rows.h - the one reader: what turns a statement into rows of records. */
#ifndef CH_ROWS_H
#define CH_ROWS_H

#include "store/store.h"

/* One value that a query asks with. The first without a name is $1, the next
 * $2, ...; a name says which ("$as_of"), and is passed over where the query
 * does not have it. Texts are borrowed until the next values or the close. */
struct ch_ask {
	const char *name;
	struct ch_value v;
};

static inline struct ch_ask ch_ask_int(int64_t i)
{
	return (struct ch_ask){ NULL, { .i = i, .kind = CH_INT } };
}

static inline struct ch_ask ch_ask_text(const char *s, size_t n)
{
	return (struct ch_ask){ NULL, { .s = s, .n = (uint32_t)n,
					.kind = s ? CH_TEXT : CH_NULL } };
}

static inline struct ch_ask ch_ask_str(const char *s)	/* or NULL */
{
	return ch_ask_text(s, s ? strlen(s) : 0);
}

static inline struct ch_ask ch_ask_named(const char *name, int64_t i)
{
	return (struct ch_ask){ name, { .i = i, .kind = CH_INT } };
}

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
