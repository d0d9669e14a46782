/* sim.h - a made-up population, written as a bulk export of any size. */
#ifndef CH_SIM_H
#define CH_SIM_H

#include "base/base.h"

/* ODD: FHIR of two nights, in `dir`/night-1 and `dir`/night-2, with people to
 * whom odd things happen (sim/odd.h) beside the others. */
enum ch_sim_form { CH_SIM_FHIR, CH_SIM_CSV, CH_SIM_ODD };

/*
 * What to make. The same plan makes the same bytes anywhere and at any time:
 * nothing depends on the clock, and patient k depends on `seed`, `end` and k
 * alone, not on how many there are or on the form they are written in.
 */
struct ch_sim_plan {
	int64_t patients;
	uint64_t seed;
	int64_t end;		/* last day of the population, since 1970 */
	const char *site;	/* name of the hospital; borrowed */
	const char *dir;	/* an empty or a new directory; borrowed */
	enum ch_sim_form form;
	/* Called after each hundred patients; may be NULL. */
	void (*progress)(void *ctx, int64_t patients, int64_t bytes);
	void *ctx;
};

struct ch_sim_tally {
	int64_t patients, resources, bytes;
};

/*
 * Makes the population: one file for each resource type (FHIR) or kind of
 * record (CSV), in constant memory. 0, CH_ECREATE when `dir` is not empty or
 * cannot be written, CH_EIO, CH_ENOMEM.
 */
int ch_sim_run(const struct ch_sim_plan *plan, struct ch_sim_tally *tally,
	       struct ch_err *err);

#endif
