/* life.h - a life being told: what the parts of the telling share. */
#ifndef CH_SIM_LIFE_H
#define CH_SIM_LIFE_H

#include "sim/agenda.h"
#include "sim/writer.h"

struct ch_sim_life {
	struct ch_sim_writer *w;
	struct ch_sim_person *p;
	struct ch_sim_agenda agenda;
	int64_t end;			/* instant after the last day */
	int64_t busy;			/* until when they are on a ward */
	/* when each was last told, measured or given; 0: never */
	int64_t ill[CH_SIM_ILLS], drug[CH_SIM_ILLS], care[CH_SIM_ILLS];
	int64_t basic, blood, lipids, a1c, screened, flu, measured;
	int shots;			/* children's shots told so far */
};

/* fact.c: a fact about this person with an id of its own. */
struct ch_sim_fact ch_sim_fact(struct ch_sim_life *l,
			       const struct ch_sim_visit *v, int64_t at);

/* clinic.c: what is done at visits of every kind. `strain` as in body.h. */
void ch_sim_problems(struct ch_sim_life *l, const struct ch_sim_visit *v);
void ch_sim_complaint(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      const struct ch_sim_acute *a);
void ch_sim_vitals(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   int64_t at, double strain);
void ch_sim_basic_panel(struct ch_sim_life *l, const struct ch_sim_visit *v,
			int64_t at, double strain);
void ch_sim_blood_count(struct ch_sim_life *l, const struct ch_sim_visit *v,
			int64_t at, double strain);
void ch_sim_lipid_panel(struct ch_sim_life *l,
			const struct ch_sim_visit *v);
void ch_sim_single(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   enum ch_sim_analyte a, int64_t at, double strain);
void ch_sim_procedure(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      enum ch_sim_done done, int64_t at);
void ch_sim_drug_order(struct ch_sim_life *l, const struct ch_sim_visit *v,
		       const struct ch_sim_drug *d,
		       const struct ch_sim_code *why, int days);

/* visit.c: a planned visit, `about` a disease or -1. */
void ch_sim_clinic(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   int about);

/* ward.c: emergencies and stays. */
void ch_sim_emergency(struct ch_sim_life *l, const struct ch_sim_event *e);
void ch_sim_stay(struct ch_sim_life *l, const struct ch_sim_event *e);

/* prevent.c: vaccines, screening, social needs, care plans. */
void ch_sim_shots(struct ch_sim_life *l, const struct ch_sim_visit *v);
void ch_sim_screening(struct ch_sim_life *l, const struct ch_sim_visit *v);
void ch_sim_care_plan(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      enum ch_sim_ill ill);
void ch_sim_allergies(struct ch_sim_life *l);

#endif
