/* rule_cases.h - a rule is tried: its queries, and its own file's cases. */
#ifndef CH_RULE_CASES_H
#define CH_RULE_CASES_H

#include "query/rule.h"

/* Whether the store can be asked what the rule asks; what it stands on is
 * there. CH_EDATA names the file and what is wrong. */
int ch_rule_try(const struct ch_rule *rule, struct ch_store *store,
		int64_t now, struct ch_err *err);

/*
 * Tries the cases: lines of comment behind "-- cases:",
 *
 *   -- case: what it shows    begins one, with an empty practice store in New
 *                             York's zone
 *   -- {"type":...}           a record, put as ch-put does, a second before
 *                             the run that follows
 *   -- run: 2026-11-01T08:01Z the rule is run as of then: the first time over
 *                             everything, then over what is new
 *   -- fires: 1               what that run came to: fires, settles (and for
 *   -- settles: 1 corrected   which reason), compared, which are 0 when they
 *   -- late: 0                are not said; again and late, which are not
 *                             looked at
 *   -- made: {"level":"..."}  what each record that the run made says
 *
 * `*cases` is how many there were; `home` is the zone that is set again
 * behind them. CH_EDATA names the file, the case and the
 * line that does not hold.
 */
int ch_rule_cases(const struct ch_rule *rule, const struct ch_shelf *shelf,
		  const char *home, size_t *cases, struct ch_err *err);

#endif
