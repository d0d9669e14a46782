/* day.c - finds the hour that suits a person. */
#include <string.h>

#include "base/moment.h"
#include "when/day.h"

enum { HOUR = 60, WHOLE = 24 * HOUR };

void ch_day_start(struct ch_day *day)
{
	*day = (struct ch_day){
		.wake = 7 * HOUR, .breakfast = 7 * HOUR + 30,
		.lunch = 12 * HOUR, .dinner = 18 * HOUR + 30,
		.sleep = 22 * HOUR + 30,
		.quiet_from = 21 * HOUR, .quiet_until = 8 * HOUR,
	};
}

/* "16:30" */
static int clock_time(struct ch_slice s)
{
	int hour, minute;

	if (s.n != 5 || s.s[2] != ':')
		return -1;
	for (int i = 0; i < 5; i++)
		if (i != 2 && (s.s[i] < '0' || s.s[i] > '9'))
			return -1;
	hour = (s.s[0] - '0') * 10 + s.s[1] - '0';
	minute = (s.s[3] - '0') * 10 + s.s[4] - '0';
	return hour < 24 && minute < 60 ? hour * HOUR + minute : -1;
}

void ch_day_prefer(struct ch_day *day, struct ch_slice kind,
		   struct ch_slice value)
{
	const struct {
		const char *kind;
		int *time;
	} all[] = {
		{ "wake", &day->wake }, { "sleep", &day->sleep },
		{ "breakfast", &day->breakfast }, { "lunch", &day->lunch },
		{ "dinner", &day->dinner },
		{ "quiet-from", &day->quiet_from },
		{ "quiet-until", &day->quiet_until },
	};
	int time = clock_time(value);

	if (ch_slice_is(kind, "zone") && value.n < sizeof(day->zone)) {
		memcpy(day->zone, value.s, value.n);
		day->zone[value.n] = '\0';
		if (!ch_zone_is(day->zone))
			day->zone[0] = '\0';
	}
	for (size_t i = 0; time >= 0 && i < CH_COUNT(all); i++)
		if (ch_slice_is(kind, all[i].kind)) {
			*all[i].time = time;
			day->own_wake |= i == 0;
			day->own_sleep |= i == 1;
		}
}

/* The meal that a code's last letter names: CM, ACM, PCM ... */
static int meal(const struct ch_day *day, struct ch_slice code)
{
	switch (code.s[code.n - 1]) {
	case 'D':
		return day->lunch;
	case 'V':
		return day->dinner;
	default:
		return day->breakfast;
	}
}

/* Minutes after midnight, or -1. Early and late are those of the part of the
 * day itself. */
static int minute_of(const struct ch_day *day, struct ch_slice code)
{
	const struct {
		const char *code;
		int time;
	} all[] = {
		{ "WAKE", day->wake }, { "PHS", day->wake },
		{ "MORN", day->breakfast }, { "MORN.early", day->wake },
		{ "MORN.late", day->breakfast + 2 * HOUR },
		{ "NOON", day->lunch }, { "AFT", day->lunch + 2 * HOUR },
		{ "AFT.early", day->lunch + HOUR },
		{ "AFT.late", day->lunch + 4 * HOUR },
		{ "EVE", day->dinner }, { "EVE.early", day->dinner - HOUR },
		{ "EVE.late", day->dinner + 2 * HOUR },
		{ "NIGHT", day->sleep }, { "HS", day->sleep },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (ch_slice_is(code, all[i].code))
			return all[i].time;
	if (ch_slice_is(code, "C") || ch_slice_is(code, "CM") ||
	    ch_slice_is(code, "CD") || ch_slice_is(code, "CV"))
		return meal(day, code);
	if (code.n < 2 || code.n > 3 || (code.n == 3 &&
					 !strchr("MDV", code.s[2])))
		return -1;
	return !memcmp(code.s, "AC", 2) || !memcmp(code.s, "PC", 2) ?
		meal(day, code) : -1;
}

static bool is_before(struct ch_slice code)
{
	return ch_slice_is(code, "HS") ||
		(code.n > 1 && !memcmp(code.s, "AC", 2));
}

/* The second of the day that clocks show. */
static int64_t shown_at(int64_t seconds)
{
	int64_t wall = seconds +
		ch_moment_offset(ch_moment_local(seconds)) * 60;

	return (wall % 86400 + 86400) % 86400;
}

/* The day's own minute as an instant; clocks that skip it skip us along. */
int64_t ch_day_instant(int64_t date, int minute)
{
	int64_t day = date + minute / WHOLE, t;

	minute %= WHOLE;
	if (minute < 0) {
		minute += WHOLE;
		day--;
	}
	t = ch_moment_civil(day, minute / HOUR, minute % HOUR, 0);
	if (shown_at(t) != minute * 60)
		t = ch_moment_civil(day, 0, 0, 0) + minute * 60;
	return t;
}

bool ch_day_time(const struct ch_day *day, struct ch_slice timing,
		 int64_t date, int shift, int64_t *seconds)
{
	int minute = timing.n ? minute_of(day, timing) : -1;

	if (minute < 0)
		return false;
	if (minute < day->wake)
		minute += WHOLE;
	if (is_before(timing) && shift > 0)
		shift = -shift;
	*seconds = ch_day_instant(date, minute + shift);
	return true;
}

/* Whether a minute lies in a window that may go over midnight. */
static bool within(int minute, int from, int until)
{
	if (from < 0 || until < 0 || from == until)
		return false;
	return from < until ? minute >= from && minute < until :
		minute >= from || minute < until;
}

static int64_t end_of(int64_t seconds, int minute, int until)
{
	int64_t date = ch_moment_local_day(ch_moment_local(seconds));

	return ch_day_instant(minute < until ? date : date + 1, until);
}

int64_t ch_day_quiet(const struct ch_day *day, int64_t seconds)
{
	/* Two windows that touch need two steps each; one that covers the
	 * whole day has no end, and is not waited for. */
	for (int i = 0; i < 4; i++) {
		int minute = (int)(shown_at(seconds) / 60);

		if (within(minute, day->quiet_from, day->quiet_until))
			seconds = end_of(seconds, minute, day->quiet_until);
		else if (day->own_wake && day->own_sleep &&
			 within(minute, day->sleep, day->wake))
			seconds = end_of(seconds, minute, day->wake);
		else
			break;
	}
	return seconds;
}
