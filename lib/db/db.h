/* db.h - one SQL engine behind one small interface. */
#ifndef CH_DB_H
#define CH_DB_H

#include "base/base.h"

/*
 * A connection and its statements. Parameters are $1, $2, ... and are bound by
 * their number, wherever and however often they stand. Columns count from 0.
 * Texts that a statement returns are borrowed until its next step or reset.
 *
 * SQL functions that every statement may use: day_of(moment) days since
 * 1970-01-01 as said; days_between(a, b) = day_of(b) - day_of(a);
 * local_day(moment) the day in the hub's zone, last_day(moment) the last of a
 * month or year that was said; moment_of_day(day) such a day as a moment;
 * is_over(moment, now) whether the day, or whatever was said, is past;
 * seconds_between(a, b); age_on(birth, moment) whole years; moment(text) from
 * FHIR's spelling; said(moment) the spelling; hexid(id); idof(hex);
 * fold(text).
 */
struct ch_db;
struct ch_stmt;

enum ch_db_mode {
	CH_DB_READ,		/* nothing can be written */
	CH_DB_WRITE,
	CH_DB_CREATE,		/* the file must not exist */
};

/* Errors: CH_ENOENT no such file, CH_EVERSION not a database, CH_EPERM,
 * CH_EIO, CH_ECREATE, CH_EBUSY, CH_ENOMEM. */
int ch_db_open(struct ch_db **out, const char *path, enum ch_db_mode mode,
	       struct ch_err *err);
void ch_db_close(struct ch_db **db);

/* How many megabytes of the file are kept in memory. */
int ch_db_cache(struct ch_db *db, int megabytes, struct ch_err *err);

/* Before a load's transaction: so many megabytes of page cache, and sorting in
 * files beside the database, not in memory. */
int ch_db_load(struct ch_db *db, int megabytes, struct ch_err *err);

/* Runs CREATE INDEX statements for tables that are full already. */
int ch_db_index(struct ch_db *db, const char *sql, struct ch_err *err);

/* Seconds to wait for somebody who does not queue. */
void ch_db_patience(struct ch_db *db, int seconds);

/* From now on: one SELECT only, no write, no PRAGMA, no ATTACH. */
int ch_db_guard(struct ch_db *db, struct ch_err *err);
void ch_db_unguard(struct ch_db *db);

/*
 * What is asked from now on may take so many seconds of the processor's, all
 * together; then it is stopped, CH_EDATA, and `whose` (borrowed) is named. 0:
 * as long as it likes.
 */
void ch_db_budget(struct ch_db *db, const char *whose, int64_t seconds);

/* This process may have so many megabytes of memory, from now on; who needs
 * more is stopped in the same way. */
void ch_db_memory(struct ch_db *db, int megabytes);

/* Runs SQL without parameters and results; several statements are fine. */
int ch_db_run(struct ch_db *db, const char *sql, struct ch_err *err);

/* BEGIN IMMEDIATE, COMMIT, ROLLBACK (which never fails). */
int ch_db_begin(struct ch_db *db, struct ch_err *err);
int ch_db_commit(struct ch_db *db, struct ch_err *err);
void ch_db_rollback(struct ch_db *db);

int ch_db_prepare(struct ch_stmt **out, struct ch_db *db, const char *sql,
		  struct ch_err *err);

/* A SELECT and nothing else, as under ch_db_guard(), also where others may
 * write: for knowledge files. */
int ch_db_prepare_read(struct ch_stmt **out, struct ch_db *db, const char *sql,
		       struct ch_err *err);
void ch_stmt_free(struct ch_stmt **st);

/* Texts are borrowed until the statement is bound anew or freed. */
void ch_stmt_bind_int(struct ch_stmt *st, int n, int64_t i);
void ch_stmt_bind_real(struct ch_stmt *st, int n, double d);
void ch_stmt_bind_text(struct ch_stmt *st, int n, const char *s, size_t len);
void ch_stmt_bind_null(struct ch_stmt *st, int n);
void ch_stmt_bind_str(struct ch_stmt *st, int n, const char *s); /* or NULL */
void ch_stmt_unbind(struct ch_stmt *st);	/* all to NULL */

/* Whether the SQL has the parameter $name. By name, for knowledge files. */
bool ch_stmt_bind_named(struct ch_stmt *st, const char *name, int64_t i);

/* 0: a row; CH_END; or an error. */
int ch_stmt_step(struct ch_stmt *st, struct ch_err *err);
void ch_stmt_reset(struct ch_stmt *st);

/* Binds nothing, steps to the end, resets: 0 or an error. */
int ch_stmt_finish(struct ch_stmt *st, struct ch_err *err);

enum ch_db_kind { CH_DB_NULL, CH_DB_INT, CH_DB_REAL, CH_DB_TEXT,
		  CH_DB_BLOB };
int ch_stmt_columns(const struct ch_stmt *st);
const char *ch_stmt_name(const struct ch_stmt *st, int c);
/* The declared type of the table column that result column c is; or NULL. */
const char *ch_stmt_declared(const struct ch_stmt *st, int c);
enum ch_db_kind ch_stmt_kind(const struct ch_stmt *st, int c);
int64_t ch_stmt_int(const struct ch_stmt *st, int c);
double ch_stmt_real(const struct ch_stmt *st, int c);
struct ch_slice ch_stmt_text(const struct ch_stmt *st, int c);

/* Rows that the last INSERT, UPDATE or DELETE changed. */
int64_t ch_db_changes(const struct ch_db *db);

/* One integer (0 when there is no row): for counts and settings. */
int ch_db_get_int(struct ch_db *db, const char *sql, int64_t *out,
		  struct ch_err *err);

/* SQLite's own check of the file's structure: CH_EDAMAGED with the first words
 * of what is wrong (page numbers and names of tables, never values). */
int ch_db_integrity(struct ch_db *db, struct ch_err *err);

/* An online copy of `from` into a new file, which is synced. */
int ch_db_copy(struct ch_db *from, const char *to, struct ch_err *err);

/* "WAL", or what the file's journal mode is instead. */
int ch_db_is_wal(struct ch_db *db, bool *wal, struct ch_err *err);

#endif
