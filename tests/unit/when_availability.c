/* when_availability.c - open hours: zones, clocks that change, refusals. */
#include <string.h>

#include "base/moment.h"
#include "when/availability.h"
#include "tap.h"

#define EVENT(lines) "BEGIN:VEVENT\n" lines "END:VEVENT\n"
#define NY "America/New_York"

static int64_t at(const char *s)
{
	int64_t m;

	return ch_moment_parse(s, strlen(s), &m) ? -1 : ch_moment_instant(m);
}

/* The spans as "from/until from/until", by the clock of the home zone. */
static const char *say(const struct ch_opens *o)
{
	static char out[2000];
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < o->n && n < sizeof(out) - 100; i++) {
		char a[CH_MOMENT_MAX], b[CH_MOMENT_MAX];

		ch_moment_print(ch_moment_local(o->at[i].from), a);
		ch_moment_print(ch_moment_local(o->at[i].until), b);
		/* 03-08T09:00-05/... */
		n += (size_t)snprintf(out + n, sizeof(out) - n,
				      "%s%.11s%.3s/%.11s%.3s", n ? " " : "",
				      a + 5, a + 19, b + 5, b + 19);
	}
	return out;
}

static void opens(const char *text, const char *zone,
		  const struct ch_hours *holidays, const char *from,
		  const char *until, const char *want)
{
	struct ch_available of = { text, zone, NY, holidays };
	struct ch_opens got;
	struct ch_err err = { 0 };
	int rc = ch_available(&of, at(from), at(until), &got, &err);

	ok(!rc && !strcmp(say(&got), want), "%s: %s", from, want);
	if (rc || strcmp(say(&got), want))
		printf("# %d %s, got %s\n", rc, err.msg, say(&got));
	ch_opens_free(&got);
}

static const char week[] = EVENT("DTSTART:20260105T090000\n"
	"DTEND:20260105T120000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\n"
	"EXDATE:20260113T090000\nEXDATE;VALUE=DATE:20260114\n"
	"RDATE:20260117T100000\n"
	"RDATE;VALUE=PERIOD:20260118T100000/20260118T103000\n")
	EVENT("DTSTART:20260105T110000\nDURATION:PT2H\n"
	      "RRULE:FREQ=WEEKLY;UNTIL=20260112\n")
	EVENT("DTSTART:20260105T130000\nDURATION:PT2H\n"
	      "RRULE:FREQ=WEEKLY;COUNT=2\n")
	EVENT("DTSTART:20260116T130000\nDURATION:PT2H\nSTATUS:CANCELLED\n");

static void days(void)
{
	opens(week, NULL, NULL, "2026-01-12T00:00", "2026-01-14T23:00",
	      "01-12T09:00-05/01-12T13:00-05 01-12T13:00-05/01-12T15:00-05");
	opens(week, "", NULL, "2026-01-15T11:59", "2026-01-19T09:00",
	      "01-15T09:00-05/01-15T12:00-05 01-16T09:00-05/01-16T12:00-05 "
	      "01-17T10:00-05/01-17T13:00-05 01-18T10:00-05/01-18T10:30-05");
	opens(week, "America/Denver", NULL, "2026-01-19T00:00",
	      "2026-01-20T00:00", "01-19T11:00-05/01-19T14:00-05");
	opens("BEGIN:VCALENDAR\nVERSION:2.0\n"
	      EVENT("DTSTART;TZID=Europe/Berlin:20260706T090000\n"
		    "DTEND;TZID=Europe/Berlin:20260706T100000\n")
	      EVENT("DTSTART:20260706T090000Z\nDTEND:20260706T100000Z\n")
	      EVENT("DTSTART;VALUE=DATE:20260707\n") "END:VCALENDAR\n", NULL,
	      NULL, "2026-07-01T00:00", "2026-08-01T00:00",
	      "07-06T03:00-04/07-06T04:00-04 07-06T05:00-04/07-06T06:00-04 "
	      "07-07T00:00-04/07-08T00:00-04");
	/* UNTIL in UTC is read by the clock: 14:00Z is 09:00 in winter. */
	opens(EVENT("DTSTART:20260105T090000\nDURATION:PT1H\n"
		    "RRULE:FREQ=DAILY;UNTIL=20260106T140000Z\n"), NULL, NULL,
	      "2026-01-06T00:00", "2026-02-01T00:00",
	      "01-06T09:00-05/01-06T10:00-05");
}

