/* prevent.c - vaccines, screening, social needs, allergies and care plans. */
#include "sim/life.h"

#define DAYS(n) ((int64_t)(n) * CH_SIM_DAY)

static void shot(struct ch_sim_life *l, const struct ch_sim_visit *v,
		 const struct ch_sim_code *what, int64_t at)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, at);

	f.what = what;
	ch_sim_put(l->w, CH_SIM_R_SHOT, &f);
}

/* Those whose month has come since the last visit. */
static void child_shots(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	int month = (int)((ch_sim_day(v->at) - l->p->birth) / 30.4);

	for (const struct ch_sim_shot *s = ch_sim_child_shot; s->is.code; s++)
		for (size_t i = 0; i < CH_COUNT(s->month); i++)
			if (s->month[i] && s->month[i] > l->shots &&
			    s->month[i] <= month && month < s->month[i] + 24 &&
			    ch_sim_chance(&l->p->dice, 0.93))
				shot(l, v, &s->is, v->at + 900);
	l->shots = month;
}

void ch_sim_shots(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	struct ch_sim_rng *dice = &l->p->dice;
	int age = ch_sim_age(l->p, ch_sim_day(v->at));

	if (v->kind == CH_SIM_CHILD)
		child_shots(l, v);
	if (v->at - l->flu > DAYS(330) && age >= 1 &&
	    ch_sim_chance(dice, 0.55)) {
		shot(l, v, &ch_sim_flu_shot, v->at + 900);
		if (ch_sim_chance(dice, 0.3))
			shot(l, v, &ch_sim_covid_shot, v->at + 930);
		l->flu = v->at;
	}
	if (v->kind != CH_SIM_WELLNESS)
		return;
	if (ch_sim_chance(dice, 0.1))
		shot(l, v, &ch_sim_td_shot, v->at + 960);
	if (age >= 65 && ch_sim_chance(dice, 0.25))
		shot(l, v, &ch_sim_pneumo_shot, v->at + 960);
	if (age >= 50 && ch_sim_chance(dice, 0.15))
		shot(l, v, &ch_sim_zoster_shot, v->at + 960);
}

static void answer(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   const struct ch_sim_code *what,
		   const struct ch_sim_code *said, const char *category)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, v->at + 420);

	f.what = what;
	f.why = said;
	f.words = category;
	ch_sim_put(l->w, CH_SIM_R_ANSWER, &f);
}

/* A need that was told is a problem from now on; some are sent for help. */
static void need(struct ch_sim_life *l, const struct ch_sim_visit *v,
		 const struct ch_sim_need *n)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, v->at + 480);

	f.what = &n->problem;
	f.words = "health-concern";
	f.status = "active";
	ch_sim_put(l->w, CH_SIM_R_PROBLEM, &f);
	if (!ch_sim_chance(&l->p->dice, 0.6))
		return;
	f = ch_sim_fact(l, v, v->until);
	f.words = n->service;
	f.why = &n->problem;
	f.status = ch_sim_chance(&l->p->dice, 0.5) ? "completed" : "active";
	ch_sim_put(l->w, CH_SIM_R_REFERRAL, &f);
}

static void needs(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	bool first = !l->screened;

	l->screened = v->at;
	ch_sim_procedure(l, v, CH_SIM_SCREEN_NEEDS, v->at + 400);
	for (int i = 0; i < CH_SIM_NEEDS; i++) {
		const struct ch_sim_need *n = &ch_sim_need[i];
		bool has = l->p->needs & 1u << i;

		answer(l, v, &n->question, has ? &n->yes : &n->no, "survey");
		if (has && first)
			need(l, v, n);
	}
}

void ch_sim_screening(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	static const struct ch_sim_code smoking = {
		CH_SIM_LOINC, "72166-2", "Tobacco smoking status", NULL
	};
	struct ch_sim_rng *dice = &l->p->dice;
	int age = ch_sim_age(l->p, ch_sim_day(v->at));
	struct ch_sim_fact f;

	if (age < 16)
		return;
	answer(l, v, &smoking, &ch_sim_smoking[l->p->smoking],
	       "social-history");
	ch_sim_single(l, v, CH_SIM_PHQ2, v->at + 300, 0);
	ch_sim_procedure(l, v, CH_SIM_SCREEN_MOOD, v->at + 300);
	needs(l, v);
	if (age >= 50 && age < 76 && ch_sim_chance(dice, 0.08))
		ch_sim_procedure(l, v, CH_SIM_COLONOSCOPY, v->at + 900);
	if (l->p->sex == CH_SIM_FEMALE && age >= 45 && age < 75 &&
	    ch_sim_chance(dice, 0.35))
		ch_sim_procedure(l, v, CH_SIM_MAMMOGRAPHY, v->at + 900);
	if (age < 50 || !ch_sim_chance(dice, 0.06))
		return;
	f = ch_sim_fact(l, v, v->until);
	f.what = ch_sim_chance(dice, 0.5) ? &ch_sim_refer_heart :
		 age > 75 ? &ch_sim_refer_home : &ch_sim_refer_pressure;
	f.status = v->at + DAYS(60) < l->end ? "completed" : "active";
	ch_sim_put(l->w, CH_SIM_R_REFERRAL, &f);
}

void ch_sim_care_plan(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      enum ch_sim_ill ill)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, v->at);

	l->care[ill] = v->at;
	f.care = ch_sim_disease[ill].care;
	f.what = &f.care->is;
	f.why = &ch_sim_disease[ill].is;
	f.second = ch_sim_uuid(&l->p->dice);
	f.third = ch_sim_uuid(&l->p->dice);
	f.status = l->p->death == CH_SIM_NEVER ? "active" : "revoked";
	ch_sim_put(l->w, CH_SIM_R_CARE, &f);
}

void ch_sim_allergies(struct ch_sim_life *l)
{
	struct ch_sim_rng *dice = &l->p->dice;
	int n = ch_sim_chance(dice, 0.2) ? ch_sim_range(dice, 1, 3) : 0;
	int which = ch_sim_below(dice, 4);

	for (int i = 0; i < n; i++, which += 1 + ch_sim_below(dice, 3)) {
		struct ch_sim_fact f = ch_sim_fact(l, NULL, ch_sim_at(
			l->p->birth + ch_sim_below(dice, (int)(l->p->site->end
						   - l->p->birth)), 43200));

		f.what = &ch_sim_allergen[which];
		f.why = &ch_sim_reaction[ch_sim_below(dice, 100) < 6 ? 3 :
					 ch_sim_below(dice, 3)];
		f.value = ch_sim_below(dice, 3);
		ch_sim_put(l->w, CH_SIM_R_ALLERGY, &f);
	}
}
