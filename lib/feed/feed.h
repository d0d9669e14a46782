/* feed.h - what every feed's parser takes and gives: items in, rows out. */
#ifndef CH_FEED_H
#define CH_FEED_H

#include "base/id.h"
#include "record/row.h"

/*
 * Naming: how the ids of this feed's records follow from the feed's own
 * (ch-ids(7)). A record's id is ch_id_of(key, {type, source, origin parts}),
 * a reference to it is computed the same way, whatever the order of arrival.
 * A reference by identifier ("Practitioner?identifier=system|value") or by a
 * "urn:uuid:" that a Bundle's fullUrl gave to another id is the id of an
 * alias: ch_id_of(key, {"alias", type, source, "system|value" or the urn}).
 */
struct ch_naming {
	const struct ch_idkey *key;
	struct ch_slice source;
	int64_t now;		/* the moment by which periods are over */
};

/* What a parser came to the end of: one resource, message or CSV row. */
struct ch_item {
	const char *kind;	/* resource type, message type; borrowed */
	size_t kind_n;
	bool skipped;		/* no map knows this kind: no rows came */
	struct ch_slice raw;	/* its text, for the list of refusals */
	const struct ch_type *type;	/* of a refused item: the record that */
	int64_t id;		/* it would be, where that much was read */
};

/* What becomes of a record that its source no longer has. */
struct ch_gone {
	const struct ch_type *type;
	int col;		/* the column that says so; -1: only the end */
	struct ch_slice word;	/* what it says: a word, or true or false */
	int until;		/* the column of its end, or -1 */
	int parent;		/* the column that names the resource it is
				   one of several records of, or -1 */
	const struct ch_type *of;	/* what that names */
};

/* All records of one type that a resource makes of its elements. What else the
 * store has of them is gone. */
struct ch_parts {
	const struct ch_gone *gone;
	int64_t parent;		/* the resource's own record */
	struct ch_slice name;	/* its id: where their origins begin */
	int64_t told;		/* 0: not said */
	const int64_t *made;	/* their ids, now */
	size_t n;
};

/*
 * Where a parser puts its rows. For each item: row() for each record (`row`
 * and its texts are borrowed for the call; id, origin, and what the map says
 * are set; source, said, recorded, batch, rev are not), then item() once, with
 * `bad` when the item is refused: then what row() got since the item began
 * must be forgotten. A row() that returns CH_EDATA refuses the item; any other
 * code, from either, ends the reading and is returned. Before item() come
 * parts(), for each type of which the resource makes several records, and
 * gone(), for a record that is deleted, if it is there. Both may be NULL.
 *
 * `clears` has a bit for each column that the map could fill: with `absent
 * clear` those not in row->set are null now; with `absent keep` it is 0.
 */
struct ch_sink {
	void *ctx;
	int (*row)(void *ctx, struct ch_row *row, uint64_t clears,
		   struct ch_err *err);
	int (*item)(void *ctx, const struct ch_item *item,
		    const struct ch_err *bad, struct ch_err *err);
	int (*parts)(void *ctx, const struct ch_parts *parts,
		     struct ch_err *err);
	int (*gone)(void *ctx, const struct ch_gone *gone, int64_t id,
		    struct ch_err *err);
};

/* A value that a map's table does not know, counted by map line. */
struct ch_unknown {
	char map[64];		/* file name of the map */
	int line;		/* of the map */
	char field[48];
	int64_t count;
};

#endif
