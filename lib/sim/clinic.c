/* clinic.c - what is found, measured and ordered at a visit. */
#include "sim/life.h"

#define DAYS(n) ((int64_t)(n) * CH_SIM_DAY)

static void problem(struct ch_sim_life *l, const struct ch_sim_visit *v,
		    const struct ch_sim_code *what, int64_t since,
		    int64_t until, const char *category)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, since);

	f.what = what;
	f.until = until;
	f.made = v->at;
	f.words = category;
	f.status = until ? "resolved" : "active";
	ch_sim_put(l->w, CH_SIM_R_PROBLEM, &f);
}

/* Writes down the diseases that began since, and orders what they need, again
 * after a year. */
void ch_sim_problems(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	static const double likely[] = { 0.95, 0.45, 0.30 };
	struct ch_sim_person *p = l->p;

	for (int i = 0; i < CH_SIM_ILLS; i++) {
		const struct ch_sim_disease *d = &ch_sim_disease[i];

		if (!ch_sim_has(p, i, ch_sim_day(v->at)))
			continue;
		if (!l->ill[i])
			problem(l, v, &d->is, ch_sim_at(p->since[i], 32400),
				0, "problem-list-item");
		l->ill[i] = v->at;
		if (l->drug[i] && v->at - l->drug[i] < DAYS(365))
			continue;
		l->drug[i] = v->at;
		for (size_t k = 0; k < CH_COUNT(likely); k++)
			if (d->drug[k].is.code &&
			    ch_sim_chance(&p->dice, likely[k]))
				ch_sim_drug_order(l, v, &d->drug[k], &d->is,
						  0);
	}
}

/* `days` 0: for good, but orders a year old have been renewed. */
void ch_sim_drug_order(struct ch_sim_life *l, const struct ch_sim_visit *v,
		       const struct ch_sim_drug *d,
		       const struct ch_sim_code *why, int days)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, v->until);
	bool over = v->until + DAYS(days ? days : 400) < l->end;

	f.what = &d->is;
	f.why = why;
	f.words = d->dose;
	f.until = days ? v->until + DAYS(days) : 0;
	f.status = l->p->death != CH_SIM_NEVER && !over ? "stopped" :
		   over ? "completed" : "active";
	ch_sim_put(l->w, CH_SIM_R_DRUG, &f);
}

void ch_sim_complaint(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      const struct ch_sim_acute *a)
{
	int64_t until = v->until + DAYS(a->days);

	problem(l, v, &a->is, v->at,
		a->days && until < l->end ? until : 0, "encounter-diagnosis");
	if (a->drug.is.code && ch_sim_chance(&l->p->dice, 0.8))
		ch_sim_drug_order(l, v, &a->drug, &a->is,
				  a->days ? a->days : 3650);
}

void ch_sim_procedure(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      enum ch_sim_done done, int64_t at)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, at);

	f.what = &ch_sim_done[done];
	f.why = v->reason;
	f.until = at + 60 * ch_sim_range(&l->p->dice, 10, 45);
	ch_sim_put(l->w, CH_SIM_R_DONE, &f);
}

static struct ch_sim_uuid number(struct ch_sim_life *l,
				 const struct ch_sim_visit *v,
				 enum ch_sim_analyte a, int value, int64_t at,
				 int64_t issued)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, at);

	f.analyte = a;
	f.value = value;
	f.made = issued;
	ch_sim_put(l->w, CH_SIM_R_NUMBER, &f);
	return f.id;
}

void ch_sim_single(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   enum ch_sim_analyte a, int64_t at, double strain)
{
	bool lab = ch_sim_measure[a].class == CH_SIM_LAB;

	number(l, v, a, ch_sim_value(&l->p->body, a, at, strain), at,
	       lab ? at + 3600 : at);
}

