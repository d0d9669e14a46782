/* rule_run.h - rules are run: who is noticed, what is made, what is over. */
#ifndef CH_RULE_RUN_H
#define CH_RULE_RUN_H

#include "base/shelf.h"
#include "step/step.h"
#include "store/rows.h"

/* What one run of a rule came to. */
struct ch_rule_count {
	int64_t fired, again, settled;
	int64_t late;		/* older than the window: not fired */
	int64_t compared;	/* outside the pilot */
	int64_t refused;	/* rows of nobody we know, or that make nothing
				   that can be written */
};

struct ch_rule_job {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	const struct ch_type *makes;	/* only rules that make it; NULL: all */
	char **names;		/* those alone, due or not; n 0: all that are
				   due */
	int n;
	bool whole;		/* all is looked at, not news alone */
	bool past;		/* now was made to mean another time: whole
				   runs, and none of them counts as one */
	ch_step_did did;	/* told of what was written */
	/* Told how each ended; `wrong` NULL: well. `told`: what is to be said
	 * of it was said after the run before. */
	void (*ended)(void *ctx, const char *rule,
		      const struct ch_rule_count *count, const char *wrong,
		      bool told);
	void *ctx;
};

struct ch_rule_runner;

/* Reads the rules and what they stand on. A file that is broken is told of
 * when its turn comes. CH_ENOENT for a name that is none. */
int ch_rule_runner_new(struct ch_rule_runner **out,
		       const struct ch_rule_job *job, struct ch_err *err);
void ch_rule_runner_free(struct ch_rule_runner **runner);

/*
 * Runs the next rule, inside a transaction of its own; CH_END when there is no
 * more. A rule that fails writes nothing but that it did, and stops no other:
 * 0. The same run again finds all as it is.
 */
int ch_rule_runner_next(struct ch_rule_runner *runner, struct ch_err *err);

/* Every attempt of a rule, or of all (NULL), oldest first: `attempt` rows. */
int ch_rule_log(struct ch_store *store, const char *rule, ch_each_row each,
		void *ctx, struct ch_err *err);

#endif
