/* names.h - names that nobody has. */
#ifndef CH_SIM_NAMES_H
#define CH_SIM_NAMES_H

#include "sim/rng.h"

/* Given names are put together from syllables ("Miralo"), family names and
 * streets from words ("Lampfeather", "14 Teapot Lane"); a few have an accent,
 * a hyphen or an apostrophe, as real ones do. */
void ch_sim_given(struct ch_sim_rng *dice, bool female, char *out,
		  size_t size);
void ch_sim_family(struct ch_sim_rng *dice, char *out, size_t size);
void ch_sim_street(struct ch_sim_rng *dice, char *out, size_t size);

/* A town, and the postal code that goes with it: none of them exists. */
const char *ch_sim_town(struct ch_sim_rng *dice, char zip[8]);

#endif
