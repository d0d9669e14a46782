/* approval.h - who approved a knowledge file: by its hash, in the journal. */
#ifndef CH_APPROVAL_H
#define CH_APPROVAL_H

#include "store/store.h"

/* One approval; `at` 0 is none: the file is a draft. */
struct ch_approval {
	int64_t at;
	char actor[80];		/* the login, and the staff record */
};

/* The first approval of the file whose SHA-256 that is, in hex. */
int ch_approval_of(struct ch_store *store, const char *hash,
		   struct ch_approval *out, struct ch_err *err);

/* The hash of a file that stands alone. */
int ch_approval_hash(const char *path, char hex[2 * CH_SHA256 + 1],
		     struct ch_err *err);

/*
 * Journals, inside a transaction, that this text of `what` ("plans/copd") is
 * approved. Approving it again finds that; `*made` says which it was.
 */
int ch_approve(struct ch_store *store, const char *what, const char *hash,
	       bool *made, struct ch_err *err);

#endif
