/* moment_as.c - moments spelled by a pattern, as CSV files have them. */
#include "base/moment.h"

#include <strings.h>

/* What was read so far; -1 where the pattern did not say. */
struct parts {
	int year, month, day, hour, minute, second, offset;
	int half;		/* of the day: 0 am, 1 pm */
	bool zone, utc;
};

struct input {
	const char *s;
	size_t n;
};

static bool number(struct input *in, size_t least, size_t most, int *out)
{
	size_t i = 0;

	for (*out = 0; i < most && i < in->n &&
	     (unsigned char)(in->s[i] - '0') <= 9; i++)
		*out = 10 * *out + (in->s[i] - '0');
	in->s += i;
	in->n -= i;
	return i >= least;
}

static bool month_name(struct input *in, int *out)
{
	static const char *const name[] = {
		"january", "february", "march", "april", "may", "june", "july",
		"august", "september", "october", "november", "december",
	};

	for (int i = 0; i < 12; i++) {
		size_t whole = strlen(name[i]), n = 0;

		if (in->n >= whole && !strncasecmp(in->s, name[i], whole))
			n = whole;
		else if (in->n >= 3 && !strncasecmp(in->s, name[i], 3))
			n = 3;
		if (!n)
			continue;
		in->s += n;
		in->n -= n;
		*out = i + 1;
		return true;
	}
	return false;
}

static bool zone(struct input *in, struct parts *p)
{
	struct input all = *in;
	int h, m;

	p->zone = true;
	if (in->n && (*in->s == 'Z' || *in->s == 'z')) {
		p->utc = true;
		in->s++;
		in->n--;
		return true;
	}
	if (!in->n || (*in->s != '+' && *in->s != '-'))
		return false;
	in->s++;
	in->n--;
	if (!number(in, 2, 2, &h))
		return false;
	if (in->n && *in->s == ':') {
		in->s++;
		in->n--;
	}
	if (!number(in, 2, 2, &m) || m > 59 || 60 * h + m > 14 * 60)
		return false;
	p->offset = *all.s == '-' ? -(60 * h + m) : 60 * h + m;
	return true;
}

/* am or pm, in either case. */
static bool half(struct input *in, int *out)
{
	if (in->n < 2 || (in->s[1] | 0x20) != 'm')
		return false;
	*out = (in->s[0] | 0x20) == 'p';
	if (!*out && (in->s[0] | 0x20) != 'a')
		return false;
	in->s += 2;
	in->n -= 2;
	return true;
}

/* The year of the hundred that begin with `first` which ends so. */
static bool short_year(struct input *in, int first, int *out)
{
	if (!number(in, 2, 2, out))
		return false;
	*out += first - first % 100;
	if (*out < first)
		*out += 100;
	return true;
}

static bool part(struct input *in, char what, int first, struct parts *p)
{
	switch (what) {
	case 'Y':
		return number(in, 4, 4, &p->year);
	case 'y':
		return short_year(in, first, &p->year);
	case 'm':
		return number(in, 1, 2, &p->month);
	case 'd':
		return number(in, 1, 2, &p->day);
	case 'b':
		return month_name(in, &p->month);
	case 'H':
		return number(in, 1, 2, &p->hour);
	case 'I':
		return number(in, 1, 2, &p->hour) && p->hour >= 1 &&
			p->hour <= 12;
	case 'p':
		return half(in, &p->half);
	case 'M':
		return number(in, 2, 2, &p->minute);
	case 'S':
		return number(in, 2, 2, &p->second);
	case 'z':
		return zone(in, p);
	default:
		return false;
	}
}

/* Spells the parts the usual way and has them read again: one place alone
 * knows which days exist. */
