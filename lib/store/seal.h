/* seal.h - sums over all records, so that a check can say that none was
 * changed, added or taken away behind the programs' back. */
#ifndef CH_SEAL_H
#define CH_SEAL_H

#include "store/store.h"

/*
 * A record's hash is over the names and values of its columns that are not
 * null; a type's sum is that of its records' hashes, which does not care for
 * order. Whoever writes a record says here what it was and is; the sums are
 * rows of `seal`, and their sum stands in each row of the journal, whose chain
 * of hashes then vouches for what the store holds, not only for its past.
 */
struct ch_sum {
	int64_t n;
	uint64_t part[2];
};

#define CH_SUM_HEX 33

void ch_sum_add(struct ch_sum *to, const struct ch_sum *more);
bool ch_sum_same(const struct ch_sum *a, const struct ch_sum *b);
void ch_sum_print(const struct ch_sum *sum, char hex[CH_SUM_HEX]);

/* The sum of the one row; `bytes` is for its spelling. */
int ch_sum_of(struct ch_sum *out, struct ch_buf *bytes,
	      const struct ch_row *row, struct ch_err *err);

/* What a journal row says of one record: 53 bits of its hash. */
int64_t ch_sum_digest(const struct ch_sum *sum);

/*
 * Inside a transaction: one record was `was` (NULL: not there) and is `is`
 * (NULL: gone). `*digest` (may be NULL) is of what it is.
 */
int ch_seal_change(struct ch_store *store, const struct ch_row *was,
		   const struct ch_row *is, int64_t *digest,
		   struct ch_err *err);

/* The sum over all types, for the journal's row at hand. */
int ch_seal_total(struct ch_store *store, char hex[CH_SUM_HEX],
		  struct ch_err *err);

/* Before a commit: writes the sums that changed. `*untold` when nothing in the
 * journal came after the last record. */
int ch_seal_write(struct ch_store *store, bool *untold, struct ch_err *err);

/* Others may have written since, or what was done is taken back. */
void ch_seal_forget(struct ch_store *store);
void ch_seal_free(struct ch_store *store);

/* For a savepoint: what the sums are now, and those again. */
int ch_seal_keep(struct ch_store *store, struct ch_err *err);
void ch_seal_go_back(struct ch_store *store);

/* The sum of what a type's table holds, or of the rows that `rest` ("FROM
 * task WHERE ...") gives, read one by one. */
int ch_seal_read(struct ch_store *store, const struct ch_type *type,
		 const char *rest, struct ch_sum *out, struct ch_err *err);

/* What the seal says of a type; n is -1 where it says nothing. */
int ch_seal_said(struct ch_store *store, const char *type,
		 struct ch_sum *out, struct ch_err *err);

/* Records that a statement is about to delete: "FROM task WHERE ...". */
int ch_seal_gone(struct ch_store *store, const struct ch_type *type,
		 const char *rest, struct ch_err *err);

/* Seals whatever the store holds now: for one just made or upgraded. */
int ch_seal_all(struct ch_store *store, struct ch_err *err);

/* Whether a type's records are in the sums: all but the journal, which has its
 * chain, and what the schema itself fills. */
bool ch_seal_covers(const struct ch_type *type);

#endif
