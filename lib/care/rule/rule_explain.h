/* rule_explain.h - why a rule fires for somebody, or does not. */
#ifndef CH_RULE_EXPLAIN_H
#define CH_RULE_EXPLAIN_H

#include "query/rule.h"

/*
 * Asks the rule's own queries for one person, part by part: what of their
 * records passes each part of `applies` and all before it; then what came of
 * it, or would; then, while something stands, the parts of `settled`. A query
 * that is no single SELECT is one part. `each` is told `clause` rows. What the
 * rule stands on is there.
 */
int ch_rule_explain(const struct ch_rule *rule, struct ch_store *store,
		    const struct ch_shelf *shelf, int64_t person, int64_t now,
		    ch_each_row each, void *ctx, struct ch_err *err);

#endif
