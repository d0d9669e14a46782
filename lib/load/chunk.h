/* chunk.h - rows waiting to be written, packed and then sorted. */
#ifndef CH_CHUNK_H
#define CH_CHUNK_H

#include "feed/feed.h"
#include "record/row.h"

/* Where a row came from, and to which item it belongs. */
struct ch_origin {
	uint32_t item;		/* number of the item in this load */
	uint32_t line;
	uint32_t file;
};

/* A row as it waits: only the columns that were said. */
struct ch_packed {
	uint64_t set, clears, coded;
	const struct ch_coding *coding;
	uint32_t codings;
	struct ch_origin from;
	uint8_t type;		/* index in ch_types */
	uint8_t did;		/* what became of it: enum ch_did */
	const char *kind;	/* of the item: its resource type */
	struct ch_slice raw;	/* the item's text; kept for patients */
	struct ch_value v[];
};

/* What rows are sorted by: the patient's own row first, then by time. */
struct ch_waiting {
	int64_t patient, at;
	uint32_t order;		/* of arrival */
	struct ch_packed *row;
};

struct ch_block;

/* Records that may be there and are no more: all that `parent` made besides
 * those that are `made` now; or, when it is deleted, `parent` itself. */
struct ch_left {
	struct ch_left *next;
	const struct ch_gone *gone;
	int64_t parent, told;
	struct ch_slice name;	/* where their origins begin */
	const int64_t *made;
	size_t n;
	const struct ch_packed *first;	/* of its item's rows; may be NULL */
	uint32_t item;
	bool deleted, again;	/* the resource came before in this load */
};

struct ch_chunk {
	struct ch_waiting *row;
	size_t n, cap;
	size_t bytes;
	bool twice;		/* some id came twice: keep the order */
	struct ch_block *block;	/* memory, newest first */
	struct ch_block *spare;	/* memory of earlier chunks */
	struct ch_left *left, **left_end;
};

/* A chunk is full, and wants to be written, at this many bytes. */
#define CH_CHUNK_BYTES (8u << 20)

/* A place to come back to when an item is refused. */
struct ch_mark {
	size_t n;
};

int ch_chunk_add(struct ch_chunk *c, const struct ch_row *row,
		 uint64_t clears, struct ch_origin from);
/* A copy that lives as long as the chunk's rows; NULL: no memory. */
char *ch_chunk_keep(struct ch_chunk *c, struct ch_slice text);
/* Notes it, with a copy of what it borrows. */
int ch_chunk_leave(struct ch_chunk *c, const struct ch_left *left);
void ch_chunk_back(struct ch_chunk *c, struct ch_mark mark);
void ch_chunk_sort(struct ch_chunk *c);
void ch_chunk_clear(struct ch_chunk *c);	/* keeps its memory */
void ch_chunk_free(struct ch_chunk *c);

/* The row again; it borrows from the chunk. */
void ch_chunk_unpack(const struct ch_packed *p, struct ch_row *row);

#endif
