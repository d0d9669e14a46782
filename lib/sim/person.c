/* person.c - who the made-up people are, what they have, how long they live. */
#include "sim/names.h"
#include "sim/person.h"
#include "sim/when.h"

#define YEARS 2		/* of history; what was before is told in outline */

static const char *const part_of_site[CH_SIM_PLACES] = {
	"", " Primary Care, North", " Primary Care, South",
	" Heart and Lung Clinic", " Children's Clinic", " Care at Home",
};

void ch_sim_site_make(struct ch_sim_site *s, uint64_t seed, const char *name,
		      int64_t end)
{
	struct ch_sim_rng dice;

	/* Stream 0 is the hospital's; people have the others. */
	ch_sim_seed(&dice, seed, 0);
	s->end = end;
	s->start = end - YEARS * 365;
	for (int i = 0; i < CH_SIM_PLACES; i++) {
		struct ch_sim_place *p = &s->place[i];

		snprintf(p->name, sizeof(p->name), "%.60s%s", name,
			 part_of_site[i]);
		p->organization = ch_sim_uuid(&dice);
		p->location = ch_sim_uuid(&dice);
		p->phone = ch_sim_below(&dice, 100);
		p->house = ch_sim_range(&dice, 1, 90);
	}
	for (int i = 0; i < CH_SIM_DOCTORS; i++) {
		struct ch_sim_doctor *d = &s->doctor[i];

		d->id = ch_sim_uuid(&dice);
		d->female = ch_sim_chance(&dice, 0.5);
		ch_sim_given(&dice, d->female, d->given, sizeof(d->given));
		ch_sim_family(&dice, d->family, sizeof(d->family));
		snprintf(d->npi, sizeof(d->npi), "99999%05d",
			 ch_sim_below(&dice, 1000) * 100 + i);
		d->place = i % (CH_SIM_PLACES - 1);
	}
}

/* Hospitals see more of the old than towns have. */
static int age_at_end(struct ch_sim_rng *dice)
{
	static const struct { int share, from, to; } pyramid[] = {
		{ 5, 0, 4 }, { 12, 5, 17 }, { 27, 18, 44 }, { 28, 45, 64 },
		{ 19, 65, 79 }, { 9, 80, 98 },
	};
	int i = 0, x = ch_sim_below(dice, 100);

	while (x >= pyramid[i].share)
		x -= pyramid[i++].share;
	return ch_sim_range(dice, pyramid[i].from, pyramid[i].to);
}

static void make_ills(struct ch_sim_person *p)
{
	struct ch_sim_rng *dice = &p->dice;
	int64_t end = p->site->end;
	int age = ch_sim_age(p, end);

	for (int i = 0; i < CH_SIM_ILLS; i++) {
		const struct ch_sim_disease *d = &ch_sim_disease[i];
		double common = d->common[ch_sim_band(age)];
		bool ill = ch_sim_chance(dice, common * (0.4 + 0.6 *
							 p->frail));
		int first = age - 25 > d->from_age ? age - 25 : d->from_age;
		int64_t from = p->birth + first * 365;

		p->since[i] = from + (int64_t)(ch_sim_unit(dice) *
					       (double)(end - from));
		if (ill && age > d->from_age)
			p->ills |= 1u << i;
	}
	/* One lung disease is enough, and a failing heart has a reason. */
	if (p->ills & 1 << CH_SIM_COPD)
		p->ills &= ~(1u << CH_SIM_ASTHMA);
	if (p->ills & 1 << CH_SIM_HEART_FAILURE)
		p->ills |= 1u << CH_SIM_HYPERTENSION;
}

/* The chance to die within a year, by age and by what one has. */
static double mortality(const struct ch_sim_person *p)
{
	static const double by_band[CH_SIM_BANDS] = {
		0.0004, 0.0012, 0.006, 0.02, 0.08
	};
	double m = by_band[ch_sim_band(ch_sim_age(p, p->site->end))];

	if (p->ills & (1 << CH_SIM_HEART_FAILURE | 1 << CH_SIM_DEMENTIA))
		m *= 2.5;
	if (p->ills & (1 << CH_SIM_COPD | 1 << CH_SIM_CKD))
		m *= 1.5;
	return m * p->frail;
}

