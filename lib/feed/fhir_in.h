/* fhir_in.h - the reader of FHIR, inside. */
#ifndef CH_FHIR_IN_H
#define CH_FHIR_IN_H

#include "feed/fhir.h"
#include "feed/map_run.h"
#include "feed/scan.h"

#define FHIR_KINDS 256		/* a power of two, more than there are maps */

struct ch_fhir {
	struct ch_map **map;
	size_t n;
	struct ch_map *kind[FHIR_KINDS];	/* by hash of their name */
	enum ch_fhir_parser parser;
	struct ch_naming naming;
	struct ch_tree tree, head;
	struct ch_shape head_shape, bundle_shape;
	int head_type, head_id;
	char deleted[80];		/* "DELETE " and a resource type */
	struct map_run run;
	int depth;			/* Bundles in Bundles */
	bool borrowed;			/* the maps are another's */
};

/* An entry of a Bundle around the resource at hand. */
struct fhir_entry {
	const struct map_bundle *bundle;
	struct ch_slice url;		/* its fullUrl, or nothing */
};

/* A reader over one map that stays the caller's. */
int ch_fhir_borrow(struct ch_fhir **out, struct ch_map *map,
		   const struct ch_naming *naming, struct ch_err *err);

/* ---- fhir_text.c ---- */

/* Reads text by the shape, fast if that may be, else slow. */
int ch_fhir_tree(struct ch_fhir *f, struct ch_tree *t,
		 const struct ch_shape *shape, struct ch_slice text,
		 struct ch_err *err);

/* The end of a refused item; `err` holds why, `row` what of it was read. */
int ch_fhir_refused(struct ch_slice kind, struct ch_slice text,
		    const struct ch_row *row, const struct ch_sink *sink,
		    struct ch_err *err);

/* The id that a fullUrl implies: what follows its last slash or colon. */
struct ch_slice ch_fhir_url_id(struct ch_slice url);

/* ---- fhir_bundle.c ---- */

/* A Bundle at one of its entries, and where each of them is. */
struct fhir_bundle {
	struct ch_tree tree;
	struct ch_arena arena;
	struct map_bundle bundle;
	const struct ch_shape *shape;
	const struct ch_node *next;
};

/* What the Bundle's text wants: entries with their place and resource. */
struct ch_want *ch_fhir_bundle_shape(struct ch_shape *s);

/* Reads it and notes its places; close it also when that fails. CH_EDATA: the
 * text is refused, also as the Bundle in too many others. */
int ch_fhir_bundle_open(struct fhir_bundle *o, struct ch_fhir *f,
			struct ch_slice text, struct ch_err *err);
void ch_fhir_bundle_close(struct fhir_bundle *o);

/* An entry: what it does not have is nothing. */
struct fhir_entry_parts {
	struct ch_slice url;		/* fullUrl */
	struct ch_slice resource;	/* JSON text */
	struct ch_slice method, at;	/* of its request */
};

/* The next entry; false at the end. */
bool ch_fhir_bundle_next(struct fhir_bundle *o, struct fhir_entry_parts *e);

#endif
