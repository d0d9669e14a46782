/* undo.h - a batch taken back. */
#ifndef CH_UNDO_H
#define CH_UNDO_H

#include "store/store.h"

struct ch_undo {
	int64_t batch;		/* 0: the last that wrote a record */
	bool dry_run;
	void *ctx;
	/* Whose batch it is, before anything is done. */
	void (*whose)(void *ctx, const char *words);
	/* What later work has built on: type and count, one line each. */
	void (*in_the_way)(void *ctx, const char *words);
	int64_t removed, reverted;	/* records: gone, and as before */
};

/*
 * Removes the records that the batch created and brings back what it changed,
 * in one transaction. Refused (CH_EDATA, nothing done) when one of them was
 * written since, or a record of another batch refers to one that would go.
 */
int ch_undo_run(struct ch_undo *undo, struct ch_store *store,
		struct ch_err *err);

#endif
