/* ask.c - puts a question in SQL to the store. */
#include "store/ask.h"

static void bind(struct ch_stmt *st, int place, const struct ch_value *v)
{
	switch (v->kind) {
	case CH_INT:
		ch_stmt_bind_int(st, place, v->i);
		break;
	case CH_REAL:
		ch_stmt_bind_real(st, place, v->r);
		break;
	case CH_TEXT:
		ch_stmt_bind_text(st, place, v->s, v->n);
		break;
	default:
		ch_stmt_bind_null(st, place);
	}
}

void ch_ask_bind(struct ch_stmt *st, const struct ch_ask *with, int n)
{
	int place = 0;

	ch_stmt_reset(st);
	ch_stmt_unbind(st);
	for (int i = 0; i < n; i++)
		if (with[i].name)
			ch_stmt_bind_named(st, with[i].name, with[i].v.i);
		else
			bind(st, ++place, &with[i].v);
}

int ch_store_ask(struct ch_stmt **st, struct ch_store *store, const char *sql,
		 const struct ch_ask *with, int n, struct ch_err *err)
{
	int rc = ch_db_prepare(st, store->db, sql, err);

	if (!rc)
		ch_ask_bind(*st, with, n);
	return rc;
}

int ch_store_ask_row(struct ch_stmt **st, struct ch_store *store,
		     const char *sql, const struct ch_ask *with, int n,
		     struct ch_err *err)
{
	int rc = ch_store_ask(st, store, sql, with, n, err);

	return rc ? rc : ch_stmt_step(*st, err);
}

int ch_store_ask_int(struct ch_store *store, const char *sql,
		     const struct ch_ask *with, int n, int64_t *out,
		     struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, store, sql, with, n, err);

	*out = rc ? 0 : ch_stmt_int(st, 0);
	return rc;
}

int ch_store_ask_ids(struct ch_store *store, const char *sql,
		     const struct ch_ask *with, int n, struct ch_ids *out,
		     struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, store, sql, with, n, err);

	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = ch_ids_add(out, ch_stmt_int(st, 0), err);
	return rc == CH_END ? 0 : rc;
}
