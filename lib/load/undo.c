/* undo.c - takes a batch back: what it made goes, what it changed returns. */
#include "base/ids.h"
#include "base/moment.h"
#include "load/revert.h"
#include "load/undo.h"
#include "store/put.h"
#include "store/put_names.h"
#include "store/seal.h"

static bool undoable(const struct ch_type *t)
{
	return t->source >= 0 && strcmp(t->name, "batch") &&
		strcmp(t->name, "reject");
}

/* The records of a type that the batch made: it wrote them, and found none. */
static int list_type(struct ch_undo *u, struct ch_store *store,
		     const char *type, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char sql[400];
	int rc;

	snprintf(sql, sizeof(sql), "INSERT INTO temp.gone SELECT '%s', id FROM"
		 " %s WHERE batch = $1 AND id NOT IN (SELECT record FROM "
		 "journal WHERE batch = $1 AND action = 'update' AND "
		 "record_type = '%s' AND fields LIKE '%%\"batch\":[%%')", type,
		 type, type);
	rc = ch_db_prepare(&st, store->db, sql, err);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, u->batch);
	return ch_stmt_finish(st, err);
}

static int list_made(struct ch_undo *u, struct ch_store *store,
		     struct ch_err *err)
{
	int rc = ch_db_run(store->db, "CREATE TEMP TABLE IF NOT EXISTS gone "
			   "(type TEXT, id INTEGER, PRIMARY KEY (type, id)) "
			   "WITHOUT ROWID; DELETE FROM temp.gone", err);

	for (int i = 0; i < ch_types_n && !rc; i++)
		if (undoable(&ch_types[i]))
			rc = list_type(u, store, ch_types[i].name, err);
	return rc;
}

static int count(struct ch_store *store, const char *sql, int64_t batch,
		 int64_t since, const char *like, int64_t *n,
		 struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, sql, err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, batch);
	ch_stmt_bind_int(st, 2, since);
	if (like)
		ch_stmt_bind_str(st, 3, like);
	rc = ch_stmt_step(st, err);
	*n = rc ? 0 : ch_stmt_int(st, 0);
	return rc == CH_END ? 0 : rc;
}

/* "12 encounter records refer to a patient of it" */
static void tell(struct ch_undo *u, int64_t n, const char *type,
		 const char *how, const char *target)
{
	struct ch_buf words = CH_BUF_INIT;

	ch_buf_addf(&words, "%lld %s records %s%s", (long long)n, type, how,
		    target);
	if (words.s)
		u->in_the_way(u->ctx, words.s);
	ch_buf_free(&words);
}

/* Records of the batch that somebody wrote since. */
static int written_since(struct ch_undo *u, struct ch_store *store,
			 const struct ch_type *t, int64_t *in_the_way,
			 struct ch_err *err)
{
	char sql[300], like[64], hex[CH_ID_HEX];
	int64_t n;
	int rc;

	ch_id_print(u->batch, hex);
	snprintf(like, sizeof(like), "%%\"batch\":[\"%s\",%%", hex);
	snprintf(sql, sizeof(sql), "SELECT count(DISTINCT record) FROM journal"
		 " WHERE (batch IS NULL OR (batch <> $1 AND batch NOT IN "
		 "(SELECT id FROM batch WHERE status = 'undone'))) AND seq > $2"
		 " AND action = 'update' AND record_type = '%s' AND fields "
		 "LIKE $3", t->name);
	rc = count(store, sql, u->batch, 0, like, &n, err);
	if (!rc && n)
		tell(u, n, t->name, "were written since", "");
	*in_the_way += n;
	return rc;
}

/* What a reference must be for it to point at a record that would go. */
static bool add_reference(struct ch_buf *sql, const struct ch_type *t, int c)
{
	const struct ch_field *f = &t->field[c];

	if (f->as == CH_AS_REF && strcmp(f->target, "batch"))
		ch_buf_addf(sql, "%s IN (SELECT id FROM temp.gone WHERE type ="
			    " '%s')", f->name, f->target);
	else if (f->as == CH_AS_ANYREF)
		ch_buf_addf(sql, "%s IN (SELECT g.id FROM temp.gone g WHERE "
			    "g.type = %s)", f->name,
			    t->field[f->pair].name);
	else
		return false;
	return true;
}

