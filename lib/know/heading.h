/* heading.h - one text file with a heading: keys and values, and queries. */
#ifndef CH_HEADING_H
#define CH_HEADING_H

#include "base/buf.h"
#include "base/id.h"

#define CH_QUERIES_MAX 4

/* A file's text, its heading's keys and values in turns, a NUL after each, and
 * its queries, without the semicolon at their end. */
struct ch_heading {
	char path[4096];
	char *text;
	struct ch_buf words;
	unsigned char sum[CH_SHA256];
	const char *query[CH_QUERIES_MAX];	/* as named; NULL: not there */
};

/*
 * Reads the file. `queries` names those that it may have, each behind a line
 * "-- NAME:"; NULL: it has one, without a name. CH_EDATA when it is no text.
 */
int ch_heading_read(struct ch_heading *out, const char *path,
		    const char *const *queries, struct ch_err *err);
void ch_heading_free(struct ch_heading *h);

/* The value of `key` in `words`; NULL when it is not there. */
const char *ch_heading_get(const struct ch_heading *h, const char *key);

#endif
