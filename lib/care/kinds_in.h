/* kinds_in.h - how a kind of knowledge is read and asked; for kinds alone. */
#ifndef CH_KINDS_IN_H
#define CH_KINDS_IN_H

#include "care/kinds.h"

/* What a file is read with. */
struct reading {
	const struct ch_shelf *shelf;
	ch_fault fault;
	void *ctx;
};

/* What it is asked with. */
struct asking {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	bool met, run;
};

struct ch_kind_way {
	size_t size;		/* of the kind's own struct */
	int (*read)(struct ch_kind_file *f, const struct reading *r,
		    struct ch_err *err);
	void (*free)(void *own);
	int (*ask)(struct ch_kind_file *f, const struct asking *a,
		   struct ch_err *err);	/* NULL: it asks nothing */
};

/* Those that are text: tables of codes, of words; messages; pages. */
extern struct ch_kind_way ch_kind_table, ch_kind_words, ch_kind_text,
			  ch_kind_page;

#endif
