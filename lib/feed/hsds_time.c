/* hsds_time.c - times, dates and weekdays as directories write them. */
#include "base/moment.h"
#include "base/text.h"
#include "feed/hsds_in.h"

static bool word_is(struct ch_slice s, const char *word)
{
	return s.n == strlen(word) && !strncasecmp(s.s, word, s.n);
}

/* Up to `most` digits off the front; -1. */
static int take_number(struct ch_slice *s, size_t most)
{
	int n = 0;
	size_t i = 0;

	for (; i < most && i < s->n && s->s[i] >= '0' && s->s[i] <= '9'; i++)
		n = n * 10 + s->s[i] - '0';
	s->s += i;
	s->n -= i;
	return i ? n : -1;
}

static bool take_char(struct ch_slice *s, char c)
{
	if (!s->n || *s->s != c)
		return false;
	s->s++;
	s->n--;
	return true;
}

/* "am", "P.M.", "Z", "+01:00" or nothing behind the time; false: else. */
static bool half_of_day(struct ch_slice s, int *hour)
{
	char half[3] = "";
	size_t n = 0;

	s = ch_text_trim(s);
	if (!s.n || *s.s == 'Z' || *s.s == 'z' || *s.s == '+' || *s.s == '-')
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] != '.' && s.s[i] != ' ' && n < 2)
			half[n++] = (char)(s.s[i] | 32);
		else if (s.s[i] != '.' && s.s[i] != ' ')
			return false;
	if (*hour > 12 || !*hour || (strcmp(half, "am") && strcmp(half, "pm") &&
				     strcmp(half, "a") && strcmp(half, "p")))
		return false;
	*hour = *hour % 12 + (*half == 'p' ? 12 : 0);
	return true;
}

int ch_hsds_clock(struct ch_slice s)
{
	int hour, minute = 0;

	s = ch_text_trim(s);
	if (word_is(s, "noon") || word_is(s, "midday"))
		return 12 * 60;
	if (word_is(s, "midnight"))
		return 0;
	/* 0900 and 1730 */
	if (s.n == 4 && strspn(s.s, "0123456789") >= 4) {
		hour = take_number(&s, 2);
		minute = take_number(&s, 2);
	} else {
		hour = take_number(&s, 2);
		if (take_char(&s, ':') || take_char(&s, '.'))
			minute = take_number(&s, 2);
		if (take_char(&s, ':') && take_number(&s, 2) < 0)
			return -1;
		if (take_char(&s, '.') && take_number(&s, 9) < 0)
			return -1;
	}
	if (hour < 0 || minute < 0 || minute > 59 || !half_of_day(s, &hour))
		return -1;
	return hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : -1;
}

bool ch_hsds_date(struct ch_slice s, int64_t *day, bool *yearly)
{
	static const char *const pattern[] = {
		"%m/%d/%Y", "%m/%d/%y", "%b %d, %Y", "%d %b %Y", "%m-%d-%Y",
		"%Y/%m/%d", "%Y%m%d",
	};
	int64_t m;
	bool good;

	s = ch_text_trim(s);
	if (!s.n)
		return false;
	good = !ch_moment_parse(s.s, s.n, &m) &&
		ch_moment_said(m) >= CH_SAID_DAY;
	for (size_t i = 0; i < CH_COUNT(pattern) && !good; i++)
		good = !ch_moment_parse_as(pattern[i], 1970, s.s, s.n, &m);
	if (!good)
		return false;
	*day = ch_moment_day(m);
	*yearly = *day < -700000;	/* the year 0001 */
	return true;
}

int ch_hsds_weekday(struct ch_slice s)
{
	static const char *const name[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday",
	};

	s = ch_text_trim(s);
	if (s.n == 1 && *s.s >= '1' && *s.s <= '7')
		return *s.s - '1';
	for (size_t i = 0; i < CH_COUNT(name) && s.n >= 2; i++)
		if (s.n <= strlen(name[i]) && !strncasecmp(name[i], s.s, s.n))
			return (int)i;
	return -1;
}
