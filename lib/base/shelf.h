/* shelf.h - finds knowledge files: maps, cohorts, codes, schema. */
#ifndef CH_SHELF_H
#define CH_SHELF_H

#include "base/base.h"

/*
 * Where knowledge is looked for, the first first: $CH_SHARE, the site's
 * folder, the installed share/. The caller fills in the folders (this room
 * reads no environment); NULL ones are passed over. Strings are borrowed.
 */
struct ch_shelf {
	const char *dir[3];
};

/* One file on the shelf: the path is on the first folder that has it. */
struct ch_book {
	char path[4096];
	char name[256];		/* the file's name without its ending */
	int from;		/* which dir[] */
};

/* Whether a folder that somebody named can be read: CH_EVERSION names it. One
 * that is gone must not silently mean another folder's files. */
int ch_shelf_folder(const char *dir, struct ch_err *err);

/* Finds `room`/`name``ending`, e.g. ("cohorts", "copd", ".sql"). 0 or
 * CH_ENOENT. Names with a slash are refused. */
int ch_shelf_find(const struct ch_shelf *shelf, const char *room,
		  const char *name, const char *ending, struct ch_book *out,
		  struct ch_err *err);

/* All files of a room with that ending, sorted by name, each name once (the
 * one in force). `*out` is from malloc: free it. */
int ch_shelf_list(const struct ch_shelf *shelf, const char *room,
		  const char *ending, struct ch_book **out, size_t *n,
		  struct ch_err *err);

#endif
