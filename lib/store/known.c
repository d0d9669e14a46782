/* known.c - the store as it was: later changes taken back by the journal. */
#include "base/moment.h"
#include "store/known.h"
#include "store/life.h"
#include "store/past.h"
#include "store/rows_in.h"
#include "store/scan.h"

static int refuse_undone(struct ch_store *store, int64_t top,
			 struct ch_err *err)
{
	char sql[300];
	int64_t n;
	int rc;

	/* What came in after that day and was undone later is no loss to it. */
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM main.journal j WHERE "
		 "j.at > %lld AND (j.action = 'erase' OR (j.action = 'undo' "
		 "AND EXISTS (SELECT 1 FROM main.batch b WHERE b.id = j.record"
		 " AND b.at <= %lld)))", (long long)top, (long long)top);
	rc = ch_db_get_int(store->db, sql, &n, err);
	if (!rc && n)
		return ch_fail(err, CH_EDATA, "--known: a batch was undone or "
			       "a value erased since then; what was known "
			       "cannot be told");
	return rc;
}

/* The table of rows as they were, with their place in the heap. */
static int make_was(struct ch_store *store, const struct ch_type *type,
		    int64_t top, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&sql, "CREATE TEMP TABLE was_%s AS SELECT t.rowid AS "
		    "heap, t.* FROM main.%s t WHERE t.id IN (SELECT record "
		    "FROM main.journal WHERE at > %lld AND action = 'update' "
		    "AND record_type = '%s'); CREATE UNIQUE INDEX "
		    "temp.was_%s_id ON was_%s (id)", type->name, type->name,
		    (long long)top, type->name, type->name, type->name);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_run(store->db, sql.s, err);
	ch_buf_free(&sql);
	return rc;
}

/* One statement for each column of the type at hand, made when it is needed. */
struct setters {
	struct ch_stmt *st[CH_FIELDS_MAX];
};

static void setters_free(struct setters *s)
{
	for (int c = 0; c < CH_FIELDS_MAX; c++)
		ch_stmt_free(&s->st[c]);
}

static int set_column(struct ch_store *store, struct setters *setters,
		      const struct ch_row *row, int c, int64_t id,
		      struct ch_err *err)
{
	const struct ch_value *v = &row->v[c];
	struct ch_stmt *st = setters->st[c];
	char sql[160];
	int rc = 0;

	snprintf(sql, sizeof(sql), "UPDATE temp.was_%s SET %s = $1 WHERE "
		 "id = $2", row->type->name, row->type->field[c].name);
	if (!st)
		rc = ch_db_prepare(&setters->st[c], store->db, sql, err);
	if (rc)
		return rc;
	st = setters->st[c];
	if (!ch_row_has(row, c))
		ch_stmt_bind_null(st, 1);
	else if (v->kind == CH_INT)
		ch_stmt_bind_int(st, 1, v->i);
	else if (v->kind == CH_REAL)
		ch_stmt_bind_real(st, 1, v->r);
	else
		ch_stmt_bind_text(st, 1, v->s, v->n);
	ch_stmt_bind_int(st, 2, id);
	return ch_stmt_finish(st, err);
}

static int take_back(struct ch_store *store, struct setters *setters,
		     const struct ch_type *type, int64_t id,
		     struct ch_slice fields, struct ch_err *err)
{
	struct ch_past past;
	int rc = ch_past_read(&past, type, fields, err);

	if (rc)
		return rc;
	for (uint64_t left = past.row.set; left && !rc; left &= left - 1)
		rc = set_column(store, setters, &past.row,
				__builtin_ctzll(left), id, err);
	ch_past_free(&past);
	return rc;
}

