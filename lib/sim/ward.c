/* ward.c - the emergency room and the wards of the made-up hospital. */
#include "sim/life.h"

#define DAYS(n) ((int64_t)(n) * CH_SIM_DAY)

/* A chronic disease of this person by what it adds a year, or -1 when chance
 * falls on `rest`: something else. */
static int worst(struct ch_sim_life *l, int64_t at, bool stay, double rest)
{
	double weight[CH_SIM_ILLS], sum = rest, x;

	for (int i = 0; i < CH_SIM_ILLS; i++) {
		const struct ch_sim_disease *d = &ch_sim_disease[i];

		weight[i] = !ch_sim_has(l->p, i, ch_sim_day(at)) ? 0 :
			    stay ? d->admissions : d->emergencies;
		sum += weight[i];
	}
	x = ch_sim_unit(&l->p->dice) * sum;
	for (int i = 0; i < CH_SIM_ILLS; i++) {
		if (x < weight[i])
			return i;
		x -= weight[i];
	}
	return -1;
}

static const struct ch_sim_acute *pick(struct ch_sim_rng *dice,
				       const struct ch_sim_acute *a)
{
	int x = ch_sim_below(dice, 100);

	while (x >= a->weight)
		x -= a++->weight;
	return a;
}

static void begin(struct ch_sim_life *l, const struct ch_sim_visit *v)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, v->at);

	ch_sim_put(l->w, CH_SIM_R_VISIT, &f);
	ch_sim_problems(l, v);
}

static struct ch_sim_visit visit_of(struct ch_sim_life *l,
				    const struct ch_sim_event *e,
				    enum ch_sim_kind kind)
{
	struct ch_sim_visit v = { .who = l->p, .kind = kind, .at = e->at };

	v.id = ch_sim_uuid(&l->p->dice);
	v.doctor = 5 * ch_sim_below(&l->p->dice, CH_SIM_DOCTORS / 5);
	return v;
}

static void tests(struct ch_sim_life *l, const struct ch_sim_visit *v,
		  double strain)
{
	struct ch_sim_rng *dice = &l->p->dice;
	int64_t at = v->at + 1800;

	ch_sim_vitals(l, v, v->at + 600, strain);
	if (ch_sim_chance(dice, 0.6)) {
		ch_sim_basic_panel(l, v, at, strain);
		ch_sim_blood_count(l, v, at, strain);
	}
	if (ch_sim_chance(dice, 0.2))
		ch_sim_single(l, v, CH_SIM_LACTATE, at, strain);
	if (ch_sim_chance(dice, 0.35))
		ch_sim_procedure(l, v, CH_SIM_ECG, at);
	if (ch_sim_chance(dice, 0.25))
		ch_sim_procedure(l, v, CH_SIM_XRAY, at);
}

void ch_sim_emergency(struct ch_sim_life *l, const struct ch_sim_event *e)
{
	struct ch_sim_visit v = visit_of(l, e, CH_SIM_EMERGENCY);
	int ill = worst(l, e->at, false, 0.2);
	const struct ch_sim_acute *a = pick(&l->p->dice, ch_sim_urgent);

	v.until = v.at + 60 * ch_sim_range(&l->p->dice, 60, 420);
	if (v.until >= l->end)
		return;
	v.reason = ill >= 0 ? &ch_sim_disease[ill].is : &a->is;
	l->busy = v.until;
	begin(l, &v);
	if (ill < 0)
		ch_sim_complaint(l, &v, a);
	if (v.reason == &ch_sim_urgent[0].is)
		ch_sim_procedure(l, &v, CH_SIM_SUTURE, v.at + 2400);
	tests(l, &v, 0.7);
	/* Some go on to a ward. */
	if (ill >= 0 && ch_sim_chance(&l->p->dice, 0.2))
		ch_sim_plan(&l->agenda, (struct ch_sim_event){
			.at = v.until + 60, .kind = CH_SIM_STAY,
			.about = ill });
}

/* Where the stay leads. Sets the day of death of those who die in it. */
static const char *disposition(struct ch_sim_life *l,
			       const struct ch_sim_visit *v)
{
	static const struct { const char *code; int young, old; } where[] = {
		{ "home", 92, 66 }, { "snf", 1, 17 }, { "other-hcf", 2, 4 },
		{ "rehab", 1, 5 }, { "hosp", 0, 3 }, { "aadvice", 3, 2 },
		{ "long", 1, 1 }, { "psy", 0, 0 }, { "exp", 0, 2 },
	};
	int64_t day = ch_sim_day(v->until);
	bool old = ch_sim_age(l->p, day) >= 65;
	int i = 0, x = ch_sim_below(&l->p->dice, 100);

	while (x >= (old ? where[i].old : where[i].young))
		x -= old ? where[i].old : where[i].young, i++;
	if (day >= l->p->death)
		return "exp";
	if (!strcmp(where[i].code, "exp"))
		l->p->death = day;
	return where[i].code;
}

