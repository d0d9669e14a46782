/* evidence.h - the record that shows that work was done. */
#ifndef CH_EVIDENCE_H
#define CH_EVIDENCE_H

#include "care/step/step.h"

/*
 * What a record `needs` is "TYPE [FIELD=VALUE ...]", parted by blanks, with the
 * signs of ch_where_parse(): "observation code=4548-4", "encounter",
 * "note title~teaching". TYPE is a type of record that is about a patient.
 */

/* Whether that can be asked for. CH_EDATA says what is wrong. */
int ch_evidence_check(const char *needs, struct ch_err *err);

/*
 * The record that somebody names as evidence: TYPE/ID, or a whole id (then it
 * is of the type asked for; of whichever has that id when `needs` is empty).
 * CH_ENOENT.
 */
int ch_evidence_find(struct ch_store *store, struct ch_slice needs,
		     const char *text, const struct ch_type **type,
		     int64_t *id, struct ch_err *err);

/*
 * Whether the record is what is asked for, about the person to whom `patient`
 * belongs (0: about anybody). CH_EDATA says what is asked for. Without `needs`
 * only the person matters.
 */
int ch_evidence_holds(struct ch_store *store, struct ch_slice needs,
		      int64_t patient, int64_t since,
		      const struct ch_type *type, int64_t id,
		      struct ch_err *err);

/* What a record that is not over asks for; nothing for others, and where its
 * type has no `needs`. */
int ch_evidence_asked(struct ch_store *store, const struct ch_type *type,
		      int64_t id, struct ch_buf *out, struct ch_err *err);

/* For a step's `sets`: that what `t->how->evidence` names holds for what the
 * record needs, and is not older than the work; sets `evidence`. CH_EDATA. */
int ch_evidence_show(struct ch_taking *t, struct ch_err *err);

#endif