/* The newest change first, so that the oldest old value stands at the end. */
static int take_back_all(struct ch_store *store, const struct ch_type *type,
			 int64_t top, struct ch_err *err)
{
	CH_AUTO(setters_free) struct setters setters = { 0 };
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT record, fields FROM "
			       "main.journal WHERE at > $1 AND action = "
			       "'update' AND record_type = $2 ORDER BY seq "
			       "DESC", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, top);
	ch_stmt_bind_str(st, 2, type->name);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = take_back(store, &setters, type, ch_stmt_int(st, 0),
			       ch_stmt_text(st, 1), err);
	return rc == CH_END ? 0 : rc;
}

/* From now on the name of the type means the view: temp comes before main. */
static int make_view(struct ch_store *store, const struct ch_type *type,
		     int64_t top, bool changed, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&sql, "CREATE TEMP VIEW %s AS SELECT rowid AS rowid, ",
		    type->name);
	ch_rows_fields(&sql, type);
	ch_buf_addf(&sql, " FROM main.%s WHERE recorded <= %lld", type->name,
		    (long long)top);
	if (changed) {
		ch_buf_addf(&sql, " AND id NOT IN (SELECT id FROM temp.was_%s)"
			    " UNION ALL SELECT heap, ", type->name);
		ch_rows_fields(&sql, type);
		ch_buf_addf(&sql, " FROM temp.was_%s WHERE recorded <= %lld",
			    type->name, (long long)top);
	}
	ch_buf_addc(&sql, ';');
	ch_store_view(&sql, "TEMP", type);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_run(store->db, sql.s, err);
	ch_buf_free(&sql);
	return rc;
}

static bool is_coding(const struct ch_type *type)
{
	return !strcmp(type->name, "coding");
}

/* A coding goes with its record: what became of it stands in that story. */
static int changed_since(struct ch_store *store, const struct ch_type *type,
			 int64_t top, bool *changed, struct ch_err *err)
{
	char sql[300];
	int64_t n;
	int rc;

	snprintf(sql, sizeof(sql), "SELECT EXISTS (SELECT 1 FROM main.journal "
		 "WHERE at > %lld AND action = 'update' AND (record_type = "
		 "'%s'%s))", (long long)top, type->name, is_coding(type) ?
		 " OR fields LIKE '%\"coding\":[[%'" : "");
	rc = ch_db_get_int(store->db, sql, &n, err);
	*changed = n;
	return rc;
}

static int make_known_journal(struct ch_store *store, int64_t top,
			      struct ch_err *err)
{
	char sql[160];

	snprintf(sql, sizeof(sql), "CREATE TEMP VIEW journal AS SELECT seq AS "
		 "rowid, * FROM main.journal WHERE at <= %lld",
		 (long long)top);
	return ch_db_run(store->db, sql, err);
}

/* The store's own views would go on looking at the tables themselves. */
static int make_once_views(struct ch_store *store, struct ch_err *err)
{
	return ch_db_run(store->db,
			 "CREATE TEMP VIEW encounter_once AS SELECT * FROM "
			 "encounter WHERE same_as IS NULL AND (status IS NULL "
			 "OR status <> 'entered-in-error');"
			 "CREATE TEMP VIEW observation_once AS SELECT * FROM "
			 "observation WHERE same_as IS NULL AND (status IS NULL"
			 " OR status <> 'entered-in-error');", err);
}

int ch_store_known(struct ch_store *store, int64_t known, struct ch_err *err)
{
	int64_t top = ch_moment_top(known);
	int rc = refuse_undone(store, top, err);

	for (int i = 0; i < ch_types_n && !rc; i++) {
		const struct ch_type *type = &ch_types[i];
		bool changed;

		if (type->recorded < 0)
			continue;
		rc = changed_since(store, type, top, &changed, err);
		if (!rc && changed)
			rc = make_was(store, type, top, err);
		if (!rc && changed)
			rc = take_back_all(store, type, top, err);
		if (!rc && changed && is_coding(type))
			rc = ch_known_codings(store, type, top, err);
		if (!rc)
			rc = make_view(store, type, top, changed, err);
	}
	if (!rc)
		rc = make_once_views(store, err);
	return rc ? rc : make_known_journal(store, top, err);
}