/* What a discharge leads to: a visit soon, or back too soon, or neither. */
static void afterwards(struct ch_sim_life *l, const struct ch_sim_visit *v,
		       int about)
{
	struct ch_sim_rng *dice = &l->p->dice;
	int64_t day = ch_sim_day(v->until);
	double back = 0.09 * l->p->frail;

	if (ch_sim_chance(dice, back < 0.35 ? back : 0.35))
		ch_sim_plan(&l->agenda, (struct ch_sim_event){
			.at = ch_sim_any_hour(dice, day +
					      ch_sim_range(dice, 2, 29)),
			.kind = CH_SIM_STAY, .about = about });
	if (ch_sim_chance(dice, 0.62))
		ch_sim_plan(&l->agenda, (struct ch_sim_event){
			.at = ch_sim_office(dice, day +
					    ch_sim_range(dice, 2, 16)),
			.made = v->until, .kind = CH_SIM_FOLLOWUP,
			.about = about });
}

/* Each day on the ward: vital signs morning and evening, blood in the
 * morning; the strain gets less. */
static void ward_days(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      bool newborn)
{
	int64_t first = ch_sim_day(v->at), last = ch_sim_day(v->until);

	for (int64_t day = first + 1; day <= last; day++) {
		double strain = 1 - 0.8 * (double)(day - first) /
				(double)(last - first + 1);
		int64_t morning = ch_sim_at(day, 6 * 3600 + 600);

		if (morning >= v->until)
			break;
		ch_sim_vitals(l, v, morning, newborn ? 0 : strain);
		if (newborn)
			continue;
		ch_sim_basic_panel(l, v, morning - 1800, strain);
		if ((day - first) % 2)
			ch_sim_blood_count(l, v, morning - 1800, strain);
		if (morning + 36000 < v->until)
			ch_sim_vitals(l, v, morning + 36000, strain);
	}
}

static int64_t leaves(struct ch_sim_life *l, const struct ch_sim_visit *v,
		      bool newborn)
{
	struct ch_sim_rng *dice = &l->p->dice;
	int days = newborn ? ch_sim_range(dice, 1, 3) :
		   ch_sim_range(dice, 1, 6) +
		   (ch_sim_chance(dice, 0.15) ? ch_sim_range(dice, 3, 14) : 0);
	int64_t day = ch_sim_day(v->at) + days;

	if (day > l->p->death)
		day = l->p->death;
	return ch_sim_at(day, 36000 + 900 * ch_sim_below(dice, 32));
}

void ch_sim_stay(struct ch_sim_life *l, const struct ch_sim_event *e)
{
	struct ch_sim_visit v = visit_of(l, e, CH_SIM_STAY);
	bool newborn = ch_sim_day(e->at) == l->p->birth;
	int ill = newborn ? -1 : e->about >= 0 ? e->about :
		  worst(l, e->at, true, 0.06);
	const struct ch_sim_acute *a = pick(&l->p->dice, ch_sim_grave);

	v.until = leaves(l, &v, newborn);
	if (v.until >= l->end)
		return;		/* a stay that has not ended is not told */
	v.reason = newborn ? NULL : ill >= 0 ? &ch_sim_disease[ill].is : &a->is;
	v.disposition = newborn ? "home" : disposition(l, &v);
	l->busy = v.until;
	begin(l, &v);
	if (!newborn && ill < 0)
		ch_sim_complaint(l, &v, a);
	if (newborn)
		ch_sim_vitals(l, &v, v.at + 600, 0);
	else
		tests(l, &v, 1);
	ward_days(l, &v, newborn);
	if (newborn)
		return;
	if (ch_sim_chance(&l->p->dice, 0.3))
		ch_sim_procedure(l, &v, CH_SIM_FLUIDS, v.at + 3600);
	if (!strcmp(v.disposition, "exp"))
		return;
	ch_sim_procedure(l, &v, CH_SIM_DISCHARGE, v.until - 1800);
	afterwards(l, &v, ill);
}
