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

/* A ch_each_finding about s->person: makes the row. */
int ch_safety_tell(void *safety, const struct ch_finding *f,
		   struct ch_err *err);

/* Writes a decision by whoever asks, unless it was the same before. */
int ch_safety_decide(struct ch_safety *s, struct ch_row *row,
		     enum ch_did *did, struct ch_err *err);

#endif
