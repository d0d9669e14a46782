/* fhir.c - a FHIR resource: which map it is for, and the rows it makes. */
#include <jansson.h>

#include "feed/fhir_in.h"

static unsigned bucket(const char *s, size_t n)
{
	unsigned h = (unsigned)n;

	for (size_t i = 0; i < n; i++)
		h = h * 31 + (unsigned char)s[i];
	return h & (FHIR_KINDS - 1);
}

static struct ch_map **kind(struct ch_fhir *f, struct ch_slice name)
{
	unsigned at = bucket(name.s, name.n);

	while (f->kind[at]) {
		const char *had = f->kind[at]->name;

		if (strlen(had) == name.n && !memcmp(had, name.s, name.n))
			break;
		at = (at + 1) & (FHIR_KINDS - 1);
	}
	return &f->kind[at];
}

static int shapes(struct ch_fhir *f)
{
	struct ch_want *type, *id;

	if (ch_shape_new(&f->head_shape) || ch_shape_new(&f->bundle_shape) ||
	    !ch_fhir_bundle_shape(&f->bundle_shape))
		return CH_ENOMEM;
	type = ch_shape_add(&f->head_shape, f->head_shape.root,
			    "resourceType", 12);
	id = ch_shape_add(&f->head_shape, f->head_shape.root, "id", 2);
	if (!type || !id)
		return CH_ENOMEM;
	type->flags = id->flags = CH_WANT_VALUE;
	f->head_type = type->id;
	f->head_id = id->id;
	ch_shape_seal(&f->head_shape);
	return 0;
}

static int add_map(struct ch_fhir *f, struct ch_map *m, struct ch_err *err)
{
	struct ch_map **at = kind(f, (struct ch_slice){ m->name,
							strlen(m->name) });

	if (!map_is_fhir(m))
		return ch_fail(err, CH_EDATA, "%s: not a map for fhir",
			       m->file);
	if (*at)
		return ch_fail(err, CH_EDATA, "%s and %s: both for %s",
			       (*at)->file, m->file, m->name);
	*at = m;
	ch_map_forget(m);
	return 0;
}

static int make(struct ch_fhir **out, struct ch_map **maps, size_t n,
		const struct ch_naming *naming, enum ch_fhir_parser parser,
		struct ch_err *err)
{
	struct ch_fhir *f = calloc(1, sizeof(*f));
	int code = 0;

	*out = NULL;
	if (f)
		f->map = malloc((n + 1) * sizeof(*f->map));
	if (!f || !f->map) {
		free(f);
		return ch_nomem(err);
	}
	memcpy(f->map, maps, n * sizeof(*maps));
	f->n = n;
	f->borrowed = true;
	f->parser = parser;
	f->naming = *naming;
	f->run.naming = &f->naming;
	f->tree.keeps_unwanted = true;
	if (n > FHIR_KINDS / 2)
		code = ch_fail(err, CH_EDATA, "too many maps");
	for (size_t i = 0; !code && i < n; i++)
		code = add_map(f, maps[i], err);
	if (!code && shapes(f))
		code = ch_nomem(err);
	if (code)
		ch_fhir_free(&f);
	*out = f;
	return code;
}

int ch_fhir_new(struct ch_fhir **out, struct ch_map **maps, size_t n,
		const struct ch_naming *naming, enum ch_fhir_parser parser,
		struct ch_err *err)
{
	int code = make(out, maps, n, naming, parser, err);

	for (size_t i = 0; code && i < n; i++)
		ch_map_free(&maps[i]);
	if (!code)
		(*out)->borrowed = false;
	return code;
}

int ch_fhir_borrow(struct ch_fhir **out, struct ch_map *map,
		   const struct ch_naming *naming, struct ch_err *err)
{
	return make(out, &map, 1, naming, CH_FHIR_FAST, err);
}

void ch_fhir_free(struct ch_fhir **fhir)
{
	struct ch_fhir *f = *fhir;

	if (!f)
		return;
	for (size_t i = 0; i < f->n && !f->borrowed; i++)
		ch_map_free(&f->map[i]);
	free(f->map);
	ch_shape_free(&f->head_shape);
	ch_shape_free(&f->bundle_shape);
	ch_tree_free(&f->tree);
	ch_tree_free(&f->head);
	ch_map_run_free(&f->run);
	free(f);
	*fhir = NULL;
}

struct ch_map *const *ch_fhir_maps(const struct ch_fhir *f, size_t *n)
{
	*n = f->n;
	return f->map;
}

