/* db_budget.c - how long a query may take. */
#include "db/db_in.h"

/* Of SQLite's machine, between two looks at the clock: some milliseconds. */
#define STEPS 100000

static int is_used_up(void *ctx)
{
	const struct ch_db *db = ctx;

	return clock() >= db->until;
}

void ch_db_budget(struct ch_db *db, const char *whose, int seconds)
{
	db->whose = whose;
	db->budget = seconds;
	db->until = clock() + (clock_t)seconds * CLOCKS_PER_SEC;
	sqlite3_progress_handler(db->handle, STEPS, seconds ?
				 is_used_up : NULL, db);
}
