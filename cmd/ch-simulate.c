/* ch-simulate - a made-up population of any size, for practice. */
#include "base/moment.h"
#include "base/text.h"
#include "sim/sim.h"
#include "ui/ui.h"

#define END "2026-06-30"
#define NAME_MAX_BYTES 60

struct options {
	const char *patients, *seed, *to, *end, *site;
	bool csv;
};

static const struct argp_option option[] = {
	{ "patients", 'p', "N", 0, "how many people", 0 },
	{ "seed", 'S', "N", 0,
	  "the same seed makes the same people (default 1)", 0 },
	{ "to", 't', "DIR", 0, "a new or empty directory for the files", 0 },
	{ "csv", 'c', NULL, 0,
	  "write the layout of Synthea's CSV export, not FHIR", 0 },
	{ "end", 'E', "DATE", 0,
	  "the last day of the population (default " END ")", 0 },
	{ "site", 'N', "NAME", 0,
	  "name of the hospital (default Farview Hospital)", 0 },
	{ NULL, 0, NULL, 0, NULL, 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case 'p':
		o->patients = arg;
		return 0;
	case 'S':
		o->seed = arg;
		return 0;
	case 't':
		o->to = arg;
		return 0;
	case 'c':
		o->csv = true;
		return 0;
	case 'E':
		o->end = arg;
		return 0;
	case 'N':
		o->site = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static void progress(void *ctx, int64_t patients, int64_t bytes)
{
	struct ch_ui *ui = ctx;

	ch_ui_progress(ui, "simulating", bytes, -1, patients);
}

static int plan_of(struct ch_ui *ui, const struct options *o,
		   struct ch_sim_plan *plan)
{
	const char *end = o->end ? o->end : END;
	int64_t seed = 1, last;

	if (!o->patients || !o->to)
		return ch_ui_usage(ui, "--patients and --to are needed");
	if (!ch_text_int(o->patients, strlen(o->patients), &plan->patients) ||
	    plan->patients < 1)
		return ch_ui_usage(ui, "--patients: a number from 1 on");
	if (o->seed && !ch_text_int(o->seed, strlen(o->seed), &seed))
		return ch_ui_usage(ui, "--seed: a whole number");
	if (ch_moment_parse(end, strlen(end), &last) ||
	    ch_moment_said(last) < CH_SAID_DAY)
		return ch_ui_usage(ui, "--end: a day, such as " END);
	plan->end = ch_moment_day(last);
	if (plan->end < ch_days_of_civil(1960, 1, 1) ||
	    plan->end > ch_days_of_civil(2200, 1, 1))
		return ch_ui_usage(ui, "--end: a day from 1960 to 2199");
	plan->seed = (uint64_t)seed;
	plan->site = o->site ? o->site : "Farview Hospital";
	if (strlen(plan->site) > NAME_MAX_BYTES ||
	    !ch_text_utf8(plan->site, strlen(plan->site)))
		return ch_ui_usage(ui, "--site: at most %d bytes of UTF-8",
				   NAME_MAX_BYTES);
	for (const char *c = plan->site; *c; c++)
		if ((unsigned char)*c < ' ')
			return ch_ui_usage(ui, "--site: no control characters");
	plan->dir = o->to;
	plan->form = o->csv ? CH_SIM_CSV : CH_SIM_FHIR;
	plan->progress = progress;
	plan->ctx = ui;
	return 0;
}

static struct ch_value whole(int64_t n)
{
	return (struct ch_value){ .i = n, .kind = CH_INT };
}

static int tell(struct ch_ui *ui, const struct ch_sim_plan *plan,
		const struct ch_sim_tally *tally)
{
	const struct ch_cell cell[] = {
		{ "patients", CH_AS_INTEGER, whole(tally->patients) },
		{ "resources", CH_AS_INTEGER, whole(tally->resources) },
		{ "bytes", CH_AS_INTEGER, whole(tally->bytes) },
		{ "seed", CH_AS_INTEGER, whole((int64_t)plan->seed) },
		{ "dir", CH_AS_TEXT,
		  { .s = plan->dir, .n = (uint32_t)strlen(plan->dir),
		    .kind = CH_TEXT } },
	};

	if (ui->quiet) {
		ch_ui_count(ui, "%lld patients, %lld resources",
			    (long long)tally->patients,
			    (long long)tally->resources);
		return 0;
	}
	return ch_ui_cells(ui, "simulation", cell, CH_COUNT(cell));
}

static int run(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct ch_sim_plan plan = { .patients = 0 };
	struct ch_sim_tally tally = { .patients = 0 };
	int code;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "no operands: --to names the "
				   "directory");
	code = plan_of(ui, opt, &plan);
	if (code)
		return code;
	code = ch_sim_run(&plan, &tally, &ui->err);
	ch_ui_progress_end(ui);
	return code ? code : tell(ui, &plan, &tally);
}

static const struct ch_verb verbs[] = {
	{ "", "", "Makes up a population and writes it as a bulk export: for "
	  "practice, tests and benchmarks, never for conclusions. Every "
	  "patient is marked as a test patient", option, parse, 0, run },
	{ NULL, NULL, NULL, NULL, NULL, 0, NULL },
};

int main(int argc, char **argv)
{
	static const struct ch_prog prog = {
		"ch-simulate", "a made-up population of any size", verbs,
		sizeof(struct options)
	};

	return ch_main(&prog, argc, argv);
}
