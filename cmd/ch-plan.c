/* ch-plan - care plans: made from templates, run, reviewed, closed. */
#include "plan/plan.h"

enum { OPT_AT = 256, OPT_UNTIL, OPT_FROM, OPT_TO, OPT_NEXT, OPT_AS, OPT_REASON,
       OPT_TEMPLATE, OPT_KEEP_TASKS };

static const struct argp_option apply_options[] = {
	{ "at", OPT_AT, "DATE", 0, "the plan begins on DATE (default: today, "
	  "or the day of the discharge that its template begins with)", 0 },
	{ 0 }
};

static const struct argp_option run_options[] = {
	{ "until", OPT_UNTIL, "DATE", 0, "tasks whose window opens by DATE "
	  "(default: now)", 0 },
	{ 0 }
};

static const struct argp_option diff_options[] = {
	{ "from", OPT_FROM, "DATE", 0, "as it was on DATE (default: as it was "
	  "applied)", 0 },
	{ "to", OPT_TO, "DATE", 0, "as it was on DATE (default: as it is)",
	  0 },
	{ "template", OPT_TEMPLATE, 0, 0, "against what its template would "
	  "make now", 0 },
	{ 0 }
};

static const struct argp_option review_options[] = {
	{ "until", OPT_UNTIL, "DATE", 0, "without ID: plans to be reviewed by "
	  "DATE (default: now)", 0 },
	{ "next", OPT_NEXT, "DATE", 0, "to be reviewed again by DATE (default:"
	  " as the template says)", 0 },
	{ "reason", OPT_REASON, "NAME", 0, "why, for the journal", 0 },
	{ 0 }
};

static const struct argp_option close_options[] = {
	{ "as", OPT_AS, "{completed|revoked}", 0, "how it ends", 0 },
	{ "reason", OPT_REASON, "NAME", 0, "why", 0 },
	{ "keep-tasks", OPT_KEEP_TASKS, 0, 0, "open tasks stay open", 0 },
	{ 0 }
};

static const struct argp_option reason_options[] = {
	{ "reason", OPT_REASON, "NAME", 0, "why", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct ch_plan_opts *o = state->input;
	const char **const text[] = {
		[OPT_AT - OPT_AT] = &o->at,
		[OPT_UNTIL - OPT_AT] = &o->until,
		[OPT_FROM - OPT_AT] = &o->from,
		[OPT_TO - OPT_AT] = &o->to,
		[OPT_NEXT - OPT_AT] = &o->next,
		[OPT_AS - OPT_AT] = &o->as,
		[OPT_REASON - OPT_AT] = &o->reason,
	};

	if (key == OPT_TEMPLATE)
		o->against_template = true;
	else if (key == OPT_KEEP_TASKS)
		o->keep_tasks = true;
	else if (key >= OPT_AT && key <= OPT_REASON)
		*text[key - OPT_AT] = arg;
	else
		return ARGP_ERR_UNKNOWN;
	return 0;
}

#define READS (CH_TAKES_STORE | CH_TAKES_KNOWN)
#define WRITES (CH_TAKES_STORE | CH_TAKES_DRY | CH_TAKES_KEEP)

static const struct ch_verb verbs[] = {
	{ "templates", "", "List the plan templates, and who approved them",
	  NULL, NULL, CH_TAKES_STORE, ch_plan_run_templates },
	{ "check", "FILE...", "Check template files and run their examples",
	  NULL, NULL, 0, ch_plan_run_check },
	{ "approve", "TEMPLATE...", "Approve a template as it is now", NULL,
	  NULL, CH_TAKES_STORE | CH_TAKES_DRY, ch_plan_run_approve },
	{ "apply", "TEMPLATE ID...|-", "Make a plan for each, or find it",
	  apply_options, parse, WRITES, ch_plan_run_apply },
	{ "show", "ID...|-", "Show a plan on a page, with where its patient "
	  "stands", NULL, NULL, READS, ch_plan_run_show },
	{ "edit", "ID|-", "Edit a plan's records, or read them edited", NULL,
	  NULL, WRITES, ch_plan_run_edit },
	{ "diff", "ID", "Tell what changed in a plan", diff_options, parse,
	  CH_TAKES_STORE | CH_TAKES_EXIT, ch_plan_run_diff },
	{ "review", "[ID...|-]", "List the plans to be reviewed, or say that "
	  "some were", review_options, parse, WRITES | CH_TAKES_EXIT,
	  ch_plan_run_review },
	{ "hold", "ID...|-", "Let a plan wait", reason_options, parse, WRITES,
	  ch_plan_run_hold },
	{ "resume", "ID...|-", "Go on with a plan that waited", reason_options,
	  parse, WRITES, ch_plan_run_resume },
	{ "close", "ID...|-", "End a plan, its goals, activities and tasks",
	  close_options, parse, WRITES, ch_plan_run_close },
	{ "run", "[ID...|-]", "Make the tasks whose windows open", run_options,
	  parse, WRITES, ch_plan_run_run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-plan", "care plans: made from templates, run, reviewed", verbs,
	sizeof(struct ch_plan_opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
