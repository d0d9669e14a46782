/* plans.h - the verbs of ch-plan, and what they share. */
#ifndef CH_PLANS_H
#define CH_PLANS_H

#include "care/plan/plan.h"
#include "hub/made.h"
#include "hub/records.h"
#include "hub/stepping.h"

struct ch_plan_opts {
	struct ch_step_opts step;
	struct ch_given at, until, from, to, next;
	bool against_template, unseen;
	const char *below, *above, *most, *least, *by;
};

/* Each is a verb's `run`. */
int ch_plans_apply(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv);
int ch_plans_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv);
int ch_plans_edit(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv);
int ch_plans_diff(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv);
int ch_plans_ack(struct ch_ui *ui, struct ch_store *store, void *opt,
		 int argc, char **argv);
int ch_plans_goal(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv);
int ch_plans_review(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv);
int ch_plans_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv);

#endif
