/* ask.h - a question in SQL, put to the store with its values in one call. */
#ifndef CH_ASK_H
#define CH_ASK_H

#include "base/ids.h"
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

/* The two arguments `with` and `n` of all that asks. */
#define CH_WITH(...) (const struct ch_ask[]){ __VA_ARGS__ }, \
	(int)(sizeof((const struct ch_ask[]){ __VA_ARGS__ }) / \
	      sizeof(struct ch_ask))

/* Gives a statement other values, and takes it back to its beginning. */
void ch_ask_bind(struct ch_stmt *st, const struct ch_ask *with, int n);

/* Makes the statement ready with its values; to be freed, also then. */
int ch_store_ask(struct ch_stmt **st, struct ch_store *store, const char *sql,
		 const struct ch_ask *with, int n, struct ch_err *err);

/* The same, and at its first row: CH_END when there is none. */
int ch_store_ask_row(struct ch_stmt **st, struct ch_store *store,
		     const char *sql, const struct ch_ask *with, int n,
		     struct ch_err *err);

/* The first whole number of the first row; CH_END, and 0, without one. */
int ch_store_ask_int(struct ch_store *store, const char *sql,
		     const struct ch_ask *with, int n, int64_t *out,
		     struct ch_err *err);

/* Adds the ids that the rows begin with. */
int ch_store_ask_ids(struct ch_store *store, const char *sql,
		     const struct ch_ask *with, int n, struct ch_ids *out,
		     struct ch_err *err);

#endif
