/* writer.c - the thread that writes chunks, and what is left at the end. */
#include "base/heap.h"
#include "load/session.h"

static void rest(struct ch_writer *w, int rc)
{
	pthread_mutex_lock(&w->lock);
	if (!w->rc)
		w->rc = rc;
	w->busy = false;
	pthread_cond_broadcast(&w->turn);
	pthread_mutex_unlock(&w->lock);
}

static bool next_chunk(struct ch_writer *w)
{
	bool leaving;

	pthread_mutex_lock(&w->lock);
	while (!w->busy && !w->leaving)
		pthread_cond_wait(&w->turn, &w->lock);
	leaving = w->leaving && !w->busy;
	pthread_mutex_unlock(&w->lock);
	return !leaving;
}

static void *work(void *ctx)
{
	struct ch_load *l = ctx;
	struct ch_writer *w = &l->writer;

	while (next_chunk(w)) {
		struct ch_err err = { 0 };
		int rc = ch_load_write(l, &err);

		if (rc)
			w->err = err;
		rest(w, rc);
	}
	return NULL;
}

static int start(struct ch_load *l, struct ch_err *err)
{
	struct ch_writer *w = &l->writer;

	if (w->started)
		return 0;
	ch_heap_widen();
	if (pthread_mutex_init(&w->lock, NULL) ||
	    pthread_cond_init(&w->turn, NULL) ||
	    pthread_create(&w->thread, NULL, work, l))
		return ch_nomem(err);
	w->started = true;
	return 0;
}

int ch_writer_wait(struct ch_load *l, struct ch_err *err)
{
	struct ch_writer *w = &l->writer;
	int rc;

	if (!w->started)
		return 0;
	pthread_mutex_lock(&w->lock);
	while (w->busy)
		pthread_cond_wait(&w->turn, &w->lock);
	rc = w->rc;
	w->rc = 0;
	pthread_mutex_unlock(&w->lock);
	if (rc && err)
		*err = w->err;
	return rc;
}

int ch_writer_hand(struct ch_load *l, struct ch_err *err)
{
	struct ch_writer *w = &l->writer;
	int rc = start(l, err);

	if (!rc)
		rc = ch_writer_wait(l, err);
	if (rc)
		return rc;
	ch_load_swap(l);
	pthread_mutex_lock(&w->lock);
	w->busy = true;
	pthread_cond_broadcast(&w->turn);
	pthread_mutex_unlock(&w->lock);
	return 0;
}

void ch_writer_stop(struct ch_load *l)
{
	struct ch_writer *w = &l->writer;

	if (!w->started)
		return;
	pthread_mutex_lock(&w->lock);
	w->leaving = true;
	pthread_cond_broadcast(&w->turn);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->turn);
	pthread_mutex_destroy(&w->lock);
	w->started = false;
}

/* A small load, whose only chunk never filled, needs no second thread. */
int ch_load_flush(struct ch_load *l, struct ch_err *err)
{
	int rc;

	if (l->writer.started) {
		rc = ch_writer_hand(l, err);
		return rc ? rc : ch_writer_wait(l, err);
	}
	ch_load_swap(l);
	return ch_load_write(l, err);
}