/* Clocks go forward on 8 March and back on 1 November 2026, at 2:00. */
static void clocks(void)
{
	static const char gap[] = EVENT("DTSTART:20260307T023000\n"
		"DTEND:20260307T033000\nRRULE:FREQ=DAILY;COUNT=2\n");
	static const char lost[] = EVENT("DTSTART:20260307T020000\n"
		"DTEND:20260307T030000\nRRULE:FREQ=DAILY;COUNT=3\n");
	static const char twice[] = EVENT("DTSTART:20261031T013000\n"
		"DTEND:20261031T023000\nRRULE:FREQ=DAILY;COUNT=2\n");
	static const char night[] = EVENT("DTSTART:20260306T220000\n"
		"DTEND:20260307T060000\nRRULE:FREQ=DAILY\n");

	opens(gap, NULL, NULL, "2026-03-07T00:00", "2026-03-09T00:00",
	      "03-07T02:30-05/03-07T03:30-05 03-08T03:00-04/03-08T03:30-04");
	opens(lost, NULL, NULL, "2026-03-07T00:00", "2026-03-10T00:00",
	      "03-07T02:00-05/03-07T03:00-05 03-09T02:00-04/03-09T03:00-04");
	opens(twice, NULL, NULL, "2026-10-31T00:00", "2026-11-02T00:00",
	      "10-31T01:30-04/10-31T02:30-04 11-01T01:30-04/11-01T02:30-05");
	opens(night, NULL, NULL, "2026-03-08T00:00", "2026-03-08T12:00",
	      "03-07T22:00-05/03-08T06:00-04");
	opens(night, NULL, NULL, "2026-11-01T00:00", "2026-11-01T12:00",
	      "10-31T22:00-04/11-01T06:00-05");
	/* No such hour in Phoenix, where clocks stay. */
	opens(gap, "America/Phoenix", NULL, "2026-03-08T00:00",
	      "2026-03-09T00:00", "03-08T05:30-04/03-08T06:30-04");
}

/* Dates that are added or left out may be of another clock than the event. */
static void other_clocks(void)
{
	static const char days[] = EVENT(
		"DTSTART;TZID=America/New_York:20260706T090000\n"
		"DURATION:PT1H\nRRULE:FREQ=DAILY\n"
		"EXDATE:20260707T130000Z\n"
		"EXDATE;TZID=Europe/Berlin:20260708T150000\n"
		"RDATE:20260707T200000Z\n"
		"RDATE;TZID=Europe/Berlin:20260708T210000\n"
		"RDATE;VALUE=PERIOD:20260708T220000Z/PT30M\n");

	opens(days, "Europe/Berlin", NULL, "2026-07-06T00:00",
	      "2026-07-10T00:00", "07-06T09:00-04/07-06T10:00-04 "
	      "07-07T16:00-04/07-07T17:00-04 07-08T15:00-04/07-08T16:00-04 "
	      "07-08T18:00-04/07-08T18:30-04 07-09T09:00-04/07-09T10:00-04");
	opens(EVENT("DTSTART:20260706T130000Z\nDURATION:PT1H\n"
		    "RRULE:FREQ=DAILY;COUNT=2\n"
		    "EXDATE;TZID=America/New_York:20260707T090000\n"
		    "RDATE;TZID=America/New_York:20260707T110000\n"), NULL,
	      NULL, "2026-07-06T00:00", "2026-07-10T00:00",
	      "07-06T09:00-04/07-06T10:00-04 07-07T11:00-04/07-07T12:00-04");
	opens(EVENT("DTSTART:20260706T090000\nDURATION:PT1H\n"
		    "RDATE;VALUE=DATE:20260708\n"), NULL, NULL,
	      "2026-07-06T00:00", "2026-07-10T00:00",
	      "07-06T09:00-04/07-06T10:00-04 07-08T09:00-04/07-08T10:00-04");
}

