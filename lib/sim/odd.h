/* odd.h - what real feeds have and made-up ones forget: one short story each,
 * of people who are in no population without it. */
#ifndef CH_SIM_ODD_H
#define CH_SIM_ODD_H

#include "sim/out.h"
#include "sim/person.h"

#define CH_SIM_ODD_EVERY 500	/* people, for whom each happens once */

/*
 * A story, told on two nights: lines of FHIR with what is the same in all of
 * them left out. A line is "TYPE x MEMBERS": a resource whose id is thing x (a
 * letter) of the story, and in MEMBERS
 *
 *   '              a quote "
 *   &TYPE/x        {"reference":"TYPE/id of x"}; D is a doctor of the hospital
 *   ~x             the id of x
 *   $p, $q         name, sex and birth date of its first, its second person
 *   !x             "STORY-x-N", where N counts how often it was told
 *   #              a number that no other story has
 *   <+3 14:30>     that time of the third day after the population's last;
 *                  <+3> the day, <+3 14:30 -> the time without its offset
 */
struct ch_sim_odd {
	const char *name, *first, *second;
};
extern const struct ch_sim_odd ch_sim_odd[];
extern const int ch_sim_odds;

/* Tells all stories of a night (1 or 2), each once for every
 * CH_SIM_ODD_EVERY patients. What is told depends on the seed, the site's last
 * day, the story and how often it was told. */
void ch_sim_odd_night(struct ch_sim_out *o, struct ch_sim_file *f,
		      const struct ch_sim_site *site, uint64_t seed,
		      int64_t patients, int night);

#endif
