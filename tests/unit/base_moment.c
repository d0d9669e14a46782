/* base_moment.c - moments: every spelling, the calendar, zones, words. */
#include "base/moment.h"
#include "tap.h"

static int64_t read_one(const char *s)
{
	int64_t m;

	return ch_moment_parse(s, strlen(s), &m) ? INT64_MIN : m;
}

static void round_trips(void)
{
	static const char *const as_said[] = {
		"1980", "0001", "9999", "1980-02", "1980-02-29", "0001-01-01",
		"9999-12-31", "1969-12-31", "1582-10-10", "2000-02-29",
		"1980-02-29T10:00", "1980-02-29T10:00Z",
		"1980-02-29T10:00-05:00", "1980-02-29T10:00:59",
		"1980-02-29T10:00:59Z", "1980-02-29T10:00:59+14:00",
		"1980-02-29T23:59:59.125", "1980-02-29T00:00:00.001Z",
		"1955-01-01T00:00:00.999-12:00", "0001-01-01T00:00:00+14:00",
		"9999-12-31T23:59:59.999-12:00", "1899-12-31T23:59:59+05:45",
	};
	char out[CH_MOMENT_MAX];

	for (size_t i = 0; i < CH_COUNT(as_said); i++) {
		int64_t m = read_one(as_said[i]);

		ok(m != INT64_MIN && ch_moment_print(m, out) ==
		   strlen(as_said[i]) && !strcmp(out, as_said[i]),
		   "%s comes back as said", as_said[i]);
	}
	ch_moment_print(read_one("2026-11-22 10:00:00.1239999Z"), out);
	ok(!strcmp(out, "2026-11-22T10:00:00.123Z"), "finer than ms is cut");
}

static void refusals(void)
{
	static const char *const bad[] = {
		"", "0000", "198", "19800", "1980-", "1980-00", "1980-13",
		"1980-2", "1980-02-30", "1981-02-29", "1900-02-29",
		"1980-04-31", "1980-01-00", "1980/01/01", "1980-01-01T",
		"1980-01-01T10", "1980-01-01T10:0", "1980-01-01T24:00",
		"1980-01-01T10:60", "1980-01-01T10:00:60",
		"1980-01-01T10:00:00.", "1980-01-01T10:00:00.5x",
		"1980-01-01T10:00Zz", "1980-01-01T10:00+5:00",
		"1980-01-01T10:00+14:30", "1980-01-01T10:00+05:60",
		"1980-01-01T10:00+05:00:30", "1980-01-01t10:00", " 1980",
		"1980-01-01T10:00z", "-980-01-01", "1980-01-01T1a:00",
	};

	for (size_t i = 0; i < CH_COUNT(bad); i++)
		ok(read_one(bad[i]) == INT64_MIN, "'%s' is refused", bad[i]);
}

static void calendar(void)
{
	int64_t y;
	int m, d;
	bool good = true;

	for (int64_t day = ch_days_of_civil(1, 1, 1);
	     day <= ch_days_of_civil(9999, 12, 31); day++) {
		ch_civil_of_days(day, &y, &m, &d);
		good &= ch_days_of_civil(y, m, d) == day;
	}
	ok(good && y == 9999 && m == 12 && d == 31, "every day there and back");
	ok(ch_days_of_civil(1970, 1, 1) == 0, "day 0");
	ok(ch_moment_day(read_one("1980-02-29T23:00-05:00")) ==
	   ch_days_of_civil(1980, 2, 29), "the day is the day as said");
	ok(ch_moment_day(read_one("1969-12-31T23:59:59Z")) == -1,
	   "a day before 1970");
	ok(read_one("2026-11-22T10:00-05:00") >
	   read_one("2026-11-22T14:59:59Z"), "moments sort as instants");
	ok(read_one("1969-12-31") < read_one("1970"), "and before 1970");
	ok(read_one("2026-11-22T10:00:00-05:00") <=
	   ch_moment_top(read_one("2026-11-22T15:00:00Z")) &&
	   read_one("2026-11-22T15:00:00Z") <=
	   ch_moment_top(read_one("2026-11-22T10:00:00-05:00")),
	   "the top of an instant is above all its spellings");
}

