/* hsds_rule.c - one row of a schedule: by weekday, or as iCalendar has it. */
#include "base/moment.h"
#include "base/text.h"
#include "feed/hsds_in.h"

/* A Monday: where schedules begin that do not say when they do. */
#define BEGINNING 19723		/* 2024-01-01 */

static const char *const weekday[] = { "MO", "TU", "WE", "TH", "FR", "SA",
				       "SU" };

static int read_times(const struct hsds_row *row, int *opens, int *closes,
		      struct ch_err *err)
{
	struct ch_slice from = ch_hsds_get(row, HSDS_OPENS);
	struct ch_slice until = ch_hsds_get(row, HSDS_CLOSES);

	*opens = *closes = -1;
	if (!from.n && !until.n)
		return CH_END;
	*opens = ch_hsds_clock(from);
	if (*opens < 0)
		return ch_refuse(err, ch_hsds_col_name(HSDS_OPENS),
				 from.n ? "bad-date" : "missing");
	*closes = ch_hsds_clock(until);
	if (*closes < 0)
		return ch_refuse(err, ch_hsds_col_name(HSDS_CLOSES),
				 until.n ? "bad-date" : "missing");
	if (*closes <= *opens)
		*closes += 24 * 60;
	return 0;
}

static int read_day(const struct hsds_row *row, enum hsds_col col,
		    int64_t *day, struct ch_err *err)
{
	struct ch_slice s = ch_hsds_get(row, col);
	bool yearly;

	return !s.n || ch_hsds_date(s, day, &yearly) ? 0 :
		ch_refuse(err, ch_hsds_col_name(col), "bad-date");
}

/* "Mon-Fri", "Saturday, Sunday", "MO,TU"; false for what is none. */
static bool read_weekdays(struct ch_slice s, unsigned *days)
{
	while (s.n) {
		size_t n = 0, dash;
		int a, b;

		while (n < s.n && s.s[n] != ',' && s.s[n] != ';')
			n++;
		for (dash = 0; dash < n && s.s[dash] != '-'; dash++)
			;
		a = ch_hsds_weekday((struct ch_slice){ s.s, dash });
		b = dash < n ? ch_hsds_weekday((struct ch_slice){
				s.s + dash + 1, n - dash - 1 }) : a;
		if (a < 0 || b < 0)
			return false;
		for (*days |= 1u << b; a != b; a = (a + 1) % 7)
			*days |= 1u << a;
		n += n < s.n;
		s = (struct ch_slice){ s.s + n, s.n - n };
	}
	return *days;
}

static void add_days(struct hsds_rule *r)
{
	size_t n = strlen(r->text);

	for (int i = 0; i < 7; i++)
		if (r->days >> i & 1)
			n += (size_t)snprintf(r->text + n, sizeof(r->text) - n,
					      "%s%s", r->text[n - 1] == '=' ?
					      "" : ",", weekday[i]);
}

/* A part of the rule, where all of it is what such a part may have. */
static bool add_part(struct hsds_rule *r, const struct hsds_row *row,
		     enum hsds_col col, const char *name, const char *may)
{
	struct ch_slice s = ch_hsds_get(row, col);
	size_t n = strlen(r->text);

	if (!s.n)
		return true;
	if (s.n > 100 || n + s.n + 20 > sizeof(r->text) ||
	    strspn(s.s, may) < s.n)
		return false;
	n += (size_t)snprintf(r->text + n, sizeof(r->text) - n, ";%s=", name);
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] != ' ')
			r->text[n++] = s.s[i] >= 'a' && s.s[i] <= 'z' ?
				(char)(s.s[i] - 32) : s.s[i];
	r->text[n] = '\0';
	return true;
}

static bool freq_is(struct ch_slice freq, const char *word)
{
	return freq.n == strlen(word) && !strncasecmp(freq.s, word, freq.n);
}

#define NUMBERS "0123456789,+- "

/* FREQ and all that goes with it; the column that cannot be read, or -1. */
static int read_rule(const struct hsds_row *row, struct hsds_rule *r)
{
	static const char letters[] = NUMBERS "MOTUWEHFRSAmotuwehfrsa";
	struct ch_slice freq = ch_hsds_get(row, HSDS_FREQ);
	struct ch_slice days = ch_hsds_get(row, HSDS_BYDAY);
	bool weekly = freq_is(freq, "weekly"), yearly = freq_is(freq,
								"yearly");

	if (!weekly && !yearly && !freq_is(freq, "daily") &&
	    !freq_is(freq, "monthly"))
		return HSDS_FREQ;
	snprintf(r->text, sizeof(r->text), "FREQ=%s", weekly ? "WEEKLY" :
		 yearly ? "YEARLY" : freq_is(freq, "daily") ? "DAILY" :
		 "MONTHLY");
	if (!add_part(r, row, HSDS_INTERVAL, "INTERVAL", "0123456789"))
		return HSDS_INTERVAL;
	if (weekly && days.n && read_weekdays(days, &r->days)) {
		snprintf(r->text + strlen(r->text), 8, ";BYDAY=");
		add_days(r);
	} else if (!add_part(r, row, HSDS_BYDAY, "BYDAY", letters)) {
		return HSDS_BYDAY;
	}
	/* What iCalendar does not have together is passed over. */
	if (!weekly && !add_part(r, row, HSDS_BYMONTHDAY, "BYMONTHDAY",
				 NUMBERS))
		return HSDS_BYMONTHDAY;
	if (yearly && !add_part(r, row, HSDS_BYWEEKNO, "BYWEEKNO", NUMBERS))
		return HSDS_BYWEEKNO;
	if (yearly && !add_part(r, row, HSDS_BYYEARDAY, "BYYEARDAY", NUMBERS))
		return HSDS_BYYEARDAY;
	if (r->end == INT64_MAX && !add_part(r, row, HSDS_COUNT, "COUNT",
					     "0123456789"))
		return HSDS_COUNT;
	return add_part(r, row, HSDS_WKST, "WKST", letters) ? -1 : HSDS_WKST;
}

