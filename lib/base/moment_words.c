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

/* What stands before the first +N or -N. */
static bool read_base(const char *s, size_t n, int64_t now, int64_t *out)
{
	int64_t day = today(now);
	int w;

	if (!ch_moment_parse(s, n, out))
		return true;
	if (is(s, n, "now")) {
		*out = now;
		return true;
	}
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

	if (is(unit, n, "d")) {
		day += count;
	} else if (is(unit, n, "w")) {
		day += 7 * count;
	} else if (is(unit, n, "m")) {
		day = ch_civil_add_months(day, count);
		keeps = CH_SAID_MONTH;
	} else if (is(unit, n, "y")) {
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

	if (is(unit, n, "h"))
		count *= 60;
	else if (!is(unit, n, "min"))
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
	return n && ((s[n - 1] | 0x20) == 'h' ||
		     (n > 2 && !strncasecmp(s + n - 3, "min", 3)));
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
			       "today, monday, +30d ... (ch-dates(7))");
	return 0;
}