static void ages(void)
{
	ok(ch_moment_age(read_one("1980-02-29"), read_one("2026-02-28")) == 45,
	   "born on 29 February, not yet");
	ok(ch_moment_age(read_one("1980-02-29"), read_one("2026-03-01")) == 46,
	   "on 1 March");
	ok(ch_moment_age(read_one("1980-02-29"), read_one("2024-02-29")) == 44,
	   "in a leap year on the day");
	ok(ch_moment_age(read_one("2026-11-22"), read_one("2026-11-22")) == 0,
	   "newborn");
	ok(ch_moment_age(read_one("2026-11-22"), read_one("2026-11-21")) == -1,
	   "not born");
	ok(ch_moment_age(read_one("1980"), read_one("2026-01-01")) == 46,
	   "a year alone counts from its first day");
}

static bool as(const char *pattern, const char *s, const char *want)
{
	char out[CH_MOMENT_MAX];
	int64_t m;

	if (ch_moment_parse_as(pattern, 1930, s, strlen(s), &m))
		return !want;
	ch_moment_print(m, out);
	return want && !strcmp(out, want);
}

static void patterns(void)
{
	ok(as("%m/%d/%Y", "2/9/1980", "1980-02-09"), "American");
	ok(as("%d.%m.%Y", "09.02.1980", "1980-02-09"), "German");
	ok(as("%Y%m%d", "19800229", "1980-02-29"), "packed");
	ok(as("%d-%b-%Y", "9-FEB-1980", "1980-02-09"), "month's short name");
	ok(as("%b %d, %Y", "February 9, 1980", "1980-02-09"), "whole name");
	ok(as("%Y-%m-%d %H:%M:%S%z", "1980-02-29 10:00:01-0500",
	      "1980-02-29T10:00:01-05:00"), "with a zone");
	ok(as("%Y-%m-%dT%H:%M:%SZ", "2011-08-02T16:24:37Z",
	      "2011-08-02T16:24:37"), "a literal Z says no zone");
	ok(as("%Y-%m-%dT%H:%M:%S%z", "2011-08-02T16:24:37Z",
	      "2011-08-02T16:24:37Z"), "Z by %%z");
	ok(as("%Y", "1980", "1980"), "year");
	ok(as("%Y%%", "1980%", "1980"), "percent sign");
	ok(as("%Y%m%d", "19810229", NULL), "impossible day");
	ok(as("%Y%m%d", "1981022", "1981-02-02"), "one digit at the end");
	ok(as("%d", "9", NULL), "a day without its year");
	ok(as("%Y-%m-%d", "1980-02-29x", NULL), "trailing bytes");
	ok(as("%Y-%m-%d", "", NULL), "nothing");
	ok(as("%d/%m/%Y %H:%M", "28/02/1950", "1950-02-28") &&
	   as("%d/%m/%Y %I:%M %p", "28/02/1950", "1950-02-28") &&
	   as("%d/%m/%Y Uhr", "28/02/1950", NULL) &&
	   as("%H:%M %d/%m/%Y", "10:00", NULL) &&
	   as("%d/%m/%Y %H:%M", "28/02/1950 10", NULL),
	   "a day without its time");
	ok(as("%m/%d/%y", "02/09/30", "1930-02-09") &&
	   as("%m/%d/%y", "02/09/29", "2029-02-09") &&
	   as("%m/%d/%y", "02/09/1930", NULL), "two digits of a century");
	ok(as("%Y-%m-%d %I:%M%p", "1980-02-29 12:00am", "1980-02-29T00:00") &&
	   as("%Y-%m-%d %I:%M%p", "1980-02-29 12:00PM", "1980-02-29T12:00") &&
	   as("%Y-%m-%d %I:%M%p", "1980-02-29 1:00pm", "1980-02-29T13:00") &&
	   as("%Y-%m-%d %I:%M%p", "1980-02-29 13:00pm", NULL) &&
	   as("%Y-%m-%d %I:%M%p", "1980-02-29 1:00xm", NULL),
	   "hours of twelve");
}

