/* writer.h - the second pair of hands: it writes one chunk while the next is
 * being read; for the files of this room alone. */
#ifndef CH_WRITER_H
#define CH_WRITER_H

#include <pthread.h>

#include "load/chunk.h"

/*
 * Reading (parsing, mapping, packing) and writing (all that touches the store)
 * take about as long as each other, so a big load does both at once, a chunk
 * apart. The store belongs to whoever is at work: to the writer between
 * ch_writer_hand() and ch_writer_wait(), to the reader else. Small loads never
 * start it.
 */
struct ch_writer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t turn;
	bool started, busy, leaving;
	struct ch_chunk chunk;	/* what is being written */
	uint64_t twice;		/* types with an id met twice, in it */
	bool full;		/* ids can no longer be told apart */
	int rc;
	struct ch_err err;
};

struct ch_load;

/* Waits for the last chunk, gives it the next one, and returns at once. */
int ch_writer_hand(struct ch_load *l, struct ch_err *err);

/* Until the writer rests; what went wrong is told once. */
int ch_writer_wait(struct ch_load *l, struct ch_err *err);

/* Sends it home; nothing to do when it was never started. */
void ch_writer_stop(struct ch_load *l);

#endif
