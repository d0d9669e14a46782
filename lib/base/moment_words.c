/* moment_words.c - the date expressions of the command line: ch-dates(7). */
#include "base/moment.h"
#include "base/text.h"

#include <strings.h>

enum { DAY = 86400, MINUTE = 60, TERMS_MAX = 8 };

static int64_t today(int64_t now)
{
	if (ch_moment_said(now) <= CH_SAID_DAY)
		return ch_moment_day(now);
	return ch_moment_day(ch_moment_local(ch_moment_seconds(now)));
}

/* Sunday is 0; three letters are enough; -1 when it is none. */
static int weekday(const char *s, size_t n)
{
	static const char *const name[] = {
		"sunday", "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday",
	};

	for (int i = 0; i < 7; i++)
		if ((n == 3 || n == strlen(name[i])) &&
		    !strncasecmp(s, name[i], n))
			return i;
	return -1;
}

static bool is(const char *s, size_t n, const char *word)
{
	return n == strlen(word) && !strncasecmp(s, word, n);
}

/* Whether it is the unit: its letter, its name, or several. */
static bool is_unit(const char *s, size_t n, const char *name, size_t letters)
{
	size_t len = strlen(name);

	return (n == letters || n == len || n == len + 1) &&
		!strncasecmp(s, name, n < len ? n : len) &&
		(n <= len || (s[len] | 0x20) == 's');
}

/* The same time of day on another day: by the hub's clock when the moment is
 * on it, else with the offset as it was said. */
static int64_t move_to_day(int64_t m, int64_t day)
{
	int64_t s = ch_moment_seconds(m), wall;
	int offset = ch_moment_offset(m);
	enum ch_said said = ch_moment_said(m);

	wall = s + offset * MINUTE - ch_moment_day(m) * DAY;
	if ((said - CH_SAID_MINUTE) % 3 == 2 &&
	    offset == ch_moment_offset(ch_moment_local(s))) {
		s = ch_moment_civil(day, (int)(wall / 3600),
				    (int)(wall / 60 % 60), (int)(wall % 60));
		offset = ch_moment_offset(ch_moment_local(s));
	} else {
		s = day * DAY + wall - offset * MINUTE;
	}
	return ch_moment_make(s, ch_moment_ms(m), offset, said);
}

/* Years 0001 to 9999. */
static bool in_range(int64_t day)
{
	return day >= ch_days_of_civil(1, 1, 1) &&
		day <= ch_days_of_civil(9999, 12, 31);
}

static bool add_days(int64_t *m, int64_t count, const char *unit, size_t n)
{
	enum ch_said said = ch_moment_said(*m), keeps = CH_SAID_DAY;
	int64_t day = ch_moment_day(*m);

	if (is_unit(unit, n, "day", 1)) {
		day += count;
	} else if (is_unit(unit, n, "week", 1)) {
		day += 7 * count;
	} else if (is_unit(unit, n, "month", 1)) {
		day = ch_civil_add_months(day, count);
		keeps = CH_SAID_MONTH;
	} else if (is_unit(unit, n, "year", 1)) {
		day = ch_civil_add_months(day, 12 * count);
		keeps = CH_SAID_YEAR;
	} else {
		return false;
	}
	if (!in_range(day))
		return false;
	if (said > CH_SAID_DAY)
		*m = move_to_day(*m, day);
	else
		*m = ch_moment_make(day * DAY, 0, 0,
				    said > keeps ? said : keeps);
	return true;
}

static bool add_minutes(int64_t *m, int64_t count, const char *unit, size_t n)
{
	int64_t s = ch_moment_seconds(*m);

	if (is_unit(unit, n, "hour", 1))
		count *= 60;
	else if (!is_unit(unit, n, "minute", 3))
		return false;
	if (ch_moment_said(*m) <= CH_SAID_DAY)
		s = ch_moment_civil(ch_moment_day(*m), 0, 0, 0);
	*m = ch_moment_local(s + count * MINUTE);
	return in_range(ch_moment_day(*m));
}

/* One +N or -N with its unit. */
static bool add_term(int64_t *m, const char *s, size_t n)
{
	size_t digits = 1;
	int64_t count;

	while (digits < n && (unsigned char)(s[digits] - '0') <= 9)
		digits++;
	if (digits > 7 || !ch_text_int(s, digits, &count))
		return false;
	return add_days(m, count, s + digits, n - digits) ||
		add_minutes(m, count, s + digits, n - digits);
}

