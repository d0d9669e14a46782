/* zips.h - where postal codes are: the table places/zip.tsv, never all read. */
#ifndef CH_ZIPS_H
#define CH_ZIPS_H

#include "base/shelf.h"
#include "place/point.h"

/* The table as it lies in its file, mapped: rows sorted by their bytes. */
struct ch_zips {
	const char *text, *rows, *end;
	char path[4096];
};

/* CH_ENOENT where a shelf has none, CH_EIO ... Close it also then. */
int ch_zips_open(struct ch_zips *z, const struct ch_shelf *shelf,
		 struct ch_err *err);
void ch_zips_close(struct ch_zips *z);

/* Five digits, or ZIP+4, or what no id of a record is: with letters that are no
 * hex digits, and no slash. */
bool ch_zips_may_be(const char *word);

/* Of ZIP+4 the first five count. Codes that the table does not have, and rows
 * that cannot be read, are nowhere. NULL is nowhere. */
struct ch_point ch_zips_find(const struct ch_zips *z, const char *zip);

/* Reads every row: latitude, longitude, and that they are sorted. CH_EDATA
 * names the line. */
int ch_zips_check(const struct ch_shelf *shelf, size_t *rows,
		  struct ch_err *err);

#endif
