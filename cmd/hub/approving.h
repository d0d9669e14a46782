/* approving.h - somebody approves knowledge files: by hash, in the journal. */
#ifndef CH_APPROVING_H
#define CH_APPROVING_H

#include "hub/hub.h"

struct ch_approving {
	char what[160];		/* plans/copd */
	const char *hash;	/* SHA-256 of the file, in hex; borrowed */
};

/*
 * Approves all of them in one transaction, or finds that they were, and calls
 * `print` for each by its place; -q prints the counts alone, -n prints and
 * takes all back.
 */
int ch_approving_run(struct ch_ui *ui, struct ch_store *store,
		     const struct ch_approving *v, int n,
		     int (*print)(struct ch_ui *ui, void *ctx, int i),
		     void *ctx);

#endif
