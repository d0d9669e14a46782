/* map.h - the map language: which records the answers of a feed make. */
#ifndef CH_MAP_H
#define CH_MAP_H

#include "base/shelf.h"
#include "feed/feed.h"

/* One map file, parsed and checked against the schema. */
struct ch_map;

/*
 * Reads and checks a map. CH_EDATA with "file:line: words" for anything that
 * the grammar or the schema does not know. `path` also names it; its format
 * (fhir, hl7, csv) is in the file.
 */
int ch_map_load(struct ch_map **out, const char *path, struct ch_err *err);
/* The map for CSV files whose columns are a type's fields: all optional but
 * `id` or `origin`, one of which must be there. */
int ch_map_generic(struct ch_map **out, const struct ch_type *type,
		   struct ch_err *err);
void ch_map_free(struct ch_map **m);

const char *ch_map_format(const struct ch_map *m);	/* "fhir" */
const char *ch_map_name(const struct ch_map *m);	/* "Observation" */
const char *ch_map_hash(const struct ch_map *m);	/* SHA-256, hex */

/* Values that tables did not know, so far. Borrowed. */
const struct ch_unknown *ch_map_unknowns(const struct ch_map *m, size_t *n);

/*
 * Runs the map's own examples ("<" and ">" lines) and calls `bad` for each
 * that gives other records, with the example's line and words that hold no
 * more than what the map file itself shows. Returns the number that failed,
 * and how many were run.
 */
int ch_map_check(struct ch_map *m, int *ran,
		 void (*bad)(void *ctx, int line, const char *words),
		 void *ctx);

#endif
