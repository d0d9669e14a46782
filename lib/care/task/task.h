/* task.h - pieces of work: what state they are in, and the steps they take. */
#ifndef CH_TASK_H
#define CH_TASK_H

#include "store/put.h"

/* How a task stands at a moment: derived, never stored. */
enum ch_task_state {
	CH_TASK_OVER,		/* done, failed, cancelled, rejected, void */
	CH_TASK_SCHEDULED,	/* its start lies ahead, nobody is at it */
	CH_TASK_NO_DEADLINE,
	CH_TASK_DUE,		/* its deadline is not over */
	CH_TASK_OVERDUE,
	CH_TASK_EXPIRED,	/* pointless by now */
};

enum ch_task_state ch_task_state(const struct ch_row *task, int64_t now);
const char *ch_task_state_word(enum ch_task_state state);

/* Calendar days from a deadline to now, in the hub's zone. */
int64_t ch_task_days_late(int64_t due, int64_t now);

/* Whether a status is one of those of which nothing more is to be done. */
bool ch_task_is_over(struct ch_slice status);

/* The evidence that an open task asks for; nothing for others. */
int ch_task_needs(struct ch_store *store, int64_t id, struct ch_buf *out,
		  struct ch_err *err);

/* ---- to whom ---- */

/* A person, or the pool of a role or a team; the texts are borrowed. */
struct ch_task_to {
	int64_t owner;
	const char *role, *team;
};

/* "LOGIN", an id, "role:NAME" or "team:NAME". CH_ENOENT when there is no such
 * person, or they have left. */
int ch_task_to(struct ch_store *store, const char *text,
	       struct ch_task_to *out, struct ch_err *err);

/* Sets owner, role and team. With `again` the task had others before: a pool
 * takes it from its owner, a person takes it out of no pool. */
void ch_task_give(struct ch_row *task, const struct ch_task_to *to,
		  bool again);

/* ---- steps ---- */

struct ch_task_step;

/* claim, assign, start, hold, done, fail, cancel, reopen; NULL for others. */
const struct ch_task_step *ch_task_step(const char *word);
bool ch_task_step_asks_reason(const struct ch_task_step *step);

/* What is said with a step; what was not said is 0 or NULL. */
struct ch_task_how {
	int64_t now;
	struct ch_task_to to;		/* assign */
	const char *reason, *outcome;
	int64_t at;			/* done: when it was */
	int64_t until;			/* hold: until when */
	const char *evidence;		/* done: as ch_evidence_find() reads */
};

/*
 * Takes a task through a step, inside a transaction; `*did` is CH_UNCHANGED
 * when the same person had taken it before. Whoever takes work upon themselves
 * gets a staff record. A refusal is CH_EDATA, or CH_EPERM where somebody else
 * has the task; its message ends with who it was, and `*when` is the time (0:
 * not known), which belongs behind it.
 */
int ch_task_take(struct ch_store *store, const struct ch_task_step *step,
		 const struct ch_task_how *how, int64_t id, enum ch_did *did,
		 int64_t *when, struct ch_err *err);

#endif
