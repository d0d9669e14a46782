/* moment_as.c - moments spelled by a pattern, as CSV files have them. */
#include "base/moment.h"

#include <strings.h>

/* What was read so far; -1 where the pattern did not say. */
struct parts {
	int year, month, day, hour, minute, second, offset;
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

static bool part(struct input *in, char what, struct parts *p)
{
	switch (what) {
	case 'Y':
		return number(in, 4, 4, &p->year);
	case 'm':
		return number(in, 1, 2, &p->month);
	case 'd':
		return number(in, 1, 2, &p->day);
	case 'b':
		return month_name(in, &p->month);
	case 'H':
		return number(in, 1, 2, &p->hour);
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

	if (p->year < 0 || (p->day >= 0 && p->month < 0) ||
	    (p->hour >= 0 && p->day < 0) || (p->minute >= 0 && p->hour < 0) ||
	    (p->second >= 0 && p->minute < 0) || (p->zone && p->hour < 0))
		return CH_EDATA;
	n = snprintf(s, sizeof(s), "%04d", p->year);
	if (p->month >= 0)
		n += snprintf(s + n, sizeof(s) - n, "-%02d", p->month);
	if (p->day >= 0)
		n += snprintf(s + n, sizeof(s) - n, "-%02d", p->day);
	if (p->hour >= 0)
		n += snprintf(s + n, sizeof(s) - n, "T%02d:%02d", p->hour,
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

int ch_moment_parse_as(const char *pattern, const char *s, size_t n,
		       int64_t *out)
{
	struct parts p = { -1, -1, -1, -1, -1, -1, 0, false, false };
	struct input in = { s, n };

	for (; *pattern; pattern++) {
		if (*pattern == '%' && pattern[1] && pattern[1] != '%') {
			if (!part(&in, *++pattern, &p))
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
