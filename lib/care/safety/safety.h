/* safety.h - what speaks against a person's medicines, or a test for them, and
 * what somebody decided. */
#ifndef CH_SAFETY_H
#define CH_SAFETY_H

#include "step/step.h"
#include "know/safe.h"
#include "store/rows.h"

/*
 * Begins with the first five, the rest zeroed; ch_safe_free() the tables.
 * `each` hears of every finding, a row of type finding; one that was overridden
 * as it is now names the decision.
 */
struct ch_safety {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	ch_each_row each;
	void *ctx;
	struct ch_safe tables;
	int64_t person;		/* the last, with how many medicines, and how */
	size_t medicines, unknown;	/* many of them no table knows */
	bool added;		/* private */
};

/* The medicines that the person whom `patient` is takes, the most serious
 * finding first. With `added`, a medication that is only thought of, no more
 * than what it has part in: CH_EDATA where no table knows it. CH_ENOENT:
 * nobody. */
int ch_safety_meds(struct ch_safety *s, int64_t patient,
		   const struct ch_row *added, struct ch_err *err);

/* A test on the day of `at`: at most one finding. `what` is a LOINC code or a
 * test of codes/minimum_interval.tsv: CH_ENOENT for others. */
int ch_safety_order(struct ch_safety *s, const char *what, int64_t patient,
		    int64_t at, struct ch_err *err);

/* Writes that a finding is overridden as it is now; `*id` is the decision. */
int ch_safety_override(struct ch_safety *s, const struct ch_row *finding,
		       const char *reason, int64_t *id, enum ch_did *did,
		       struct ch_err *err);

/* The medicines of a person around a stay, and the work of going over them.
 * Begins with `s`, `patient` and `encounter`, the rest zeroed. */
struct ch_reconcile {
	struct ch_safety *s;
	int64_t patient, person;
	int64_t encounter;	/* 0: the last that has ended */
	int64_t until, task;	/* its end, and the task about it */
	bool made;		/* that is there */
	size_t open;		/* lines that nobody decided */
};

/* Makes the task unless it is there, inside a transaction, and has it need that
 * every line is decided. CH_ENOENT: no such stay, or it goes on. */
int ch_reconcile_open(struct ch_reconcile *r, struct ch_err *err);

/* Calls `each` (or nobody) with a decision for every line: as it was decided,
 * or the proposal, and no time. */
int ch_reconcile_lines(struct ch_reconcile *r, ch_each_row each, void *ctx,
		       struct ch_err *err);

/* Writes what was decided about a line that ch_reconcile_lines() gives. */
int ch_reconcile_decide(struct ch_reconcile *r, const struct ch_row *line,
			const char *decision, const char *reason,
			enum ch_did *did, struct ch_err *err);

/* Finishes the task, unless a line is open or it is over; tells `did`. */
int ch_reconcile_close(struct ch_reconcile *r, ch_step_did did, void *ctx,
		       struct ch_err *err);

#endif