static int put_together(const struct parts *p, int64_t *out)
{
	char s[CH_MOMENT_MAX + 32];
	int n;

	n = snprintf(s, sizeof(s), "%04d", p->year);
	if (p->month >= 0)
		n += snprintf(s + n, sizeof(s) - n, "-%02d", p->month);
	if (p->day >= 0)
		n += snprintf(s + n, sizeof(s) - n, "-%02d", p->day);
	if (p->hour >= 0)
		n += snprintf(s + n, sizeof(s) - n, "T%02d:%02d",
			      p->half < 0 ? p->hour :
			      p->hour % 12 + 12 * p->half,
			      p->minute < 0 ? 0 : p->minute);
	if (p->second >= 0)
		n += snprintf(s + n, sizeof(s) - n, ":%02d", p->second);
	if (p->utc)
		n += snprintf(s + n, sizeof(s) - n, "Z");
	else if (p->zone)
		n += snprintf(s + n, sizeof(s) - n, "%c%02d:%02d",
			      p->offset < 0 ? '-' : '+', abs(p->offset) / 60,
			      abs(p->offset) % 60);
	return ch_moment_parse(s, (size_t)n, out);
}

static bool has(const char *letters, char c)
{
	return c && strchr(letters, c);
}

/* Whether the letters say a whole: what is fine stands on what is coarse. */
static bool is_whole(const char *l)
{
	bool year = has(l, 'Y') != has(l, 'y');
	bool month = has(l, 'm') != has(l, 'b');
	bool hour = has(l, 'H') != has(l, 'I');

	if (!year || (has(l, 'm') && has(l, 'b')) ||
	    (has(l, 'H') && has(l, 'I')) || has(l, 'I') != has(l, 'p'))
		return false;
	return (!has(l, 'd') || month) && (!hour || has(l, 'd')) &&
		(!has(l, 'M') || hour) && (!has(l, 'S') || has(l, 'M')) &&
		(!has(l, 'z') || hour);
}

int ch_moment_pattern(const char *pattern, int first, struct ch_err *err)
{
	char letters[16] = "";
	size_t n = 0;

	for (const char *p = pattern; *p; p++) {
		if (*p != '%' || *++p == '%')
			continue;
		if (!*p)
			return ch_fail(err, CH_EDATA, "the pattern ends in %%");
		if (!has("YymdbHIMSpz", *p))
			return ch_fail(err, CH_EDATA, "%%%c is no part of a "
				       "date that a pattern can have",
				       (unsigned char)*p < 127 && *p > ' ' ?
				       *p : '?');
		if (*p == 'y' && !first)
			return ch_fail(err, CH_EDATA, "%%y needs a line "
				       "\"century YEAR\": the first of the "
				       "hundred years that are meant");
		if (has(letters, *p))
			return ch_fail(err, CH_EDATA, "%%%c is there twice",
				       *p);
		letters[n++] = *p;
		letters[n] = '\0';
	}
	if (!is_whole(letters))
		return ch_fail(err, CH_EDATA, "the pattern is not of a whole "
			       "date: it has one year, and a month before a "
			       "day, a day before an hour, %%p with %%I");
	return 0;
}

/* Whether only a time of day is left of a pattern: a day may do without. */
static bool is_time(const char *rest)
{
	bool hour = false;

	for (; *rest; rest++)
		if (*rest == '%' && rest[1]) {
			if (has("Yymbd", *++rest))
				return false;
			hour |= *rest == 'H' || *rest == 'I';
		}
	return hour;
}

int ch_moment_parse_as(const char *pattern, int first, const char *s, size_t n,
		       int64_t *out)
{
	struct parts p = { -1, -1, -1, -1, -1, -1, 0, -1, false, false };
	struct input in = { s, n };

	for (; *pattern; pattern++) {
		if (!in.n && p.day >= 0 && p.hour < 0 && is_time(pattern))
			break;
		if (*pattern == '%' && pattern[1] && pattern[1] != '%') {
			if (!part(&in, *++pattern, first, &p))
				return CH_EDATA;
			continue;
		}
		if (*pattern == '%' && pattern[1] == '%')
			pattern++;
		if (!in.n || *in.s != *pattern)
			return CH_EDATA;
		in.s++;
		in.n--;
	}
	return in.n ? CH_EDATA : put_together(&p, out);
}
