/* tree.h - the part of a JSON text that a map wants, and what says which. */
#ifndef CH_TREE_H
#define CH_TREE_H

#include "feed/arena.h"

enum {
	CH_WANT_VALUE = 1,	/* the string, number or flag here */
	CH_WANT_NODE = 2,	/* that there is something here */
	CH_WANT_RAW = 4,	/* the JSON text of what is here */
};

/*
 * One member name that is wanted, below the one that holds it: together a
 * trie of paths. Arrays are not levels of their own: `name.given` goes through
 * the arrays at both. A name is at most CH_WANT_NAME bytes.
 */
#define CH_WANT_NAME 63
#define CH_WANT_KIDS 64

struct ch_want {
	_Alignas(16) char name[CH_WANT_NAME + 1];	/* padded with NULs */
	unsigned len;
	unsigned short id;	/* of this path, from 0 (the root) */
	unsigned short word;	/* of this name, equal names are equal */
	unsigned char flags;
	bool again;		/* others are like it */
	unsigned char n;	/* how many kids */
	unsigned char place;	/* among the kids of its parent */
	unsigned char from[CH_WANT_NAME + 2];	/* kids of length L begin at
						   from[L], end at from[L+1] */
	struct ch_want *kid[CH_WANT_KIDS];	/* by length, once sealed */
	struct ch_want *like;	/* it has all that this has below it, and so on
				   without end; NULL */
};

struct ch_shape {
	struct ch_arena arena;
	struct ch_want *root;
	struct ch_want **all;		/* by id */
	unsigned n, cap, words;
};

/* 0 or CH_ENOMEM. */
int ch_shape_new(struct ch_shape *s);
void ch_shape_free(struct ch_shape *s);

/* The kid of that name, made if need be; NULL when there is no room for it. */
struct ch_want *ch_shape_add(struct ch_shape *s, struct ch_want *at,
			     const char *name, size_t n);

/* The same, of a member that is as one above it, which may so hold itself. */
struct ch_want *ch_shape_again(struct ch_shape *s, struct ch_want *at,
			       struct ch_want *like);

/* Sorts the kids for the scanner: call it after the last addition. */
void ch_shape_seal(struct ch_shape *s);

/* The kid of that name, or NULL. The shape must be sealed. */
static inline const struct ch_want *ch_want_kid(const struct ch_want *w,
						const char *name, size_t n)
{
	if (n > CH_WANT_NAME)
		return NULL;
	for (unsigned i = w->from[n]; i < w->from[n + 1]; i++)
		if (!memcmp(w->kid[i]->name, name, n))
			return w->kid[i];
	return NULL;
}

enum ch_node_kind {
	CH_NODE_OBJECT, CH_NODE_STRING, CH_NODE_NUMBER, CH_NODE_FLAG,
	CH_NODE_RAW,
};

/*
 * Something wanted that was there. The elements of an array are siblings of
 * one name, side by side; null is nothing. `s` is the text: a string without
 * its quotes and escapes, a number or flag as it was spelled.
 */
struct ch_node {
	const char *s;
	uint32_t n;
	uint16_t word, want;
	struct ch_node *kids, *next;
	uint8_t kind;
	bool read;			/* some line of a map took it */
};

/* A member that is there, with something in it, and that nothing wants. */
struct ch_unwanted {
	const char *name;
	uint32_t n;
	uint16_t below;			/* the want that holds it */
};

/* A tree is used again for text after text; its nodes are borrowed until
 * then. */
struct ch_tree {
	struct ch_node *root;
	struct ch_node **first;		/* by want id: the first in the text */
	uint64_t again;			/* bits of wants met more than once */
	struct ch_node *node;
	size_t n, cap;
	unsigned firsts;
	struct ch_unwanted *unwanted;	/* in order; NULL: not kept */
	size_t unwants, unwants_room;
	bool keeps_unwanted;
	struct ch_arena arena;		/* strings that had escapes */
};

void ch_tree_free(struct ch_tree *t);

/* Ready for a text of that shape. 0 or CH_ENOMEM. */
int ch_tree_start(struct ch_tree *t, const struct ch_shape *shape);

/* Room for more nodes; what was there is forgotten. 0 or CH_ENOMEM. */
int ch_tree_grow(struct ch_tree *t, const struct ch_shape *shape);

/* A text that the source did not say, put at the root; once for each tree (a
 * node is kept free for it). */
void ch_tree_say(struct ch_tree *t, const struct ch_want *w,
		 struct ch_slice text);

/* Notes such a member, whose value begins at `value`. */
void ch_tree_unwanted(struct ch_tree *t, const struct ch_want *below,
		      struct ch_slice name, const char *value);

/* Several wants share a bit: it tells quickly what is not there. */
static inline uint64_t ch_want_bit(const struct ch_want *w)
{
	return UINT64_C(1) << (w->id & 63);
}

/* A node put at `**tail`, which moves on; NULL when the tree is full. */
static inline struct ch_node *ch_tree_add(struct ch_tree *t,
					  const struct ch_want *w,
					  enum ch_node_kind kind,
					  struct ch_node ***tail)
{
	struct ch_node *n;

	if (CH_UNLIKELY(t->n == t->cap))
		return NULL;
	n = &t->node[t->n++];
	n->word = w->word;
	n->want = w->id;
	n->kind = kind;
	n->kids = n->next = NULL;
	n->read = false;
	if (!t->first[w->id])
		t->first[w->id] = n;
	else
		t->again |= ch_want_bit(w);
	**tail = n;
	*tail = &n->next;
	return n;
}

#endif
