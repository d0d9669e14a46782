/* ch-report - the numbers that the hub exists for, and the people in them. */
#include "hub/knowing.h"
#include "hub/verb.h"
#include "report/report.h"

#define AT(field) offsetof(struct ch_report_opts, field)

#define PERIOD \
	{ "from", 0, "DATE", "the period's first day (default: the twelve " \
	  "months before this one)", AT(from) }, \
	{ "to", 0, "DATE", "the day after its last", AT(to) }, \
	{ "period", 0, "TEXT", "a month, quarter or year: 2026-10, 2026-Q3, " \
	  "2026", AT(period) }, \
	{ "strict", 0, NULL, "leave out what is not fully known: stays " \
	  "without a known disposition", AT(strict) }, \
	{ "later-counts", 0, NULL, "a planned stay does not end the search " \
	  "for an unplanned one", AT(later) }

static const struct ch_option run_options[] = {
	PERIOD,
	{ "by", 0, "{month|quarter|year|organization|sex|age-band|zip3|"
	  "cohort}", "a number for each group", AT(by) },
	{ "suppress", 0, NULL, "withhold counts of 1 to 10, for output that is "
	  "shared", AT(suppress) },
	{ 0 }
};

static const struct ch_option case_options[] = {
	PERIOD,
	{ "outcome", 0, "{met|missed|pending|excluded}", "only these; missed: "
	  "look at this person", AT(outcome) },
	{ 0 }
};

static const struct ch_option explain_options[] = {
	PERIOD,
	{ 0 }
};

/* What a verb tells, and of how many measures. */
struct telling {
	ch_report_tell *tell;
	bool one;
};

static int run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	const struct telling *t = ui->verb->rows;
	int n = t->one ? 1 : argc;
	struct ch_report r;
	int rc = ch_report_open(ui, store, &r, opt, n, argv);

	if (!rc)
		rc = t->tell(ui, &r, argc - n, argv + n);
	return ch_report_close(ui, &r, rc);
}

static const struct telling numbers = { ch_report_run, false };
static const struct telling cases = { ch_report_cases, false };
static const struct telling reasons = { ch_report_explain, true };

static const struct ch_knowing measures = {
	"measures", "measure-file", "draft",
	"name title sort:kind better version status hash file",
	"name title sort:kind better version status",
};

static const struct ch_verb verbs[] = {
	{ "list", "", "List the measures there are", NULL, CH_READ,
	  "read:knowledge", ch_knowing_list, &measures },
	{ "run", "MEASURE...", "Print the number of each measure, or of all",
	  run_options, CH_READS | CH_KEEP, "read:report", run, &numbers },
	{ "cases", "MEASURE...", "Print the people behind a number",
	  case_options, CH_READS | CH_KEEP | CH_EXIT, "read:chart", run,
	  &cases },
	{ "explain", "MEASURE [ID...|-]", "Say how a measure counts, and why "
	  "somebody counts as they do", explain_options, CH_READS,
	  "read:chart", run, &reasons },
	{ "approve", "MEASURE...", "Say that these measures are right: they "
	  "are drafts no more", NULL, CH_WRITE | CH_DRY, "approve:knowledge",
	  ch_knowing_approve, &measures },
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
