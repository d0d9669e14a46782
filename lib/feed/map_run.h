/* map_run.h - a map at work: answers in, rows out. */
#ifndef CH_MAP_RUN_H
#define CH_MAP_RUN_H

#include "feed/map_in.h"

/* Ids met before; the second time a record is #2, then #3. */
struct map_ids {
	int64_t *key;
	uint32_t *count;
	size_t n, cap;
};

struct map_repeat {
	struct map_ids seen, again;
};

/* Where the entries of a Bundle say that they are. */
struct map_place {
	struct ch_slice url;		/* fullUrl; s is NULL in a free place */
	struct ch_slice type, id;	/* of the resource there */
};

struct map_bundle {
	struct map_place *place;
	size_t cap;			/* a power of two, or 0 */
};

struct map_held;

/* A record made of the item at hand. */
struct map_made {
	const struct ch_type *type;
	int64_t id;
};

struct map_run {
	struct ch_map *m;
	const struct ch_naming *naming;
	const struct ch_sink *sink;
	struct ch_err *err;
	struct ch_tree *tree;		/* fhir: the resource */
	const struct ch_slice *cell;	/* csv: the row */
	struct map_record *at;		/* the record at hand */
	struct ch_node *element;	/* where bare paths begin */
	struct ch_node *up[2];		/* what holds it, what holds that */
	int nth;			/* which of its elements it is */
	uint64_t here, at_root;		/* bits of the words of what is there */
	uint64_t round;			/* counts elements, for lets */
	struct ch_arena scratch;	/* texts of this item */
	struct ch_buf buf;
	struct map_repeat item, file;
	const struct map_bundle *bundle;	/* or NULL */
	bool first;			/* the reference was a list's first */
	struct ch_slice urn;		/* another name of this resource */
	struct map_held *held;		/* records that may be added to */
	struct ch_coding *coding;	/* further codes of the row at hand */
	size_t codings, codings_room;
	bool several;			/* elements are to be told apart */
	struct map_made *made;		/* what the item has made so far */
	size_t makes, makes_room;
	struct ch_row alias;
};

void ch_map_run_free(struct map_run *run);

/* Makes the map forget what it remembers of an earlier reader's items: ids
 * that go by another source, counts. */
void ch_map_forget(struct ch_map *m);

/*
 * Gives the rows of one item: `tree` or `cell` are set. 0, CH_EDATA when the
 * item is refused, or what the sink said.
 */
int ch_map_run(struct map_run *run);

/* As ch_map_run(), of a resource that is deleted: only its id is there. */
int ch_map_run_gone(struct map_run *run);

/* ---- map_gone.c ---- */

/* Notes a record of the item; and tells of all, at its end, which of its types
 * are made of elements: those that were made and are not now are gone. */
int ch_map_made(struct map_run *run, const struct ch_row *row);
int ch_map_parts(struct map_run *run);

/* ---- map_within.c ---- */

/* Calls `each` with every element of which the record makes one; run->up and
 * run->nth are set. */
int ch_map_elements(struct map_run *run, const struct map_record *r,
		    int (*each)(void *ctx, struct ch_node *n), void *ctx);

/* ---- map_gone.c, again ---- */

/* Sets run->several: whether a record's elements are of several, by its
 * `apart`; and what the element at hand is of. */
void ch_map_several(struct map_run *run, struct map_record *r);
bool ch_map_apart(struct map_run *run, struct map_record *r,
		  struct ch_slice *out);

/* ---- map_unread.c ---- */

/* Counts what the item said and no line read. */
int ch_map_count_unread(struct ch_map *m, const struct ch_tree *t,
			struct ch_err *err);

/* Says which record a refused item would be, if its row has a name. */
static inline void ch_map_item_row(struct ch_item *item,
				   const struct ch_row *row)
{
	if (row && (row->set & 1)) {
		item->type = row->type;
		item->id = row->v[0].i;
	}
}

/* Before the first item of a file: `repeat number` counts anew. */
void ch_map_run_file(struct map_run *run);

/* 1 for an id not met before, else how often it was met with this time; 0: no
 * memory. */
unsigned ch_map_turn(struct map_repeat *r, int64_t id);
/* The id's turn will be asked for: its place is fetched meanwhile. */
static inline void ch_map_turn_soon(const struct map_repeat *r, int64_t id)
{
	if (r->seen.cap)
		__builtin_prefetch(&r->seen.key[(size_t)id & (r->seen.cap - 1)],
				   1);
}
void ch_map_turn_reset(struct map_repeat *r);
void ch_map_turn_free(struct map_repeat *r);