static struct ch_slice text_at(const struct ch_tree *t, int want)
{
	const struct ch_node *n = t->first[want];

	if (!n || n->kind != CH_NODE_STRING)
		return (struct ch_slice){ NULL, 0 };
	return (struct ch_slice){ n->s, n->n };
}

/* A resource in a Bundle goes by the id that its fullUrl has, if it has none
 * itself; if it has another, later feeds may still use the fullUrl's. */
static void place_it(struct ch_fhir *f, const struct fhir_entry *e)
{
	const struct ch_map *m = f->run.m;
	struct ch_slice id = text_at(&f->tree, m->want_id), by_url;

	f->run.bundle = e->bundle;
	if (!e->url.n)
		return;
	by_url = ch_fhir_url_id(e->url);
	if (!id.n)
		ch_tree_say(&f->tree, m->shape.all[m->want_id], by_url);
	else if (e->url.n > 9 && !memcmp(e->url.s, "urn:uuid:", 9) &&
		 (id.n != by_url.n || memcmp(id.s, by_url.s, id.n)))
		f->run.urn = e->url;
}

static int run_map(struct ch_fhir *f, const struct fhir_entry *e,
		   const struct ch_sink *sink, struct ch_err *err)
{
	f->run.tree = &f->tree;
	f->run.sink = sink;
	f->run.err = err;
	f->run.bundle = NULL;
	f->run.urn = (struct ch_slice){ NULL, 0 };
	if (e)
		place_it(f, e);
	return ch_map_run(&f->run);
}

/* No map knows the type: the text is checked all the same. */
static int skipped(struct ch_fhir *f, struct ch_slice type,
		   struct ch_slice text, const struct ch_sink *sink,
		   struct ch_err *err)
{
	struct ch_item item = { .kind = type.s, .kind_n = type.n,
				.skipped = true, .raw = text };

	if (f->parser != CH_FHIR_FAST || ch_scan_check(text.s, text.n)) {
		int code = ch_slow_read(&f->head, &f->head_shape, text.s,
					text.n, err);

		if (code == CH_EDATA)
			return ch_fhir_refused(type, text, NULL, sink, err);
		if (code)
			return code;
	}
	return sink->item(sink->ctx, &item, NULL, err);
}

static int mapped(struct ch_fhir *f, struct ch_slice type,
		  struct ch_slice text, const struct fhir_entry *e,
		  const struct ch_sink *sink, struct ch_err *err)
{
	struct ch_item item = { .kind = type.s, .kind_n = type.n, .raw = text };
	struct ch_slice is;
	int code;

	f->run.m = *kind(f, type);
	f->run.m->record->row.set = 0;
	code = ch_fhir_tree(f, &f->tree, &f->run.m->shape, text, err);
	if (!code) {
		/* Said twice, the last counts: begin again with that. */
		is = text_at(&f->tree, f->run.m->want_type);
		if (is.n != type.n || memcmp(is.s, type.s, is.n))
			return CH_END;
		f->tree.first[f->run.m->want_type]->read = true;
		code = run_map(f, e, sink, err);
	}
	if (!code)
		code = ch_map_count_unread(f->run.m, &f->tree, err);
	if (code == CH_EDATA)
		return ch_fhir_refused(type, text, &f->run.m->record->row,
				       sink, err);
	return code ? code : sink->item(sink->ctx, &item, NULL, err);
}

/* The type as the whole text has it, wherever it is said. */
static int find_type(struct ch_fhir *f, struct ch_slice text,
		     struct ch_slice *type, struct ch_err *err)
{
	int code = ch_fhir_tree(f, &f->head, &f->head_shape, text, err);

	if (code)
		return code;
	*type = text_at(&f->head, f->head_type);
	return type->n ? 0 : ch_refuse(err, NULL, "no-resource-type");
}

/* What no map can do anything with. */
static int passed_over(const char *name, const struct ch_sink *sink,
		       struct ch_err *err)
{
	struct ch_item item = { .kind = name, .kind_n = strlen(name),
				.skipped = true, .raw = { "", 0 } };

	return sink->item(sink->ctx, &item, NULL, err);
}

static bool can_go(const struct ch_map *m)
{
	for (int i = 0; m && i < m->nrecord; i++)
		if (m->record[i].leaves)
			return true;
	return false;
}

