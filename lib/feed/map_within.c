/* map_within.c - elements that hold their like: items of items, all of them. */
#include "feed/map_run.h"

struct within {
	struct map_run *run;
	const struct map_record *r;
	int (*each)(void *ctx, struct ch_node *n);
	void *ctx;
	struct ch_node *holder;		/* of the one at hand; NULL */
};

static int count(void *ctx, struct ch_node *n)
{
	struct within *w = ctx;

	w->run->nth++;
	return w->each(w->ctx, n);
}

/* What it holds, then those of its like below it. */
static int into(void *ctx, struct ch_node *n)
{
	const struct within *w = ctx;
	struct within deeper = *w;
	int code;

	w->run->up[0] = n;
	w->run->up[1] = w->holder;
	w->run->nth = 0;
	code = ch_map_nodes_at(&w->r->below, n, count, &deeper);
	deeper.holder = n;
	for (int i = 0; i < w->r->nwithin && !code; i++)
		code = ch_map_nodes_at(&w->r->within[i], n, into, &deeper);
	return code;
}

int ch_map_elements(struct map_run *run, const struct map_record *r,
		    int (*each)(void *ctx, struct ch_node *n), void *ctx)
{
	struct within w = { run, r, each, ctx, NULL };

	run->nth = 0;
	return ch_map_nodes(run, &r->path, r->within ? into : count, &w);
}
