/* safety_in.h - what the parts of safety share. */
#ifndef CH_SAFETY_IN_H
#define CH_SAFETY_IN_H

#include "care/safety/safety.h"

/* The patient records of the person $1. */
#define CH_MINE "(SELECT p.id FROM patient p WHERE p.person = $1)"

/* Adds a record to the chart. */
int ch_safety_hold(struct ch_safety *s, struct ch_chart *chart,
		   enum ch_held_as as, const struct ch_row *row,
		   struct ch_err *err);

/* Fills the chart with what the person has; ch_chart_free() it. */
int ch_safety_chart(struct ch_safety *s, int64_t person,
		    struct ch_chart *chart, struct ch_err *err);

/* Whom findings are about, and who hears of them. */
struct ch_telling {
	struct ch_safety *s;
	int64_t person;
	bool added;		/* only what is about no record yet */
	ch_each_row each;
	void *ctx;
};

/* A ch_each_finding: makes the row, with the decision that overrides it. */
int ch_safety_tell(void *telling, const struct ch_finding *f,
		   struct ch_err *err);

/* Writes a decision by whoever asks, unless it was the same before. */
int ch_safety_decide(struct ch_safety *s, struct ch_row *row,
		     enum ch_did *did, struct ch_err *err);

#endif
