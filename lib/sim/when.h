/* when.h - the made-up hospital's clock: US Eastern time by today's rule. */
#ifndef CH_SIM_WHEN_H
#define CH_SIM_WHEN_H

#include "base/base.h"

#define CH_SIM_DAY 86400
#define CH_SIM_TIME 25		/* bytes of 2026-03-08T10:15:00-04:00 */
#define CH_SIM_DATE 10

/* Minutes from UTC at an instant: -240 from the second Sunday of March to the
 * first of November, else -300, in every year. Kept here so that an export
 * does not follow the zone tables of the machine that makes it. */
int ch_sim_offset(int64_t utc);

/* The instant of `second` (since midnight) of a local day. */
int64_t ch_sim_at(int64_t day, int second);

/* The local day (since 1970) of an instant, and its weekday (0 is Sunday). */
int64_t ch_sim_day(int64_t utc);
int ch_sim_weekday(int64_t day);

/* Spell it; no NUL is written. */
void ch_sim_put_time(int64_t utc, char out[CH_SIM_TIME]);
void ch_sim_put_utc(int64_t utc, char out[CH_SIM_DATE + 10]);
void ch_sim_put_day(int64_t day, char out[CH_SIM_DATE]);

#endif
