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

/* What the Bundle's text wants: entries with their place and resource. */
struct ch_want *ch_fhir_bundle_shape(struct ch_shape *s);

/* Reads text by the shape, fast if that may be, else slow. */
int ch_fhir_tree(struct ch_fhir *f, struct ch_tree *t,
		 const struct ch_shape *shape, struct ch_slice text,
		 struct ch_err *err);

/* One resource and the calls of the sink for it. */
int ch_fhir_resource(struct ch_fhir *f, struct ch_slice text,
		     const struct fhir_entry *e, const struct ch_sink *sink,
		     struct ch_err *err);

/* A Bundle's entries, one by one. */
int ch_fhir_bundle(struct ch_fhir *f, struct ch_slice text,
		   const struct ch_sink *sink, struct ch_err *err);

/* The end of a refused item; `err` holds why. */
int ch_fhir_refused(struct ch_slice kind, struct ch_slice text,
		    const struct ch_sink *sink, struct ch_err *err);

/* The id that a fullUrl implies: what follows its last slash or colon. */
struct ch_slice ch_fhir_url_id(struct ch_slice url);

#endif