static bool civil(int y, int mo, int d, int h, int mi, const char *want)
{
	char out[CH_MOMENT_MAX];

	ch_moment_print(ch_moment_local(ch_moment_civil(ch_days_of_civil(y, mo,
							d), h, mi, 0)), out);
	if (strcmp(out, want))
		printf("# %s, not %s\n", out, want);
	return !strcmp(out, want);
}

static void zones(void)
{
	struct ch_err err;

	ok(ch_zone_set("Mars/Olympus", &err) == CH_EUSAGE, "no such zone");
	ok(ch_zone_set("../../../etc/passwd", &err) == CH_EUSAGE, "no path");
	ok(ch_zone_set("", &err) == CH_EUSAGE, "no name");
	ok(!ch_zone_set("America/New_York", &err), "New York");
	ok(civil(2026, 11, 22, 10, 0, "2026-11-22T10:00:00-05:00"), "winter");
	ok(civil(2026, 7, 4, 10, 0, "2026-07-04T10:00:00-04:00"), "summer");
	ok(civil(2026, 3, 8, 2, 30, "2026-03-08T03:00:00-04:00"),
	   "in the gap of spring: the first second after it");
	ok(civil(2026, 3, 8, 1, 59, "2026-03-08T01:59:00-05:00"),
	   "before the gap");
	ok(civil(2026, 3, 8, 3, 0, "2026-03-08T03:00:00-04:00"), "after it");
	ok(civil(2026, 11, 1, 1, 30, "2026-11-01T01:30:00-04:00"),
	   "in the overlap of autumn: the first of the two");
	ok(civil(2026, 11, 1, 2, 0, "2026-11-01T02:00:00-05:00"),
	   "after the overlap");
	ok(civil(1950, 1, 1, 0, 0, "1950-01-01T00:00:00-05:00"),
	   "before 1970");
	ok(!ch_zone_set("Australia/Lord_Howe", &err), "Lord Howe");
	ok(civil(2026, 10, 4, 2, 10, "2026-10-04T02:30:00+11:00"),
	   "a gap of half an hour");
	ok(!ch_zone_set("America/New_York", &err), "New York again");
}

/* All seen from Sunday 22 November 2026, 10:00 in New York. */
static bool word(const char *expr, const char *want)
{
	char out[CH_MOMENT_MAX];
	struct ch_err err;
	int64_t m;

	if (ch_moment_words(expr, read_one("2026-11-22T10:00:00-05:00"), &m,
			    &err))
		return !want && err.code == CH_EUSAGE;
	ch_moment_print(m, out);
	if (!want || strcmp(out, want))
		printf("# %s, not %s\n", out, want ? want : "refused");
	return want && !strcmp(out, want);
}

static void words(void)
{
	ok(word("now", "2026-11-22T10:00:00-05:00"), "now");
	ok(word("today", "2026-11-22"), "today");
	ok(word("tomorrow", "2026-11-23"), "tomorrow");
	ok(word("Yesterday", "2026-11-21"), "yesterday, any case");
	ok(word("sunday", "2026-11-29"), "sunday is the next one");
	ok(word("mon", "2026-11-23"), "mon");
	ok(word("saturday", "2026-11-28"), "saturday");
	ok(word("+30d", "2026-12-22"), "+30d");
	ok(word("-2w", "2026-11-08"), "-2w");
	ok(word("+3m", "2027-02-22"), "+3m");
	ok(word("-1y", "2025-11-22"), "-1y");
	ok(word("+2h", "2026-11-22T12:00:00-05:00"), "+2h");
	ok(word("-90min", "2026-11-22T08:30:00-05:00"), "-90min");
	ok(word("now-1d", "2026-11-21T10:00:00-05:00"), "now-1d");
	ok(word("now-30d", "2026-10-23T10:00:00-04:00"),
	   "the same hour across a change of clocks");
	ok(word("today+8h", "2026-11-22T08:00:00-05:00"), "today+8h");
	ok(word("monday+1w-1d", "2026-11-29"), "two terms");
	ok(word("2026-01-31+1m", "2026-02-28"), "cut to the last day");
	ok(word("2024-02-29+1y", "2025-02-28"), "a leap day and a year");
	ok(word("2026-01-31-2m", "2025-11-30"), "backwards");
	ok(word("2026-12-31+12m", "2027-12-31"), "december");
	ok(word("2026-02+1m", "2026-03"), "a month stays a month");
	ok(word("2026+1d", "2026-01-02"), "or becomes a day");
	ok(word("2026-11-22T10:00-05:00", "2026-11-22T10:00-05:00"),
	   "an offset is no term");
	ok(word("2026-11-22T10:00Z+2d", "2026-11-24T10:00Z"), "UTC stays");
	ok(word("", NULL) && word("soon", NULL) && word("mo", NULL) &&
	   word("+30", NULL) && word("+d", NULL) && word("30d", NULL) &&
	   word("+1x", NULL) && word("today+", NULL) && word("+-1d", NULL) &&
	   word("todayish", NULL) && word("2026-02-30", NULL), "no words");
	ok(word("+999999y", NULL) && word("-999999m", NULL) &&
	   word("9999-12-31+1d", NULL) && word("0001-01-01-1d", NULL),
	   "outside of years 1 to 9999");
}

