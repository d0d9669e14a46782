/* writer.h - what happens to made-up people, told to a form of writing. */
#ifndef CH_SIM_WRITER_H
#define CH_SIM_WRITER_H

#include "sim/out.h"
#include "sim/person.h"
#include "sim/sim.h"

/* A visit or stay. Times are instants in seconds. */
struct ch_sim_visit {
	struct ch_sim_uuid id, appointment;
	const struct ch_sim_person *who;
	enum ch_sim_kind kind;
	int64_t at, until;
	const struct ch_sim_code *reason;	/* may be NULL */
	const char *disposition;		/* of a stay; else NULL */
	int doctor, place;
	bool booked;				/* `appointment` is one */
};

enum ch_sim_record {
	CH_SIM_R_SITE, CH_SIM_R_PATIENT, CH_SIM_R_VISIT, CH_SIM_R_PROBLEM,
	CH_SIM_R_NUMBER, CH_SIM_R_PRESSURE, CH_SIM_R_ANSWER, CH_SIM_R_DRUG,
	CH_SIM_R_ALLERGY, CH_SIM_R_DONE, CH_SIM_R_SHOT, CH_SIM_R_CARE,
	CH_SIM_R_APPOINTMENT, CH_SIM_R_REFERRAL, CH_SIM_R_REPORT,
	CH_SIM_RECORDS
};

/* One thing to be written; which members mean something depends on the
 * record. Everything is borrowed for the call. */
struct ch_sim_fact {
	struct ch_sim_uuid id, second, third;	/* CARE: plan, team, goal */
	const struct ch_sim_site *site;
	const struct ch_sim_person *who;
	const struct ch_sim_visit *visit;	/* where; may be NULL */
	const struct ch_sim_code *what;
	const struct ch_sim_code *why;		/* reason or answer; or NULL */
	int64_t at, until, made;		/* until 0: goes on */
	const char *status, *words;
	enum ch_sim_analyte analyte;
	int value, second_value;		/* as the analyte is scaled */
	const struct ch_sim_care *care;
	const struct ch_sim_uuid *part;		/* REPORT: its results */
	int parts, doctor, place;
};

/* A form of writing: a function for each record that it has, and its files. */
struct ch_sim_writer {
	struct ch_sim_out out;
	struct ch_sim_file *file[CH_SIM_FILES];
	void (*put[CH_SIM_RECORDS])(struct ch_sim_writer *w,
				    const struct ch_sim_fact *f);
	struct ch_sim_shape *shape;	/* the FHIR writer's, or NULL */
};

static inline void ch_sim_put(struct ch_sim_writer *w,
			      enum ch_sim_record record,
			      const struct ch_sim_fact *f)
{
	if (w->put[record])
		w->put[record](w, f);
}

/* Set up a writer whose directory is open: names the functions and makes the
 * files. 0, or the failure. */
int ch_sim_fhir(struct ch_sim_writer *w, struct ch_err *err);
int ch_sim_csv(struct ch_sim_writer *w, struct ch_err *err);

/* Frees what a writer keeps beside its files. */
void ch_sim_fhir_free(struct ch_sim_writer *w);

/* Tells a whole life. */
void ch_sim_live(struct ch_sim_writer *w, struct ch_sim_person *p);

#endif
