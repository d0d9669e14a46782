/* sim.c - makes a population, one person after the other, and forgets each. */
#include <limits.h>

#include "sim/odd.h"
#include "sim/sim.h"
#include "sim/writer.h"

#define EVERY 100	/* patients between two calls of progress */

static int64_t bytes_of(const struct ch_sim_out *o)
{
	int64_t n = 0;

	for (int i = 0; i < o->n; i++)
		n += o->file[i].bytes + (o->file[i].p - o->file[i].buf);
	return n;
}

static void count(const struct ch_sim_out *o, struct ch_sim_tally *tally)
{
	tally->bytes += bytes_of(o);
	for (int i = 0; i < o->n; i++)
		tally->resources += o->file[i].records;
}

static void people(struct ch_sim_writer *w, const struct ch_sim_plan *plan,
		   const struct ch_sim_site *site)
{
	struct ch_sim_person p;
	struct ch_sim_fact hospital = { .site = site };

	hospital.at = ch_sim_at(plan->end, 0);
	ch_sim_put(w, CH_SIM_R_SITE, &hospital);
	for (int64_t k = 1; k <= plan->patients && !w->out.code; k++) {
		ch_sim_person_make(&p, site, plan->seed, k);
		ch_sim_live(w, &p);
		if (plan->progress && k % EVERY == 0)
			plan->progress(plan->ctx, k, bytes_of(&w->out));
	}
}

/* The odd stories of a night, into a file of their own. */
static void stories(struct ch_sim_out *o, const struct ch_sim_plan *plan,
		    const struct ch_sim_site *site, int night)
{
	struct ch_sim_file *f = ch_sim_file(o, "Odd.ndjson");

	if (f)
		ch_sim_odd_night(o, f, site, plan->seed, plan->patients, night);
}

/* The people, and those of the first night where there are two. */
static int first(const struct ch_sim_plan *plan, const char *dir,
		 const struct ch_sim_site *site, struct ch_sim_tally *tally,
		 struct ch_err *err)
{
	struct ch_sim_writer w = { .shape = NULL };
	int code = ch_sim_open(&w.out, dir, err);

	if (!code)
		code = plan->form == CH_SIM_CSV ? ch_sim_csv(&w, err) :
		       ch_sim_fhir(&w, err);
	if (!code) {
		people(&w, plan, site);
		if (plan->form == CH_SIM_ODD)
			stories(&w.out, plan, site, 1);
		count(&w.out, tally);
	}
	ch_sim_fhir_free(&w);
	if (ch_sim_close(&w.out, code ? NULL : err) && !code)
		code = w.out.code;
	return code;
}

static int second(const struct ch_sim_plan *plan, const char *dir,
		  const struct ch_sim_site *site, struct ch_sim_tally *tally,
		  struct ch_err *err)
{
	struct ch_sim_out o;
	int code = ch_sim_open(&o, dir, err);

	if (code)
		return code;
	stories(&o, plan, site, 2);
	count(&o, tally);
	return ch_sim_close(&o, err);
}

static int nights(const struct ch_sim_plan *plan,
		  const struct ch_sim_site *site, struct ch_sim_tally *tally,
		  struct ch_err *err)
{
	struct ch_sim_out all;
	char dir[PATH_MAX];
	int code = ch_sim_open(&all, plan->dir, err);

	if (code)
		return code;
	snprintf(dir, sizeof(dir), "%s/night-1", plan->dir);
	code = first(plan, dir, site, tally, err);
	snprintf(dir, sizeof(dir), "%s/night-2", plan->dir);
	if (!code)
		code = second(plan, dir, site, tally, err);
	ch_sim_close(&all, NULL);
	return code;
}

int ch_sim_run(const struct ch_sim_plan *plan, struct ch_sim_tally *tally,
	       struct ch_err *err)
{
	struct ch_sim_site site;

	*tally = (struct ch_sim_tally){ .patients = plan->patients };
	ch_sim_site_make(&site, plan->seed, plan->site, plan->end);
	return plan->form == CH_SIM_ODD ? nights(plan, &site, tally, err) :
	       first(plan, plan->dir, &site, tally, err);
}
