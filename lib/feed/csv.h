/* csv.h - CSV rows become rows, by one map. */
#ifndef CH_CSV_H
#define CH_CSV_H

#include "feed/map.h"

struct ch_csv;

/* Takes the map (steals). Its headers name the delimiter, the date pattern,
 * the null words and, for files without a heading line, the columns. */
int ch_csv_new(struct ch_csv **out, struct ch_map *map,
	       const struct ch_naming *naming, struct ch_err *err);
void ch_csv_free(struct ch_csv **c);

/*
 * Feeds one physical line (without its newline; `n` bytes). A quoted field
 * may go on over lines: `*line0` is set to the physical line, as counted from
 * `line`, on which the record now at hand began. The first row of a file is its
 * heading unless the map names the columns; a heading without a column that
 * the map needs is CH_EDATA, "missing-column", and ends the file. Refusals of
 * an item: "unclosed-quote", "stray-quote", "ragged-row", "bad-utf8", "nul",
 * and those of the map's conversions.
 */
int ch_csv_line(struct ch_csv *c, const char *s, size_t n, long line,
		long *line0, const struct ch_sink *sink, struct ch_err *err);

/* The end of a file: refuses what is half written; ready for the next. */
int ch_csv_end(struct ch_csv *c, long *line0, const struct ch_sink *sink,
	       struct ch_err *err);

struct ch_map *ch_csv_map(const struct ch_csv *c);	/* borrowed */

#endif
