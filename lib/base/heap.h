/* heap.h - a heap for programs that fill a lot of memory, quickly. */
#ifndef CH_HEAP_H
#define CH_HEAP_H

/*
 * Before a second thread begins to work on much: from now on there is one heap
 * for all threads, it grows 64 MiB at a time, and its pages are huge where the
 * system has such. A load of 100 MB takes a fifth less of the processor so:
 * what it had spent was page faults, one for each 4 KiB, and an mprotect() for
 * each piece of a second thread's own heap.
 */
void ch_heap_widen(void);

#endif
