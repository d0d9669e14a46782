/* tsv.h - tables of knowledge: rows of fields with tabs between. */
#ifndef CH_TSV_H
#define CH_TSV_H

#include "base/shelf.h"

#define CH_TSV_FIELDS 16

/* A file at work. Fields live until it is closed, and may be written on. */
struct ch_tsv {
	char *text, *rest;
	const char *heading;	/* the last comment before the first row, which
				   names the columns; NULL: none */
	char *field[CH_TSV_FIELDS];	/* of the row at hand; the last one has
					   all that is left. Those that the row
					   does not have are NULL */
	int n, line;
	char path[4096];
};

/* Finds and reads `room`/`name`.tsv. CH_ENOENT, CH_EDATA when it is far too
 * large, CH_EIO ... */
int ch_tsv_open(struct ch_tsv *t, const struct ch_shelf *shelf,
		const char *room, const char *name, struct ch_err *err);
void ch_tsv_close(struct ch_tsv *t);

/* The next row; comments ("#") and empty lines are passed over. False at the
 * end. */
bool ch_tsv_next(struct ch_tsv *t);

/* What the file says that it is, before its first row is read: its first line
 * is "# NAME.tsv: what"; "" where it is not. */
const char *ch_tsv_title(const struct ch_tsv *t, char *out, size_t size);

/* Reads all rows: two fields at least, no more than the heading names, UTF-8.
 * CH_EDATA. */
int ch_tsv_check(struct ch_tsv *t, size_t *rows, struct ch_err *err);

/* CH_EDATA: the file, the line and what is wrong there. */
int ch_tsv_wrong(const struct ch_tsv *t, const char *words,
		 struct ch_err *err);

#endif