static void make_death(struct ch_sim_person *p)
{
	int64_t from = p->birth > p->site->start ? p->birth : p->site->start;
	double years = (double)(p->site->end - from) / 365;

	p->death = CH_SIM_NEVER;
	if (ch_sim_chance(&p->dice, mortality(p) * years))
		p->death = from + 1 + (int64_t)(ch_sim_unit(&p->dice) *
					(double)(p->site->end - from - 1));
	if (p->death <= p->birth || p->site->end - p->birth < 30)
		p->death = CH_SIM_NEVER;
}

static void make_words(struct ch_sim_person *p)
{
	static const struct { const char *name, *code; int share; } race[] = {
		{ "White", "2106-3", 66 }, { "Asian", "2028-9", 9 },
		{ "American Indian or Alaska Native", "1002-5", 3 },
		{ "Black or African American", NULL, 22 },
	};
	static const struct { const char *tag; int share; } language[] = {
		{ "en-US", 84 }, { "es", 11 }, { "zh", 3 }, { "fr-FR", 2 },
	};
	struct ch_sim_rng *dice = &p->dice;
	bool female = p->sex == CH_SIM_FEMALE;
	int i = 0, x = ch_sim_below(dice, 100);

	while (x >= race[i].share)
		x -= race[i++].share;
	p->race = race[i].name;
	p->race_code = race[i].code;
	for (i = 0, x = ch_sim_below(dice, 100); x >= language[i].share; i++)
		x -= language[i].share;
	p->language = language[i].tag;
	p->hispanic = i == 1 || ch_sim_chance(dice, 0.06);
	p->married = ch_sim_age(p, p->site->end) > 22 &&
		     ch_sim_chance(dice, 0.5);
	ch_sim_given(dice, female, p->given, sizeof(p->given));
	ch_sim_family(dice, p->family, sizeof(p->family));
	ch_sim_street(dice, p->street, sizeof(p->street));
	p->city = ch_sim_town(dice, p->zip);
	p->prefix = ch_sim_age(p, p->site->end) < 18 ? "" :
		    female ? "Ms." : p->sex == CH_SIM_MALE ? "Mr." : "Mx.";
	p->phone = ch_sim_below(dice, 100);
}

void ch_sim_person_make(struct ch_sim_person *p, const struct ch_sim_site *s,
			uint64_t seed, int64_t number)
{
	struct ch_sim_rng *dice = &p->dice;
	int sex, age;

	*p = (struct ch_sim_person){ .number = number, .site = s };
	ch_sim_seed(dice, seed, (uint64_t)number);
	p->id = ch_sim_uuid(dice);
	sex = ch_sim_below(dice, 1000);
	p->sex = sex < 515 ? CH_SIM_FEMALE : sex < 996 ? CH_SIM_MALE :
		 CH_SIM_OTHER;
	age = age_at_end(dice);
	p->birth = s->end - (int64_t)(age * 365.25) - ch_sim_below(dice, 365);
	p->frail = 0.5 + ch_sim_unit(dice) * ch_sim_unit(dice) * 3;
	p->often = ch_sim_chance(dice, 0.02 * p->frail);
	make_ills(p);
	make_death(p);
	make_words(p);
	for (int i = 0; i < CH_SIM_NEEDS; i++)
		if (ch_sim_chance(dice, 0.05 * p->frail))
			p->needs |= 1u << i;
	p->smoking = age < 15 ? 0 : ch_sim_chance(dice, 0.6) ? 0 :
		     ch_sim_chance(dice, 0.6) ? 1 : 2;
	p->doctor = age < 16 ? 4 + 5 * ch_sim_below(dice, 6) :
		    (p->ills & (1 << CH_SIM_HEART_FAILURE | 1 << CH_SIM_COPD) ?
		     3 : ch_sim_range(dice, 1, 2)) +
		    5 * ch_sim_below(dice, 6);
	ch_sim_body_make(&p->body, dice, p->ills, p->sex == CH_SIM_FEMALE,
			 p->birth, s->start * CH_SIM_DAY);
}
