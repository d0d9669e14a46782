/* operand.h - which record an operand, or a line of standard input, means. */
#ifndef CH_OPERAND_H
#define CH_OPERAND_H

#include "hub/hub.h"

/*
 * The record of that type: TYPE/ID, a whole id, a unique prefix of one; from
 * standard input also the record itself, or one with a field that refers to it
 * (a task's `plan`). It must be there: CH_ENOENT, for what comes from standard
 * input CH_EDATA. CH_EUSAGE for a prefix of several, CH_EDATA under -k.
 */
int ch_operand_record(struct ch_ui *ui, struct ch_store *store,
		      const struct ch_type *type, const char *text, size_t n,
		      const struct ch_row *row, int64_t *id);

/*
 * The patient that an operand or a line of stdin is about: a record's
 * `patient`, or its id when it is one; an id as above; or (from stdin only) a
 * value of an identifier such as an MRN.
 */
int ch_operand_patient(struct ch_ui *ui, struct ch_store *store,
		       const char *text, size_t n, const struct ch_row *row,
		       int64_t *patient);

#endif