/* ---- as people say them ---- */

static enum ch_dates_order order;

void ch_moment_order(enum ch_dates_order how)
{
	order = how;
}

/* Months before days, or after: what only one of them can read is read where
 * nobody said which. */
static bool read_slashes(const char *s, size_t n, int64_t *out)
{
	static const char *const pattern[] = { "%m/%d/%Y", "%d/%m/%Y" };
	int64_t m[2];
	bool good[2];

	for (int i = 0; i < 2; i++)
		good[i] = order != (i ? CH_MONTH_FIRST : CH_DAY_FIRST) &&
			!ch_moment_parse_as(pattern[i], 0, s, n, &m[i]);
	if (good[0] && good[1] && m[0] != m[1])
		return false;
	*out = good[0] ? m[0] : m[1];
	return good[0] || good[1];
}

static bool read_written(const char *s, size_t n, int64_t *out)
{
	static const char *const pattern[] = {
		"%d.%m.%Y", "%b %d %Y", "%b %d, %Y", "%d %b %Y",
	};

	for (size_t i = 0; i < CH_COUNT(pattern); i++)
		if (!ch_moment_parse_as(pattern[i], 0, s, n, out))
			return true;
	return read_slashes(s, n, out);
}

/* A day by its name; "next friday" is the same day as "friday". */
static bool read_named(const char *s, size_t n, int64_t now, int64_t *out)
{
	int64_t day = today(now);
	int w;

	if (n > 5 && !strncasecmp(s, "next ", 5))
		s += 5, n -= 5;
	w = weekday(s, n);
	if (is(s, n, "tomorrow"))
		day++;
	else if (is(s, n, "yesterday"))
		day--;
	else if (w >= 0)	/* day 0, 1970-01-01, was a Thursday */
		day += 1 + (w + 7 - (int)(((day + 5) % 7 + 7) % 7)) % 7;
	else if (!is(s, n, "today"))
		return false;
	*out = ch_moment_of_day(day);
	return true;
}

/* "next week", "in 3 days", "in an hour", "2 weeks ago". */
static bool read_span(const char *s, size_t n, int64_t now, int64_t *out)
{
	bool in = n > 3 && !strncasecmp(s, "in ", 3);
	bool next = n > 5 && !strncasecmp(s, "next ", 5);
	bool ago = n > 4 && !strncasecmp(s + n - 4, " ago", 4);
	size_t skip = in ? 3 : next ? 5 : 0, word;
	int64_t count = 1, m = ch_moment_of_day(today(now));

	if (in + next + ago != 1)
		return false;
	s += skip;
	n -= skip + (ago ? 4 : 0);
	word = strcspn(s, " ");
	if (!next && word < n) {
		if (!is(s, word, "a") && !is(s, word, "an") &&
		    !is(s, word, "one") && (*s == '-' || *s == '+' ||
		    word > 6 || !ch_text_int(s, word, &count)))
			return false;
		s += word + 1;
		n -= word + 1;
	} else if (!next) {
		return false;
	}
	if (ago)
		count = -count;
	*out = m;
	if (add_days(out, count, s, n))
		return true;
	*out = now;
	return !next && add_minutes(out, count, s, n);
}

static bool read_day(const char *s, size_t n, int64_t now, int64_t *out)
{
	return read_named(s, n, now, out) || read_span(s, n, now, out) ||
		read_written(s, n, out);
}

/* "9pm", "9:30 am", "21:30", "noon", "midnight": seconds of the day; -1. A
 * number alone is no time. */
