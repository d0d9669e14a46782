/* worklist.h - which tasks wait, in the order in which to do them. */
#ifndef CH_WORKLIST_H
#define CH_WORKLIST_H

#include "store/rows.h"

/*
 * What is asked for; zeroed, with `now`, it is every task that is not over and
 * whose start does not lie ahead, but for those that forbid something, and for
 * patients' own that nobody has: these are listed by role, or for a patient.
 * Texts are borrowed.
 */
struct ch_worklist {
	int64_t now;
	bool mine;		/* `owner` counts, also where it is 0: nobody */
	int64_t owner;
	const char *role, *team, *kind;
	int64_t patient;	/* also other records of that person */
	int64_t due;		/* due by then; a day: by its end */
	bool overdue, unassigned;
	bool died;		/* of people who died */
	const char *status;	/* only these, also where they are over */
	bool ahead;		/* also those whose start lies ahead */
	bool all;		/* also those that are over, or lie ahead */
};

/*
 * Calls `each` with the tasks: those overdue by priority, then by due; the
 * others by due; those on hold; those without a deadline; those that are over.
 */
int ch_worklist_read(struct ch_store *store, const struct ch_worklist *list,
		     ch_each_row each, void *ctx, struct ch_err *err);

/* What it asks, from FROM on, for tests of its plan. */
int ch_worklist_sql(struct ch_buf *sql, const struct ch_worklist *list,
		    struct ch_err *err);

/* ---- who has how much ---- */

/* A person's tasks, or those that wait in a role's or team's pool. Counts what
 * the list shows: not over, not ahead; `died` of people who died.
 * Borrowed until the next. */
struct ch_workload {
	int64_t staff;			/* 0: a pool */
	struct ch_slice login;
	struct ch_slice role, team;	/* a person's role; the pool's */
	int64_t open, today, overdue, held, died;
	int64_t oldest;			/* when the oldest was made; 0: none */
	int64_t away_from, away_until, cover;	/* while they are away */
};

/* Calls `each` for people, those with the most overdue first, then for pools;
 * with `role` only for that role's. */
int ch_workload_read(struct ch_store *store, const char *role, int64_t now,
		     int (*each)(void *ctx, const struct ch_workload *load,
				 struct ch_err *err),
		     void *ctx, struct ch_err *err);

#endif
