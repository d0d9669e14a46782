/* day.h - a person's own day: when they eat and sleep, and when to be quiet. */
#ifndef CH_DAY_H
#define CH_DAY_H

#include "base/base.h"

/*
 * Times are minutes after midnight by the clock where the person lives; -1 is
 * not said. Whoever uses this sets that zone first (ch_zone_set).
 */
struct ch_day {
	char zone[64];		/* IANA name; "": the hub's */
	int wake, breakfast, lunch, dinner, sleep;
	int quiet_from, quiet_until;
	bool own_wake, own_sleep;	/* it is the person's own word */
};

/*
 * Wakes at 07:00, eats at 07:30, 12:00 and 18:30, sleeps at 22:30; quiet from
 * 21:00 to 08:00. A design choice for people who said nothing, to be looked at
 * by each site; 21:00 to 08:00 is what the US rules for calls leave out.
 */
void ch_day_start(struct ch_day *day);

/* Takes in a preference: wake, sleep, breakfast, lunch, dinner, quiet-from,
 * quiet-until, zone. Others, and times that are none, change nothing. */
void ch_day_prefer(struct ch_day *day, struct ch_slice kind,
		   struct ch_slice value);

/*
 * The instant (seconds since 1970) of a FHIR event-timing code on a day (since
 * 1970) of theirs: WAKE, HS, MORN, NOON, AFT, EVE, NIGHT, C, CM, CD, CV, AC*,
 * PC*, PHS. `shift` minutes before it for AC* and HS, else after. The day
 * begins with waking: a meal at an earlier hour is on the next date. A time
 * that the clocks skip moves on by what they skip; of a repeated one the first
 * is meant. False for a code that it does not know.
 */
bool ch_day_time(const struct ch_day *day, struct ch_slice timing,
		 int64_t date, int shift, int64_t *seconds);

/* A minute of a date (both may lie outside of the day) by the clock of the zone
 * that is set, as ch_day_time() has it. */
int64_t ch_day_instant(int64_t date, int minute);

/* The first instant at or after `seconds` that is neither in the quiet hours
 * nor, where both its ends are known, in the person's own sleep. */
int64_t ch_day_quiet(const struct ch_day *day, int64_t seconds);

#endif
