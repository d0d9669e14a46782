/* heap.c - asks malloc and the kernel for memory in large pieces. */
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/heap.h"

#define PIECE (64 << 20)
#define HUGE_PAGE ((uintptr_t)2 << 20)

/* Less than what malloc maps by itself; a few are more than it has at hand. */
#define GROWS (100 << 10)
#define TRIES 8

void ch_heap_widen(void)
{
	uintptr_t from = (uintptr_t)sbrk(0), to;
	void *volatile hold[TRIES] = { NULL };

	mallopt(M_ARENA_MAX, 1);
	mallopt(M_TOP_PAD, PIECE);
	mallopt(M_TRIM_THRESHOLD, 2 * PIECE);
	for (int i = 0; i < TRIES && (uintptr_t)sbrk(0) == from; i++)
		hold[i] = malloc(GROWS);
	for (int i = 0; i < TRIES; i++)
		free(hold[i]);
	to = (uintptr_t)sbrk(0) & ~(HUGE_PAGE - 1);
	from = (from + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
	/* Without huge pages the memory is there all the same. */
	if (from < to && madvise((void *)from, to - from, MADV_HUGEPAGE))
		return;
}