/* The first text at a source; false: there is nothing. */
bool ch_map_get(struct map_run *run, struct map_record *r,
		const struct map_source *s, struct ch_slice *out);

/* The first node at a path, from the element at hand. */
struct ch_node *ch_map_node(struct map_run *run, const struct map_path *path);
struct ch_node *ch_map_below(const struct map_path *path, struct ch_node *at);
struct ch_node *ch_map_let_node(struct map_run *run, struct map_record *r,
				int let);

/* Each node at a path, until `each` returns an error, which is returned. */
int ch_map_nodes(struct map_run *run, const struct map_path *path,
		 int (*each)(void *ctx, struct ch_node *n), void *ctx);

/* The same, below a node. */
int ch_map_nodes_at(const struct map_path *path, struct ch_node *at,
		    int (*each)(void *ctx, struct ch_node *n), void *ctx);

int ch_map_source_nodes(struct map_run *run, struct map_record *r,
			const struct map_source *s,
			int (*each)(void *ctx, struct ch_node *n), void *ctx);

bool ch_map_true(struct map_run *run, struct map_record *r,
		 const struct map_cond *cond);

/* What a choice says, as text: parts and list joined, tables looked up;
 * `*miss` is a table that did not know the value. 0, CH_END for nothing, or
 * CH_ENOMEM. */
int ch_map_text(struct map_run *run, struct map_record *r,
		const struct map_choice *c, struct ch_slice *out,
		struct map_table **miss);

/* What the nodes of a choice say in words, with "; " between. As above. */
int ch_map_words(struct map_run *run, struct map_record *r,
		 const struct map_choice *c, struct ch_slice *out);

/*
 * What else a concept's choice has beside the code that the field holds: the
 * other codings there become further codes of the field (run->coding). Where
 * the field has words of its own, a coding that says one of them is held
 * before one that does not, wherever it stands.
 */
int ch_map_codings(struct map_run *run, struct map_record *r,
		   const struct map_field *f, const struct map_choice *c);

/* Fills the row's value, compare, unit, flag and text by its `result` line: a
 * field that a line of its own has filled stays. Refuses nothing. */
void ch_map_result(struct map_run *run, struct map_record *r);

/* Reads a date by the first of the choice's or the map's patterns that fits.
 * 0 or CH_EDATA; no message. */
int ch_map_moment(const struct ch_map *m, const struct map_dates *dates,
		  struct ch_slice text, int64_t *out);

/* Puts a field into the record's row. 0 or an error (CH_EDATA: refused). */
int ch_map_put(struct map_run *run, struct map_record *r, struct map_field *f);

/* A kid's text of that word (0: none such is wanted). */
struct ch_slice ch_map_kid(const struct ch_node *n, uint16_t word);

/* The id of a record of that type whose origin has these parts. */
int64_t ch_map_id(const struct map_run *run, const struct ch_type *type,
		  const struct ch_slice *parts, size_t n);

/* The id of an alias of that type. */
int64_t ch_map_alias_id(const struct map_run *run, const struct ch_type *type,
			struct ch_slice name);

/*
 * The record that a choice of a REF or ANYREF field names. 0, CH_END for
 * none, or an error.
 */
int ch_map_ref(struct map_run *run, struct map_record *r,
	       const struct map_choice *c, int64_t *id,
	       const struct ch_type **type);

/* A Reference's text alone, as ch_map_ref(): the type is its own. */
int ch_map_ref_text(struct map_run *run, struct ch_slice text, int64_t *id,
		    const struct ch_type **type);

/*
 * A Reference as "Type/id", whether it was relative, absolute, of a version or
 * a place in the Bundle: the name of what it means. Of anything else the text.
 */
struct ch_slice ch_map_ref_name(struct map_run *run, struct ch_slice text);

/* All that a choice's source has as a JSON array: texts, or for references
 * "type/id". 0, CH_END for nothing, or CH_ENOMEM. */
int ch_map_list(struct map_run *run, struct map_record *r,
		const struct map_choice *c, struct ch_slice *out);

/* The place of a fullUrl, or NULL. */
const struct map_place *ch_map_place(const struct map_bundle *b,
				     struct ch_slice url);

/* The last segment of `text`, which loses it and its slash. */
struct ch_slice ch_map_segment(struct ch_slice *text);

/* The resource type that a Reference's text names; n is 0 where it names
 * none. `b` may be NULL. */
struct ch_slice ch_map_names(const struct map_bundle *b, struct ch_slice text);

#endif
