/* db_sqlite.c - the engine behind db.h: SQLite. */
#include <sqlite3.h>

#include "db/db_in.h"

#define PARAMS_MAX 100

struct ch_stmt {
	sqlite3_stmt *handle;
	struct ch_db *db;
	int slot[PARAMS_MAX];	/* SQLite's index of $n */
};

void ch_db_patience(struct ch_db *db, int seconds)
{
	sqlite3_busy_timeout(db->handle, seconds * 1000);
}

int ch_db_run(struct ch_db *db, const char *sql, struct ch_err *err)
{
	int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return rc ? ch_db_fail(db, rc, err) : 0;
}

int ch_db_begin(struct ch_db *db, struct ch_err *err)
{
	return ch_db_run(db, "BEGIN IMMEDIATE", err);
}

int ch_db_commit(struct ch_db *db, struct ch_err *err)
{
	int rc = ch_db_run(db, "COMMIT", err);

	if (rc)
		ch_db_rollback(db);
	return rc;
}

void ch_db_rollback(struct ch_db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static void map_parameters(struct ch_stmt *st)
{
	char name[8];

	for (int n = 1; n < PARAMS_MAX; n++) {
		snprintf(name, sizeof(name), "$%d", n);
		st->slot[n] = sqlite3_bind_parameter_index(st->handle, name);
	}
}

int ch_db_prepare(struct ch_stmt **out, struct ch_db *db, const char *sql,
		  struct ch_err *err)
{
	struct ch_stmt *st = calloc(1, sizeof(*st));
	const char *rest = NULL;
	int rc;

	*out = NULL;
	if (!st)
		return ch_nomem(err);
	st->db = db;
	rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
				&st->handle, &rest);
	if (rc) {
		free(st);
		return ch_db_fail(db, rc, err);
	}
	rest += strspn(rest, " \t\r\n;");
	if (!st->handle || *rest) {
		ch_stmt_free(&st);
		return ch_fail(err, CH_EUSAGE, "one SQL statement, please");
	}
	if (sqlite3_bind_parameter_count(st->handle))
		map_parameters(st);
	*out = st;
	return 0;
}

void ch_stmt_free(struct ch_stmt **st)
{
	if (!*st)
		return;
	sqlite3_finalize((*st)->handle);
	free(*st);
	*st = NULL;
}

void ch_stmt_bind_int(struct ch_stmt *st, int n, int64_t i)
{
	sqlite3_bind_int64(st->handle, st->slot[n], i);
}

void ch_stmt_bind_real(struct ch_stmt *st, int n, double d)
{
	sqlite3_bind_double(st->handle, st->slot[n], d);
}

void ch_stmt_bind_text(struct ch_stmt *st, int n, const char *s, size_t len)
{
	sqlite3_bind_text(st->handle, st->slot[n], s, (int)len, SQLITE_STATIC);
}

void ch_stmt_bind_null(struct ch_stmt *st, int n)
{
	sqlite3_bind_null(st->handle, st->slot[n]);
}

void ch_stmt_bind_str(struct ch_stmt *st, int n, const char *s)
{
	if (s)
		ch_stmt_bind_text(st, n, s, strlen(s));
	else
		ch_stmt_bind_null(st, n);
}

void ch_stmt_unbind(struct ch_stmt *st)
{
	sqlite3_clear_bindings(st->handle);
}

bool ch_stmt_bind_named(struct ch_stmt *st, const char *name, int64_t i)
{
	int slot = sqlite3_bind_parameter_index(st->handle, name);

	if (slot)
		sqlite3_bind_int64(st->handle, slot, i);
	return slot;
}

int ch_stmt_step(struct ch_stmt *st, struct ch_err *err)
{
	int rc = sqlite3_step(st->handle);

	if (CH_LIKELY(rc == SQLITE_ROW))
		return 0;
	if (CH_UNLIKELY(st->db->still && ch_db_moved(st->db)))
		rc = SQLITE_BUSY;
	if (rc == SQLITE_DONE)
		return CH_END;
	rc = ch_db_fail(st->db, rc, err);
	sqlite3_reset(st->handle);
	return rc;
}

void ch_stmt_reset(struct ch_stmt *st)
{
	sqlite3_reset(st->handle);
}

int ch_stmt_finish(struct ch_stmt *st, struct ch_err *err)
{
	int rc;

	do
		rc = ch_stmt_step(st, err);
	while (!rc);
	sqlite3_reset(st->handle);
	return rc == CH_END ? 0 : rc;
}

int ch_stmt_columns(const struct ch_stmt *st)
{
	return sqlite3_column_count(st->handle);
}

const char *ch_stmt_name(const struct ch_stmt *st, int c)
{
	return sqlite3_column_name(st->handle, c);
}

const char *ch_stmt_declared(const struct ch_stmt *st, int c)
{
	return sqlite3_column_decltype(st->handle, c);
}

enum ch_db_kind ch_stmt_kind(const struct ch_stmt *st, int c)
{
	switch (sqlite3_column_type(st->handle, c)) {
	case SQLITE_INTEGER:
		return CH_DB_INT;
	case SQLITE_FLOAT:
		return CH_DB_REAL;
	case SQLITE_NULL:
		return CH_DB_NULL;
	case SQLITE_BLOB:
		return CH_DB_BLOB;
	}
	return CH_DB_TEXT;
}

int64_t ch_stmt_int(const struct ch_stmt *st, int c)
{
	return sqlite3_column_int64(st->handle, c);
}

double ch_stmt_real(const struct ch_stmt *st, int c)
{
	return sqlite3_column_double(st->handle, c);
}

struct ch_slice ch_stmt_text(const struct ch_stmt *st, int c)
{
	const char *s = (const char *)sqlite3_column_text(st->handle, c);

	return (struct ch_slice){
		s, s ? (size_t)sqlite3_column_bytes(st->handle, c) : 0
	};
}

int64_t ch_db_changes(const struct ch_db *db)
{
	return sqlite3_changes64(db->handle);
}

int ch_db_get_int(struct ch_db *db, const char *sql, int64_t *out,
		  struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, db, sql, err);

	*out = 0;
	if (rc)
		return rc;
	rc = ch_stmt_step(st, err);
	if (!rc)
		*out = ch_stmt_int(st, 0);
	return rc == CH_END ? 0 : rc;
}
