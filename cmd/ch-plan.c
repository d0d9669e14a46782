/* ch-plan - care plans: made from templates, run, reviewed, closed. */
#include "care/plan/plan_change.h"
#include "hub/knowing.h"
#include "hub/verb.h"
#include "plan/plans.h"

#define AT(field) offsetof(struct ch_plan_opts, field)

static const struct ch_option apply_options[] = {
	{ "at", 0, "DATE", "the plan begins on DATE (default: today, or the "
	  "day of the discharge that its template begins with)", AT(at) },
	{ 0 }
};

static const struct ch_option run_options[] = {
	{ "until", 0, "DATE", "tasks whose window opens by DATE (default: now)",
	  AT(until) },
	{ 0 }
};

static const struct ch_option diff_options[] = {
	{ "from", 0, "DATE", "as it was on DATE (default: as it was applied)",
	  AT(from) },
	{ "to", 0, "DATE", "as it was on DATE (default: as it is)", AT(to) },
	{ "unseen", 0, NULL, "since you acknowledged it last", AT(unseen) },
	{ "by", 0, "NAME", "since this login acknowledged it last", AT(by) },
	{ "template", 0, NULL, "against what its template would make now",
	  AT(against_template) },
	{ 0 }
};

static const struct ch_option review_options[] = {
	{ "until", 0, "DATE", "without ID: plans to be reviewed by DATE "
	  "(default: now)", AT(until) },
	{ "next", 0, "DATE", "to be reviewed again by DATE (default: as the "
	  "template says)", AT(next) },
	{ "reason", 0, "NAME", "why, for the journal", AT(step.reason) },
	{ 0 }
};

static const struct ch_option goal_options[] = {
	{ "below", 0, "TEXT", "reached below it", AT(below) },
	{ "above", 0, "TEXT", "reached above it", AT(above) },
	{ "at-most", 0, "TEXT", "reached by it, or less", AT(most) },
	{ "at-least", 0, "TEXT", "reached by it, or more", AT(least) },
	{ 0 }
};

static const struct ch_option close_options[] = {
	{ "as", 0, "{completed|revoked}", "how it ends", AT(step.as) },
	{ "reason", 0, "NAME", "why", AT(step.reason) },
	{ "keep-tasks", 0, NULL, "open tasks stay open", AT(step.keep) },
	{ 0 }
};

static const struct ch_option reason_options[] = {
	{ "reason", 0, "NAME", "why", AT(step.reason) },
	{ 0 }
};

static const struct ch_knowing templates = {
	"plans", "template", "DRAFT",
	"name title version status by at hash file",
	"name title version status by at file", .files = true,
};

static const struct ch_verb verbs[] = {
	{ "templates", "", "List the plan templates, and who approved them",
	  NULL, CH_READ, "read:knowledge", ch_knowing_list, &templates },
	{ "check", "FILE...", "Check template files and run their examples",
	  NULL, 0, NULL, ch_knowing_check, &templates },
	{ "approve", "TEMPLATE...", "Approve a template as it is now", NULL,
	  CH_WRITE | CH_DRY, "approve:knowledge", ch_knowing_approve,
	  &templates },
	{ "apply", "TEMPLATE ID...|-", "Make a plan for each, or find it",
	  apply_options, CH_WRITES, "write:plan", ch_plans_apply },
	{ "show", "ID...|-", "Show a plan on a page, with where its patient "
	  "stands", NULL, CH_READS, "read:plan", ch_plans_show },
	{ "edit", "ID|-", "Edit a plan's records, or read them edited", NULL,
	  CH_WRITES, "write:plan", ch_plans_edit },
	{ "goal", "ID NAME", "Give a plan's goal another end", goal_options,
	  CH_WRITE | CH_DRY, "write:plan", ch_plans_goal },
	{ "diff", "ID", "Tell what changed in a plan", diff_options,
	  CH_READ | CH_EXIT, "read:plan", ch_plans_diff },
	{ "ack", "ID...|-", "Say that you have seen a plan as it is", NULL,
	  CH_WRITES, "write:plan", ch_plans_ack },
	{ "review", "[ID...|-]", "List the plans to be reviewed, or say that "
	  "some were", review_options, CH_READ | CH_WRITES | CH_EXIT,
	  "write:plan", ch_plans_review },
	{ "hold", "ID...|-", "Let a plan wait", reason_options, CH_WRITES,
	  "write:plan", ch_step_run, ch_plan_steps },
	{ "resume", "ID...|-", "Go on with a plan that waited", reason_options,
	  CH_WRITES, "write:plan", ch_step_run, ch_plan_steps },
	{ "close", "ID...|-", "End a plan, its goals, activities and tasks",
	  close_options, CH_WRITES, "write:plan", ch_step_run, ch_plan_steps },
	{ "run", "[ID...|-]", "Make the tasks whose windows open", run_options,
	  CH_WRITES, "write:task", ch_plans_run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-plan", "care plans: made from templates, run, reviewed", verbs,
	sizeof(struct ch_plan_opts), .type = "plan", .by_person = true
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
