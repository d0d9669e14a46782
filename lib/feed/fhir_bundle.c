/* fhir_bundle.c - a Bundle is its entries, which may refer to each other. */
#include "feed/fhir_in.h"

#define DEPTH 4		/* Bundles in Bundles */

struct ch_want *ch_fhir_bundle_shape(struct ch_shape *s)
{
	struct ch_want *entry = ch_shape_add(s, s->root, "entry", 5);
	struct ch_want *url, *resource, *request, *method = NULL, *at = NULL;

	if (!entry)
		return NULL;
	entry->flags = CH_WANT_NODE;
	url = ch_shape_add(s, entry, "fullUrl", 7);
	resource = ch_shape_add(s, entry, "resource", 8);
	request = ch_shape_add(s, entry, "request", 7);
	if (request) {
		method = ch_shape_add(s, request, "method", 6);
		at = ch_shape_add(s, request, "url", 3);
	}
	if (!url || !resource || !method || !at)
		return NULL;
	url->flags = method->flags = at->flags = CH_WANT_VALUE;
	resource->flags = CH_WANT_RAW;
	ch_shape_seal(s);
	return entry;
}

void ch_fhir_bundle_close(struct fhir_bundle *o)
{
	ch_tree_free(&o->tree);
	ch_arena_free(&o->arena);
	free(o->bundle.place);
}

/* What an entry holds. */
static void entry_parts(const struct ch_shape *shape,
			const struct ch_node *entry,
			struct fhir_entry_parts *e)
{
	*e = (struct fhir_entry_parts){ .url = { NULL, 0 } };
	for (const struct ch_node *n = entry->kids; n; n = n->next) {
		if (n->kind == CH_NODE_RAW)
			e->resource = (struct ch_slice){ n->s, n->n };
		else if (n->kind == CH_NODE_STRING)
			e->url = (struct ch_slice){ n->s, n->n };
		for (const struct ch_node *k = n->kids; k; k = k->next)
			*(*shape->all[k->want]->name == 'm' ? &e->method :
			  &e->at) = (struct ch_slice){ k->s, k->n };
	}
}

static struct ch_slice copy(struct ch_arena *a, const struct ch_node *n)
{
	struct ch_slice s = { NULL, 0 };

	if (n && n->kind == CH_NODE_STRING) {
		s.s = ch_arena_copy(a, n->s, n->n);
		s.n = s.s ? n->n : 0;
	}
	return s;
}

/* Notes what is at a fullUrl. A resource that cannot be read is refused later,
 * in its turn. */
static int note_place(struct ch_fhir *f, struct fhir_bundle *o,
		      const struct ch_node *entry)
{
	struct fhir_entry_parts e;
	struct map_place *p;
	struct ch_err err;
	int code;

	entry_parts(&f->bundle_shape, entry, &e);
	if (!e.url.n || !e.resource.n)
		return 0;
	code = ch_fhir_tree(f, &f->head, &f->head_shape, e.resource, &err);
	if (code)
		return code == CH_EDATA ? 0 : code;
	p = (struct map_place *)ch_map_place(&o->bundle, e.url);
	p->url = e.url;
	p->type = copy(&o->arena, f->head.first[f->head_type]);
	p->id = copy(&o->arena, f->head.first[f->head_id]);
	if (!p->id.n)
		p->id = ch_fhir_url_id(e.url);
	return 0;
}

static int note_places(struct ch_fhir *f, struct fhir_bundle *o)
{
	size_t cap = 16, n = 0;
	int code = 0;

	for (struct ch_node *e = o->tree.root->kids; e; e = e->next)
		n++;
	while (cap < 2 * n)
		cap *= 2;
	o->bundle.place = calloc(cap, sizeof(*o->bundle.place));
	if (!o->bundle.place)
		return CH_ENOMEM;
	o->bundle.cap = cap;
	for (struct ch_node *e = o->tree.root->kids; !code && e; e = e->next)
		code = note_place(f, o, e);
	return code;
}

int ch_fhir_bundle_open(struct fhir_bundle *o, struct ch_fhir *f,
			struct ch_slice text, struct ch_err *err)
{
	int code;

	if (f->depth >= DEPTH)
		return ch_refuse(err, NULL, "too-deep");
	code = ch_fhir_tree(f, &o->tree, &f->bundle_shape, text, err);
	if (code)
		return code;
	o->shape = &f->bundle_shape;
	o->next = o->tree.root->kids;
	return note_places(f, o) ? ch_nomem(err) : 0;
}

bool ch_fhir_bundle_next(struct fhir_bundle *o, struct fhir_entry_parts *e)
{
	if (!o->next)
		return false;
	entry_parts(o->shape, o->next, e);
	o->next = o->next->next;
	return true;
}
