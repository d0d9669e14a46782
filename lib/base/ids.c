/* ids.c - adds ids, and leaves each once. */
#include "base/grow.h"
#include "base/ids.h"

int ch_ids_add(struct ch_ids *ids, int64_t id, struct ch_err *err)
{
	int rc = ch_grow((void **)&ids->id, &ids->room, ids->n,
			 sizeof(*ids->id), err);

	if (!rc)
		ids->id[ids->n++] = id;
	return rc;
}

void ch_ids_free(struct ch_ids *ids)
{
	free(ids->id);
	*ids = (struct ch_ids){ 0 };
}

struct placed {
	int64_t id;
	size_t at;
};

static int by_id(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

int ch_ids_once(struct ch_ids *ids, struct ch_err *err)
{
	struct placed *p = calloc(ids->n + 1, sizeof(*p));
	size_t kept = 0;

	if (!p)
		return ch_nomem(err);
	for (size_t i = 0; i < ids->n; i++)
		p[i] = (struct placed){ ids->id[i], i };
	qsort(p, ids->n, sizeof(*p), by_id);
	/* Ids are never 0. */
	for (size_t i = 1; i < ids->n; i++)
		if (p[i].id == p[i - 1].id)
			ids->id[p[i].at] = 0;
	free(p);
	for (size_t i = 0; i < ids->n; i++)
		if (ids->id[i])
			ids->id[kept++] = ids->id[i];
	ids->n = kept;
	return 0;
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void ch_ids_sort(struct ch_ids *ids)
{
	if (ids->n)
		qsort(ids->id, ids->n, sizeof(*ids->id), by_number);
}

bool ch_ids_has(const struct ch_ids *sorted, int64_t id)
{
	return sorted->n && bsearch(&id, sorted->id, sorted->n,
				    sizeof(*sorted->id), by_number);
}
