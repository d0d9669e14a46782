/* ch-simulate - a made-up population of any size, for practice. */
#include "base/moment.h"
#include "base/text.h"
#include "sim/sim.h"
#include "hub/verb.h"

#define END "2026-06-30"
#define NAME_MAX_BYTES 60

struct opts {
	struct ch_given patients;
	const char *seed, *to, *end, *site;
	bool csv, odd;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option options[] = {
	{ "patients", 'p', "N", "how many people", AT(patients) },
	{ "seed", 'S', "SEED", "the same seed makes the same people (default "
	  "1)", AT(seed) },
	{ "to", 't', "DIR", "a new or empty directory for the files", AT(to) },
	{ "csv", 'c', NULL, "write the layout of Synthea's CSV export, not "
	  "FHIR", AT(csv) },
	{ "odd", 'O', NULL, "also odd people, and a second night", AT(odd) },
	{ "end", 'E', "DAY", "the last day of the population (default "
	  "2026-06-30)", AT(end) },
	{ "site", 'N', "NAME", "name of the hospital (default Farview "
	  "Hospital)", AT(site) },
	{ 0 }
};

static void progress(void *ctx, int64_t patients, int64_t bytes)
{
	struct ch_ui *ui = ctx;

	ch_ui_progress(ui, "simulating", bytes, -1, patients);
}

static int plan_of(struct ch_ui *ui, const struct opts *o,
		   struct ch_sim_plan *plan)
{
	const char *end = o->end ? o->end : END;
	int64_t seed = 1, last;

	if (!o->patients.text || !o->to)
		return ch_ui_usage(ui, "--patients and --to are needed");
	plan->patients = o->patients.v;
	if (plan->patients < 1)
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
	if (o->odd && o->csv)
		return ch_ui_usage(ui, "--odd is of FHIR, not of --csv");
	plan->dir = o->to;
	plan->form = o->odd ? CH_SIM_ODD : o->csv ? CH_SIM_CSV : CH_SIM_FHIR;
	plan->progress = progress;
	plan->ctx = ui;
	return 0;
}

static int tell(struct ch_ui *ui, const struct ch_sim_plan *plan,
		const struct ch_sim_tally *tally)
{
	const struct ch_cell cell[] = {
		ch_cell_int("patients", tally->patients),
		ch_cell_int("resources", tally->resources),
		ch_cell_int("bytes", tally->bytes),
		ch_cell_int("seed", (int64_t)plan->seed),
		ch_cell_text("dir", plan->dir),
	};

	if (ui->quiet) {
		ch_ui_count(ui, "%lld patients, %lld resources",
			    (long long)tally->patients,
			    (long long)tally->resources);
		return 0;
	}
	return ch_ui_cells(ui, "simulation", cell, CH_COUNT(cell));
}

static int run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	struct ch_sim_plan plan = { .patients = 0 };
	struct ch_sim_tally tally = { .patients = 0 };
	int code = plan_of(ui, opt, &plan);

	(void)store, (void)argc, (void)argv;
	if (code)
		return code;
	code = ch_sim_run(&plan, &tally, &ui->err);
	ch_ui_progress_end(ui);
	return code ? code : tell(ui, &plan, &tally);
}

static const struct ch_verb verbs[] = {
	{ "", "", "Makes up a population and writes it as a bulk export: for "
	  "practice, tests and benchmarks, never for conclusions. Every "
	  "patient is marked as a test patient", options, 0, NULL, run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-simulate", "a made-up population of any size", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
