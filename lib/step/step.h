/* step.h - a record takes a step along its lifecycle: what that sets, and who
 * may take it. */
#ifndef CH_STEP_H
#define CH_STEP_H

#include "base/shelf.h"
#include "store/put.h"

struct ch_taking;
struct ch_step_how;

/* Who has the record matters to a step, and who gets it. */
enum {
	CH_OTHERS_NOT = 1,	/* not while somebody else has it */
	CH_OWNER = 2,		/* whoever takes the step has it from then on */
	CH_OWNER_IF_FREE = 4,	/* the same, when nobody has it */
	CH_GIVES = 8,		/* it goes to whom was said */
	CH_STAYS = 16,		/* where the lifecycle has no such step, the
				   record stays as it is, and that is fine */
	CH_REOPENS = 32,	/* taken from what is over */
	CH_OTHERS_MOVE = 64,	/* though OTHERS_NOT, where it moves */
};

/* What a step asks for before it is taken. */
enum {
	CH_ASKS_REASON = 1,	/* why, in a word */
	CH_ASKS_EVIDENCE = 2,	/* what the record's `needs` say */
	CH_ASKS_BECOMES = 4,	/* where it leads, of several ways */
	CH_ASKS_TO = 8,		/* who is told of it */
	CH_ASKS_READ_BACK = 16,	/* what it is about, read back: if said */
};

/* Called with each record that a step wrote, or found so. */
typedef int (*ch_step_did)(void *ctx, const struct ch_type *type, int64_t id,
			   enum ch_did did, struct ch_err *err);

/*
 * One step, as a row of a table. What is zero is not wanted.
 *
 * `word` is the verb, which `lifecycle` knows; `becomes` is where it leads when
 * that lets it choose, or `leads` says it by what was said with the step.
 * `stamps` names a moment that is set when the step is first taken, `clears`
 * fields (with blanks between) that say nothing any more, and `why` the one
 * that keeps the reason ("reason", unless it says otherwise; types without it
 * keep none). `cannot` is said when there is no such step.
 *
 * `sets` fills in what is the step's own, or refuses it; `then` is what hangs
 * on it, such as the tasks of a plan that is closed: called when the record was
 * written, or was so, in the same transaction.
 */
struct ch_step {
	const char *word, *type, *field, *becomes;
	const char *(*leads)(const struct ch_step_how *how);
	unsigned takes, asks;
	const char *stamps, *clears, *why, *cannot;
	int (*sets)(struct ch_taking *t, struct ch_err *err);
	int (*then)(struct ch_taking *t, struct ch_err *err);
};

/* The row of that word, of rows that end without one; NULL. */
const struct ch_step *ch_step_find(const struct ch_step *steps,
				   const char *word);

/* A person, or the pool of a role or a team; the texts are borrowed. */
struct ch_step_to {
	int64_t owner;
	const char *role, *team;
	char doubt[160];	/* what is odd about it; "": nothing */
};

/* "LOGIN", an id, "role:NAME" or "team:NAME". CH_ENOENT when there is no such
 * person, or they have left; a role or team that nobody has is only odd. */
int ch_step_to(struct ch_store *store, const char *text,
	       struct ch_step_to *out, struct ch_err *err);

/* Sets owner, role and team. With `again` the record had others before: a pool
 * takes it from its owner, a person takes it out of no pool. */
void ch_step_give(struct ch_row *row, const struct ch_step_to *to, bool again);

/* What is said with a step; what was not said is 0 or NULL. */
struct ch_step_how {
	int64_t now;
	const struct ch_shelf *shelf;
	int64_t service;		/* the service that it goes to */
	struct ch_step_to to;
	const char *becomes;		/* instead of the step's own */
	const char *reason, *outcome;
	int64_t at;			/* when it was */
	int64_t until;
	const char *evidence;		/* TYPE/ID, or an id */
	const char *read_back;		/* the value of what it is about */
	bool keep;			/* what hangs on it stays as it is */
	bool anyway;			/* though something speaks against it */
};

/* A step while it is being taken: for `sets` and `then`. */
struct ch_taking {
	struct ch_store *store;
	const struct ch_step *step;
	const struct ch_step_how *how;
	struct ch_row was, row;		/* as it is; what changes */
	int column;			/* that the step moves */
	char word[32];			/* what it says; "" when nothing */
	char becomes[32];		/* "" when it stays */
	ch_step_did did;
	void *ctx;
	int64_t *when;
};

/*
 * Takes a record through a step, inside a transaction, and tells `did` of it
 * and of whatever followed: CH_UNCHANGED when the same person had taken it
 * before. Whoever takes work upon themselves gets a staff record. A refusal is
 * CH_EDATA, or CH_EPERM where somebody else has the record; its message ends
 * with who it was, and `*when` is the time (0: not known), which belongs behind
 * it.
 */
int ch_step_take(struct ch_store *store, const struct ch_type *type,
		 const struct ch_step *step, const struct ch_step_how *how,
		 int64_t id, ch_step_did did, void *ctx, int64_t *when,
		 struct ch_err *err);

/* Writes by hand what a verb changes of a record, inside a transaction, and
 * tells `did` of it. `reason`, for the journal, may be NULL. */
int ch_step_write(struct ch_store *store, struct ch_row *row,
		  const char *reason, ch_step_did did, void *ctx,
		  struct ch_err *err);

/* Whether the record's status is one of which nothing more is to be done. */
bool ch_step_is_over(const struct ch_row *row);

#endif
