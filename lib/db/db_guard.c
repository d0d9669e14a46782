/* db_guard.c - what somebody else's query may do, and for how long. */
#include <sys/resource.h>

#include "db/db_in.h"

/* Of SQLite's machine, between two looks at the clock: some milliseconds. */
#define STEPS 100000
#define LONGEST 10000000	/* seconds: no limit at all */

static int authorize(void *ctx, int action, const char *a, const char *b,
		     const char *c, const char *d)
{
	(void)ctx, (void)c, (void)d;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		if (b && (!strcmp(b, "load_extension") ||
			  !strcmp(b, "fts3_tokenizer")))
			return SQLITE_DENY;
		return SQLITE_OK;
	}
	(void)a;
	return SQLITE_DENY;
}

int ch_db_guard(struct ch_db *db, struct ch_err *err)
{
	int rc = ch_db_run(db, "PRAGMA query_only=ON", err);

	sqlite3_limit(db->handle, SQLITE_LIMIT_EXPR_DEPTH, 200);
	sqlite3_limit(db->handle, SQLITE_LIMIT_COMPOUND_SELECT, 100);
	sqlite3_limit(db->handle, SQLITE_LIMIT_VDBE_OP, 250000);
	sqlite3_limit(db->handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
	if (!rc)
		sqlite3_set_authorizer(db->handle, authorize, NULL);
	db->guarded |= !rc;
	return rc;
}

void ch_db_unguard(struct ch_db *db)
{
	sqlite3_set_authorizer(db->handle, NULL, NULL);
	sqlite3_exec(db->handle, "PRAGMA query_only=OFF", NULL, NULL, NULL);
	db->guarded = false;
}

int ch_db_prepare_read(struct ch_stmt **out, struct ch_db *db, const char *sql,
		       struct ch_err *err)
{
	int rc;

	if (!db->guarded)
		sqlite3_set_authorizer(db->handle, authorize, NULL);
	rc = ch_db_prepare(out, db, sql, err);
	if (!db->guarded)
		sqlite3_set_authorizer(db->handle, NULL, NULL);
	return rc;
}

static int is_used_up(void *ctx)
{
	const struct ch_db *db = ctx;

	return clock() >= db->until;
}

void ch_db_memory(struct ch_db *db, int megabytes)
{
	const rlim_t bytes = (rlim_t)megabytes << 20;
	const struct rlimit most = { bytes, bytes };

	/* SQLite keeps no account of it (see ch_db_open()); the kernel does. */
#ifndef __SANITIZE_ADDRESS__	/* whose own memory would count, too */
	if (!setrlimit(RLIMIT_DATA, &most))
		db->memory = megabytes;
#else
	(void)db, (void)most;
#endif
}

void ch_db_budget(struct ch_db *db, const char *whose, int64_t limit)
{
	int seconds = limit < LONGEST ? (int)limit : LONGEST;

	db->whose = whose;
	db->budget = seconds;
	db->until = clock() + (clock_t)seconds * CLOCKS_PER_SEC;
	sqlite3_progress_handler(db->handle, STEPS, seconds ?
				 is_used_up : NULL, db);
}
