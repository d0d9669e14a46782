/* map_gone.c - what a resource made before and makes no more. */
#include "base/grow.h"
#include "feed/map_run.h"

#define PARTS 12

int ch_map_made(struct map_run *run, const struct ch_row *row)
{
	int rc = ch_grow((void **)&run->made, &run->makes_room, run->makes,
			 sizeof(*run->made), run->err);

	if (!rc)
		run->made[run->makes++] = (struct map_made){
			row->type, row->v[0].i };
	return rc;
}

/* The id of the resource's own record. */
static int64_t whole(struct map_run *run, struct map_record *r)
{
	struct ch_slice part[PARTS];
	size_t n = 0;

	for (int i = 0; i < r->wholes && n < PARTS; i++)
		if (!ch_map_get(run, r, &r->whole[i], &part[n++]))
			part[n - 1] = CH_SLICE("");
	return ch_map_id(run, r->gone.of, part, n);
}

/* Of several records of one type the first speaks for all. */
static bool leads(const struct ch_map *m, const struct map_record *r)
{
	for (const struct map_record *o = m->record; o < r; o++)
		if (o->gone.parent == r->gone.parent &&
		    o->type == r->type)
			return false;
	return r->gone.parent >= 0;
}

static int tell_parts(struct map_run *run, struct map_record *r)
{
	const struct ch_row *first = &run->m->record->row;
	struct ch_parts parts = { .gone = &r->gone };
	int64_t *ids = ch_arena_take(&run->scratch,
				     (run->makes + 1) * sizeof(*ids));
	int told = first->type->told;

	if (!ids)
		return ch_nomem(run->err);
	if (!run->tree->first[run->m->want_id])
		return 0;
	for (size_t i = 0; i < run->makes; i++)
		if (run->made[i].type == r->type)
			ids[parts.n++] = run->made[i].id;
	parts.made = ids;
	parts.parent = whole(run, r);
	parts.name.s = run->tree->first[run->m->want_id]->s;
	parts.name.n = run->tree->first[run->m->want_id]->n;
	if (ch_row_has(first, told))
		parts.told = first->v[told].i;
	return run->sink->parts(run->sink->ctx, &parts, run->err);
}

int ch_map_parts(struct map_run *run)
{
	int rc = 0;

	run->element = run->tree->root;
	for (int i = 0; i < run->m->nrecord && !rc && run->sink->parts; i++)
		if (leads(run->m, &run->m->record[i]))
			rc = tell_parts(run, &run->m->record[i]);
	return rc;
}

bool ch_map_apart(struct map_run *run, struct map_record *r,
		  struct ch_slice *out)
{
	if (!ch_map_get(run, r, r->apart, out))
		return false;
	if (r->apart->reference)
		*out = ch_map_ref_name(run, *out);
	return true;
}

struct telling {
	struct map_run *run;
	struct map_record *r;
	struct ch_slice first;
};

static int another(void *ctx, struct ch_node *n)
{
	struct telling *t = ctx;
	struct ch_slice of;

	t->run->element = n;
	t->run->here = UINT64_MAX;
	t->run->round++;
	if (!ch_map_apart(t->run, t->r, &of))
		return 0;
	if (!t->first.s)
		t->first = of;
	t->run->several = of.n != t->first.n ||
		memcmp(of.s, t->first.s, of.n) != 0;
	return t->run->several;
}

void ch_map_several(struct map_run *run, struct map_record *r)
{
	struct telling t = { .run = run, .r = r };

	ch_map_nodes(run, &r->path, another, &t);
}
