/* feed_hsds.c - times, days and rules as directories write them. */
#include <string.h>

#include "base/moment.h"
#include "feed/hsds_in.h"
#include "tap.h"

static struct ch_slice slice(const char *s)
{
	return (struct ch_slice){ s, strlen(s) };
}

static void clocks(void)
{
	static const struct { const char *s; int want; } all[] = {
		{ "08:00", 480 }, { "8:00", 480 }, { "09:30:00", 570 },
		{ "4:00 PM", 960 }, { "3pm", 900 }, { "9am", 540 },
		{ "12 am", 0 }, { "12:15 p.m.", 735 }, { "0900", 540 },
		{ "1730", 1050 }, { "noon", 720 }, { "Midnight", 0 },
		{ "24:00", 1440 }, { "10:00Z", 600 }, { "10:00+01:00", 600 },
		{ "10:00:00.000Z", 600 }, { "00:00", 0 }, { "7.30", 450 },
		{ "24:01", -1 }, { "8:60", -1 }, { "13pm", -1 }, { "", -1 },
		{ "late", -1 }, { "8 o'clock", -1 }, { "-1:00", -1 },
		{ "0am", -1 }, { "8:00 xm", -1 }, { "99", -1 },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		ok(ch_hsds_clock(slice(all[i].s)) == all[i].want,
		   "\"%s\" is %d", all[i].s, all[i].want);
}

static void dates(void)
{
	static const char *const christmas[] = {
		"2015-12-24", "12/24/2015", "12/24/15", "December 24, 2015",
		"Dec 24, 2015", "24 Dec 2015", "20151224", "2015/12/24",
		" 2015-12-24T10:00:00Z ",
	};
	static const char *const bad[] = {
		"", "2015", "2015-12", "24.12.", "13/32/2015", "soon",
		"2015-02-30",
	};
	int64_t day;
	bool yearly;

	for (size_t i = 0; i < CH_COUNT(christmas); i++)
		ok(ch_hsds_date(slice(christmas[i]), &day, &yearly) &&
		   day == 16793 && !yearly, "\"%s\"", christmas[i]);
	for (size_t i = 0; i < CH_COUNT(bad); i++)
		ok(!ch_hsds_date(slice(bad[i]), &day, &yearly),
		   "\"%s\" is no date", bad[i]);
	ok(ch_hsds_date(slice("January 01, 0001"), &day, &yearly) && yearly,
	   "the year 0001 is every year");
	ok(ch_hsds_weekday(slice("Monday")) == 0 &&
	   ch_hsds_weekday(slice("su")) == 6 &&
	   ch_hsds_weekday(slice("3")) == 2 &&
	   ch_hsds_weekday(slice("Weds")) == -1 &&
	   ch_hsds_weekday(slice("M")) == -1, "weekdays");
}

static void names(void)
{
	ok(ch_hsds_kind("services", 8) == HSDS_SERVICE &&
	   ch_hsds_kind("Service At Location", 19) == HSDS_PLACE &&
	   ch_hsds_kind("mail_addresses", 14) == HSDS_MAIL &&
	   ch_hsds_kind("service", 7) == HSDS_SERVICE &&
	   ch_hsds_kind("servic", 6) < 0, "tables by their names");
	ok(ch_hsds_kind_begins("service_at_location_full", 24) == HSDS_PLACE &&
	   ch_hsds_kind_begins("service_list", 12) == HSDS_SERVICE &&
	   ch_hsds_kind_begins("d9d5e0f5-d3ce", 13) < 0,
	   "tables by how names begin");
	ok(ch_hsds_col(HSDS_LANGUAGE, "language", 8) == HSDS_NAME &&
	   ch_hsds_col(HSDS_TERM, "language", 8) < 0, "a table's own names");
}

/* A schedule of pairs of a column and its text, as VEVENTs. */
static const char *hours(struct ch_hsds *h, struct hsds_hours *out,
			 const char *const (*cell)[2], size_t n,
			 const char *const (*holiday)[2], size_t holidays)
{
	struct hsds_row *service, *row;

	service = ch_hsds_row(h, HSDS_SERVICE, 1, NULL);
	row = ch_hsds_row(h, HSDS_SCHEDULE, 2, NULL);
	for (size_t i = 0; i < n; i++)
		ch_hsds_set(h, row, (enum hsds_col)
			    ch_hsds_col(HSDS_SCHEDULE, cell[i][0],
					strlen(cell[i][0])),
			    slice(cell[i][1]), NULL);
	ch_hsds_hold(h, service, row, NULL);
	row = ch_hsds_row(h, HSDS_HOLIDAY, 3, NULL);
	for (size_t i = 0; i < holidays; i++)
		ch_hsds_set(h, row, (enum hsds_col)
			    ch_hsds_col(HSDS_HOLIDAY, holiday[i][0],
					strlen(holiday[i][0])),
			    slice(holiday[i][1]), NULL);
	if (holidays)
		ch_hsds_hold(h, service, row, NULL);
	ch_hsds_hours(out, &service, 1);
	return out->events.s ? out->events.s : "";
}

#define IS(want, what, ...) do { \
	static const char *const cell_[][2] = { __VA_ARGS__ }; \
	struct hsds_hours out_; \
	const char *got_ = hours(h, &out_, cell_, CH_COUNT(cell_), NULL, 0); \
	ok(!strcmp(got_, want), "%s", what); \
	if (strcmp(got_, want)) \
		printf("# got %s\n", got_); \
	ch_hsds_hours_free(&out_); \
} while (0)

