/* rule_simulate.h - what a rule would have done, day by day; nothing is
 * written. */
#ifndef CH_RULE_SIMULATE_H
#define CH_RULE_SIMULATE_H

#include "query/rule.h"

struct ch_simulation {
	int64_t from, now;	/* from the first moment of its first day */
	int days;
	int64_t fires, settles, most, added, dropped, late;
};

/*
 * Asks the rule at the end of each of the last `days` days, as if all that is
 * known now had been known then, and holds what would have come of it against
 * what the hub did. `each` may be NULL; it is told `simulated` rows. What the
 * rule stands on is there.
 */
int ch_rule_simulate(const struct ch_rule *rule, struct ch_store *store,
		     const struct ch_shelf *shelf, int days, int64_t now,
		     struct ch_simulation *out, ch_each_row each, void *ctx,
		     struct ch_err *err);

#endif
