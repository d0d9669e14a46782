/* talk_day.c - the worked days of people who work by day and by night. */
#include <string.h>

#include "base/moment.h"
#include "when/day.h"
#include "tap.h"

static struct ch_day day;

static void is(const char *got, const char *want)
{
	ok(!strcmp(got, want), "%s, not %s", want, got);
}

static void prefer(const char *kind, const char *value)
{
	ch_day_prefer(&day, (struct ch_slice){ kind, strlen(kind) },
		      (struct ch_slice){ value, strlen(value) });
}

static int64_t at(const char *text)
{
	int64_t m;

	return ch_moment_parse(text, strlen(text), &m) ? -1 :
		ch_moment_seconds(m);
}

/* The local spelling of a timing on a date. */
static const char *timing(const char *date, const char *code, int shift)
{
	static char out[CH_MOMENT_MAX];
	int64_t d, s;

	ch_moment_parse(date, strlen(date), &d);
	if (!ch_day_time(&day, (struct ch_slice){ code, strlen(code) },
			 ch_moment_day(d), shift, &s))
		return "none";
	ch_moment_print(ch_moment_local(s), out);
	return out;
}

static void by_day(void)
{
	ch_zone_set("America/Chicago", NULL);
	ch_day_start(&day);
	is(timing("2026-06-01", "WAKE", 0), "2026-06-01T07:00:00-05:00");
	is(timing("2026-06-01", "ACM", 30), "2026-06-01T07:00:00-05:00");
	is(timing("2026-06-01", "CV", 0), "2026-06-01T18:30:00-05:00");
	is(timing("2026-06-01", "HS", 30), "2026-06-01T22:00:00-05:00");
	is(timing("2026-06-01", "PCV", 60), "2026-06-01T19:30:00-05:00");
	is(timing("2026-06-01", "MORN", 0), "2026-06-01T07:30:00-05:00");
	is(timing("2026-06-01", "XX", 0), "none");
	is(timing("2026-06-01", "", 0), "none");
	is(timing("2026-06-01", "ACX", 0), "none");
}

static void by_night(void)
{
	ch_day_start(&day);
	prefer("wake", "16:00");
	prefer("breakfast", "16:30");
	prefer("lunch", "00:00");
	prefer("dinner", "06:30");
	prefer("sleep", "08:00");
	is(timing("2026-06-01", "ACM", 30), "2026-06-01T16:00:00-05:00");
	is(timing("2026-06-01", "CD", 0), "2026-06-02T00:00:00-05:00");
	is(timing("2026-06-01", "HS", 30), "2026-06-02T07:30:00-05:00");
	is(timing("2026-06-01", "MORN", 0), "2026-06-01T16:30:00-05:00");
	is(timing("2026-06-01", "CV", 0), "2026-06-02T06:30:00-05:00");
}

static void clocks_change(void)
{
	ch_zone_set("America/New_York", NULL);
	ch_day_start(&day);
	prefer("wake", "02:30");
	is(timing("2026-03-08", "WAKE", 0), "2026-03-08T03:30:00-04:00");
	prefer("wake", "01:30");
	is(timing("2026-11-01", "WAKE", 0), "2026-11-01T01:30:00-04:00");
}

#define QUIET(from, to) \
	ok(ch_day_quiet(&day, at(from)) == at(to), from " -> " to)

static void quiet(void)
{
	ch_day_start(&day);
	QUIET("2026-06-01T20:59:00-04:00", "2026-06-01T20:59:00-04:00");
	QUIET("2026-06-01T21:00:00-04:00", "2026-06-02T08:00:00-04:00");
	QUIET("2026-06-02T08:00:00-04:00", "2026-06-02T08:00:00-04:00");
	QUIET("2026-06-02T02:00:00-04:00", "2026-06-02T08:00:00-04:00");
	prefer("sleep", "08:30");
	QUIET("2026-06-01T12:00:00-04:00", "2026-06-01T12:00:00-04:00");
	prefer("wake", "16:00");
	QUIET("2026-06-01T12:00:00-04:00", "2026-06-01T16:00:00-04:00");
	QUIET("2026-06-01T08:10:00-04:00", "2026-06-01T08:10:00-04:00");
	prefer("sleep", "07:00");
	QUIET("2026-06-01T23:00:00-04:00", "2026-06-02T16:00:00-04:00");
	prefer("quiet-from", "00:00");
	prefer("quiet-until", "00:00");
	QUIET("2026-06-01T23:00:00-04:00", "2026-06-01T23:00:00-04:00");
	/* The night that is an hour shorter. */
	ch_day_start(&day);
	QUIET("2026-03-07T22:00:00-05:00", "2026-03-08T08:00:00-04:00");
}

static void words(void)
{
	ch_day_start(&day);
	prefer("wake", "25:00");
	prefer("wake", "7:00");
	prefer("wake", "ab:cd");
	ok(day.wake == 7 * 60, "no time, no change");
	prefer("zone", "Nowhere/Land");
	is(day.zone, "");
	prefer("zone", "America/Denver");
	is(day.zone, "America/Denver");
}

int main(void)
{
	by_day();
	by_night();
	clocks_change();
	quiet();
	words();
	return tap_end();
}
