/* moment.c - points in time as they were said: how exactly, and where. */
#include "base/moment.h"

enum { DAY = 86400 };

bool ch_moment_is(int64_t m)
{
	int64_t day = ch_moment_seconds(m) / DAY;

	return ch_moment_said(m) >= CH_SAID_YEAR &&
		ch_moment_said(m) <= CH_SAID_MS_OFF &&
		ch_moment_ms(m) < 1000 && day >= -719162 && day <= 2932896;
}

int64_t ch_days_of_civil(int64_t year, int month, int day)
{
	int64_t era, of_era, of_year;

	/* The year begins in March, so that a leap day ends it. */
	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	of_era = year - era * 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
		of_year - 719468;
}

void ch_civil_of_days(int64_t days, int64_t *year, int *month, int *day)
{
	int64_t era, of_era, y, of_year, m;

	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = days - era * 146097;
	y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * y + y / 4 - y / 100);
	m = (5 * of_year + 2) / 153;
	*day = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = y + era * 400 + (*month <= 2);
}

int64_t ch_civil_add_months(int64_t day, int64_t months)
{
	int64_t year, next;
	int month, dom;

	ch_civil_of_days(day, &year, &month, &dom);
	months += 12 * year + month - 1;
	if (months < 0)
		return INT64_MIN;
	year = months / 12;
	month = (int)(months % 12) + 1;
	next = ch_days_of_civil(year + month / 12, month % 12 + 1, 1);
	day = ch_days_of_civil(year, month, dom);
	return day < next ? day : next - 1;
}

static int days_in_month(unsigned int year, unsigned int month)
{
	static const signed char days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (leap && month == 2);
}

/* Two digits; anything else comes out above 99. */
static inline unsigned int two(const char *s)
{
	unsigned int a = (unsigned char)s[0] - '0';
	unsigned int b = (unsigned char)s[1] - '0';

	return a > 9 || b > 9 ? 100 : 10 * a + b;
}

/* The day that s[0..n) spells, n being 4, 7 or at least 10. */
static inline bool read_day(const char *s, size_t n, int64_t *day)
{
	unsigned int c = two(s), y = two(s + 2), month = 1, d = 1;

	if (c > 99 || y > 99 || (c | y) == 0)
		return false;
	y += 100 * c;
	if (n >= 7) {
		month = two(s + 5);
		if (s[4] != '-' || month < 1 || month > 12)
			return false;
	}
	if (n >= 10) {
		d = two(s + 8);
		if (s[7] != '-' || d < 1 || (int)d > days_in_month(y, month))
			return false;
	}
	*day = ch_days_of_civil(y, (int)month, (int)d);
	return true;
}

/* "Z", "+hh:mm", "-hh:mm" or nothing, to the very end; adds to *said. */
static inline bool read_zone(const char *s, size_t n, int *offset, int *said)
{
	unsigned int h, m;

	*offset = 0;
	if (n == 0)
		return true;
	if (n == 1 && *s == 'Z') {
		*said += 1;
		return true;
	}
	if (n != 6 || (*s != '+' && *s != '-') || s[3] != ':')
		return false;
	h = two(s + 1);
	m = two(s + 4);
	if (h > 14 || m > 59 || (h == 14 && m))
		return false;
	*offset = (int)(60 * h + m);
	if (*s == '-')
		*offset = -*offset;
	*said += 2;
	return true;
}

static int read_ms(const char **s, size_t *n)
{
	int ms = 0, digits = 0;

	for (; *n && (unsigned char)(**s - '0') <= 9; (*s)++, (*n)--)
		if (digits++ < 3)
			ms = 10 * ms + (**s - '0');
	for (int i = digits; i < 3; i++)
		ms *= 10;
	return digits ? ms : -1;
}

