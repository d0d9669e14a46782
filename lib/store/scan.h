/* scan.h - records by type and field, through the one reader. */
#ifndef CH_SCAN_H
#define CH_SCAN_H

#include "store/store.h"

enum ch_op { CH_OP_EQ, CH_OP_NE, CH_OP_LT, CH_OP_GT, CH_OP_LE, CH_OP_GE,
	     CH_OP_HAS };

/* One condition. `text` is the value as typed (borrowed); "" with EQ or NE
 * asks whether the field is there at all. */
struct ch_where {
	int column;
	enum ch_op op;
	const char *text;
};

/* "FIELD=VALUE", also < > <= >= ! (is not) ~ (contains, folded). CH_EUSAGE
 * names the fields there are; the value is never repeated. */
int ch_where_parse(struct ch_where *out, const struct ch_type *type,
		   const char *expr, struct ch_err *err);

/* What to read; zeroed means everything of a type, in order of arrival. */
struct ch_query {
	const struct ch_type *type;
	const struct ch_where *where;
	int n;
	int64_t patient;	/* rows about this person, whoever joined it */
	int64_t since;		/* recorded at or after */
	int64_t limit;		/* 0: all */
	bool any_code;		/* FIELD=VALUE also holds by a further code,
				   for code and system */
	const char *also;	/* a condition of our own, of columns; NULL */
	const char *order;	/* a column list of our own; by_FIELD ranks a
				   field by its words, the last first; NULL:
				   arrival */
};

struct ch_scan;

int ch_scan_open(struct ch_scan **out, struct ch_store *store,
		 const struct ch_query *query, struct ch_err *err);
/* 0, CH_END or an error; `row` borrows until the next call. */
int ch_scan_next(struct ch_scan *scan, struct ch_row *row, struct ch_err *err);
void ch_scan_close(struct ch_scan **scan);

/*
 * What the hub had heard by `known`: from now on this connection sees each
 * type as it was, rows recorded later gone, later changes taken back through
 * the journal. CH_EDATA when an undo or an erasure since then makes it
 * unanswerable.
 */
int ch_store_known(struct ch_store *store, int64_t known, struct ch_err *err);

/*
 * A whole id or a unique prefix of one, as people type it. CH_ENOENT, or
 * CH_EUSAGE when several begin so.
 */
int ch_store_find(struct ch_store *store, const struct ch_type *type,
		  const char *text, size_t n, int64_t *id, struct ch_err *err);

/* SHA-256 over every record of every type that travels (not batch, reject,
 * journal, setting, lifecycle), without recorded, batch and rev, in no order:
 * two stores with the same records have the same digest. */
int ch_store_digest(struct ch_store *store, char hex[65], struct ch_err *err);

#endif
