/* db_open.c - opening a file, as closed and as strict as SQLite can be. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "db/db_functions.h"
#include "db/db_in.h"

#define PATIENCE 10		/* seconds, until we are told otherwise */

static const char pragmas[] =
	"PRAGMA foreign_keys=OFF;"
	"PRAGMA temp_store=MEMORY;"
	"PRAGMA cell_size_check=ON;"
	"PRAGMA mmap_size=0;"
	"PRAGMA synchronous=FULL;"
	"PRAGMA cache_size=-32768;"
	"PRAGMA schema_version;";	/* which has the log opened */

static void harden(sqlite3 *h)
{
	sqlite3_extended_result_codes(h, 1);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(h, SQLITE_LIMIT_LENGTH, 80 << 20);
}

/* "file:" with what would mean more than itself as %XX. */
static void as_uri(struct ch_buf *uri, const char *path)
{
	ch_buf_adds(uri, "file:");
	for (; *path; path++)
		if (strchr("%?#", *path))
			ch_buf_addf(uri, "%%%02X", *path);
		else
			ch_buf_addc(uri, *path);
	ch_buf_adds(uri, "?immutable=1");
}

static int open_still(struct ch_db *db, int flags, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf uri = CH_BUF_INIT;
	int rc;

	as_uri(&uri, db->name);
	if (ch_buf_ok(&uri, err))
		return CH_ENOMEM;
	db->still = true;
	rc = sqlite3_open_v2(uri.s, &db->handle, flags | SQLITE_OPEN_URI |
			     SQLITE_OPEN_READONLY, NULL);
	return rc ? ch_db_fail(db, rc, err) : 0;
}

static int open_handle(struct ch_db *db, const char *path,
		       enum ch_db_mode mode, struct ch_err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	int rc;

	if (mode == CH_DB_READ && ch_db_lies_still(db))
		return open_still(db, flags, err);
	if (mode == CH_DB_CREATE)
		flags |= SQLITE_OPEN_CREATE;
	rc = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_READWRITE,
			     NULL);
	if (rc && mode == CH_DB_READ) {
		sqlite3_close(db->handle);
		db->handle = NULL;
		rc = sqlite3_open_v2(path, &db->handle,
				     flags | SQLITE_OPEN_READONLY, NULL);
	}
	return rc ? ch_db_fail(db, rc, err) : 0;
}

/* SQLite gives what it makes beside the file that file's mode, but a moment
 * late where the umask is closer, and not its group: whoever has only that
 * would be locked out. */
static void share_beside(const char *path, const struct stat *store)
{
	static const char *const endings[] = { "-wal", "-shm" };
	char name[4200];
	struct stat st;

	for (size_t i = 0; i < CH_COUNT(endings); i++) {
		snprintf(name, sizeof(name), "%s%s", path, endings[i]);
		if (!lstat(name, &st) && S_ISREG(st.st_mode) &&
		    st.st_uid == geteuid() && st.st_gid != store->st_gid &&
		    chown(name, (uid_t)-1, store->st_gid))
			return;
	}
}

int ch_db_open(struct ch_db **out, const char *path, enum ch_db_mode mode,
	       struct ch_err *err)
{
	struct stat st;
	struct ch_db *db;
	int rc;

	/* Nobody asks how much memory SQLite uses; counting it takes a lock for
	 * every piece. Says no once it is at work, which is fine. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	*out = NULL;
	if (mode != CH_DB_CREATE && stat(path, &st))
		return ch_fail_errno(err, path);
	if (mode != CH_DB_CREATE && !S_ISREG(st.st_mode))
		return ch_fail(err, CH_EVERSION, "%s: not a care-hub store",
			       path);
	if (mode == CH_DB_CREATE && !access(path, F_OK))
		return ch_fail(err, CH_ECREATE, "%s: is there already", path);
	if (mode != CH_DB_CREATE && access(path, R_OK))
		return ch_fail_errno(err, path);
	db = calloc(1, sizeof(*db));
	if (!db || !(db->name = strdup(path))) {
		free(db);
		return ch_nomem(err);
	}
	if (mode != CH_DB_CREATE)
		umask(st.st_mode & S_IWGRP ? 007 : 077);
	rc = open_handle(db, path, mode, err);
	if (!rc) {
		ch_db_patience(db, PATIENCE);
		harden(db->handle);
		rc = ch_db_run(db, pragmas, err);
	}
	if (!rc && ch_db_functions(db->handle))
		rc = ch_nomem(err);
	if (!rc && mode != CH_DB_CREATE && st.st_mode & S_IRWXG)
		share_beside(path, &st);
	if (rc)
		ch_db_close(&db);
	*out = db;
	return rc;
}

void ch_db_close(struct ch_db **db)
{
	if (!*db)
		return;
	sqlite3_close_v2((*db)->handle);
	free((*db)->name);
	free(*db);
	*db = NULL;
}
