/* conflict.h - what speaks against a person's medicines: each other, an allergy,
 * a condition, a result. */
#ifndef CH_CONFLICT_H
#define CH_CONFLICT_H

#include "know/drugs.h"
#include "know/level.h"

enum ch_held_as { CH_HELD_MEDICINE, CH_HELD_ALLERGY, CH_HELD_PROBLEM,
		  CH_HELD_RESULT };

/* One thing of a person's chart; `id` and `basis` are the caller's own. Texts
 * are borrowed. */
struct ch_held {
	enum ch_held_as as;
	int64_t id, basis;
	struct ch_drug_set set;		/* medicine, allergy */
	int64_t day, since;	/* medicine: ordered, and first ordered; days */
	int64_t who;		/* medicine: its prescriber; 0: not said */
	bool as_needed;		/* medicine */
	enum ch_level level;	/* allergy: how serious the reaction was */
	char reaction[160];	/* allergy: its words (ch_drugs_words) */
	char code[16];		/* problem: ICD-10-CM, without dots */
	const char *lab;	/* result: which of codes/drug_lab.tsv; "age" */
	double value;		/* result */
	bool understood;	/* result: it is in the lab's unit */
};

/* drug_pair, duplicate_class, allergy_class, allergy_reaction, drug_disease,
 * drug_limit and drug_lab of codes/. */
struct ch_conflicts;

/* `drugs` is borrowed. CH_ENOENT; CH_EDATA names file and line. */
int ch_conflicts_read(struct ch_conflicts **out, const struct ch_drugs *drugs,
		      const struct ch_shelf *shelf, struct ch_err *err);
void ch_conflicts_free(struct ch_conflicts **c);

/* Fills `level` and `reaction` of an allergy from what happened. */
int ch_conflicts_reaction(const struct ch_conflicts *c, const char *text,
			  size_t n, bool intolerance, struct ch_held *allergy,
			  struct ch_err *err);

/* Which lab the code is a result of, and the unit in which it is compared; NULL.
 * The codes alone: appended with a blank before and after each. */
const char *ch_conflicts_lab(const struct ch_conflicts *c, const char *code,
			     size_t n, const char **unit);
void ch_conflicts_labs(const struct ch_conflicts *c, struct ch_buf *out);

/* One finding. Texts live as long as what was read, `item` and `title` until
 * `each` returns. */
struct ch_conflict {
	const char *kind;	/* drug-pair, duplicate-therapy, allergy,
				   disease, kidney, lab, age */
	enum ch_level level;
	char item[128];		/* the row, and the ingredients: its name */
	char title[160];
	const char *effect, *table, *row, *source, *status;
	const struct ch_held *first, *second;	/* second: NULL for age */
};

typedef int (*ch_each_conflict)(void *ctx, const struct ch_conflict *found,
				struct ch_err *err);

/* Calls `each` with what is found among the `n`, the most serious first; each
 * item once. `today` is a day since 1970. */
int ch_conflicts_find(const struct ch_conflicts *c, const struct ch_held *held,
		      size_t n, int64_t today, ch_each_conflict each,
		      void *ctx, struct ch_err *err);

#endif
