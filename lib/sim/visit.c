/* visit.c - a planned visit: what is looked at, and what is due. */
#include "sim/life.h"

static bool due(int64_t last, int64_t at, int days)
{
	return !last || at - last >= (int64_t)days * CH_SIM_DAY;
}

/* What chronic disease and age ask for. */
static void usual_labs(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	struct ch_sim_person *p = l->p;
	int64_t day = ch_sim_day(v->at), at = v->at + 600;
	int age = ch_sim_age(p, day);
	bool close = ch_sim_has(p, CH_SIM_HEART_FAILURE, day) ||
		     ch_sim_has(p, CH_SIM_CKD, day);
	bool pressure = ch_sim_has(p, CH_SIM_HYPERTENSION, day);
	bool sugar = ch_sim_has(p, CH_SIM_DIABETES, day);

	if (due(l->basic, v->at, close ? 80 : pressure || sugar ? 170 : 700) &&
	    (age >= 40 || close || pressure || sugar))
		ch_sim_basic_panel(l, v, at, 0);
	if (due(l->blood, v->at, close ? 80 : 170) && age >= 18)
		ch_sim_blood_count(l, v, at, 0);
	if (due(l->lipids, v->at, 360) && age >= 35)
		ch_sim_lipid_panel(l, v);
	if (sugar && due(l->a1c, v->at, 85)) {
		ch_sim_single(l, v, CH_SIM_A1C, at, 0);
		ch_sim_single(l, v, CH_SIM_ALBUMIN_RATIO, at, 0);
		l->a1c = v->at;
	}
	if (ch_sim_has(p, CH_SIM_ATRIAL_FIBRILLATION, day))
		ch_sim_single(l, v, CH_SIM_INR, at, 0);
	if (ch_sim_has(p, CH_SIM_HEART_FAILURE, day))
		ch_sim_single(l, v, CH_SIM_NTPROBNP, at, 0);
	if (ch_sim_has(p, CH_SIM_DEPRESSION, day))
		ch_sim_single(l, v, CH_SIM_PHQ9, v->at + 300, 0);
}

void ch_sim_clinic(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   int about)
{
	struct ch_sim_rng *dice = &l->p->dice;

	ch_sim_problems(l, v);
	if (v->kind != CH_SIM_VIDEO) {
		ch_sim_vitals(l, v, v->at + 300, 0);
		usual_labs(l, v);
		ch_sim_shots(l, v);
	}
	if (v->kind == CH_SIM_WELLNESS || v->kind == CH_SIM_CHILD)
		ch_sim_screening(l, v);
	if (about < 0)
		return;
	if (ch_sim_chance(dice, 0.3))
		ch_sim_procedure(l, v, CH_SIM_RECONCILE, v->at + 600);
	if ((about == CH_SIM_COPD || about == CH_SIM_ASTHMA) &&
	    ch_sim_chance(dice, 0.25))
		ch_sim_procedure(l, v, CH_SIM_SPIROMETRY, v->at + 900);
	if (about == CH_SIM_HEART_FAILURE && ch_sim_chance(dice, 0.15))
		ch_sim_procedure(l, v, CH_SIM_ECHO, v->at + 900);
	if (!l->care[about] && ch_sim_disease[about].care &&
	    ch_sim_chance(dice, 0.5))
		ch_sim_care_plan(l, v, about);
}
