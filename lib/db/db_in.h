/* db_in.h - a connection inside; for the files of this room alone. */
#ifndef CH_DB_IN_H
#define CH_DB_IN_H

#include <sqlite3.h>
#include <time.h>

#include "db/db.h"

struct ch_db {
	sqlite3 *handle;
	char *name;		/* of the file, for messages */
	bool guarded;		/* for good */
	int cache;		/* megabytes of pages that a load was given */
	const char *whose;	/* budget it is, for messages */
	int budget;		/* in seconds */
	int memory;		/* megabytes that there are; 0: no limit */
	clock_t until;		/* when it is used up */
	bool still;		/* opened as a file that nobody writes */
	int64_t seen[3];	/* what showed that: see db_still.c */
};

/* SQLite's code `rc`, which was just returned, as one of ours with words. */
int ch_db_fail(const struct ch_db *db, int rc, struct ch_err *err);

/* Whether the file itself cannot be read: then SQLite only guesses that it is
 * damaged. */
bool ch_db_unreadable(const struct ch_db *db);

/*
 * Whether we may not write beside the file, and nobody is at work on it: then
 * it is read as it lies there, and nothing is made beside it that would lock
 * its owner out. Remembers what it looks like; ch_db_moved() says that somebody
 * has begun to write since.
 */
bool ch_db_lies_still(struct ch_db *db);
bool ch_db_moved(const struct ch_db *db);

#endif
