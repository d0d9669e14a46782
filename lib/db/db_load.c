/* db_load.c - what a connection is given so that a load is quick. */
#include "db/db_in.h"

#define SORT_CACHE 2		/* megabytes, while indexes are made */

int ch_db_cache(struct ch_db *db, int megabytes, struct ch_err *err)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA cache_size=-%d", megabytes * 1024);
	return ch_db_run(db, sql, err);
}

/* SQLite unlinks its temporary files as it opens them. What is sorted in them
 * is as safe beside the database as in the WAL, which lies there, too. */
static bool sort_beside(const struct ch_db *db)
{
	const char *slash = strrchr(db->name, '/');
	int n = slash ? (int)(slash - db->name) : 1;

	if (!sqlite3_temp_directory)
		sqlite3_temp_directory = sqlite3_mprintf("%.*s", n ? n : 1,
						slash ? db->name : ".");
	return sqlite3_temp_directory;
}

int ch_db_load(struct ch_db *db, int megabytes, struct ch_err *err)
{
	int rc;

	if (!sort_beside(db))
		return ch_nomem(err);
	rc = ch_db_run(db, "PRAGMA temp_store=FILE;PRAGMA threads=1", err);
	db->cache = megabytes;
	return rc ? rc : ch_db_cache(db, megabytes, err);
}

/*
 * SQLite sorts in pieces of the page cache's size. Pieces that a processor's
 * cache holds, sorted in a second thread, take half the time of one large one;
 * and the index is written in order, for which few pages are enough.
 */
int ch_db_index(struct ch_db *db, const char *sql, struct ch_err *err)
{
	int rc = db->cache ? ch_db_cache(db, SORT_CACHE, err) : 0;

	if (!rc)
		rc = ch_db_run(db, sql, err);
	if (!rc && db->cache)
		rc = ch_db_cache(db, db->cache, err);
	return rc;
}
