/* life.h - a store's life: made, checked, copied, brought back, upgraded. */
#ifndef CH_LIFE_H
#define CH_LIFE_H

#include "store/store.h"

/* What is wrong with a store, one finding at a time. `words` hold table and
 * field names and counts. */
typedef void (*ch_finding)(void *ctx, const char *what, const char *words,
			   int64_t count);

/* What a check has shown. */
struct ch_proof {
	int64_t records;	/* are as they were written */
	int64_t rows;		/* of the journal: none was changed */
	int64_t erased;		/* of those, lawfully without their fields */
	char head[65];		/* the journal's last hash */
	char total[33];		/* the sum over all records */
};

/*
 * SQLite's integrity, the journal's chain, the schema and the
 * lifecycles against this program's, every record against what was written,
 * WAL, the index of names, and (as `note`, which is no fault) dangling
 * references. `*faults` counts the findings that are faults.
 */
int ch_store_check(struct ch_store *store, ch_finding fault, ch_finding note,
		   void *ctx, int *faults, struct ch_proof *proof,
		   struct ch_err *err);

/* Whoever does it: `ready` gives an open store its clock, actor and program,
 * so that what is done can be journaled as a part of it. */
struct ch_doer {
	int (*ready)(void *ctx, struct ch_store *store, struct ch_err *err);
	void *ctx;
};

/* An online copy, opened again, checked, and journaled before it has its name;
 * `file` must not exist. */
int ch_store_backup(struct ch_store *store, const char *file,
		    struct ch_err *err);

/*
 * Puts a checked backup in the place of (or where there is no) `path`, and
 * holds all sending (setting "held") until it is released. A backup of an
 * earlier version is upgraded first; mode and group are those of the store that
 * it replaces. What was there,
 * whole or damaged, is kept aside: `old` is its name, "" when there was
 * nothing. CH_EBUSY while somebody has it open.
 */
int ch_store_restore(const char *path, const char *backup, int wait,
		     const struct ch_doer *who, char old[4096],
		     struct ch_err *err);

/* Brings a store of an earlier version, or of another schema of this version
 * (a development commit's), to this one, after a backup beside it, whose name
 * goes to `backup` ("" when there is nothing to do; NULL: without one). `*from`
 * is the version it had. */
int ch_store_upgrade(const char *path, int wait, const struct ch_doer *who,
		     char backup[4096], int64_t *from, struct ch_err *err);

/* The view of a type for a plain sqlite3: hex ids and readable times. `temp` is
 * "TEMP" or "". */
void ch_store_view(struct ch_buf *sql, const char *temp,
		   const struct ch_type *type);

/* For the others of this family: */
int ch_store_settings(struct ch_store *store, struct ch_err *err);
int ch_store_same_schema(struct ch_db *db, bool *same, struct ch_err *err);
int ch_store_make_views(struct ch_db *db, struct ch_err *err);
void ch_store_aside(const char *path, char *out, size_t size);
int ch_store_name(const char *aside, const char *path, struct ch_err *err);
void ch_store_unlink(const char *path);

#endif
