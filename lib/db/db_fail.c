/* db_fail.c - what SQLite says went wrong, in our codes and words. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "db/db_in.h"

/* SQLite's codes in ours. Its messages name tables and columns, no values. */
static int code_of(int rc)
{
	if (rc == SQLITE_IOERR_NOMEM)
		return CH_ENOMEM;
	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		return CH_ENOMEM;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return CH_EBUSY;
	case SQLITE_FULL:
		return CH_ECREATE;
	case SQLITE_IOERR:
	case SQLITE_PROTOCOL:
		return CH_EIO;
	case SQLITE_CANTOPEN:
		return CH_ECREATE;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return CH_EPERM;
	case SQLITE_NOTADB:
		return CH_EVERSION;
	case SQLITE_CORRUPT:
		return CH_EDAMAGED;
	case SQLITE_TOOBIG:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return CH_EDATA;
	case SQLITE_ERROR:
		return CH_EUSAGE;
	}
	return CH_EBUG;
}

/* What only the system call's own word tells. */
static int code_of_call(const struct ch_db *db, int code)
{
	switch (db->handle ? sqlite3_system_errno(db->handle) : 0) {
	case EACCES:
	case EPERM:
		return CH_EPERM;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
	case EROFS:
		return CH_ECREATE;
	case EIO:
		return CH_EIO;
	}
	return code;
}

bool ch_db_unreadable(const struct ch_db *db)
{
	int fd = open(db->name, O_RDONLY | O_CLOEXEC);
	static char piece[1 << 16];
	ssize_t n = fd < 0 ? -1 : 1;
	off_t at = 0;

	for (; n > 0; at += n)
		n = pread(fd, piece, sizeof(piece), at);
	if (fd >= 0)
		close(fd);
	return n < 0;
}

/* SQLite would repeat a piece of the query, which may hold a value. */
static int bad_sql(const struct ch_db *db, struct ch_err *err)
{
	static const char *const known[] = {
		"no such column", "no such table", "no such function",
		"ambiguous column", "not authorized", "incomplete input",
	};
	const char *words = sqlite3_errmsg(db->handle);
	int at = sqlite3_error_offset(db->handle);
	const char *what = "cannot be understood";

	for (size_t i = 0; i < CH_COUNT(known); i++)
		if (!strncmp(words, known[i], strlen(known[i])))
			what = known[i];
	if (at < 0)
		return ch_fail(err, CH_EUSAGE, "SQL: %s", what);
	return ch_fail(err, CH_EUSAGE, "SQL: %s, at byte %d", what, at + 1);
}

int ch_db_fail(const struct ch_db *db, int rc, struct ch_err *err)
{
	int was = errno, code = code_of(rc);

	/* SQLite takes a disk that cannot be read for a damaged file. */
	if ((code == CH_EDAMAGED || code == CH_EVERSION) &&
	    (was == EIO || ch_db_unreadable(db)))
		return ch_fail(err, CH_EIO, "%s: the disk cannot be read",
			       db->name);
	if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_IOERR)
		code = code_of_call(db, code);
	if (code == CH_ENOMEM && db->memory)
		return ch_fail(err, CH_EDATA, "%s: stopped: it took more than "
			       "its %d megabytes of memory", db->whose,
			       db->memory);
	if (code == CH_ENOMEM)
		return ch_nomem(err);
	if (rc == SQLITE_INTERRUPT && db->budget)
		return ch_fail(err, CH_EDATA, "%s: stopped: it took longer "
			       "than its budget of %d second%s", db->whose,
			       db->budget, db->budget == 1 ? "" : "s");
	if (code == CH_EBUSY)
		return ch_fail(err, code, "%s: busy: somebody else is writing",
			       db->name);
	if (code == CH_EVERSION)
		return ch_fail(err, code, "%s: not a care-hub store",
			       db->name);
	if (code == CH_EUSAGE)
		return bad_sql(db, err);
	if (code == CH_EDAMAGED)
		return ch_fail(err, code, "%s: damaged: ch-store check says "
			       "where, ch-store restore brings a backup back",
			       db->name);
	return ch_fail(err, code, "%s: %s", db->name,
		       db->handle ? sqlite3_errmsg(db->handle) :
		       sqlite3_errstr(rc));
}
