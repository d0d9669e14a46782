/* ch-report - the numbers that the hub exists for, and the people in them. */
#include "report/report.h"

enum { OPT_FROM = 256, OPT_TO, OPT_PERIOD, OPT_BY, OPT_OUTCOME, OPT_STRICT,
       OPT_LATER, OPT_SUPPRESS };

#define PERIOD \
	{ "from", OPT_FROM, "DATE", 0, "the period's first day (default: the " \
	  "twelve months before this one)", 0 }, \
	{ "to", OPT_TO, "DATE", 0, "the day after its last", 0 }, \
	{ "period", OPT_PERIOD, "TEXT", 0, "a month, quarter or year: " \
	  "2026-10, 2026-Q3, 2026", 0 }, \
	{ "strict", OPT_STRICT, 0, 0, "leave out what is not fully known: " \
	  "stays without a known disposition", 0 }, \
	{ "later-counts", OPT_LATER, 0, 0, "a planned stay does not end the " \
	  "search for an unplanned one", 0 }

static const struct argp_option run_options[] = {
	PERIOD,
	{ "by", OPT_BY, "{month|quarter|year|organization|sex|age-band|zip3|"
	  "cohort}", 0, "a number for each group", 0 },
	{ "suppress", OPT_SUPPRESS, 0, 0, "withhold counts of 1 to 10, for "
	  "output that is shared", 0 },
	{ 0 }
};

static const struct argp_option case_options[] = {
	PERIOD,
	{ "outcome", OPT_OUTCOME, "{met|missed|pending|excluded}", 0,
	  "only these; missed: look at this person", 0 },
	{ 0 }
};

static const struct argp_option explain_options[] = {
	PERIOD,
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct ch_report_opts *o = state->input;

	switch (key) {
	case OPT_FROM:
		o->from = arg;
		return 0;
	case OPT_TO:
		o->to = arg;
		return 0;
	case OPT_PERIOD:
		o->period = arg;
		return 0;
	case OPT_BY:
		o->by = arg;
		return 0;
	case OPT_OUTCOME:
		o->outcome = arg;
		return 0;
	case OPT_STRICT:
		return !(o->strict = true);
	case OPT_LATER:
		return !(o->later = true);
	case OPT_SUPPRESS:
		return !(o->suppress = true);
	}
	return ARGP_ERR_UNKNOWN;
}

static int run_list(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	(void)opt, (void)argv;
	if (argc)
		return ch_ui_usage(ui, "list takes no operands");
	return ch_report_list(ui);
}

static int run_run(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct ch_report r;
	int rc = ch_report_open(ui, &r, opt, argc, argv);

	if (!rc)
		rc = ch_report_run(ui, &r);
	return ch_report_close(ui, &r, rc);
}

static int run_cases(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct ch_report r;
	int rc = ch_report_open(ui, &r, opt, argc, argv);

	if (!rc)
		rc = ch_report_cases(ui, &r);
	return ch_report_close(ui, &r, rc);
}

static int run_explain(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct ch_report r;
	int rc = ch_report_open(ui, &r, opt, argc ? 1 : 0, argv);

	if (!rc)
		rc = ch_report_explain(ui, &r, argc - 1, argv + 1);
	return ch_report_close(ui, &r, rc);
}

static int run_approve(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	(void)opt;
	return ch_report_approve(ui, argc, argv);
}

#define READS (CH_TAKES_STORE | CH_TAKES_KNOWN)

static const struct ch_verb verbs[] = {
	{ "list", "", "List the measures there are", NULL, NULL,
	  CH_TAKES_STORE, run_list },
	{ "run", "MEASURE...", "Print the number of each measure, or of all",
	  run_options, parse, READS | CH_TAKES_KEEP, run_run },
	{ "cases", "MEASURE...", "Print the people behind a number",
	  case_options, parse, READS | CH_TAKES_KEEP | CH_TAKES_EXIT,
	  run_cases },
	{ "explain", "MEASURE [ID...|-]", "Say how a measure counts, and why "
	  "somebody counts as they do", explain_options, parse, READS,
	  run_explain },
	{ "approve", "MEASURE...", "Say that these measures are right: they "
	  "are drafts no more", NULL, NULL, CH_TAKES_STORE | CH_TAKES_DRY,
	  run_approve },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-report", "numbers, and the people in them", verbs,
	sizeof(struct ch_report_opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