static void schedules(struct ch_hsds *h)
{
	IS("BEGIN:VEVENT\nDTSTART:20240103T090000\nDTEND:20240103T170000\n"
	   "RRULE:FREQ=WEEKLY;BYDAY=WE\nEND:VEVENT\n", "a weekday",
	   { "weekday", "Wednesday" }, { "opens_at", "9am" },
	   { "closes_at", "17:00" });
	IS("BEGIN:VEVENT\nDTSTART:20240101T220000\nDTEND:20240102T060000\n"
	   "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\nEND:VEVENT\n",
	   "over midnight", { "weekday", "Mon-Fri" }, { "opens_at", "22:00" },
	   { "closes_at", "6:00" });
	IS("BEGIN:VEVENT\nDTSTART:20260105T080000\nDTEND:20260105T120000\n"
	   "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20261231\nEND:VEVENT\n",
	   "every other week", { "freq", "WEEKLY" }, { "interval", "2" },
	   { "byday", "MO" }, { "opens_at", "08:00" }, { "closes_at", "12:00" },
	   { "valid_from", "2026-01-05" }, { "valid_to", "2026-12-31" });
	IS("BEGIN:VEVENT\nDTSTART:20240101T080000\nDTEND:20240101T120000\n"
	   "RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR\nEND:VEVENT\n",
	   "days of a month", { "freq", "monthly" }, { "byday", "1MO, -1FR" },
	   { "opens_at", "08:00" }, { "closes_at", "12:00" });
	IS("BEGIN:VEVENT\nDTSTART:20240101T000000\nDTEND:20240102T000000\n"
	   "RRULE:FREQ=DAILY\nEND:VEVENT\n", "round the clock",
	   { "freq", "DAILY" }, { "opens_at", "00:00" },
	   { "closes_at", "24:00" });
	IS("", "hours of no day", { "opens_at", "08:00" },
	   { "closes_at", "12:00" });
	IS("", "a day of no hours", { "weekday", "Monday" });
}

static void holidays(struct ch_hsds *h)
{
	static const char *const sundays[][2] = {
		{ "weekday", "Sunday" }, { "opens_at", "8:00" },
		{ "closes_at", "12:00" },
	};
	static const char *const new_year[][2] = {
		{ "start_date", "January 1, 0001" }, { "closed", "true" },
		{ "end_date", "January 1, 0001" },
	};
	static const char *const short_day[][2] = {
		{ "start_date", "2026-12-27" }, { "closed", "false" },
		{ "opens_at", "10:00" }, { "closes_at", "11:00" },
	};
	struct hsds_hours out;
	const char *got = hours(h, &out, sundays, 3, new_year, 3);

	/* From 2024 to 2030 no New Year is a Sunday. */
	ok(!strstr(got, "EXDATE"), "no day is left out in vain");
	ch_hsds_hours_free(&out);
	got = hours(h, &out, sundays, 3, short_day, 4);
	ok(strstr(got, "EXDATE;VALUE=DATE:20261227\n") &&
	   strstr(got, "DTSTART:20261227T100000\nDTEND:20261227T110000\n"),
	   "hours of its own");
	ch_hsds_hours_free(&out);
}

static void refused(struct ch_hsds *h)
{
	static const struct { const char *col, *text, *field; } bad[] = {
		{ "opens_at", "early", "opens_at" },
		{ "byday", "someday", "byday" },
		{ "freq", "often", "freq" },
		{ "valid_from", "then", "valid_from" },
		{ "interval", "-1", "interval" },
		{ "weekday", "Doomsday", "weekday" },
	};

	for (size_t i = 0; i < CH_COUNT(bad); i++) {
		struct hsds_row *row = ch_hsds_row(h, HSDS_SCHEDULE, 1, NULL);
		struct hsds_rule rule;
		struct ch_err err = { 0 };

		ch_hsds_set(h, row, (enum hsds_col)
			    ch_hsds_col(HSDS_SCHEDULE, bad[i].col,
					strlen(bad[i].col)),
			    slice(bad[i].text), NULL);
		ch_hsds_set(h, row, HSDS_OPENS, slice("8:00"), NULL);
		ch_hsds_set(h, row, HSDS_CLOSES, slice("9:00"), NULL);
		ch_hsds_set(h, row, HSDS_FREQ, slice("WEEKLY"), NULL);
		ok(ch_hsds_rule(row, &rule, &err) == CH_EDATA &&
		   !strcmp(err.field, bad[i].field) &&
		   !strstr(err.msg, bad[i].text), "%s \"%s\" is refused: %s",
		   bad[i].col, bad[i].text, err.msg);
	}
}

int main(void)
{
	const struct ch_naming naming = { .source = CH_SLICE("test") };
	struct ch_hsds *h;

	ok(!ch_zone_set("America/New_York", NULL), "the zone is set");
	ok(!ch_hsds_new(&h, &naming, NULL), "a package");
	clocks();
	dates();
	names();
	schedules(h);
	holidays(h);
	refused(h);
	ch_hsds_free(&h);
	return tap_end();
}
