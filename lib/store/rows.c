/* rows.c - the one reader: what turns a statement into rows of records. */
#include "store/rows_in.h"

struct ch_rows {
	struct ch_stmt *st;
	const struct ch_type *type;
};

void ch_rows_fields(struct ch_buf *sql, const struct ch_type *type)
{
	for (int c = 0; c < type->n; c++)
		ch_buf_addf(sql, "%s%s", c ? ", " : "", type->field[c].name);
}

void ch_rows_fill(struct ch_row *row, const struct ch_type *type,
		  const struct ch_stmt *st)
{
	ch_row_start(row, type);
	for (int c = 0; c < type->n; c++) {
		struct ch_slice s;

		switch (ch_stmt_kind(st, c)) {
		case CH_DB_NULL:
			break;
		case CH_DB_INT:
			if (type->field[c].as == CH_AS_REAL)
				ch_row_real(row, c, ch_stmt_real(st, c));
			else
				ch_row_int(row, c, ch_stmt_int(st, c));
			break;
		case CH_DB_REAL:
			ch_row_real(row, c, ch_stmt_real(st, c));
			break;
		case CH_DB_TEXT:
		case CH_DB_BLOB:
			s = ch_stmt_text(st, c);
			ch_row_text(row, c, s.s, s.n);
			break;
		}
	}
}

int ch_rows_open(struct ch_rows **out, struct ch_store *store,
		 const struct ch_type *type, const char *rest,
		 struct ch_err *err)
{
	struct ch_rows *r = *out = calloc(1, sizeof(*r));
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	if (!r)
		return ch_nomem(err);
	r->type = type;
	ch_buf_adds(&sql, "SELECT ");
	ch_rows_fields(&sql, type);
	ch_buf_addf(&sql, " %s", rest);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_prepare(&r->st, store->db, sql.s, err);
	ch_buf_free(&sql);
	if (rc)
		ch_rows_close(out);
	return rc;
}

void ch_rows_ask(struct ch_rows *rows, const struct ch_ask *with, int n)
{
	ch_ask_bind(rows->st, with, n);
}

int ch_rows_next(struct ch_rows *rows, struct ch_row *row,
		 struct ch_err *err)
{
	int rc = ch_stmt_step(rows->st, err);

	if (!rc)
		ch_rows_fill(row, rows->type, rows->st);
	return rc;
}

int64_t ch_rows_beside(const struct ch_rows *rows, int n)
{
	return ch_stmt_int(rows->st, rows->type->n + n);
}

int ch_rows_each(struct ch_rows *rows, ch_each_row each, void *ctx,
		 struct ch_err *err)
{
	struct ch_row row;
	int rc = 0;

	while (!rc && !(rc = ch_rows_next(rows, &row, err)))
		rc = each(ctx, &row, err);
	ch_stmt_reset(rows->st);
	return rc == CH_END ? 0 : rc;
}

void ch_rows_close(struct ch_rows **rows)
{
	if (!*rows)
		return;
	ch_stmt_free(&(*rows)->st);
	free(*rows);
	*rows = NULL;
}

int ch_rows_read(struct ch_store *store, const struct ch_type *type,
		 const char *rest, const struct ch_ask *with, int n,
		 ch_each_row each, void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_rows_close) struct ch_rows *rows = NULL;
	int rc = ch_rows_open(&rows, store, type, rest, err);

	if (rc)
		return rc;
	ch_rows_ask(rows, with, n);
	return ch_rows_each(rows, each, ctx, err);
}
