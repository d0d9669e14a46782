/* db_file.c - a database as a whole: is it whole, and copies of it. */
#include "db/db_in.h"

int ch_db_integrity(struct ch_db *db, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, db, "PRAGMA integrity_check(1)", err);

	if (!rc)
		rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? CH_EBUG : rc;
	if (ch_slice_is(ch_stmt_text(st, 0), "ok"))
		return 0;
	if (ch_db_unreadable(db))
		return ch_fail(err, CH_EIO, "%s: the disk cannot be read",
			       db->name);
	return ch_fail(err, CH_EDAMAGED, "%s: damaged: %.200s", db->name,
		       ch_stmt_text(st, 0).s);
}

int ch_db_copy(struct ch_db *from, const char *to, struct ch_err *err)
{
	struct ch_db *copy = NULL;
	sqlite3_backup *job;
	int rc = ch_db_open(&copy, to, CH_DB_CREATE, err);

	if (rc)
		return rc;
	job = sqlite3_backup_init(copy->handle, "main", from->handle, "main");
	if (!job) {
		rc = ch_db_fail(copy, sqlite3_errcode(copy->handle), err);
	} else {
		rc = sqlite3_backup_step(job, -1);
		sqlite3_backup_finish(job);
		rc = rc == SQLITE_DONE ? 0 : ch_db_fail(copy, rc, err);
	}
	ch_db_close(&copy);
	return rc;
}

int ch_db_is_wal(struct ch_db *db, bool *wal, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, db, "PRAGMA journal_mode", err);

	*wal = db->still;	/* where SQLite makes no log, it says none */
	if (db->still)
		return rc;
	if (!rc)
		rc = ch_stmt_step(st, err);
	if (rc)
		return rc;
	*wal = ch_slice_is(ch_stmt_text(st, 0), "wal");
	return 0;
}
