/* grow.c - doubles the room of an array that is full. */
#include <stdlib.h>
#include <sys/mman.h>

#include "base/grow.h"

#define LARGE ((size_t)1 << 20)
#define ROOMY ((size_t)64 << 20)
#define HUGE_PAGE ((size_t)2 << 20)

/* In large pages, where the system has them: each of the small ones is fetched
 * by itself, which takes longer than what is put there. */
void *ch_large(size_t n, size_t size)
{
	size_t bytes, whole;
	void *p;

	if (__builtin_mul_overflow(n, size, &bytes))
		return NULL;
	if (bytes < LARGE)
		return malloc(bytes ? bytes : 1);
	whole = (bytes + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
	p = aligned_alloc(HUGE_PAGE, whole);
	if (p)
		madvise(p, whole, MADV_HUGEPAGE);
	return p;
}

int ch_grow(void **v, size_t *room, size_t n, size_t size, struct ch_err *err)
{
	/* Large pages that nobody writes on cost nothing. */
	size_t more = !*room ? 256 : *room * size < LARGE ||
		*room * size > ROOMY ? 2 * *room : 4 * *room;
	void *p;

	if (n < *room)
		return 0;
	if (more * size < LARGE) {
		p = reallocarray(*v, more, size);
	} else {
		p = ch_large(more, size);
		if (p && n)
			memcpy(p, *v, n * size);
		if (p)
			free(*v);
	}
	if (!p)
		return ch_nomem(err);
	*v = p;
	*room = more;
	return 0;
}
