/* seen.h - a set of ids that grows up to a limit. */
#ifndef CH_SEEN_H
#define CH_SEEN_H

#include "base/base.h"

struct ch_seen {
	int64_t *slot;		/* 0: empty; ids are never 0 */
	size_t mask, n, most;
};

/* At most `most` ids; memory is 11 to 22 bytes each. */
void ch_seen_init(struct ch_seen *s, size_t most);
void ch_seen_free(struct ch_seen *s);
void ch_seen_clear(struct ch_seen *s);

bool ch_seen_has(const struct ch_seen *s, int64_t id);
static inline bool ch_seen_full(const struct ch_seen *s)
{
	return s->n >= s->most;
}

/* The id will be added soon: its place is fetched from memory meanwhile. */
static inline void ch_seen_soon(const struct ch_seen *s, int64_t id)
{
	if (s->slot)
		__builtin_prefetch(&s->slot[(size_t)id & s->mask], 1);
}

/* `*had` says whether it was there. 0 or CH_ENOMEM; a full set takes no more
 * and answers as for a new id. */
int ch_seen_add(struct ch_seen *s, int64_t id, bool *had);

#endif
