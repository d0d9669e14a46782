/* import.h - files of a feed: opened, read by their parser, loaded. */
#ifndef CH_IMPORT_H
#define CH_IMPORT_H

#include "base/shelf.h"
#include "feed/fhir.h"
#include "load/load.h"

struct ch_import {
	struct ch_load_how how;		/* `maps` and `units` are filled in */
	const struct ch_shelf *shelf;
	char *const *path;		/* files, folders, "-" */
	size_t n;
	int in_fd;			/* standard input */
	enum ch_fhir_parser parser;
	const char *map;		/* csv: a map's name, file, a type, or
					   "auto": by the heading */
	const char *delimiter;		/* csv: a character, or "tab"; NULL: as
					   the map says */
	const char *encoding;		/* csv: its name; NULL: UTF-8 */
	/* private */
	struct ch_load *load;
	struct ch_units *units;
	char maps[4200];
};

/*
 * Reads everything and ends the load. Folders give their *.ndjson, *.jsonl and
 * *.json files by name. 0, or CH_EDATA when something was refused (`batch`
 * tells how it went in either case), or what went wrong before anything was
 * written. `batch` borrows from `job` until ch_import_free().
 */
int ch_import_fhir(struct ch_import *job, struct ch_store *store,
		   struct ch_row *batch, struct ch_err *err);
int ch_import_csv(struct ch_import *job, struct ch_store *store,
		  struct ch_row *batch, struct ch_err *err);
/* A directory of services: all files are one package, and are read however
 * often they were before. Folders in folders are read, too. */
int ch_import_hsds(struct ch_import *job, struct ch_store *store,
		   struct ch_row *batch, struct ch_err *err);
/* Records as ch-get prints them. */
int ch_import_records(struct ch_import *job, struct ch_store *store,
		      struct ch_row *batch, struct ch_err *err);
void ch_import_free(struct ch_import *job);

/* Loads one map: a file's path, a name on the shelf (maps/csv), or a record
 * type (the generic map of its fields). */
int ch_import_csv_map(struct ch_map **out, const struct ch_shelf *shelf,
		      const char *name, struct ch_err *err);

#endif
