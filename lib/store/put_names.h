/* put_names.h - the folded words by which people are found. */
#ifndef CH_PUT_NAMES_H
#define CH_PUT_NAMES_H

#include "store/put.h"

/* The number of `person`, when the type is patient; else -1. */
int ch_patient_person(const struct ch_type *type);

/* Calls `each` with every folded word by which a name is found; `bytes` is for
 * them, a word is borrowed until the next. */
typedef int (*ch_each_word)(void *ctx, const char *word, struct ch_err *err);
int ch_names_words(struct ch_buf *bytes, struct ch_slice name,
		   ch_each_word each, void *ctx, struct ch_err *err);

/* Keeps patient_word for a patient just written; `was` NULL for a new one. */
int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err);

/* When a patient becomes another person's: those that followed it, and the
 * stubs that mean it, as one column; NULL when it does not. */
int ch_person_followers(struct ch_stmt **out, struct ch_store *store,
			const struct ch_row *row, const struct ch_row *was,
			struct ch_err *err);

#endif
