/* conflict_in.h - the tables of conflict.c, for conflict_find.c. */
#ifndef CH_CONFLICT_IN_H
#define CH_CONFLICT_IN_H

#include "know/conflict.h"
#include "know/tsv.h"

enum ch_rule_kind { CH_RULE_PAIR, CH_RULE_DUPLICATE, CH_RULE_ALLERGY,
		    CH_RULE_REACTION, CH_RULE_DISEASE, CH_RULE_LIMIT,
		    CH_RULE_LAB, CH_RULE_KINDS };

/* A row; what its kind does not have is zero. Terms are -1 then. */
struct ch_rule {
	enum ch_rule_kind kind;
	const char *code, *effect, *source, *status;
	int a, b;		/* terms: the sides, or the medicine */
	enum ch_level level;	/* NONE of an allergy: as the reaction was */
	bool one_less;		/* allergy: one level less than that */
	const char *word;	/* reaction, condition, lab, LOINC code */
	const char *unit;
	double low, high;
	bool has_low, above, has_high;
	int64_t days;		/* limit; -1: always */
};

struct ch_conflicts {
	const struct ch_drugs *drugs;
	struct ch_tsv t[CH_RULE_KINDS];
	struct ch_rule *rule;
	size_t n, room;
};

extern const char *const ch_rule_tables[CH_RULE_KINDS];

#endif