/* Records of later batches that refer to one that would go. */
/* What rules made of the batch, and nobody else has touched, is no work that
 * was built on it: the next run takes it back. But whose it is must stay. */
static void but_rules_own(struct ch_buf *sql, const struct ch_type *t, int c)
{
	static const char *const makes[] = { "occurrence", "alert", "task",
					     "referral", "need", "notice" };
	bool own = false;

	for (size_t i = 0; i < CH_COUNT(makes); i++)
		own = own || (c != t->patient && !strcmp(t->name, makes[i]));
	if (own)
		ch_buf_addf(sql, " AND NOT (EXISTS (SELECT 1 FROM journal j "
			    "WHERE j.record = %s.id) AND NOT EXISTS (SELECT 1 "
			    "FROM journal j WHERE j.record = %s.id AND "
			    "j.program <> 'ch-rule run' AND j.program <> "
			    "'ch-alert escalate'))", t->name, t->name);
}

static int referred_to(struct ch_undo *u, struct ch_store *store,
		       const struct ch_type *t, int64_t since,
		       int64_t *in_the_way, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int64_t n;
	int rc = 0;

	for (int c = 0; c < t->n && !rc; c++) {
		ch_buf_clear(&sql);
		ch_buf_addf(&sql, "SELECT count(*) FROM %s WHERE (batch IS "
			    "NULL OR batch <> $1) AND recorded >= $2 AND ",
			    t->name);
		if (!add_reference(&sql, t, c))
			continue;
		but_rules_own(&sql, t, c);
		rc = ch_buf_ok(&sql, err);
		if (!rc)
			rc = count(store, sql.s, u->batch, since, NULL, &n,
				   err);
		if (!rc && n)
			tell(u, n, t->name, "refer to this batch's records by ",
			     t->field[c].name);
		*in_the_way += rc ? 0 : n;
	}
	ch_buf_free(&sql);
	return rc;
}

static int look_ahead(struct ch_undo *u, struct ch_store *store,
		      int64_t since, struct ch_err *err)
{
	int64_t in_the_way = 0;
	int rc = 0;

	for (int i = 0; i < ch_types_n && !rc; i++) {
		if (!undoable(&ch_types[i]))
			continue;
		rc = written_since(u, store, &ch_types[i], &in_the_way, err);
		if (!rc)
			rc = referred_to(u, store, &ch_types[i], since,
					 &in_the_way, err);
	}
	if (!rc && in_the_way)
		return ch_fail(err, CH_EDATA, "later work has built on this "
			       "batch; nothing was undone");
	return rc;
}

/* Those who stay and lose a name that the batch told of. */
static int renamed(struct ch_store *store, struct ch_ids *out,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT DISTINCT n.patient FROM"
			       " temp.gone g JOIN name n ON n.id = g.id WHERE "
			       "g.type = 'name' AND n.patient NOT IN (SELECT "
			       "id FROM temp.gone WHERE type = 'patient')",
			       err);

	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = ch_ids_add(out, ch_stmt_int(st, 0), err);
	return rc == CH_END ? 0 : rc;
}

static int remove_made(struct ch_undo *u, struct ch_store *store,
		       struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids names = { 0 };
	int rc = renamed(store, &names, err);

	if (!rc)
		rc = ch_db_run(store->db, "DELETE FROM patient_word WHERE "
			       "patient IN (SELECT id FROM temp.gone WHERE "
			       "type = 'patient')", err);

	for (int i = 0; i < ch_types_n && !rc; i++) {
		static const char delete[] = "DELETE ";
		char sql[200];

		if (!undoable(&ch_types[i]))
			continue;
		snprintf(sql, sizeof(sql), "%sFROM %s WHERE id IN (SELECT id "
			 "FROM temp.gone WHERE type = '%s')", delete,
			 ch_types[i].name, ch_types[i].name);
		rc = ch_seal_gone(store, &ch_types[i],
				  sql + strlen(delete), err);
		if (!rc)
			rc = ch_db_run(store->db, sql, err);
		u->removed += ch_db_changes(store->db);
	}
	for (size_t i = 0; i < names.n && !rc; i++)
		rc = ch_names_again(store, names.id[i], err);
	return rc;
}

