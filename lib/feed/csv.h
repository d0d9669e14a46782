/* csv.h - CSV rows become rows, by one map. */
#ifndef CH_CSV_H
#define CH_CSV_H

#include "feed/map.h"

struct ch_csv;

/* Words about a heading that is read all the same. */
struct ch_csv_says {
	void *ctx;
	void (*say)(void *ctx, const char *words);
};

/* Takes the map (steals). Its headers name the delimiter, the date pattern,
 * the null words and, for files without a heading line, the columns. */
int ch_csv_new(struct ch_csv **out, struct ch_map *map,
	       const struct ch_naming *naming, struct ch_err *err);
void ch_csv_free(struct ch_csv **c);

/*
 * Feeds one physical line (without its newline; `n` bytes), or NULL for one
 * that was too long to be had. A quoted field
 * may go on over lines: `*line0` is set to the physical line, as counted from
 * `line`, on which the record now at hand began. The first row of a file is its
 * heading unless the map names the columns; a heading without a column that
 * the map needs is CH_EDATA, "missing-column", one with a column twice
 * "column-twice": either ends the file. Refusals of an item: "unclosed-quote",
 * "stray-quote", "ragged-row", "bad-utf8" (of a decoded file "bad-character"),
 * "nul", and those of the map's conversions, which name the column, by its
 * number too (err->column).
 */
int ch_csv_line(struct ch_csv *c, const char *s, size_t n, long line,
		long *line0, const struct ch_sink *sink, struct ch_err *err);

/* The end of a file: refuses what is half written; ready for the next. */
int ch_csv_end(struct ch_csv *c, long *line0, const struct ch_sink *sink,
	       struct ch_err *err);

/* Who is told, at a heading, of a column that is spelled nearly as one that the
 * map reads; and that files are decoded from another encoding. */
void ch_csv_tell(struct ch_csv *c, const struct ch_csv_says *says);
void ch_csv_decoded(struct ch_csv *c, bool decoded);

/* The columns of all files that no line of the map read, by heading, and in how
 * many rows each had something. */
void ch_csv_unreads(const struct ch_csv *c,
		    void (*each)(void *ctx, const char *heading,
				 int64_t count), void *ctx);

/* Whether the map is for files of this heading: it has what the map needs and,
 * of its `auto` line, what marks them. 0, or CH_EDATA. In either case how many
 * of the columns the map reads or is known by. Borrows it. */
int ch_csv_fits(struct ch_map *map, struct ch_slice heading, size_t *reads,
		struct ch_err *err);

/* Instead of the map's: how the cells are separated. Before ch_csv_new(). */
void ch_csv_delimiter(struct ch_map *map, char delimiter);

struct ch_map *ch_csv_map(const struct ch_csv *c);	/* borrowed */

#endif
