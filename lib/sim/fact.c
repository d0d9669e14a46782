/* fact.c - a fact of a life, with an id of its own. */
#include "sim/life.h"

struct ch_sim_fact ch_sim_fact(struct ch_sim_life *l,
			       const struct ch_sim_visit *v, int64_t at)
{
	struct ch_sim_fact f = { .who = l->p, .site = l->p->site, .visit = v,
				 .at = at, .made = at,
				 .doctor = v ? v->doctor : l->p->doctor,
				 .place = v ? v->place : 0 };

	f.id = ch_sim_uuid(&l->p->dice);
	return f;
}
