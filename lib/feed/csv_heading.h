/* csv_heading.h - a file's heading against what a map reads. */
#ifndef CH_CSV_HEADING_H
#define CH_CSV_HEADING_H

#include "feed/map_run.h"

/* A column of some file that no line of the map reads, and in how many rows it
 * had something. */
struct csv_unread {
	char *name;
	int64_t count;
};

struct csv_unreads {
	struct csv_unread *at;
	size_t n, room;
};

/*
 * Finds the map's columns in the heading. A name is the same whatever its case
 * and its blanks. CH_EDATA, "missing-column" or "column-twice", which name the
 * columns: what a file says there is nobody's data, once it has those that the
 * map needs.
 */
int ch_csv_heading(struct ch_map *m, const struct ch_slice *name, size_t n,
		   struct ch_err *err);

/* Whether a line of the map reads the file's column. */
bool ch_csv_reads(const struct ch_map *m, size_t column);

/* Calls `say` for each heading that is nearly that of a column which the map
 * would read and the file does not have. */
void ch_csv_near(const struct ch_map *m, const struct ch_slice *name, size_t n,
		 void (*say)(void *ctx, const char *words), void *ctx);

/* The place of a heading among those that were not read before; a blank one is
 * known by its column's number. -1: no memory. */
int ch_csv_unread(struct csv_unreads *u, struct ch_slice name, size_t column);
void ch_csv_forget_unread(struct csv_unreads *u);

/* Makes a refusal of the row at hand name the column that its field is from:
 * "RESULT (value): not a number", and its number. */
void ch_csv_blame(struct map_run *run, struct ch_err *err);

#endif
