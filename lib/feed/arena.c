/* arena.c - blocks of memory, each filled from its start. */
#include <stdalign.h>

#include "feed/arena.h"

struct ch_arena_block {
	struct ch_arena_block *older;
	size_t used, size;
	alignas(16) char byte[];
};

#define BLOCK 16384

static struct ch_arena_block *grow(struct ch_arena *a, size_t n)
{
	size_t size = n > BLOCK ? n : BLOCK;
	struct ch_arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		return NULL;
	b = malloc(sizeof(*b) + size);
	if (!b)
		return NULL;
	b->older = a->block;
	b->used = 0;
	b->size = size;
	a->block = b;
	return b;
}

void *ch_arena_take(struct ch_arena *a, size_t n)
{
	struct ch_arena_block *b = a->block;
	void *p;

	if (n > SIZE_MAX - 15)
		return NULL;
	n = (n + 15) & ~(size_t)15;
	if (!b || b->size - b->used < n) {
		b = grow(a, n);
		if (!b)
			return NULL;
	}
	p = b->byte + b->used;
	b->used += n;
	return p;
}

void *ch_arena_zero(struct ch_arena *a, size_t n, size_t size)
{
	void *p;

	if (size && n > SIZE_MAX / size)
		return NULL;
	p = ch_arena_take(a, n * size);
	if (p)
		memset(p, 0, n * size);
	return p;
}

char *ch_arena_copy(struct ch_arena *a, const char *s, size_t n)
{
	char *p = n < SIZE_MAX ? ch_arena_take(a, n + 1) : NULL;

	if (!p)
		return NULL;
	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

void ch_arena_reset(struct ch_arena *a)
{
	struct ch_arena_block *b = a->block;

	while (b && (b->older || b->size > BLOCK)) {
		a->block = b->older;
		free(b);
		b = a->block;
	}
	if (b)
		b->used = 0;
}

void ch_arena_free(struct ch_arena *a)
{
	while (a->block) {
		struct ch_arena_block *older = a->block->older;

		free(a->block);
		a->block = older;
	}
}
