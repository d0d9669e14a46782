/* arena.h - memory that is given back all at once. */
#ifndef CH_ARENA_H
#define CH_ARENA_H

#include "base/base.h"

struct ch_arena_block;

struct ch_arena {
	struct ch_arena_block *block;	/* the newest first */
};

/* `n` bytes, aligned for anything; NULL: no memory. */
void *ch_arena_take(struct ch_arena *a, size_t n);

/* `n` zeroed things of `size` bytes. */
void *ch_arena_zero(struct ch_arena *a, size_t n, size_t size);

/* A copy with a NUL after it. */
char *ch_arena_copy(struct ch_arena *a, const char *s, size_t n);

/* Forgets everything; one block is kept for the next round. */
void ch_arena_reset(struct ch_arena *a);
void ch_arena_free(struct ch_arena *a);

#endif