static int time_of_day(const char *s, size_t n)
{
	int hour, minute = 0, half = -1, used = 0;
	char text[12];

	if (is(s, n, "noon") || is(s, n, "midnight"))
		return is(s, n, "noon") ? DAY / 2 : 0;
	if (n >= sizeof(text) || !n || (unsigned char)(*s - '0') > 9)
		return -1;
	snprintf(text, sizeof(text), "%.*s", (int)n, s);
	if (n > 2 && (text[n - 1] | 0x20) == 'm') {
		half = (text[n - 2] | 0x20) == 'p' ? 12 :
			(text[n - 2] | 0x20) == 'a' ? 0 : -1;
		n -= n > 3 && text[n - 3] == ' ' ? 3 : 2;
		if (half < 0)
			return -1;
		text[n] = '\0';
	}
	if (strspn(text, "0123456789:") != n)
		return -1;
	if (sscanf(text, "%2d%n:%2d%n", &hour, &used, &minute, &used) < 1 ||
	    (size_t)used != n || (half < 0 && !strchr(text, ':')))
		return -1;
	if (strchr(text, ':') && n - (size_t)(strchr(text, ':') - text) != 3)
		return -1;
	if (hour > 23 || minute > 59 || (half >= 0 && (!hour || hour > 12)))
		return -1;
	return ((half < 0 ? hour : hour % 12 + half) * 60 + minute) * 60;
}

/* A day, a time of today, or a day and its time: split at each blank. */
static bool read_said(const char *s, size_t n, int64_t now, int64_t *out)
{
	int64_t day = ch_moment_of_day(today(now));
	int at = time_of_day(s, n);

	if (at < 0 && read_day(s, n, now, out))
		return true;
	for (size_t i = 1; i < n && at < 0; i++) {
		size_t end = i;

		if (s[i] != ' ' || (at = time_of_day(s + i + 1, n - i - 1)) < 0)
			continue;
		if (i > 3 && !strncasecmp(s + i - 3, " at", 3))
			end = i - 3;
		if ((ch_moment_parse(s, end, &day) &&
		     !read_day(s, end, now, &day)) ||
		    ch_moment_said(day) != CH_SAID_DAY)
			return false;
	}
	if (at < 0)
		return false;
	*out = ch_moment_local(ch_moment_civil(ch_moment_day(day), at / 3600,
					       at / 60 % 60, 0));
	return true;
}

/* What stands before the first +N or -N. */
static bool read_base(const char *s, size_t n, int64_t now, int64_t *out)
{
	if (!ch_moment_parse(s, n, out))
		return true;
	if (is(s, n, "now")) {
		*out = now;
		return true;
	}
	return read_said(s, n, now, out);
}

/* ---- sums ---- */

/* Where the last term begins; n when the text does not end with one. */
static size_t last_term(const char *s, size_t n)
{
	size_t i = n;

	while (i && ((s[i - 1] | 0x20) >= 'a' && (s[i - 1] | 0x20) <= 'z'))
		i--;
	if (i == n)
		return n;
	while (i && (unsigned char)(s[i - 1] - '0') <= 9)
		i--;
	return i && (s[i - 1] == '+' || s[i - 1] == '-') ? i - 1 : n;
}

static bool ends_with_minutes(const char *s, size_t n)
{
	size_t skip = 0;

	while (skip < n && (s[skip] | 0x20) < 'a')
		skip++;
	return is_unit(s + skip, n - skip, "hour", 1) ||
		is_unit(s + skip, n - skip, "minute", 3);
}

/* A bare +N counts from today, or from now when it counts hours. */
static bool read_start(const char *s, size_t n, const char *term,
		       size_t term_n, int64_t now, int64_t *out)
{
	if (n)
		return read_base(s, n, now, out);
	*out = ends_with_minutes(term, term_n) ? now :
		ch_moment_of_day(today(now));
	return term_n > 0;
}

int ch_moment_words(const char *expr, int64_t now, int64_t *out,
		    struct ch_err *err)
{
	size_t at, begin[TERMS_MAX + 1];
	int n = 0;
	bool good;

	/* begin[1] is the last term's, begin[n] the first's. */
	begin[0] = strlen(expr);
	while (n < TERMS_MAX && (at = last_term(expr, begin[n])) < begin[n])
		begin[++n] = at;
	good = read_start(expr, begin[n], expr + begin[n],
			  n ? begin[n - 1] - begin[n] : 0, now, out);
	for (; good && n; n--)
		good = add_term(out, expr + begin[n], begin[n - 1] - begin[n]);
	if (!good)
		return ch_fail(err, CH_EUSAGE, "not a date: write 2026-11-22, "
			       "today, monday 9:00, in 3 days, +30d ... "
			       "(ch-dates(7))");
	return 0;
}
