/* seen.c - a set of ids: open addressing, a quarter empty at least. */
#include "load/seen.h"

void ch_seen_init(struct ch_seen *s, size_t most)
{
	*s = (struct ch_seen){ .most = most };
}

void ch_seen_free(struct ch_seen *s)
{
	free(s->slot);
	s->slot = NULL;
	s->n = s->mask = 0;
}

void ch_seen_clear(struct ch_seen *s)
{
	if (s->slot)
		memset(s->slot, 0, (s->mask + 1) * sizeof(*s->slot));
	s->n = 0;
}

/* Most ids are hashes, but those that people count up would stand side by side
 * in long runs: the multiplication (2^64 by the golden ratio) scatters them. */
static size_t place(const struct ch_seen *s, int64_t id)
{
	size_t i = (size_t)((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) >>
			    24) & s->mask;

	while (s->slot[i] && s->slot[i] != id)
		i = (i + 1) & s->mask;
	return i;
}

bool ch_seen_has(const struct ch_seen *s, int64_t id)
{
	return s->slot && s->slot[place(s, id)];
}

static int grow(struct ch_seen *s)
{
	struct ch_seen bigger = *s;
	size_t size = s->slot ? 2 * (s->mask + 1) : 1024;

	bigger.slot = calloc(size, sizeof(*bigger.slot));
	if (!bigger.slot)
		return CH_ENOMEM;
	bigger.mask = size - 1;
	for (size_t i = 0; s->slot && i <= s->mask; i++)
		if (s->slot[i])
			bigger.slot[place(&bigger, s->slot[i])] = s->slot[i];
	free(s->slot);
	*s = bigger;
	return 0;
}

int ch_seen_add(struct ch_seen *s, int64_t id, bool *had)
{
	size_t i;

	if ((!s->slot || 4 * s->n > 3 * s->mask) && !ch_seen_full(s) && grow(s))
		return CH_ENOMEM;
	i = place(s, id);
	*had = s->slot[i];
	if (!*had && !ch_seen_full(s)) {
		s->slot[i] = id;
		s->n++;
	}
	return 0;
}
