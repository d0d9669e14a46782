/* put_state.c - the write function's statements, and indexes made last. */
#include "store/put_state.h"
#include "store/rows_in.h"

struct ch_put_state *ch_put_state(struct ch_store *store)
{
	if (!store->put)
		store->put = calloc(1, sizeof(*store->put));
	return store->put;
}

void ch_put_state_reset(struct ch_store *store)
{
	struct ch_put_state *p = store->put;

	if (!p)
		return;
	p->load = false;
	p->codings = CH_CODINGS_NOT_ASKED;
	for (int i = 0; i < ch_types_n; i++) {
		p->type[i].looked = p->type[i].fresh = false;
		free(p->type[i].indexes);
		p->type[i].indexes = NULL;
	}
}

void ch_put_state_free(struct ch_store *store)
{
	struct ch_put_state *p = store->put;

	if (!p)
		return;
	ch_put_state_reset(store);
	for (int i = 0; i < ch_types_n; i++) {
		ch_stmt_free(&p->type[i].select);
		ch_stmt_free(&p->type[i].glance);
		for (int k = 0; k < CH_INSERTS; k++)
			ch_stmt_free(&p->type[i].insert[k].st);
		ch_stmt_free(&p->type[i].update);
	}
	ch_stmt_free(&p->word_add);
	ch_stmt_free(&p->word_drop);
	ch_stmt_free(&p->coding_of);
	ch_stmt_free(&p->coding_drop);
	ch_stmt_free(&p->coding_set);
	ch_buf_free(&p->bytes);
	ch_buf_free(&p->fields);
	ch_buf_free(&p->sql);
	free(p);
	store->put = NULL;
}

static int prepare_select(struct ch_put_type *t, struct ch_store *store,
			  const struct ch_type *type, struct ch_err *err)
{
	struct ch_buf *sql = &store->put->sql;

	ch_buf_clear(sql);
	ch_buf_adds(sql, "SELECT ");
	ch_rows_fields(sql, type);
	/* Under --known the name means the view of what was known. */
	ch_buf_addf(sql, " FROM %s WHERE id = $1", type->name);
	if (ch_buf_ok(sql, err))
		return CH_ENOMEM;
	return ch_db_prepare(&t->select, store->db, sql->s, err);
}

static int prepare_glance(struct ch_put_type *t, struct ch_store *store,
			  const struct ch_type *type, struct ch_err *err)
{
	char sql[160];

	if (type->said < 0)
		return 0;
	snprintf(sql, sizeof(sql), "SELECT source, origin, told, said FROM "
		 "main.%s WHERE id = $1", type->name);
	return ch_db_prepare(&t->glance, store->db, sql, err);
}

static int prepare_insert(struct ch_stmt **out, struct ch_store *store,
			  const struct ch_type *type, uint64_t mask,
			  struct ch_err *err)
{
	struct ch_buf *sql = &store->put->sql;
	const char *comma = "";
	int n = __builtin_popcountll(mask);

	ch_buf_clear(sql);
	ch_buf_addf(sql, "INSERT INTO main.%s (", type->name);
	for (; mask; mask &= mask - 1, comma = ", ")
		ch_buf_addf(sql, "%s%s", comma,
			    type->field[__builtin_ctzll(mask)].name);
	ch_buf_adds(sql, ") VALUES (");
	for (int i = 1; i <= n; i++)
		ch_buf_addf(sql, "%s$%d", i > 1 ? ", " : "", i);
	ch_buf_addc(sql, ')');
	if (ch_buf_ok(sql, err))
		return CH_ENOMEM;
	return ch_db_prepare(out, store->db, sql->s, err);
}

int ch_put_insert(struct ch_stmt **out, struct ch_store *store,
		  struct ch_put_type *t, const struct ch_type *type,
		  uint64_t mask, struct ch_err *err)
{
	int i, rc;

	for (i = 0; i < CH_INSERTS; i++) {
		if (t->insert[i].mask == mask) {
			*out = t->insert[i].st;
			return 0;
		}
	}
	i = t->next_insert++ % CH_INSERTS;
	ch_stmt_free(&t->insert[i].st);
	t->insert[i].mask = 0;
	rc = prepare_insert(&t->insert[i].st, store, type, mask, err);
	if (!rc)
		t->insert[i].mask = mask;
	*out = t->insert[i].st;
	return rc;
}

void ch_put_bind(struct ch_stmt *st, int n, const struct ch_value *v)
{
	switch (v->kind) {
	case CH_INT:
		ch_stmt_bind_int(st, n, v->i);
		break;
	case CH_REAL:
		ch_stmt_bind_real(st, n, v->r);
		break;
	case CH_TEXT:
		ch_stmt_bind_text(st, n, v->s, v->n);
		break;
	default:
		ch_stmt_bind_null(st, n);
	}
}

