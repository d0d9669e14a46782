/* queue.h - the writers' queue: first come, first served, for processes. */
#ifndef CH_QUEUE_H
#define CH_QUEUE_H

#include "base/base.h"

/*
 * Two locked bytes of a file beside the store: whoever holds `next` waits for
 * `working`, then lets go of `next`. Waits at most `seconds`: CH_EBUSY.
 * `*fd` is the queue's file, opened by the first call.
 */
int ch_queue_enter(int *fd, const char *store, int seconds,
		   struct ch_err *err);
void ch_queue_leave(int fd);

#endif
