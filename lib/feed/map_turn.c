/* map_turn.c - how often an id was met: the second record of a name is #2. */
#include "feed/map_run.h"

static void reset(struct map_ids *s)
{
	if (s->cap > 4096) {
		free(s->key);
		free(s->count);
		memset(s, 0, sizeof(*s));
	} else if (s->n) {
		memset(s->key, 0, s->cap * sizeof(*s->key));
		s->n = 0;
	}
}

/* The place of an id, or the free place where it belongs. Ids are hashes and
 * never 0. */
static size_t place(const struct map_ids *s, int64_t id)
{
	size_t at = (size_t)id;

	while (s->key[at & (s->cap - 1)] && s->key[at & (s->cap - 1)] != id)
		at++;
	return at & (s->cap - 1);
}

static bool grow(struct map_ids *s, bool counts)
{
	struct map_ids more = { .cap = s->cap ? 2 * s->cap : 64, .n = s->n };

	more.key = calloc(more.cap, sizeof(*more.key));
	if (counts)
		more.count = calloc(more.cap, sizeof(*more.count));
	if (!more.key || (counts && !more.count)) {
		free(more.key);
		free(more.count);
		return false;
	}
	for (size_t i = 0; i < s->cap; i++) {
		size_t at;

		if (!s->key[i])
			continue;
		at = place(&more, s->key[i]);
		more.key[at] = s->key[i];
		if (counts)
			more.count[at] = s->count[i];
	}
	free(s->key);
	free(s->count);
	*s = more;
	return true;
}

/* The place of an id that is in from now on; `*was` says whether it was. */
static bool put(struct map_ids *s, bool counts, int64_t id, size_t *at,
		bool *was)
{
	if (4 * s->n >= 3 * s->cap && !grow(s, counts))
		return false;
	*at = place(s, id);
	*was = s->key[*at] != 0;
	if (!*was) {
		s->key[*at] = id;
		s->n++;
	}
	return true;
}

/* Few ids come twice, so only those have a count: 8 bytes an id less. */
unsigned ch_map_turn(struct map_repeat *r, int64_t id)
{
	size_t at;
	bool was;

	if (!put(&r->seen, false, id, &at, &was))
		return 0;
	if (!was)
		return 1;
	if (!put(&r->again, true, id, &at, &was))
		return 0;
	if (!was)
		r->again.count[at] = 1;
	return ++r->again.count[at];
}

void ch_map_turn_reset(struct map_repeat *r)
{
	reset(&r->seen);
	reset(&r->again);
}

void ch_map_turn_free(struct map_repeat *r)
{
	free(r->seen.key);
	free(r->again.key);
	free(r->again.count);
	memset(r, 0, sizeof(*r));
}
