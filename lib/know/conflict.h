/* conflict.h - what speaks against a person's medicines: each other, an
 * allergy, a condition, a result. */
#ifndef CH_CONFLICT_H
#define CH_CONFLICT_H

#include "base/id.h"
#include "know/chart.h"

/* drug_pair, duplicate_class, allergy_class, allergy_reaction, drug_disease,
 * drug_limit and drug_lab of codes/. */
struct ch_conflicts;

/* `drugs` is borrowed. CH_ENOENT; CH_EDATA names file and line. */
int ch_conflicts_read(struct ch_conflicts **out, const struct ch_drugs *drugs,
		      const struct ch_shelf *shelf, struct ch_err *err);
void ch_conflicts_free(struct ch_conflicts **c);

/* Fills `level` and `reaction` of an allergy from what happened. */
int ch_conflicts_reaction(const struct ch_conflicts *c, struct ch_slice text,
			  bool intolerance, struct ch_held *allergy,
			  struct ch_err *err);

/* Which lab the code is a result of, and the unit in which it is compared;
 * NULL. The codes alone: appended with a blank before and after each. */
const char *ch_conflicts_lab(const struct ch_conflicts *c,
			     struct ch_slice code, const char **unit);
void ch_conflicts_labs(const struct ch_conflicts *c, struct ch_buf *out);

/*
 * One finding. `row` is its table and row, `cites` where that has it from,
 * `basis` a hash of what it rests on. Texts live as long as the tables, or
 * until `each` returns. The last fields are of a test alone (interval.h).
 */
struct ch_finding {
	const char *kind;	/* drug-pair, duplicate-therapy, allergy,
				   disease, kidney, lab, age; duplicate-test */
	enum ch_level level;
	char item[128];		/* the row, and the ingredients: its name */
	char title[160], row[96], basis[CH_ID_HEX];
	const char *effect, *cites;
	bool draft;
	const struct ch_held *first, *second;	/* NULL: there is none */
	int64_t earlier, at, until;
	const char *earlier_type, *exempt, *fee, *currency;
};

typedef int (*ch_each_finding)(void *ctx, const struct ch_finding *found,
				struct ch_err *err);

/* Calls `each` with what is found in the chart, the most serious first; each
 * item once. `today` is a day since 1970. */
int ch_conflicts_find(const struct ch_conflicts *c,
		      const struct ch_chart *chart, int64_t today,
		      ch_each_finding each, void *ctx, struct ch_err *err);

#endif
