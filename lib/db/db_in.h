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
	clock_t until;		/* when it is used up */
};

#endif
