/* reading.h - one feed format's way through a file; for this room alone. */
#ifndef CH_READING_H
#define CH_READING_H

#include "load/import.h"

struct ch_reading {
	void *ctx;
	/* Reads the whole file into the load. */
	int (*file)(void *ctx, struct ch_load *load, struct ch_file *file,
		    struct ch_err *err);
	/* Hands the load what its maps' tables did not know; may be NULL. */
	void (*unknowns)(void *ctx, struct ch_load *load);
	void (*free)(void *ctx);
	/* Looks at each file before anything is read; may be NULL. */
	int (*look)(void *ctx, struct ch_file *file, struct ch_err *err);
	bool may_be_empty;	/* a file of nothing is nothing to do */
	bool deep;		/* folders in folders are read, too */
	/* After the last file: what several of them say together; may be
	 * NULL. */
	int (*end)(void *ctx, struct ch_load *load, struct ch_err *err);
};

/* `maps` gets what the batch says of the maps: their name and hash. */
int ch_reading_fhir(struct ch_reading *out, const struct ch_shelf *shelf,
		    const struct ch_naming *naming, enum ch_fhir_parser parser,
		    char *maps, size_t size, struct ch_err *err);
/* Of `job` what it says of its map, delimiter and encoding; fills `maps`. */
int ch_reading_csv(struct ch_reading *out, struct ch_import *job,
		   const struct ch_naming *naming, struct ch_err *err);
/*
 * The map on the shelf that needs no other columns than the heading has, and
 * reads most of them: `name` gets its name. CH_EDATA names those that are as
 * good, or nearest.
 */
int ch_choose_map(struct ch_map **out, char *name, size_t size,
		  const struct ch_shelf *shelf, struct ch_slice heading,
		  char delimiter, struct ch_err *err);

/* Fills `maps` with what it knows terms and languages by. */
int ch_reading_hsds(struct ch_reading *out, const struct ch_shelf *shelf,
		    const struct ch_naming *naming, const char *encoding,
		    char *maps, size_t size, struct ch_err *err);

int ch_reading_records(struct ch_reading *out, struct ch_err *err);

/* The size of all files together, for progress (load.c). */
void ch_load_size(struct ch_load *load, int64_t bytes);

#endif