static void closed(void)
{
	struct ch_hours h = { .n = 0 };

	ok(!ch_hours_say(&h, "sunday", "closed") &&
	   !ch_hours_say(&h, "2026-01-19", "closed") &&
	   !ch_hours_say(&h, "2026-01-20", "11:00-12:30"), "holidays are read");
	opens(week, NULL, &h, "2026-01-16T00:00", "2026-01-22T00:00",
	      "01-16T09:00-05/01-16T12:00-05 01-17T10:00-05/01-17T13:00-05 "
	      "01-18T10:00-05/01-18T10:30-05 01-20T11:00-05/01-20T12:00-05 "
	      "01-21T09:00-05/01-21T12:00-05");
	opens(EVENT("DTSTART:20260118T220000\nDTEND:20260121T020000\n"), NULL,
	      &h, "2026-01-16T00:00", "2026-01-22T00:00",
	      "01-18T22:00-05/01-19T00:00-05 01-20T11:00-05/01-20T12:30-05 "
	      "01-21T00:00-05/01-21T02:00-05");
	opens(EVENT("DTSTART:20260117T220000\nDTEND:20260118T230000\n"), NULL,
	      &h, "2026-01-16T00:00", "2026-01-22T00:00",
	      "01-17T22:00-05/01-18T23:00-05");
	ch_hours_free(&h);
}

#define RULE(rule) EVENT("DTSTART:20260105T090000\nDURATION:PT1H\nRRULE:" \
			 rule "\n")

