/* agenda.h - what lies before a made-up person, in order of time. */
#ifndef CH_SIM_AGENDA_H
#define CH_SIM_AGENDA_H

#include "sim/person.h"

#define CH_SIM_EVENTS 600

/* Something planned: a kind of visit on a day. `about` is an enum ch_sim_ill
 * or -1; `made` is when it was booked, 0 for what nobody books. */
struct ch_sim_event {
	int64_t at, made;
	enum ch_sim_kind kind;
	int about;
};

struct ch_sim_agenda {
	struct ch_sim_event event[CH_SIM_EVENTS];
	int n, next;
};

/* Keeps the order; what does not fit any more does not happen. */
void ch_sim_plan(struct ch_sim_agenda *a, struct ch_sim_event e);

/* Fills the agenda of a person who has only just been made. */
void ch_sim_foresee(struct ch_sim_agenda *a, struct ch_sim_person *p);

/* An instant in office hours of a day, weekends moved to Monday; or at any
 * hour. */
int64_t ch_sim_office(struct ch_sim_rng *dice, int64_t day);
int64_t ch_sim_any_hour(struct ch_sim_rng *dice, int64_t day);

#endif
