/* put_names.h - the folded words by which people are found. */
#ifndef CH_PUT_NAMES_H
#define CH_PUT_NAMES_H

#include "store/put.h"

/* The number of `person`, when the type is patient; else -1. */
int ch_patient_person(const struct ch_type *type);

/* Keeps patient_word for a patient just written; `was` NULL for a new one. */
int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err);

/* Those whose person this patient was follow it to its new one. */
int ch_person_moved(struct ch_store *store, const struct ch_row *row,
		    const struct ch_row *was, const struct ch_put_how *how,
		    struct ch_err *err);

#endif
