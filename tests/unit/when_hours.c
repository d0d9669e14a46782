/* when_hours.c - working hours counted: nights, weekends, holidays, DST. */
#include <string.h>

#include "base/moment.h"
#include "when/hours.h"
#include "tap.h"

static int64_t at(const char *s)
{
	int64_t m;

	return ch_moment_parse(s, strlen(s), &m) ? -1 : ch_moment_instant(m);
}

static void is_after(const struct ch_hours *h, const char *from, int minutes,
		     const char *want)
{
	int64_t got = ch_hours_after(h, at(from), minutes);
	char text[CH_MOMENT_MAX];

	ok(got == at(want), "%d minutes after %s: %s", minutes, from, want);
	if (got == at(want))
		return;
	ch_moment_print(ch_moment_local(got), text);
	printf("# got %s\n", text);
}

static void say_week(struct ch_hours *h)
{
	static const char *const days[] = { "monday", "tuesday", "wednesday",
					    "thursday", "friday" };

	for (size_t i = 0; i < CH_COUNT(days); i++)
		ok(!ch_hours_say(h, days[i], "08:00-17:00"), "%s is read",
		   days[i]);
	ok(!ch_hours_say(h, "2026-01-19", "closed"), "a holiday is read");
	ok(!ch_hours_say(h, "2026-01-20", "08:00-12:00"), "half a day is read");
}

static void working(void)
{
	struct ch_hours h = { .n = 0 };

	say_week(&h);
	is_after(&h, "2026-01-13T09:00", 0, "2026-01-13T09:00");
	is_after(&h, "2026-01-13T09:00", 30, "2026-01-13T09:30");
	is_after(&h, "2026-01-13T07:00", 30, "2026-01-13T08:30");
	is_after(&h, "2026-01-13T16:50", 10, "2026-01-13T17:00");
	is_after(&h, "2026-01-13T16:50", 15, "2026-01-14T08:05");
	is_after(&h, "2026-01-13T17:00", 0, "2026-01-14T08:00");
	is_after(&h, "2026-01-13T23:59", 540, "2026-01-14T17:00");
	is_after(&h, "2026-01-10T12:00", 1, "2026-01-12T08:01");
	/* Friday; Monday is a holiday, Tuesday half a day. */
	is_after(&h, "2026-01-16T16:00", 60, "2026-01-16T17:00");
	is_after(&h, "2026-01-16T16:00", 61, "2026-01-20T08:01");
	is_after(&h, "2026-01-16T16:00", 360, "2026-01-21T09:00");
	ok(!ch_hours_say(&h, "2026-01-20", "closed"), "said again");
	is_after(&h, "2026-01-16T16:00", 61, "2026-01-21T08:01");
	ch_hours_free(&h);
}

/* Clocks go forward on 8 March and back on 1 November 2026, at 2:00. */
static void clocks(void)
{
	struct ch_hours h = { .n = 0 };

	is_after(NULL, "2026-03-08T01:30", 60, "2026-03-08T03:30");
	is_after(NULL, "2026-11-01T00:30", 60, "2026-11-01T01:30-04:00");
	is_after(NULL, "2026-11-01T00:30", 120, "2026-11-01T01:30-05:00");
	is_after(NULL, "2026-11-01T00:30", 180, "2026-11-01T02:30");
	ok(!ch_hours_say(&h, "sunday", "00:00-06:00"), "nights are read");
	is_after(&h, "2026-03-08T01:00", 120, "2026-03-08T04:00");
	is_after(&h, "2026-03-07T12:00", 300, "2026-03-08T06:00");
	is_after(&h, "2026-03-07T12:00", 301, "2026-03-15T00:01");
	is_after(&h, "2026-10-31T12:00", 420, "2026-11-01T06:00");
	is_after(&h, "2026-10-31T12:00", 421, "2026-11-08T00:01");
	ok(!ch_hours_say(&h, "sunday", "02:30-04:00"), "in the gap");
	is_after(&h, "2026-03-07T12:00", 0, "2026-03-08T03:30");
	ch_hours_free(&h);
}

static void odd(void)
{
	static const char *const bad[][2] = {
		{ "monday", "8:00-17:00" }, { "monday", "17:00-08:00" },
		{ "monday", "08:00-08:00" }, { "monday", "08:00-24:01" },
		{ "monday", "08:60-17:00" }, { "monday", "08:00" },
		{ "monday", "" }, { "Monday", "closed" }, { "mon", "closed" },
		{ "2026-02-30", "closed" }, { "2026-02", "closed" },
		{ "2026-02-03T10:00", "closed" }, { "", "closed" },
	};
	struct ch_hours h = { .n = 0 };

	for (size_t i = 0; i < CH_COUNT(bad); i++)
		ok(ch_hours_say(&h, bad[i][0], bad[i][1]), "\"%s\" \"%s\" is "
		   "refused", bad[i][0], bad[i][1]);
	ok(ch_hours_after(&h, 0, 1) == INT64_MAX, "never open: never");
	ok(!ch_hours_say(&h, "sunday", "00:00-24:00"), "a whole day");
	is_after(&h, "2026-01-11T23:59", 1, "2026-01-12T00:00");
	ch_hours_free(&h);
}

int main(void)
{
	ok(!ch_zone_set("America/New_York", NULL), "the zone is set");
	working();
	clocks();
	odd();
	return tap_end();
}
