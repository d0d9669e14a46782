/* evidence.h - the record that shows that work was done. */
#ifndef CH_EVIDENCE_H
#define CH_EVIDENCE_H

#include "step/step.h"

/*
 * What a record `needs` is "TYPE [FIELD=VALUE ...]", parted by blanks, with the
 * signs of ch_where_parse(): "observation code=4548-4", "encounter",
 * "note title~teaching". TYPE is a type of record that is about a patient.
 */

/* Whether that can be asked for. CH_EDATA says what is wrong. */
int ch_evidence_check(const char *needs, struct ch_err *err);

/* What a record that is not over asks for; nothing for others, and where its
 * type has no `needs`. */
int ch_evidence_asked(struct ch_store *store, const struct ch_type *type,
		      int64_t id, struct ch_buf *out, struct ch_err *err);

/*
 * For a step's `sets`: what `t->how->evidence` names must be a record as the
 * work needs it, about the same person (whoever joined them), not older than
 * the work; sets `field`, which keeps it. It is named as TYPE/ID, or by a whole
 * id: then it is of the type needed, or of whichever has that id where nothing
 * is. CH_EDATA says what is asked for; CH_ENOENT.
 */
int ch_evidence_put(struct ch_taking *t, const char *field,
		    struct ch_err *err);

#endif