static int close_books(struct ch_undo *u, struct ch_store *store,
		       struct ch_err *err)
{
	const struct ch_event e = { .action = "undo", .type = "batch",
				    .record = u->batch, .batch = u->batch };
	const struct ch_put_how how = { .source = "hub",
					.batch = u->batch };
	enum ch_did did;
	struct ch_row row;
	int rc;

	ch_row_start(&row, ch_type_find("batch"));
	ch_row_int(&row, 0, u->batch);
	ch_row_put_text(&row, "status", "undone");
	rc = ch_put(store, &row, &how, &did, err);
	return rc ? rc : ch_journal(store, &e, err);
}

/* The last that wrote something and was not taken back, if none is named; and
 * whose it is. */
static int find_batch(struct ch_undo *u, struct ch_store *store,
		      struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char words[400], when[CH_MOMENT_MAX];
	int rc = ch_db_prepare(&st, store->db, "SELECT b.id, b.feed, b.program,"
			       " b.at, b.created, b.updated, (SELECT actor FROM"
			       " journal WHERE record = b.id AND action = "
			       "'batch' LIMIT 1) FROM batch b WHERE b.id = $1 "
			       "OR ($1 = 0 AND (status = 'done' OR status = "
			       "'partial') AND (created > 0 OR updated > 0 OR "
			       "stubs > 0)) ORDER BY b.rowid DESC LIMIT 1",
			       err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, u->batch);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? ch_fail(err, CH_ENOENT, u->batch ?
					      "no such batch" : "no batch "
					      "wrote anything") : rc;
	u->batch = ch_stmt_int(st, 0);
	ch_moment_print(ch_moment_local(ch_moment_seconds(ch_stmt_int(st, 3))),
			when);
	snprintf(words, sizeof(words), "%s of %s, by %s, %s: %lld created, "
		 "%lld updated", ch_stmt_text(st, 2).s, ch_stmt_text(st, 1).s,
		 ch_stmt_kind(st, 6) == CH_DB_NULL ? "nobody known" :
		 ch_stmt_text(st, 6).s, when, (long long)ch_stmt_int(st, 4),
		 (long long)ch_stmt_int(st, 5));
	if (u->whose)
		u->whose(u->ctx, words);
	return 0;
}

static int undo(struct ch_undo *u, struct ch_store *store, struct ch_err *err)
{
	struct ch_row batch;
	int64_t since;
	int rc = find_batch(u, store, err);

	if (!rc)
		rc = ch_store_get(store, ch_type_find("batch"), u->batch,
				  &batch, err);

	if (rc)
		return rc;
	if (!ch_slice_is(ch_row_get_text(&batch, "status"), "done") &&
	    !ch_slice_is(ch_row_get_text(&batch, "status"), "partial"))
		return ch_fail(err, CH_EDATA, "that batch wrote nothing, or "
			       "was undone already");
	if (!ch_row_get_int(&batch, "created") &&
	    !ch_row_get_int(&batch, "updated") &&
	    !ch_row_get_int(&batch, "stubs"))
		return ch_fail(err, CH_EDATA, "that batch wrote nothing");
	since = ch_row_get_int(&batch, "at");
	rc = list_made(u, store, err);
	if (!rc)
		rc = look_ahead(u, store, since, err);
	if (!rc)
		rc = ch_revert_batch(store, u->batch, &u->reverted, err);
	if (!rc)
		rc = remove_made(u, store, err);
	return rc ? rc : close_books(u, store, err);
}

int ch_undo_run(struct ch_undo *u, struct ch_store *store, struct ch_err *err)
{
	int rc = ch_store_begin(store, err);

	if (rc)
		return rc;
	rc = undo(u, store, err);
	if (rc || u->dry_run)
		ch_store_rollback(store);
	else
		rc = ch_store_commit(store, err);
	return rc;
}
