/* load.h - a load: one feed's files into the store, all or nothing. */
#ifndef CH_LOAD_H
#define CH_LOAD_H

#include "base/file.h"
#include "feed/feed.h"
#include "load/units.h"
#include "store/put.h"

/* A line of a file. */
struct ch_place {
	const char *file;
	long line;
};

/* What the caller wants, and what it is told on the way. Borrowed. */
struct ch_load_how {
	const char *source;	/* --source */
	const char *format;	/* fhir, csv, put */
	const char *maps;	/* names and hashes of the maps; "" */
	const struct ch_units *units;	/* may be NULL */
	bool by_hand;		/* ch-put: patches, not a feed's word */
	bool keep_going;	/* -k */
	bool dry_run;		/* -n */
	bool again;		/* read files that were read before, too */
	bool accept_identity;	/* retry: a changed identity is believed */
	long chunk;		/* --chunk: commit every so many records; 0 */
	int64_t now;		/* for birth dates in the future */
	const struct ch_place *place;	/* a retry: where each line of what is
					   read was first */
	size_t places;
	void *ctx;
	/* Each refusal as it is found: "file:line:column: field: words". */
	void (*refused)(void *ctx, const char *words);
	/* Each record written or found so, before the commit; may be NULL. */
	int (*written)(void *ctx, const struct ch_type *type, int64_t id,
		       struct ch_err *err);
	/* Bytes read of all (-1: not known), and records so far. */
	void (*progress)(void *ctx, int64_t done, int64_t total,
			 int64_t records);
};

/* What came of it; also the `batch` record. */
struct ch_counts {
	int64_t read, records, created, updated, overruled, unchanged, older,
		stubs, retired, refused;
};

struct ch_load;

/* Enters the writers' queue and begins the one transaction. */
int ch_load_begin(struct ch_load **out, struct ch_store *store,
		  const struct ch_load_how *how, struct ch_err *err);

/* The sink for the feed's parser. */
const struct ch_sink *ch_load_sink(struct ch_load *load);

/* The file that is read now, and how far. `again` comes back true when a
 * finished batch of this source and these maps holds the same file already:
 * nothing of it need be read. */
int ch_load_file(struct ch_load *load, struct ch_file *file, bool *again,
		 struct ch_err *err);
void ch_load_at(struct ch_load *load, long line);
/* Its number, and going back to what was read of another. */
uint32_t ch_load_file_number(const struct ch_load *load);
void ch_load_at_file(struct ch_load *load, uint32_t file, long line);
int ch_load_file_end(struct ch_load *load, struct ch_err *err);

/* CSV: the heading, which a refused row's text needs to be read again. */
void ch_load_heading(struct ch_load *load, const char *s, size_t n);

/* What is to be known of the line at hand, which is read all the same:
 * "file:line: words". */
void ch_load_warn(struct ch_load *load, const char *words);

/* Something stands in a file, be it only a heading or an empty Bundle; and
 * whether anything did. Files of nothing are an export that failed. */
void ch_load_something(struct ch_load *load);
bool ch_load_had_something(const struct ch_load *load);

/* A line that never became an item (too long, cut off). */
int ch_load_refuse(struct ch_load *load, const struct ch_err *bad,
		   struct ch_slice raw, struct ch_err *err);

/* Of the parser: values that no table knows, for the batch. Borrowed until
 * the end. */
void ch_load_unknown(struct ch_load *load, const struct ch_unknown *u,
		     size_t n);

/* Of the parser, too: what was said at a path so often and nothing read. */
void ch_load_unread(void *load, const char *path, int64_t count);

/*
 * Writes what waits, makes indexes and stubs, writes the batch, commits.
 * Returns CH_EDATA when anything was refused (with keep_going the rest is in
 * all the same). `batch` becomes the batch record; it borrows from the load.
 */
int ch_load_end(struct ch_load *load, struct ch_row *batch,
		struct ch_err *err);

/* Gives up: nothing of the load is there. Frees it, also after the end. */
void ch_load_free(struct ch_load **load);

#endif
