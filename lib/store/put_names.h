/* put_names.h - the folded words by which people are found. */
#ifndef CH_PUT_NAMES_H
#define CH_PUT_NAMES_H

#include "store/put.h"

/* The number of `person`, when the type is patient; else -1. */
int ch_patient_person(const struct ch_type *type);

/* Whether people are found by records of that type: patient and name. */
bool ch_has_names(const struct ch_type *type);

/* Keeps patient_word for a record just written, whatever its type; `was` NULL
 * for a new one. A former name finds a person as well as one of now. */
int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err);

/* Makes the words of one patient anew, of what the store has. */
int ch_names_again(struct ch_store *store, int64_t patient,
		   struct ch_err *err);

/* When a patient becomes another person's: those that followed it, and the
 * stubs that mean it, as one column; NULL when it does not. */
int ch_person_followers(struct ch_stmt **out, struct ch_store *store,
			const struct ch_row *row, const struct ch_row *was,
			struct ch_err *err);

#endif