void ch_sim_vitals(struct ch_sim_life *l, const struct ch_sim_visit *v,
		   int64_t at, double strain)
{
	static const enum ch_sim_analyte seen[] = {
		CH_SIM_PULSE, CH_SIM_BREATHS, CH_SIM_TEMPERATURE,
		CH_SIM_OXYGEN, CH_SIM_PAIN,
	};
	struct ch_sim_body *body = &l->p->body;
	bool weigh = at - l->measured > DAYS(1), child;
	struct ch_sim_fact f;

	child = ch_sim_age(l->p, ch_sim_day(at)) < 18;
	if (!l->measured || (weigh && (child || v->kind == CH_SIM_WELLNESS)))
		ch_sim_single(l, v, CH_SIM_HEIGHT, at, 0);
	if (weigh) {
		ch_sim_single(l, v, CH_SIM_WEIGHT, at, strain);
		ch_sim_single(l, v, CH_SIM_BMI, at, strain);
		l->measured = at;
	}
	if (!child || ch_sim_age(l->p, ch_sim_day(at)) > 5) {
		f = ch_sim_fact(l, v, at);
		f.analyte = CH_SIM_SYSTOLIC;
		f.value = ch_sim_value(body, CH_SIM_SYSTOLIC, at, strain);
		f.second_value = ch_sim_value(body, CH_SIM_DIASTOLIC, at,
					      strain);
		ch_sim_put(l->w, CH_SIM_R_PRESSURE, &f);
	}
	for (size_t i = 0; i < CH_COUNT(seen); i++)
		ch_sim_single(l, v, seen[i], at, strain);
}

/* Measures a list of analytes in one tube of blood and reports them together.
 * Now and then one of them is what a laboratory telephones about. */
static void panel(struct ch_sim_life *l, const struct ch_sim_visit *v,
		  const struct ch_sim_code *what,
		  const enum ch_sim_analyte *list, int n, int64_t at,
		  double strain)
{
	struct ch_sim_rng *dice = &l->p->dice;
	struct ch_sim_uuid part[12];
	struct ch_sim_fact f = ch_sim_fact(l, v, at);
	int64_t issued = at + 60 * ch_sim_range(dice, 35, 300);
	int odd = -1;

	if (ch_sim_chance(dice, 0.004 + 0.015 * strain))
		odd = ch_sim_below(dice, n);
	for (int i = 0; i < n; i++) {
		int value = ch_sim_value(&l->p->body, list[i], at, strain);

		if (i == odd && ch_sim_measure[list[i]].high_high != INT32_MAX)
			value = ch_sim_critical(dice, list[i]);
		part[i] = number(l, v, list[i], value, at, issued);
	}
	f.what = what;
	f.made = issued;
	f.part = part;
	f.parts = n;
	ch_sim_put(l->w, CH_SIM_R_REPORT, &f);
}

void ch_sim_basic_panel(struct ch_sim_life *l, const struct ch_sim_visit *v,
			int64_t at, double strain)
{
	static const enum ch_sim_analyte list[] = {
		CH_SIM_POTASSIUM, CH_SIM_SODIUM, CH_SIM_GLUCOSE,
		CH_SIM_CHLORIDE, CH_SIM_CO2, CH_SIM_UREA, CH_SIM_CALCIUM,
		CH_SIM_CREATININE, CH_SIM_EGFR,
	};
	static const enum ch_sim_analyte liver[] = {
		CH_SIM_ALT, CH_SIM_AST, CH_SIM_BILIRUBIN,
	};
	static const struct ch_sim_code what = {
		CH_SIM_LOINC, "51990-0", "Basic metabolic panel", NULL
	};

	panel(l, v, &what, list, CH_COUNT(list), at, strain);
	for (size_t i = 0; i < CH_COUNT(liver); i++)
		ch_sim_single(l, v, liver[i], at, strain);
	l->basic = at;
}

void ch_sim_blood_count(struct ch_sim_life *l, const struct ch_sim_visit *v,
			int64_t at, double strain)
{
	static const enum ch_sim_analyte list[] = {
		CH_SIM_HEMOGLOBIN, CH_SIM_PLATELETS, CH_SIM_LEUKOCYTES,
		CH_SIM_ERYTHROCYTES, CH_SIM_HEMATOCRIT, CH_SIM_MCV,
		CH_SIM_MCH,
	};
	static const struct ch_sim_code what = {
		CH_SIM_LOINC, "58410-2", "Complete blood count", NULL
	};

	panel(l, v, &what, list, CH_COUNT(list), at, strain);
	l->blood = at;
}

void ch_sim_lipid_panel(struct ch_sim_life *l,
			const struct ch_sim_visit *v)
{
	static const enum ch_sim_analyte list[] = {
		CH_SIM_CHOLESTEROL, CH_SIM_TRIGLYCERIDES, CH_SIM_HDL,
		CH_SIM_LDL,
	};
	static const struct ch_sim_code what = {
		CH_SIM_LOINC, "57698-3", "Lipid panel", NULL
	};

	panel(l, v, &what, list, CH_COUNT(list), v->at + 600, 0);
	l->lipids = v->at;
}