static void hostile(void)
{
	static const char *const bad[] = {
		"", "x", "BEGIN:VEVENT\n", "BEGIN:VTODO\nEND:VTODO\n",
		EVENT(""), EVENT("DTSTART:20260105T090000\n"),
		EVENT("DTSTART:20260105T090000\nDTEND:20260105T080000\n"),
		EVENT("DTSTART:20260105T090000\nDTEND:20260105T090000\n"),
		EVENT("DTSTART:20260105T090000\nDTEND:20270105T090000\n"),
		EVENT("DTSTART:20260105T090000\nDURATION:-PT1H\n"),
		EVENT("DTSTART:20260105T090000\nDTEND:20260105T150000Z\n"),
		EVENT("DTSTART;TZID=America/New_York:20260105T090000\n"
		      "DTEND;TZID=America/Chicago:20260105T100000\n"),
		EVENT("DTSTART:20260105T090000\nDURATION:PT1H\n"
		      "RDATE;TZID=Mars/Base:20260106T090000\n"),
		EVENT("DTSTART:20261305T090000\nDURATION:PT1H\n"),
		EVENT("DTSTART:20260230T090000\nDURATION:PT1H\n"),
		EVENT("DTSTART:20260105T250000\nDURATION:PT1H\n"),
		EVENT("DTSTART:00010105T090000\nDURATION:PT1H\n"),
		EVENT("DTSTART:99990105T090000\nDURATION:PT1H\n"),
		EVENT("DTSTART:tomorrow\nDURATION:PT1H\n"),
		EVENT("DTSTART;TZID=Mars/Base:20260105T090000\n"
		      "DURATION:PT1H\n"),
		EVENT("DTSTART;TZID=../../etc/x:20260105T090000\n"
		      "DURATION:PT1H\n"),
		EVENT("DTSTART:20260105T090000\nDURATION:PT1H\n"
		      "RECURRENCE-ID:20260105T090000\n"),
		RULE(""), RULE("FREQ=SECONDLY"), RULE("FREQ=MINUTELY"),
		RULE("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"), RULE("FREQ=NEVER"),
		RULE("FREQ=DAILY;BYSECOND=1,2,3"), RULE("BYDAY=MO"),
		RULE("FREQ=DAILY;BYHOUR=9,10,11,12,13;BYMINUTE=0,1,2,3,4,5,6,7,"
		     "8,9,10,11,12,13,14,15,16,17,18,19"),
		RULE("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
		RULE("FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7;BYDAY=MO"),
		RULE("FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1"),
		RULE("FREQ=DAILY;INTERVAL=0"), RULE("FREQ=DAILY;COUNT=-1"),
	};
	static const char *const never[] = {
		RULE("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
		RULE("FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31"),
		RULE("FREQ=WEEKLY;INTERVAL=32767"),
	};

	for (size_t i = 0; i < CH_COUNT(bad) + CH_COUNT(never); i++) {
		bool is_bad = i < CH_COUNT(bad);
		struct ch_available of = {
			.text = is_bad ? bad[i] : never[i - CH_COUNT(bad)],
			.home = NY,
		};
		struct ch_opens got;
		struct ch_err err = { 0 };
		int rc = ch_available(&of, at("2026-02-01T00:00"),
				      at("2027-02-01T00:00"), &got, &err);

		ok(rc == (is_bad ? CH_EDATA : 0) && !got.n, "%zu: %s", i,
		   is_bad ? err.msg : "never");
		if (rc != (is_bad ? CH_EDATA : 0) || got.n)
			printf("# %d, %zu: %s%s\n", rc, got.n, err.msg,
			       of.text);
		ch_opens_free(&got);
	}
}

static void many(void)
{
	struct ch_available of = {
		.text = EVENT("DTSTART:19700105T090000\nDURATION:PT1M\n"
			      "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,"
			      "11;BYMINUTE=0,1,2,3,4,5,6,7;COUNT=2000000\n"),
		.home = NY,
	};
	struct ch_opens got;
	struct ch_err err = { 0 };
	int rc = ch_available(&of, at("2026-02-01T00:00"),
			      at("2027-02-01T00:00"), &got, &err);

	ok(rc == CH_EDATA && strstr(err.msg, "100,000"), "%s", err.msg);
	ch_opens_free(&got);
	of.text = week;
	ok(!ch_available(&of, at("2026-01-12T00:00"), at("2026-01-13T00:00"),
			 &got, &err) && ch_opens_at(&got,
						    at("2026-01-12T09:00")) &&
	   ch_opens_at(&got, at("2026-01-12T14:59")) &&
	   !ch_opens_at(&got, at("2026-01-12T15:00")) &&
	   !ch_opens_at(&got, at("2026-01-12T08:59")),
	   "open from its first second to before its last");
	ch_opens_free(&got);
}

static void cut(void)
{
	static const struct ch_open day[] = { { 0, 100 }, { 100, 130 },
					      { 200, 229 } };
	static const int64_t starts[] = { 0, 30, 60, 100 };
	struct ch_opens open = { (struct ch_open *)day, 3, 3 }, got;
	size_t good = 0;

	ok(!ch_opens_cut(&open, 30, &got, NULL) && got.n == 4, "four of 30");
	for (size_t i = 0; i < got.n; i++)
		good += got.at[i].from == starts[i] &&
			got.at[i].until == starts[i] + 30;
	ok(good == 4 && ch_opens_begin(&got, 60) && !ch_opens_begin(&got, 61),
	   "each from where the last ended, or hours begin");
	ch_opens_free(&got);
	ok(!ch_opens_cut(&open, 0, &got, NULL) && !got.n, "of nothing: none");
	ch_opens_free(&got);
}

int main(void)
{
	ok(!ch_zone_set(NY, NULL), "the zone is set");
	days();
	clocks();
	other_clocks();
	closed();
	hostile();
	many();
	cut();
	return tap_end();
}