/* DELETE [base/]Type/id */
static int deleted(struct ch_fhir *f, struct ch_slice at,
		   const struct ch_sink *sink, struct ch_err *err)
{
	const char *slash = memrchr(at.s, '/', at.n), *from = at.s;
	struct ch_item item = { .kind = f->deleted, .raw = { "", 0 } };
	struct ch_slice type, id;
	int code;

	if (!slash || memchr(at.s, '?', at.n))
		return passed_over("DELETE by search", sink, err);
	for (const char *p = slash; p-- > at.s && *p != '/';)
		from = p;
	type = (struct ch_slice){ from, (size_t)(slash - from) };
	id = (struct ch_slice){ slash + 1, (size_t)(at.s + at.n - slash - 1) };
	snprintf(f->deleted, sizeof(f->deleted), "DELETE %.*s", (int)type.n,
		 type.s);
	f->run.m = *kind(f, type);
	if (!can_go(f->run.m) || !id.n)
		return passed_over(f->deleted, sink, err);
	if (ch_tree_start(&f->tree, &f->run.m->shape))
		return ch_nomem(err);
	ch_tree_say(&f->tree, f->run.m->shape.all[f->run.m->want_id], id);
	f->run.tree = &f->tree;
	f->run.sink = sink;
	f->run.err = err;
	f->run.bundle = NULL;
	item.kind_n = strlen(item.kind);
	code = ch_map_run_gone(&f->run);
	if (code == CH_EDATA)
		return ch_fhir_refused(type, item.raw, NULL, sink, err);
	return code ? code : sink->item(sink->ctx, &item, NULL, err);
}

static int resource(struct ch_fhir *f, struct ch_slice text,
		    const struct fhir_entry *e, const struct ch_sink *sink,
		    struct ch_err *err);

/* A Bundle's entries, one by one; one may be a Bundle. */
static int bundle(struct ch_fhir *f, struct ch_slice text,
		  const struct ch_sink *sink, struct ch_err *err)
{
	CH_AUTO(ch_fhir_bundle_close) struct fhir_bundle o = { 0 };
	struct fhir_entry e = { .bundle = &o.bundle };
	struct fhir_entry_parts part;
	int code = ch_fhir_bundle_open(&o, f, text, err);

	if (code == CH_EDATA)
		return ch_fhir_refused(CH_SLICE("Bundle"), text, NULL, sink,
				       err);
	f->depth++;
	while (!code && ch_fhir_bundle_next(&o, &part)) {
		e.url = part.url;
		/* A deletion may show what it was. */
		code = part.at.n && ch_slice_is(part.method, "DELETE") ?
			deleted(f, part.at, sink, err) : part.resource.n ?
			resource(f, part.resource, &e, sink, err) :
			passed_over("Bundle.entry", sink, err);
	}
	f->depth--;
	return code;
}

/* One resource and the calls of the sink for it. */
static int resource(struct ch_fhir *f, struct ch_slice text,
		    const struct fhir_entry *e, const struct ch_sink *sink,
		    struct ch_err *err)
{
	struct ch_slice type = ch_scan_type(text.s, text.n);
	bool sure = false;
	int code;

	for (;;) {
		if (!type.n) {
			code = find_type(f, text, &type, err);
			if (code == CH_EDATA)
				return ch_fhir_refused(type, text, NULL, sink,
						       err);
			if (code)
				return code;
			sure = true;
		}
		if (type.n == 6 && !memcmp(type.s, "Bundle", 6))
			return bundle(f, text, sink, err);
		if (!*kind(f, type))
			return skipped(f, type, text, sink, err);
		code = mapped(f, type, text, e, sink, err);
		if (code != CH_END || sure)
			return code;
		type.n = 0;
	}
}

int ch_fhir_read(struct ch_fhir *f, const char *text, size_t n,
		 const struct ch_sink *sink, struct ch_err *err)
{
	struct ch_slice all = { text, n };
	size_t i = 0;

	while (i < n && strchr(" \t\r\n", text[i]) && text[i])
		i++;
	if (i == n)
		return 0;
	f->depth = 0;
	return resource(f, all, NULL, sink, err);
}

bool ch_fhir_is_pretty(const char *first, size_t first_n, const char *second,
		       size_t second_n)
{
	json_t *whole;

	if (!second_n || !strchr(" \t]}\"", *second) || !*second)
		return false;
	whole = json_loadb(first, first_n, JSON_DECODE_ANY, NULL);
	json_decref(whole);
	return !whole;
}