/* The first of its weekdays; not where weeks or times are counted. */
static void begin_on_a_day(struct hsds_rule *r)
{
	if (!r->days || strstr(r->text, "INTERVAL") ||
	    strstr(r->text, "COUNT"))
		return;
	/* 1970 began on a Thursday. */
	while (!(r->days >> ((r->start + 3) % 7 + 7) % 7 & 1))
		r->start++;
}

static int read_when(const struct hsds_row *row, struct hsds_rule *r,
		     struct ch_err *err)
{
	int64_t until = INT64_MAX;
	int rc = read_day(row, HSDS_VALID_FROM, &r->start, err);

	if (!rc)
		rc = read_day(row, HSDS_DTSTART, &r->start, err);
	if (!rc)
		rc = read_day(row, HSDS_VALID_TO, &r->end, err);
	if (!rc)
		rc = read_day(row, HSDS_UNTIL, &until, err);
	if (until < r->end)
		r->end = until;
	return rc;
}

/* On which days; the column that cannot be read, or -1. */
static int read_days(const struct hsds_row *row, struct hsds_rule *r)
{
	enum hsds_col col = HSDS_WEEKDAY;
	struct ch_slice days = ch_hsds_get(row, col);

	if (!days.n && ch_hsds_get(row, HSDS_FREQ).n)
		return read_rule(row, r);
	if (!days.n) {
		col = HSDS_BYDAY;
		days = ch_hsds_get(row, col);
	}
	if (!days.n)
		return -1;
	if (!read_weekdays(days, &r->days))
		return col;
	snprintf(r->text, sizeof(r->text), "FREQ=WEEKLY;BYDAY=");
	add_days(r);
	return -1;
}

int ch_hsds_rule(const struct hsds_row *row, struct hsds_rule *out,
		 struct ch_err *err)
{
	int bad, rc = read_times(row, &out->opens, &out->closes, err);

	out->start = -1;
	out->end = INT64_MAX;
	out->days = 0;
	*out->text = '\0';
	if (!rc || rc == CH_END) {
		int when = read_when(row, out, err);

		rc = when ? when : rc;
	}
	if (rc)
		return rc;
	bad = read_days(row, out);
	/* Hours of no day at all are none that somebody can come in. */
	if (bad < 0 && !*out->text && out->start < 0)
		return CH_END;
	if (out->start < 0)
		out->start = BEGINNING;
	if (bad >= 0)
		return ch_refuse(err, ch_hsds_col_name((enum hsds_col)bad),
				 "bad-hours");
	begin_on_a_day(out);
	return 0;
}

int ch_hsds_holiday(const struct hsds_row *row, struct hsds_holiday *out,
		    struct ch_err *err)
{
	struct ch_slice start = ch_hsds_get(row, HSDS_START);
	struct ch_slice end = ch_hsds_get(row, HSDS_END);
	struct ch_slice closed = ch_hsds_get(row, HSDS_CLOSED);
	bool yearly;
	int rc;

	if (!ch_hsds_date(start, &out->from, &out->yearly))
		return ch_refuse(err, ch_hsds_col_name(HSDS_START),
				 start.n ? "bad-date" : "missing");
	out->until = out->from;
	if (end.n && !ch_hsds_date(end, &out->until, &yearly))
		return ch_refuse(err, ch_hsds_col_name(HSDS_END), "bad-date");
	if (!out->yearly && (out->until < out->from ||
			     out->until - out->from >= HSDS_HOLIDAY_DAYS))
		return ch_refuse(err, ch_hsds_col_name(HSDS_END), "bad-hours");
	out->opens = out->closes = -1;
	if (closed.n && (*closed.s == 't' || *closed.s == 'T' ||
			 *closed.s == '1' || *closed.s == 'y' ||
			 *closed.s == 'Y'))
		return 0;
	rc = read_times(row, &out->opens, &out->closes, err);
	return rc == CH_END ? 0 : rc;
}
