/* fhir_bundle.c - a Bundle is its entries, which may refer to each other. */
#include "feed/fhir_in.h"

#define DEPTH 4		/* Bundles in Bundles */

struct ch_want *ch_fhir_bundle_shape(struct ch_shape *s)
{
	struct ch_want *entry = ch_shape_add(s, s->root, "entry", 5);
	struct ch_want *url, *resource;

	if (!entry)
		return NULL;
	entry->flags = CH_WANT_NODE;
	url = ch_shape_add(s, entry, "fullUrl", 7);
	resource = ch_shape_add(s, entry, "resource", 8);
	if (!url || !resource)
		return NULL;
	url->flags = CH_WANT_VALUE;
	resource->flags = CH_WANT_RAW;
	ch_shape_seal(s);
	return entry;
}

struct opened {
	struct ch_tree tree;
	struct ch_arena arena;
	struct map_bundle bundle;
};

static void close_bundle(struct opened *o)
{
	ch_tree_free(&o->tree);
	ch_arena_free(&o->arena);
	free(o->bundle.place);
}

/* What an entry holds. */
static void entry_parts(const struct ch_node *entry, struct ch_slice *url,
			struct ch_slice *resource)
{
	*url = *resource = (struct ch_slice){ NULL, 0 };
	for (const struct ch_node *n = entry->kids; n; n = n->next) {
		if (n->kind == CH_NODE_RAW)
			*resource = (struct ch_slice){ n->s, n->n };
		else if (n->kind == CH_NODE_STRING)
			*url = (struct ch_slice){ n->s, n->n };
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
static int note_place(struct ch_fhir *f, struct opened *o,
		      const struct ch_node *entry)
{
	struct ch_slice url, text;
	struct map_place *p;
	struct ch_err err;
	int code;

	entry_parts(entry, &url, &text);
	if (!url.n || !text.n)
		return 0;
	code = ch_fhir_tree(f, &f->head, &f->head_shape, text, &err);
	if (code)
		return code == CH_EDATA ? 0 : code;
	p = (struct map_place *)ch_map_place(&o->bundle, url);
	p->url = url;
	p->type = copy(&o->arena, f->head.first[f->head_type]);
	p->id = copy(&o->arena, f->head.first[f->head_id]);
	if (!p->id.n)
		p->id = ch_fhir_url_id(url);
	return 0;
}

static int note_places(struct ch_fhir *f, struct opened *o)
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

/* What an entry without a resource is: a deletion, or an answer. */
static int nothing(const struct ch_sink *sink, struct ch_err *err)
{
	static const char name[] = "Bundle.entry";
	struct ch_item item = { .kind = name, .kind_n = sizeof(name) - 1,
				.skipped = true, .raw = { "", 0 } };

	return sink->item(sink->ctx, &item, NULL, err);
}

static int entries(struct ch_fhir *f, struct opened *o,
		   const struct ch_sink *sink, struct ch_err *err)
{
	int code = 0;

	for (struct ch_node *n = o->tree.root->kids; !code && n; n = n->next) {
		struct fhir_entry e = { .bundle = &o->bundle };
		struct ch_slice text;

		entry_parts(n, &e.url, &text);
		code = text.n ? ch_fhir_resource(f, text, &e, sink, err) :
			nothing(sink, err);
	}
	return code;
}

int ch_fhir_bundle(struct ch_fhir *f, struct ch_slice text,
		   const struct ch_sink *sink, struct ch_err *err)
{
	struct opened o CH_AUTO(close_bundle) = { .bundle = { NULL, 0 } };
	int code;

	if (f->depth >= DEPTH)
		code = ch_refuse(err, NULL, "too-deep");
	else
		code = ch_fhir_tree(f, &o.tree, &f->bundle_shape, text, err);
	if (code == CH_EDATA)
		return ch_fhir_refused(CH_SLICE("Bundle"), text, sink, err);
	if (!code && note_places(f, &o))
		code = ch_nomem(err);
	if (code)
		return code;
	f->depth++;
	code = entries(f, &o, sink, err);
	f->depth--;
	return code;
}
