/* upgrade.c - an earlier version's store becomes this version's: each table is
 * made anew from hub.sql and filled by the names of its columns. */
#include "store/books.h"
#include "store/journal_head.h"
#include "store/life.h"
#include "store/seal.h"
#include "store/upgrade_parts.h"

struct upgrade {
	struct ch_db *db;
	struct ch_err *err;
};

/* Our own objects, old shape: views, then indexes; tables get another name. */
static int clear_away(struct upgrade *u)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf sql = CH_BUF_INIT;
	int rc = ch_db_prepare(&st, u->db, "SELECT type, name FROM "
			       "sqlite_schema WHERE sql IS NOT NULL ORDER BY "
			       "CASE type WHEN 'view' THEN 1 WHEN 'index' THEN"
			       " 2 ELSE 3 END", u->err);

	while (!rc && !(rc = ch_stmt_step(st, u->err))) {
		struct ch_slice type = ch_stmt_text(st, 0);
		const char *name = ch_stmt_text(st, 1).s;

		if (ch_slice_is(type, "table"))
			ch_buf_addf(&sql, "ALTER TABLE %s RENAME TO was_%s;",
				    name, name);
		else
			ch_buf_addf(&sql, "DROP %.*s %s;", (int)type.n, type.s,
				    name);
	}
	ch_stmt_free(&st);
	rc = rc == CH_END ? ch_buf_ok(&sql, u->err) : rc;
	if (!rc && sql.s)
		rc = ch_db_run(u->db, sql.s, u->err);
	ch_buf_free(&sql);
	return rc;
}

/* "a, b, c": the columns that both shapes have. */
static int shared_columns(struct upgrade *u, const char *table,
			  struct ch_buf *out)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, u->db, "SELECT n.name FROM "
			       "pragma_table_info($1) n JOIN "
			       "pragma_table_info('was_' || $1) o ON "
			       "o.name = n.name ORDER BY n.cid", u->err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, table);
	while (!(rc = ch_stmt_step(st, u->err)))
		ch_buf_addf(out, "%s%s", out->n ? ", " : "",
			    ch_stmt_text(st, 0).s);
	return rc == CH_END ? ch_buf_ok(out, u->err) : rc;
}

static int copy_table(struct upgrade *u, const char *table)
{
	struct ch_buf columns = CH_BUF_INIT, sql = CH_BUF_INIT;
	int rc = shared_columns(u, table, &columns);

	if (!rc && columns.n)
		ch_buf_addf(&sql, "INSERT INTO %s (%s) SELECT %s FROM was_%s;",
			    table, columns.s, columns.s, table);
	if (!rc && columns.n)
		rc = ch_buf_ok(&sql, u->err);
	if (!rc && sql.s)
		rc = ch_db_run(u->db, sql.s, u->err);
	ch_buf_free(&columns);
	ch_buf_free(&sql);
	return rc;
}

/* hub.sql fills the one itself, and what is copied is sealed anew. */
static bool made_anew(const char *table)
{
	return !strcmp(table, "lifecycle") || !strcmp(table, "seal");
}

/* A table that hub.sql knows nothing of is the site's own, and stays. */
static bool is_ours(const char *table)
{
	return ch_type_find(table) || !strcmp(table, "patient_word") ||
		!strcmp(table, "seal") || !strcmp(table, "attempt");
}

static int copy_all(struct upgrade *u)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf drop = CH_BUF_INIT;
	int rc = ch_db_prepare(&st, u->db, "SELECT substr(name, 5) FROM "
			       "sqlite_schema WHERE type = 'table' AND "
			       "substr(name, 1, 4) = 'was_'", u->err);

	while (!rc && !(rc = ch_stmt_step(st, u->err))) {
		const char *table = ch_stmt_text(st, 0).s;

		if (!is_ours(table)) {
			ch_buf_addf(&drop, "ALTER TABLE was_%s RENAME TO %s;",
				    table, table);
			rc = 0;
			continue;
		}
		ch_buf_addf(&drop, "DROP TABLE was_%s;", table);
		rc = made_anew(table) ? 0 : copy_table(u, table);
	}
	ch_stmt_free(&st);
	rc = rc == CH_END ? ch_buf_ok(&drop, u->err) : rc;
	if (!rc && drop.s)
		rc = ch_db_run(u->db, drop.s, u->err);
	ch_buf_free(&drop);
	return rc;
}

static int rebuild(struct upgrade *u)
{
	int rc = clear_away(u);

	if (!rc)
		rc = ch_db_run(u->db, ch_schema_sql, u->err);
	if (!rc)
		rc = copy_all(u);
	if (!rc)
		rc = ch_store_make_views(u->db, u->err);
	return rc;
}

/* Finds what version it is of, and whether it must become this one. */
static int look_at(struct ch_db *db, const char *path, int64_t *version,
		   bool *same, struct ch_err *err)
{
	int64_t app;
	int rc = ch_db_get_int(db, "PRAGMA application_id", &app, err);

	*same = false;
	if (!rc)
		rc = ch_db_get_int(db, "PRAGMA user_version", version, err);
	if (rc)
		return rc;
	if (app != CH_APPLICATION_ID)
		return ch_fail(err, CH_EVERSION, "%s: not a care-hub store",
			       path);
	if (*version > ch_schema_version)
		return ch_fail(err, CH_EVERSION, "%s: made by a newer version "
			       "of care-hub; update the programs", path);
	return *version == ch_schema_version ?
		ch_store_same_schema(db, same, err) : 0;
}

/* The journal's row is part of the change. */
static int close_books(struct ch_store *s, const struct ch_doer *who,
		       struct ch_err *err)
{
	const struct ch_event event = { .action = "upgrade" };
	int rc = ch_setting_put(s, "schema", ch_schema_print, err);

	if (!rc)
		rc = ch_store_settings(s, err);
	if (!rc)
		rc = ch_upgrade_parts(s, err);
	if (!rc)
		rc = who->ready(who->ctx, s, err);
	if (!rc)
		rc = ch_seal_all(s, err);
	if (!rc)
		rc = ch_journal(s, &event, err);
	return rc ? rc : ch_books_close(s, err);
}

static int in_one_transaction(struct ch_store *s, const struct ch_doer *who,
			      struct ch_err *err)
{
	struct upgrade u = { s->db, err };
	int rc = ch_db_run(s->db, "PRAGMA legacy_alter_table=ON", err);

	if (!rc)
		rc = ch_db_begin(s->db, err);
	if (rc)
		return rc;
	rc = rebuild(&u);
	if (!rc)
		rc = close_books(s, who, err);
	if (rc)
		ch_db_rollback(s->db);
	else
		rc = ch_db_commit(s->db, err);
	return rc;
}

int ch_store_upgrade(const char *path, int wait, const struct ch_doer *who,
		     char backup[4096], int64_t *from, struct ch_err *err)
{
	struct ch_store s = { .queue_fd = -1, .path = (char *)path };
	bool same = false;
	int rc = ch_db_open(&s.db, path, CH_DB_WRITE, err);

	if (backup)
		backup[0] = '\0';
	if (rc)
		return rc;
	ch_db_patience(s.db, wait);
	rc = look_at(s.db, path, from, &same, err);
	if (!rc && !same && backup) {
		ch_store_aside(path, backup, 4096);
		memcpy(strrchr(backup, '.'), ".old", 4);
		rc = ch_db_copy(s.db, backup, err);
	}
	if (!rc && !same)
		rc = in_one_transaction(&s, who, err);
	ch_journal_head_free(&s);
	ch_seal_free(&s);
	ch_db_close(&s.db);
	return rc;
}
