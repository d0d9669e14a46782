/* sim.c - makes a population, one person after the other, and forgets each. */
#include "sim/sim.h"
#include "sim/writer.h"

#define EVERY 100	/* patients between two calls of progress */

static int64_t bytes_of(const struct ch_sim_writer *w)
{
	int64_t n = 0;

	for (int i = 0; i < w->out.n; i++)
		n += w->out.file[i].bytes +
		     (w->out.file[i].p - w->out.file[i].buf);
	return n;
}

static void count(const struct ch_sim_writer *w, int64_t patients,
		  struct ch_sim_tally *tally)
{
	tally->patients = patients;
	tally->bytes = bytes_of(w);
	tally->resources = 0;
	for (int i = 0; i < w->out.n; i++)
		tally->resources += w->out.file[i].records;
}

static void people(struct ch_sim_writer *w, const struct ch_sim_plan *plan)
{
	struct ch_sim_site site;
	struct ch_sim_person p;
	struct ch_sim_fact hospital = { .site = &site };

	ch_sim_site_make(&site, plan->seed, plan->site, plan->end);
	hospital.at = ch_sim_at(plan->end, 0);
	ch_sim_put(w, CH_SIM_R_SITE, &hospital);
	for (int64_t k = 1; k <= plan->patients && !w->out.code; k++) {
		ch_sim_person_make(&p, &site, plan->seed, k);
		ch_sim_live(w, &p);
		if (plan->progress && k % EVERY == 0)
			plan->progress(plan->ctx, k, bytes_of(w));
	}
}

int ch_sim_run(const struct ch_sim_plan *plan, struct ch_sim_tally *tally,
	       struct ch_err *err)
{
	struct ch_sim_writer w = { .shape = NULL };
	int code = ch_sim_open(&w.out, plan->dir, err);

	if (!code)
		code = plan->form == CH_SIM_FHIR ? ch_sim_fhir(&w, err) :
		       ch_sim_csv(&w, err);
	if (!code) {
		people(&w, plan);
		count(&w, plan->patients, tally);
	}
	ch_sim_fhir_free(&w);
	if (ch_sim_close(&w.out, code ? NULL : err) && !code)
		code = w.out.code;
	return code;
}
