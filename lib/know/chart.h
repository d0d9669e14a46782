/* chart.h - what of a person's chart is held against the tables. */
#ifndef CH_CHART_H
#define CH_CHART_H

#include "know/drugs.h"
#include "know/level.h"

enum ch_held_as { CH_HELD_MEDICINE, CH_HELD_ALLERGY, CH_HELD_PROBLEM,
		  CH_HELD_RESULT };

#define CH_HELD_CODES 4

/* One thing of it. Texts are borrowed. */
struct ch_held {
	enum ch_held_as as;
	int64_t id;		/* of the record; 0: there is none yet */
	int64_t basis;		/* a hash of what matters about it */
	struct ch_drug_set set;		/* medicine, allergy */
	int64_t day, since;	/* medicine: ordered, and first ordered; days */
	int64_t who;		/* medicine: a hash of its prescriber; 0: not
				   said */
	bool as_needed;		/* medicine */
	enum ch_level level;	/* allergy: how serious the reaction was */
	char reaction[160];	/* allergy: its words (ch_drugs_words) */
	char code[CH_HELD_CODES][12];	/* problem: ICD-10-CM, without dots */
	const char *lab;	/* result: of codes/drug_lab.tsv; "age" */
	double value;		/* result */
	bool understood;	/* result: it is in the lab's unit */
};

/* All of it; begins with `drugs`, the rest zeroed. */
struct ch_chart {
	const struct ch_drugs *drugs;
	struct ch_held *v;
	size_t n, room;
};

/* A new thing, zeroed but for `as` and `id`; it moves when the next is added.
 * NULL without memory. */
struct ch_held *ch_chart_add(struct ch_chart *chart, enum ch_held_as as,
			     int64_t id);
/* That of the record; NULL. */
struct ch_held *ch_chart_find(const struct ch_chart *chart, int64_t id);
void ch_chart_free(struct ch_chart *chart);

/* What one coding says: the ingredients by RxCUI and by the name, or the
 * ICD-10-CM code of a problem. What is not there is s == NULL. */
int ch_chart_coded(const struct ch_chart *chart, struct ch_held *h,
		   struct ch_slice system, struct ch_slice code,
		   struct ch_slice name, struct ch_err *err);

/* Mixes a text into the hash of what matters. */
void ch_held_mix(struct ch_held *h, struct ch_slice text);

/* A result; it takes the place of an earlier one of its lab. `wanted` is the
 * lab's unit; "" for what has none. */
int ch_chart_result(struct ch_chart *chart, int64_t id, const char *lab,
		    const char *wanted, struct ch_slice unit, double value,
		    struct ch_err *err);

#endif
