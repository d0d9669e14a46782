/* db_still.c - a store in a place that cannot be written: read as it lies. */
#include <sys/stat.h>
#include <unistd.h>

#include "db/db_in.h"

static bool beside(const struct ch_db *db, const char *ending, struct stat *st)
{
	char name[4200];

	snprintf(name, sizeof(name), "%s%s", db->name, ending);
	return !stat(name, st);
}

static bool may_write_beside(const char *path)
{
	const char *slash = strrchr(path, '/');
	char dir[4096];

	snprintf(dir, sizeof(dir), "%.*s", slash ? (int)(slash - path + 1) : 1,
		 slash ? path : ".");
	return !access(dir, W_OK | X_OK);
}

/* Size and time of the file, and whether there is a log. */
static void look(const struct ch_db *db, int64_t seen[3])
{
	struct stat st;

	seen[0] = seen[1] = -1;
	if (!stat(db->name, &st)) {
		seen[0] = st.st_size;
		seen[1] = st.st_mtim.tv_sec * INT64_C(1000000000) +
			st.st_mtim.tv_nsec;
	}
	seen[2] = beside(db, "-wal", &st) && st.st_size;
}

bool ch_db_lies_still(struct ch_db *db)
{
	struct stat st;

	if (!access(db->name, W_OK) && may_write_beside(db->name))
		return false;
	look(db, db->seen);
	return !db->seen[2] && !beside(db, "-shm", &st);
}

bool ch_db_moved(const struct ch_db *db)
{
	int64_t now[3];

	look(db, now);
	return memcmp(now, db->seen, sizeof(now)) != 0;
}
