/* plan.h - the verbs of ch-plan, and what they share. */
#ifndef CH_HUB_PLAN_H
#define CH_HUB_PLAN_H

#include "care/plan/plan.h"
#include "hub/made.h"

struct ch_plan_opts {
	const char *at, *until, *from, *to, *next, *as, *reason;
	bool against_template, keep_tasks;
};

/* Each is a verb's `run`. */
int ch_plan_run_templates(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_check(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_approve(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_apply(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_show(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_edit(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_diff(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_review(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_close(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_hold(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_resume(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_plan_run_run(struct ch_ui *ui, void *opt, int argc, char **argv);

/*
 * The plans that operands and records on standard input name, each once: a
 * plan by id, a record of a plan or that has a `plan`, or a patient: then
 * their plans that are not over.
 */
int ch_plans_read(struct ch_ui *ui, struct ch_store *store, int argc,
		  char **argv, struct ch_plan_list *out);

/* For ch_made_run(): adds what was done to struct ch_made `ctx`. */
int ch_plan_note(void *ctx, const struct ch_type *type, int64_t id,
		 enum ch_did did, struct ch_err *err);

/* Columns that serve all the records of plans. */
extern const char ch_plan_columns[];

/* Under -k: says what is left out, and that something was. True when the work
 * goes on. */
bool ch_plan_leave_out(struct ch_ui *ui, int rc, bool *left_out);

#endif
