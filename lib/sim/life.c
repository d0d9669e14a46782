/* life.c - tells a made-up life: appointments kept, missed and to come, and
 * the order in which one thing leads to another. */
#include "sim/life.h"

static struct ch_sim_visit visit_of(struct ch_sim_life *l,
				    const struct ch_sim_event *e)
{
	struct ch_sim_rng *dice = &l->p->dice;
	struct ch_sim_visit v = { .who = l->p, .kind = e->kind, .at = e->at,
				  .doctor = l->p->doctor };

	v.id = ch_sim_uuid(dice);
	v.until = e->at + 60 * (10 + 5 * ch_sim_below(dice, 8));
	v.place = l->p->site->doctor[v.doctor].place;
	if (v.kind == CH_SIM_FOLLOWUP && ch_sim_age(l->p, l->p->site->end) > 80
	    && ch_sim_chance(dice, 0.2)) {
		v.kind = CH_SIM_HOME;
		v.place = CH_SIM_PLACES - 1;
	}
	if (e->about >= 0)
		v.reason = &ch_sim_disease[e->about].is;
	return v;
}

static void appointment(struct ch_sim_life *l, const struct ch_sim_event *e,
			const struct ch_sim_visit *v, const char *status,
			const char *reason)
{
	struct ch_sim_fact f = ch_sim_fact(l, v, e->at);

	if (v->booked)
		f.id = v->appointment;
	f.what = &ch_sim_kind[v->kind];
	f.made = e->made;
	f.until = e->at + 30 * 60;
	f.status = status;
	f.words = reason;
	ch_sim_put(l->w, CH_SIM_R_APPOINTMENT, &f);
}

/* Why somebody does not come: NULL when they do. */
static const char *missed(struct ch_sim_life *l, const struct ch_sim_event *e,
			  const char **reason)
{
	struct ch_sim_rng *dice = &l->p->dice;
	bool no_ride = l->p->needs & 1 << CH_SIM_TRANSPORT;
	int age = ch_sim_age(l->p, e->at / CH_SIM_DAY);
	double p = 0.04 * l->p->frail + (no_ride ? 0.12 : 0) +
		   (age >= 18 && age < 35 ? 0.05 : 0) +
		   (e->at - e->made > 28 * CH_SIM_DAY ? 0.03 : 0);

	*reason = NULL;
	if (e->at < l->busy) {
		*reason = "In hospital";
		return "cancelled";
	}
	if (ch_sim_chance(dice, p)) {
		if (no_ride && ch_sim_chance(dice, 0.6))
			*reason = "No transport";
		return "noshow";
	}
	if (ch_sim_chance(dice, 0.06)) {
		*reason = ch_sim_chance(dice, 0.6) ? "Cancelled by patient" :
			  "Cancelled by provider";
		return "cancelled";
	}
	return NULL;
}

static void rebook(struct ch_sim_life *l, const struct ch_sim_event *e)
{
	struct ch_sim_event again = *e;
	int days = ch_sim_range(&l->p->dice, 7, 35);

	if (!ch_sim_chance(&l->p->dice, 0.6))
		return;
	again.at = ch_sim_office(&l->p->dice, ch_sim_day(e->at) + days);
	again.made = e->at + 3600;
	ch_sim_plan(&l->agenda, again);
}

static void booked_visit(struct ch_sim_life *l, const struct ch_sim_event *e)
{
	struct ch_sim_visit v = visit_of(l, e);
	const char *status, *reason;
	struct ch_sim_fact f;

	if (e->at >= l->end) {
		if (e->made < l->end)
			appointment(l, e, &v, "booked", NULL);
		return;
	}
	status = missed(l, e, &reason);
	if (status) {
		appointment(l, e, &v, status, reason);
		rebook(l, e);
		return;
	}
	v.booked = true;
	v.appointment = ch_sim_uuid(&l->p->dice);
	appointment(l, e, &v, "fulfilled", NULL);
	f = ch_sim_fact(l, &v, v.at);
	ch_sim_put(l->w, CH_SIM_R_VISIT, &f);
	ch_sim_clinic(l, &v, e->about);
}

static void walk_in(struct ch_sim_life *l, const struct ch_sim_event *e)
{
	struct ch_sim_visit v = visit_of(l, e);
	int x = ch_sim_below(&l->p->dice, 100);
	const struct ch_sim_acute *a = ch_sim_minor;
	struct ch_sim_fact f;

	while (x >= a->weight)
		x -= a++->weight;
	v.reason = &a->is;
	f = ch_sim_fact(l, &v, v.at);
	ch_sim_put(l->w, CH_SIM_R_VISIT, &f);
	ch_sim_problems(l, &v);
	ch_sim_complaint(l, &v, a);
	ch_sim_vitals(l, &v, v.at + 300, 0.3);
}

static void play(struct ch_sim_life *l, const struct ch_sim_event *e)
{
	if (e->made) {
		booked_visit(l, e);
		return;
	}
	if (e->at < l->busy)
		return;
	if (e->kind == CH_SIM_EMERGENCY)
		ch_sim_emergency(l, e);
	else if (e->kind == CH_SIM_STAY)
		ch_sim_stay(l, e);
	else
		walk_in(l, e);
}

void ch_sim_live(struct ch_sim_writer *w, struct ch_sim_person *p)
{
	struct ch_sim_life l = { .w = w, .p = p };
	struct ch_sim_fact f;

	l.end = ch_sim_at(p->site->end + 1, 0);
	ch_sim_foresee(&l.agenda, p);
	ch_sim_allergies(&l);
	while (l.agenda.next < l.agenda.n) {
		/* A copy: playing an event may plan others before the next. */
		struct ch_sim_event e = l.agenda.event[l.agenda.next++];

		if (ch_sim_day(e.at) >= p->death)
			break;
		play(&l, &e);
	}
	/* Last, because a stay may have ended in death. */
	f = ch_sim_fact(&l, NULL, l.end);
	f.id = p->id;
	ch_sim_put(w, CH_SIM_R_PATIENT, &f);
}
