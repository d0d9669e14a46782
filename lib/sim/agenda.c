/* agenda.c - plans the visits, emergencies and stays of a made-up life. */
#include <string.h>

#include "sim/agenda.h"
#include "sim/when.h"

#define AHEAD 90	/* days after the end for which visits are booked */

void ch_sim_plan(struct ch_sim_agenda *a, struct ch_sim_event e)
{
	int i = a->n;

	if (a->n == CH_SIM_EVENTS)
		return;
	while (i > a->next && a->event[i - 1].at > e.at)
		i--;
	memmove(&a->event[i + 1], &a->event[i],
		(size_t)(a->n - i) * sizeof(e));
	a->event[i] = e;
	a->n++;
}

int64_t ch_sim_office(struct ch_sim_rng *dice, int64_t day)
{
	int weekday = ch_sim_weekday(day);

	day += weekday == 0 ? 1 : weekday == 6 ? 2 : 0;
	return ch_sim_at(day, 8 * 3600 + 900 * ch_sim_below(dice, 34));
}

int64_t ch_sim_any_hour(struct ch_sim_rng *dice, int64_t day)
{
	return ch_sim_at(day, ch_sim_below(dice, CH_SIM_DAY));
}

static void booked(struct ch_sim_agenda *a, struct ch_sim_person *p,
		   int64_t day, enum ch_sim_kind kind, int about)
{
	struct ch_sim_event e = { .kind = kind, .about = about };

	e.at = ch_sim_office(&p->dice, day);
	e.made = e.at - CH_SIM_DAY * ch_sim_range(&p->dice, 3, 60);
	ch_sim_plan(a, e);
}

static void unbooked(struct ch_sim_agenda *a, struct ch_sim_person *p,
		     int64_t day, enum ch_sim_kind kind)
{
	ch_sim_plan(a, (struct ch_sim_event){
		.kind = kind, .about = -1,
		.at = kind == CH_SIM_SYMPTOM ? ch_sim_office(&p->dice, day) :
		      ch_sim_any_hour(&p->dice, day) });
}

static void wellness(struct ch_sim_agenda *a, struct ch_sim_person *p,
		     int64_t from, int64_t to)
{
	static const int infant[] = { 3, 30, 61, 122, 183, 274, 365, 456,
				      548, 730 };

	for (size_t i = 0; i < CH_COUNT(infant); i++)
		if (p->birth + infant[i] >= from && p->birth + infant[i] < to)
			booked(a, p, p->birth + infant[i], CH_SIM_CHILD, -1);
	for (int64_t day = from + ch_sim_below(&p->dice, 365); day < to;
	     day += ch_sim_range(&p->dice, 340, 480)) {
		int age = ch_sim_age(p, day);

		if (age < 2 || (age < 45 && ch_sim_chance(&p->dice, 0.5)))
			continue;
		booked(a, p, day, age < 16 ? CH_SIM_CHILD : CH_SIM_WELLNESS,
		       -1);
	}
}

/* The disease that needs the closest watch sets the pace for all. */
static void follow_ups(struct ch_sim_agenda *a, struct ch_sim_person *p,
		       int64_t from, int64_t to)
{
	int64_t day = from + ch_sim_below(&p->dice, 120);

	while (day < to) {
		int every = 0, about = -1;

		for (int i = 0; i < CH_SIM_ILLS; i++) {
			int days = ch_sim_disease[i].every_days;

			if (days && ch_sim_has(p, i, day) &&
			    (!every || days < every)) {
				every = days;
				about = i;
			}
		}
		if (about >= 0)
			booked(a, p, day, ch_sim_chance(&p->dice, 0.12) ?
			       CH_SIM_VIDEO : CH_SIM_FOLLOWUP, about);
		day += ch_sim_range(&p->dice, 9, 15) *
		       (about >= 0 ? every : 180) / 10;
	}
}

/* Month by month: what happens by chance. */
static void mishaps(struct ch_sim_agenda *a, struct ch_sim_person *p,
		    int64_t from, int64_t to)
{
	static const double stays[CH_SIM_BANDS] = {
		0.012, 0.03, 0.045, 0.08, 0.14
	};

	for (int64_t day = from; day < to; day += 30) {
		int age = ch_sim_age(p, day);
		double emergency = 0.16, stay = stays[ch_sim_band(age)];

		for (int i = 0; i < CH_SIM_ILLS; i++)
			if (ch_sim_has(p, i, day)) {
				emergency += ch_sim_disease[i].emergencies;
				stay += ch_sim_disease[i].admissions;
			}
		emergency *= p->frail * (p->often ? 12 : 1);
		if (ch_sim_chance(&p->dice, (age < 18 ? 0.6 : 0.3) / 12))
			unbooked(a, p, day + ch_sim_below(&p->dice, 30),
				 CH_SIM_SYMPTOM);
		for (; emergency > 0; emergency -= 6)
			if (ch_sim_chance(&p->dice, emergency / 12))
				unbooked(a, p, day +
					 ch_sim_below(&p->dice, 30),
					 CH_SIM_EMERGENCY);
		if (ch_sim_chance(&p->dice, stay * p->frail / 12))
			unbooked(a, p, day + ch_sim_below(&p->dice, 30),
				 CH_SIM_STAY);
	}
}

void ch_sim_foresee(struct ch_sim_agenda *a, struct ch_sim_person *p)
{
	int64_t from = p->site->start, to = p->site->end + 1;

	a->n = a->next = 0;
	if (p->birth >= from) {
		from = p->birth;
		ch_sim_plan(a, (struct ch_sim_event){
			.at = ch_sim_any_hour(&p->dice, from),
			.kind = CH_SIM_STAY, .about = -1 });
		from++;
	}
	if (p->death < to)
		to = p->death;
	else
		to += AHEAD;
	if (p->death == to && ch_sim_chance(&p->dice, 0.5))
		unbooked(a, p, p->death - ch_sim_range(&p->dice, 1, 8),
			 CH_SIM_STAY);
	wellness(a, p, from, to);
	follow_ups(a, p, from, to);
	/* Nobody books what goes wrong: it ends with the population. */
	mishaps(a, p, from, to < p->site->end ? to : p->site->end - 30);
}
