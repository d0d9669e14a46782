/* made.h - what a program's transaction wrote or found, printed at its end. */
#ifndef CH_MADE_H
#define CH_MADE_H

#include "hub/hub.h"
#include "store/put.h"

/* Zeroed is empty. Records in the order in which they were asked for. */
struct ch_made {
	struct ch_made_one {
		const struct ch_type *type;
		int64_t id;
	} *v;
	size_t n, room;
	int64_t created, updated, found;
	bool more;		/* set by `work`: it has more to do */
	int left_out;		/* what reading the operands left out: its code
				   is passed on at the end */
};

int ch_made_add(struct ch_made *made, const struct ch_type *type, int64_t id,
		enum ch_did did, struct ch_err *err);
void ch_made_free(struct ch_made *made);

/* The same as a callback (ch_step_did): `made` is a struct ch_made. */
int ch_made_note(void *made, const struct ch_type *type, int64_t id,
		 enum ch_did did, struct ch_err *err);

/* Says on stderr how many of them are about people who died: for work that
 * somebody is about to begin. Passes `rc` of ch_made_each() on. */
int ch_made_warn_died(struct ch_ui *ui, struct ch_store *store,
		      const struct ch_made *made, int rc);

/* What `rc` of reading the operands means: 0 when the work goes on, as under -k
 * it does without those that were refused. */
int ch_made_read(struct ch_ui *ui, struct ch_made *made, int rc);

/* For `work` below: does each of `n`. Under -k those that are refused are named
 * and left out: CH_EDATA, at the end. */
int ch_made_each(struct ch_ui *ui, size_t n,
		 int (*one)(struct ch_ui *ui, void *ctx, size_t i), void *ctx);

/* What `rc` of one of many means: true when the work goes on. Under -k what is
 * refused is named, and `*left_out` says that something was. */
bool ch_made_go_on(struct ch_ui *ui, int rc, bool *left_out);

/* Prints them as the store has them now; with -q how many there are. */
int ch_made_print(struct ch_ui *ui, struct ch_store *store,
		  const struct ch_made *made);

/*
 * Runs `work` inside a transaction: commits, lets go of the queue, and prints
 * what was made as it is now; -q prints the counts alone, -n prints and takes
 * all back. With an error nothing is written; CH_EDATA under --keep-going
 * leaves out only what `work` itself had left out, and is passed on. Work that
 * has more to do is committed, and called again when others have had a turn.
 */
int ch_made_run(struct ch_ui *ui, struct ch_store *store,
		struct ch_made *made, int (*work)(struct ch_ui *ui, void *ctx),
		void *ctx);

#endif