int ch_put_is_empty(struct ch_store *store, const struct ch_type *type,
		    bool *empty, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char sql[128];
	int rc;

	snprintf(sql, sizeof(sql), "SELECT 1 FROM main.%s LIMIT 1",
		 type->name);
	rc = ch_db_prepare(&st, store->db, sql, err);
	if (!rc)
		rc = ch_stmt_step(st, err);
	*empty = rc == CH_END;
	return rc == CH_END ? 0 : rc;
}

/* SQLite changes no schema while a statement is in the middle of its rows. */
void ch_put_state_let_go(struct ch_store *store)
{
	struct ch_put_state *p = store->put;

	for (int i = 0; p && i < ch_types_n; i++)
		if (p->type[i].select)
			ch_stmt_reset(p->type[i].select);
}

/* Remembers the table's indexes and drops them. */
static int drop_indexes(struct ch_put_type *t, struct ch_store *store,
			const struct ch_type *type, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf make = CH_BUF_INIT, drop = CH_BUF_INIT;
	int rc = ch_db_prepare(&st, store->db, "SELECT name, sql FROM "
			       "sqlite_schema WHERE type = 'index' AND "
			       "tbl_name = $1 AND sql IS NOT NULL", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, type->name);
	while (!(rc = ch_stmt_step(st, err))) {
		ch_buf_addf(&drop, "DROP INDEX %s;", ch_stmt_text(st, 0).s);
		ch_buf_addf(&make, "%s;", ch_stmt_text(st, 1).s);
	}
	ch_stmt_reset(st);
	ch_put_state_let_go(store);
	if (rc == CH_END)
		rc = ch_buf_ok(&drop, err) || ch_buf_ok(&make, err) ?
			CH_ENOMEM : 0;
	if (!rc && drop.s)
		rc = ch_db_run(store->db, drop.s, err);
	ch_buf_free(&drop);
	if (rc || !make.s) {
		ch_buf_free(&make);
		return rc;
	}
	t->indexes = make.s;
	t->fresh = true;
	return 0;
}

int ch_put_type(struct ch_put_type **out, struct ch_store *store,
		const struct ch_type *type, struct ch_err *err)
{
	struct ch_put_state *p = ch_put_state(store);
	struct ch_put_type *t;
	bool empty;
	int rc = 0;

	if (!p)
		return ch_nomem(err);
	t = &p->type[type - ch_types];
	if (CH_UNLIKELY(!t->select)) {
		rc = prepare_select(t, store, type, err);
		if (!rc)
			rc = prepare_glance(t, store, type, err);
	}
	if (CH_UNLIKELY(!rc && p->load && !t->looked)) {
		rc = ch_put_is_empty(store, type, &empty, err);
		if (!rc && empty)
			rc = drop_indexes(t, store, type, err);
		t->looked = !rc;
	}
	*out = t;
	return rc;
}

int ch_put_load_begin(struct ch_store *store, struct ch_err *err)
{
	struct ch_put_state *p = ch_put_state(store);

	if (!p)
		return ch_nomem(err);
	p->load = true;
	return 0;
}


static int restore_indexes(struct ch_put_type *t, struct ch_store *store,
			   struct ch_err *err)
{
	int rc = 0;

	if (t->fresh) {
		ch_put_state_let_go(store);
		rc = ch_db_index(store->db, t->indexes, err);
	}
	t->fresh = false;
	t->looked = true;	/* and do not take them off again */
	return rc;
}

int ch_put_load_end(struct ch_store *store, const struct ch_type *type,
		    struct ch_err *err)
{
	struct ch_put_state *p = store->put;
	int rc = 0;

	if (!p)
		return 0;
	if (type)
		return restore_indexes(&p->type[type - ch_types], store, err);
	for (int i = 0; i < ch_types_n && !rc; i++)
		rc = restore_indexes(&p->type[i], store, err);
	p->load = false;
	return rc;
}

int ch_put_load_again(struct ch_store *store, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_put_state *p = store->put;
	int rc = ch_db_prepare(&st, store->db, "SELECT count(*) FROM "
			       "sqlite_schema WHERE type = 'index' AND "
			       "tbl_name = $1 AND sql IS NOT NULL", err);

	for (int i = 0; i < ch_types_n && !rc; i++) {
		struct ch_put_type *t = &p->type[i];

		if (!t->indexes)
			continue;
		ch_stmt_reset(st);
		ch_stmt_bind_str(st, 1, ch_types[i].name);
		rc = ch_stmt_step(st, err);
		if (!rc)
			t->fresh = ch_stmt_int(st, 0) == 0;
	}
	return rc;
}

bool ch_put_loading(const struct ch_store *store, const struct ch_type *type)
{
	return store->put && store->put->type[type - ch_types].fresh;
}