int ch_moment_parse(const char *s, size_t n, int64_t *out)
{
	int said = CH_SAID_MINUTE, ms = 0, offset;
	unsigned int hour, minute, second = 0;
	int64_t day;

	if (n < 16) {
		if ((n != 4 && n != 7 && n != 10) || !read_day(s, n, &day))
			return CH_EDATA;
		*out = ch_moment_make(day * DAY, 0, 0,
				      n == 4 ? CH_SAID_YEAR :
				      n == 7 ? CH_SAID_MONTH : CH_SAID_DAY);
		return 0;
	}
	hour = two(s + 11);
	minute = two(s + 14);
	if (!read_day(s, n, &day) || (s[10] != 'T' && s[10] != ' ') ||
	    s[13] != ':' || hour > 23 || minute > 59)
		return CH_EDATA;
	s += 16;
	n -= 16;
	if (n >= 3 && *s == ':') {
		second = two(s + 1);
		if (second > 59)
			return CH_EDATA;
		said = CH_SAID_SECOND;
		s += 3;
		n -= 3;
		if (n && *s == '.') {
			s++;
			n--;
			ms = read_ms(&s, &n);
			if (ms < 0)
				return CH_EDATA;
			said = CH_SAID_MS;
		}
	}
	if (!read_zone(s, n, &offset, &said))
		return CH_EDATA;
	*out = ch_moment_make(day * DAY + hour * 3600 + minute * 60 + second -
			      offset * 60, ms, offset, (enum ch_said)said);
	return 0;
}

static char *put_digits(char *p, int64_t value, int width)
{
	for (int i = width - 1; i >= 0; i--) {
		p[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return p + width;
}

static char *put_zone(char *p, int offset)
{
	*p++ = offset < 0 ? '-' : '+';
	offset = abs(offset);
	p = put_digits(p, offset / 60, 2);
	*p++ = ':';
	return put_digits(p, offset % 60, 2);
}

size_t ch_moment_print(int64_t m, char out[CH_MOMENT_MAX])
{
	enum ch_said said = ch_moment_said(m);
	int64_t year, day = ch_moment_day(m), second;
	int month, dom;
	char *p;

	ch_civil_of_days(day, &year, &month, &dom);
	p = put_digits(out, year, 4);
	if (said >= CH_SAID_MONTH) {
		*p++ = '-';
		p = put_digits(p, month, 2);
	}
	if (said >= CH_SAID_DAY) {
		*p++ = '-';
		p = put_digits(p, dom, 2);
	}
	if (said >= CH_SAID_MINUTE) {
		second = ch_moment_seconds(m) + ch_moment_offset(m) * 60 -
			day * DAY;
		*p++ = 'T';
		p = put_digits(p, second / 3600, 2);
		*p++ = ':';
		p = put_digits(p, second / 60 % 60, 2);
		if (said >= CH_SAID_SECOND) {
			*p++ = ':';
			p = put_digits(p, second % 60, 2);
		}
		if (said >= CH_SAID_MS) {
			*p++ = '.';
			p = put_digits(p, ch_moment_ms(m), 3);
		}
		/* The three ways to write a zone repeat in enum ch_said. */
		if ((said - CH_SAID_MINUTE) % 3 == 1)
			*p++ = 'Z';
		else if ((said - CH_SAID_MINUTE) % 3 == 2)
			p = put_zone(p, ch_moment_offset(m));
	}
	*p = '\0';
	return (size_t)(p - out);
}

int64_t ch_moment_day(int64_t m)
{
	int64_t s = ch_moment_seconds(m) + ch_moment_offset(m) * 60;

	return (s >= 0 ? s : s - (DAY - 1)) / DAY;
}

int64_t ch_moment_of_day(int64_t day)
{
	return ch_moment_make(day * DAY, 0, 0, CH_SAID_DAY);
}

int ch_moment_age(int64_t birth, int64_t on)
{
	int64_t from = ch_moment_day(birth), to = ch_moment_day(on), y0, y1;
	int m0, d0, m1, d1;

	if (to < from)
		return -1;
	ch_civil_of_days(from, &y0, &m0, &d0);
	ch_civil_of_days(to, &y1, &m1, &d1);
	return (int)(y1 - y0) - (m1 < m0 || (m1 == m0 && d1 < d0));
}