/* As people say days and times. */
static void said(void)
{
	ok(word("9pm", "2026-11-22T21:00:00-05:00") &&
	   word("9:30 AM", "2026-11-22T09:30:00-05:00") &&
	   word("12am", "2026-11-22T00:00:00-05:00") &&
	   word("noon", "2026-11-22T12:00:00-05:00") &&
	   word("21:05", "2026-11-22T21:05:00-05:00"), "a time is today's");
	ok(word("monday 9:00", "2026-11-23T09:00:00-05:00") &&
	   word("tomorrow at 9 pm", "2026-11-23T21:00:00-05:00") &&
	   word("2026-11-30 9:00", "2026-11-30T09:00:00-05:00") &&
	   word("2026-07-01 9am", "2026-07-01T09:00:00-04:00"),
	   "a day and a time, by the zone's clock of that day");
	ok(word("next friday", "2026-11-27") &&
	   word("next friday 4pm", "2026-11-27T16:00:00-05:00") &&
	   word("next week", "2026-11-29") && word("next month", "2026-12-22"),
	   "next");
	ok(word("in 3 days", "2026-11-25") && word("in a week", "2026-11-29") &&
	   word("In 2 hours", "2026-11-22T12:00:00-05:00") &&
	   word("in 90 minutes", "2026-11-22T11:30:00-05:00") &&
	   word("2 weeks ago", "2026-11-08") &&
	   word("in 3 days 8:30", "2026-11-25T08:30:00-05:00") &&
	   word("+3days", "2026-11-25") &&
	   word("+2hours", "2026-11-22T12:00:00-05:00"), "spans");
	ok(word("11/30/2026", "2026-11-30") && word("30/11/2026", "2026-11-30")
	   && word("30.11.2026", "2026-11-30") &&
	   word("Nov 30, 2026", "2026-11-30") &&
	   word("30 November 2026", "2026-11-30") &&
	   word("11/30/2026 9pm", "2026-11-30T21:00:00-05:00"),
	   "a day as it is written");
	ok(word("03/04/2026", NULL) && word("03/03/2026", "2026-03-03"),
	   "what can be read both ways is refused, unless it is the same day");
	ch_moment_order(CH_MONTH_FIRST);
	ok(word("03/04/2026", "2026-03-04") && word("30/11/2026", NULL),
	   "months first");
	ch_moment_order(CH_DAY_FIRST);
	ok(word("03/04/2026", "2026-04-03") && word("11/30/2026", NULL),
	   "days first");
	ok(word("9", NULL) && word("25:00", NULL) && word("9:5", NULL) &&
	   word("13pm", NULL) && word("in days", NULL) &&
	   word("3 days", NULL) && word("in 3 days ago", NULL) &&
	   word("2026-11 9:00", NULL) &&
	   word("monday 99", NULL) && word("next", NULL) && word("9: 0", NULL),
	   "no days, no times");
}

int main(void)
{
	round_trips();
	refusals();
	calendar();
	ages();
	patterns();
	zones();
	words();
	said();
	return tap_end();
}
