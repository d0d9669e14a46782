/* care_schedule.c - due days: intervals, ends of months, gaps, windows. */
#include "base/moment.h"
#include "when/schedule.h"
#include "tap.h"

static int64_t day(const char *s)
{
	int64_t m;

	return ch_moment_parse(s, strlen(s), &m) ? -1 : ch_moment_day(m);
}

static struct ch_schedule make(const char *at, const char *every,
			       const char *until)
{
	struct ch_schedule s = { .at = day(at), .until = CH_NEVER };

	ok(ch_every_parse(every, strlen(every), &s.every), "%s is read",
	   every);
	if (until)
		s.until = day(until);
	return s;
}

static void is_day(int64_t got, const char *want, const char *what)
{
	char text[CH_MOMENT_MAX] = "never";

	if (got != CH_NEVER)
		ch_moment_print(ch_moment_of_day(got), text);
	ok(!strcmp(text, want), "%s: %s", what, want);
	if (strcmp(text, want))
		printf("# got %s\n", text);
}

static void spelling(void)
{
	static const char *const good[] = { "1d", "90d", "2w", "3m", "1y",
					    "9999d", "100y", "1200m", "" };
	static const char *const bad[] = { "d", "0d", "-1d", "+1d", "1", "1h",
					   "1 d", "10000d", "1dd", "1.5d",
					   "1D", " 1d", "101y", "9999w",
					   "9999y" };
	struct ch_every e;

	for (size_t i = 0; i < CH_COUNT(good); i++)
		ok(ch_every_parse(good[i], strlen(good[i]), &e),
		   "\"%s\" is an interval", good[i]);
	for (size_t i = 0; i < CH_COUNT(bad); i++)
		ok(!ch_every_parse(bad[i], strlen(bad[i]), &e),
		   "\"%s\" is none", bad[i]);
}

static void due_days(void)
{
	struct ch_schedule s = make("2025-01-31", "1m", NULL);

	is_day(ch_schedule_due(&s, 0), "2025-01-31", "first");
	is_day(ch_schedule_due(&s, day("2025-02-01")), "2025-02-28",
	       "a month is cut to its last day");
	is_day(ch_schedule_due(&s, day("2025-03-01")), "2025-03-31",
	       "and not added up one by one");
	is_day(ch_schedule_due(&s, day("2028-02-10")), "2028-02-29",
	       "a leap year");
	is_day(ch_schedule_last(&s, day("2025-03-30")), "2025-02-28",
	       "the last before");
	s = make("2024-02-29", "1y", NULL);
	is_day(ch_schedule_due(&s, day("2024-03-01")), "2025-02-28", "yearly");
	is_day(ch_schedule_due(&s, day("2028-01-01")), "2028-02-29",
	       "yearly, again in a leap year");
	s = make("2025-03-28", "2w", "2025-05-01");
	is_day(ch_schedule_due(&s, day("2025-03-29")), "2025-04-11", "weeks");
	is_day(ch_schedule_due(&s, day("2025-04-26")), "never", "until");
	is_day(ch_schedule_last(&s, day("2030-01-01")), "2025-04-25",
	       "the last there is");
	s = make("2025-03-28", "", NULL);
	is_day(ch_schedule_due(&s, day("2025-03-28")), "2025-03-28", "once");
	is_day(ch_schedule_due(&s, day("2025-03-29")), "never", "only once");
	s = make("0001-01-01", "1d", NULL);
	is_day(ch_schedule_due(&s, day("2025-03-29")), "2025-03-29",
	       "two thousand years of days");
}

static void windows(void)
{
	struct ch_schedule s = make("2025-01-31", "1m", NULL);

	is_day(ch_schedule_closes(&s, s.at, CH_CLOSES_DEFAULT), "2025-02-27",
	       "open until the next is due");
	is_day(ch_schedule_closes(&s, s.at, 3), "2025-02-03",
	       "open for so many days");
	s = make("2025-03-28", "", NULL);
	is_day(ch_schedule_closes(&s, s.at, CH_CLOSES_DEFAULT), "2025-04-27",
	       "once: thirty days");
	s = make("9999-12-20", "1w", NULL);
	is_day(ch_schedule_due(&s, day("9999-12-28")), "never",
	       "none after the last day that can be written");
	is_day(ch_schedule_closes(&s, day("9999-12-27"), CH_CLOSES_DEFAULT),
	       "9999-12-31", "nor does a window go beyond it");
}

static void chains(void)
{
	struct ch_schedule s = make("2025-01-10", "4w", NULL), from;
	const int64_t none = CH_NEVER, usual = CH_CLOSES_DEFAULT;

	is_day(ch_schedule_open(&s, none, usual, day("2025-01-01"), &from),
	       "2025-01-10", "nothing made yet");
	is_day(ch_schedule_open(&s, none, usual, day("2025-02-06"), &from),
	       "2025-01-10", "the first is still open on its last day");
	is_day(ch_schedule_open(&s, none, usual, day("2025-02-07"), &from),
	       "2025-02-07", "a day later it is passed over");
	is_day(ch_schedule_open(&s, none, usual, day("2027-02-10"), &from),
	       "2027-02-05", "after two years: the one that is open now");
	is_day(ch_schedule_open(&s, day("2025-01-10"), usual,
				day("2025-01-11"), &from), "2025-02-07",
	       "after the first comes the second");
	is_day(ch_schedule_open(&s, day("2025-01-17"), usual,
				day("2025-01-11"), &from), "2025-02-14",
	       "one that was moved moves those after it");
	is_day(ch_schedule_open(&s, none, 7, day("2025-02-01"), &from),
	       "2025-02-07", "a short window: none is open, the next is it");
	s = make("2025-01-10", "", NULL);
	is_day(ch_schedule_open(&s, none, usual, day("2025-02-09"), &from),
	       "2025-01-10", "once, still open");
	is_day(ch_schedule_open(&s, none, usual, day("2025-02-10"), &from),
	       "never", "once, and missed");
	is_day(ch_schedule_open(&s, day("2025-01-10"), usual,
				day("2025-01-10"), &from), "never",
	       "once, and made");
	s = make("2025-01-10", "1w", "2025-01-31");
	is_day(ch_schedule_open(&s, day("2025-01-31"), usual,
				day("2025-01-31"), &from), "never",
	       "none after the end");
	is_day(ch_schedule_open(&s, none, usual, day("2025-02-06"), &from),
	       "2025-01-31", "the last is open to its own end");
	is_day(ch_schedule_open(&s, none, usual, day("2025-02-07"), &from),
	       "never", "and then no more");
}

int main(void)
{
	spelling();
	due_days();
	windows();
	chains();
	return tap_end();
}
