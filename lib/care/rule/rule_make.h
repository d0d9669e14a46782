/* rule_make.h - the records that rules make, by type; for this room alone. */
#ifndef CH_RULE_MAKE_H
#define CH_RULE_MAKE_H

#include "care/rule/rule_in.h"

/* The row of what is made, as the rule and the query say. It borrows from
 * both. */
int ch_ruling_row(const struct ch_ruling *r, struct ch_row *row,
		  const struct ch_match *m, struct ch_err *err);

/* Writes what the rule makes, once; `*made` is its id. CH_EDATA when it cannot
 * be written: then nothing was. */
int ch_rule_make(struct ch_ruling *r, const struct ch_match *m,
		 const char *cause, int64_t *made, ch_step_did did, void *ctx,
		 struct ch_err *err);

#endif
