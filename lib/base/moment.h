/* moment.h - points in time as they were said: how exactly, and where. */
#ifndef CH_MOMENT_H
#define CH_MOMENT_H

#include "base/base.h"

/*
 * A moment is one sortable integer:
 *
 *   bits 63..25  seconds since 1970-01-01T00:00:00Z (signed, 39 bits)
 *   bits 24..15  milliseconds
 *   bits 14..4   offset from UTC in minutes, plus 1024
 *   bits  3..0   enum ch_said: precision and the way the zone was written
 *
 * so integers sort as instants. A year, month or day sorts as its first
 * second in UTC, and a time without a zone as if it were UTC: which day it is
 * (ch_moment_day) is always the calendar day as said. Years 0001 to 9999.
 * Fractions finer than a millisecond are cut off; offsets with seconds are
 * refused.
 */
enum ch_said {
	CH_SAID_YEAR = 1,	/* 1980 */
	CH_SAID_MONTH,		/* 1980-02 */
	CH_SAID_DAY,		/* 1980-02-29 */
	CH_SAID_MINUTE,		/* 1980-02-29T10:00          no zone */
	CH_SAID_MINUTE_Z,	/* 1980-02-29T10:00Z */
	CH_SAID_MINUTE_OFF,	/* 1980-02-29T10:00-05:00 */
	CH_SAID_SECOND,		/* 1980-02-29T10:00:00 */
	CH_SAID_SECOND_Z,
	CH_SAID_SECOND_OFF,
	CH_SAID_MS,		/* 1980-02-29T10:00:00.125 */
	CH_SAID_MS_Z,
	CH_SAID_MS_OFF,
};

#define CH_MOMENT_MAX 32	/* the longest spelling, with its NUL */

/* Whether an integer is a moment, of a day that a calendar has: 0001-01-01 to
 * 9999-12-31. */
bool ch_moment_is(int64_t m);

/* Puts a moment together. `offset` in minutes, -1023..1023. */
static inline int64_t ch_moment_make(int64_t seconds, int ms, int offset,
				     enum ch_said said)
{
	return (int64_t)((uint64_t)seconds << 25) | (int64_t)ms << 15 |
		(int64_t)(offset + 1024) << 4 | said;
}

static inline int64_t ch_moment_seconds(int64_t m)
{
	return m >> 25;
}

static inline int ch_moment_ms(int64_t m)
{
	return (int)(m >> 15 & 1023);
}

static inline int ch_moment_offset(int64_t m)
{
	return (int)(m >> 4 & 2047) - 1024;
}

static inline enum ch_said ch_moment_said(int64_t m)
{
	return (enum ch_said)(m & 15);
}

/* The largest integer of the same instant: `x <= ch_moment_top(t)` is "not
 * after t" however each was written. */
static inline int64_t ch_moment_top(int64_t m)
{
	return m | 0x7fff;
}

/*
 * Reads FHIR's date, dateTime and instant, and the same with a blank for the
 * T: "1980", "1980-02", "1980-02-29", "1980-02-29T10:00[:00[.125]]" with
 * "Z", "+hh:mm" or nothing. Returns 0 or CH_EDATA (impossible days, hour 24,
 * second 60, trailing bytes); no message.
 */
int ch_moment_parse(const char *s, size_t n, int64_t *out);

/*
 * Reads `s` by a pattern: %Y year in four digits, %y its last two (of the
 * hundred years that begin with `first`), %m month and %d day in one or two
 * digits, %b month by its English name (three letters or whole), %H hour or %I
 * %p hour of twelve and "am" or "pm", %M %S, %z ("Z", "+hhmm", "+hh:mm"), %% a
 * percent sign, any other character itself. The precision is the finest part
 * that the pattern names; a day alone is read, too, where only the time of day
 * would follow. 0 or CH_EDATA.
 */
int ch_moment_parse_as(const char *pattern, int first, const char *s, size_t n,
		       int64_t *out);

/* Whether that can read anything: CH_EDATA says what is wrong with it. `first`
 * is 0 where nobody said what %y means. */
int ch_moment_pattern(const char *pattern, int first, struct ch_err *err);

/* Spells `m` as it was said; returns the length. */
size_t ch_moment_print(int64_t m, char out[CH_MOMENT_MAX]);

/* Days since 1970-01-01 of the calendar day as said; the first day of a year
 * or month. */
int64_t ch_moment_day(int64_t m);

/* A day (since 1970-01-01) as a moment of precision CH_SAID_DAY. */
int64_t ch_moment_of_day(int64_t day);

/* Completed years from `birth` to `on`, by calendar day; -1 when `on` is
 * before. Someone born on 29 February ages on 1 March of common years. */
int ch_moment_age(int64_t birth, int64_t on);

/* Civil calendar, proleptic Gregorian. */
int64_t ch_days_of_civil(int64_t year, int month, int day);
void ch_civil_of_days(int64_t days, int64_t *year, int *month, int *day);

/* The day so many months later, cut to its month's last; INT64_MIN before the
 * year 0. */
int64_t ch_civil_add_months(int64_t day, int64_t months);

/*
 * The zone of the hub (an IANA name such as America/New_York). Setting it
 * changes the process's TZ. 0, or CH_EUSAGE when the system has no such zone.
 */
int ch_zone_set(const char *name, struct ch_err *err);
bool ch_zone_is(const char *name);	/* whether there is such a zone */

/* An instant spelled with the zone's offset at that time, to the second. */
int64_t ch_moment_local(int64_t seconds);

/* Whether it is an instant: a time with its zone. */
bool ch_moment_has_zone(int64_t m);

/* The calendar day that a moment is on for the hub: an instant's day in the
 * zone; a day, or a time without a zone, is on the day as said. */
int64_t ch_moment_local_day(int64_t m);

/* The last day, for the hub, of what was said: a year's or month's, else
 * ch_moment_local_day(). */
int64_t ch_moment_last_day(int64_t m);

/* The instant that is meant, in seconds: a time without a zone, and the first
 * moment of a day, month or year, are by the clock of the hub's zone. */
int64_t ch_moment_instant(int64_t m);

/* Whether all that was said is past: a day is over when the next has begun in
 * the zone, a month or year likewise, an instant once it was. */
bool ch_moment_over(int64_t m, int64_t now);

/* The instant of a civil time in the zone; in a spring gap the first valid
 * second after it, in an autumn overlap the first of the two. */
int64_t ch_moment_civil(int64_t day, int hour, int minute, int second);

/* Which of 03/04/2026 is the month, for the whole process. Where nobody said,
 * a day that can be read both ways is none. */
enum ch_dates_order { CH_DATES_UNSAID, CH_MONTH_FIRST, CH_DAY_FIRST };
void ch_moment_order(enum ch_dates_order how);

/*
 * A date expression of the command line (ch-dates(7)), relative to `now`:
 * whatever ch_moment_parse reads; now, today, tomorrow, yesterday; a weekday
 * (the next such day after today); 11/30/2026, 30.11.2026, Nov 30, 2026; in 3
 * days, 2 hours ago, next week; a time on the hub's clock (9pm, 21:30, noon),
 * alone (today's) or after a day; +N or -N with d w m y (days, weeks, months,
 * years) or h min, alone or after any of these. Months are cut to their last
 * day. Whole words only. 0 or CH_EUSAGE.
 */
int ch_moment_words(const char *expr, int64_t now, int64_t *out,
		    struct ch_err *err);

#endif
