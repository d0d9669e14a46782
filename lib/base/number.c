/* number.c - numbers as they are written, whatever the locale. */
#include "base/text.h"

#include <locale.h>
#include <math.h>

bool ch_text_int(const char *s, size_t n, int64_t *out)
{
	bool minus = n && *s == '-';
	uint64_t most = (uint64_t)INT64_MAX + minus, u = 0;

	if (n && (*s == '-' || *s == '+')) {
		s++;
		n--;
	}
	if (!n)
		return false;
	for (; n; s++, n--) {
		unsigned int d = (unsigned int)(unsigned char)*s - '0';

		if (d > 9 || u > (most - d) / 10)
			return false;
		u = 10 * u + d;
	}
	*out = (int64_t)(minus ? -u : u);
	return true;
}

/*
 * digits[0..n) x 10^exp, without the sign. Digits past those kept cannot
 * change the nearest double but for not being zero: `more`.
 */
enum { DIGITS = 780 };

struct decimal {
	char digits[DIGITS + 32];
	size_t n;
	bool more;
	uint64_t mantissa;	/* of the first 19 */
	long exp;
};

static bool read_digits(const char **s, const char *end, struct decimal *d,
			bool fraction)
{
	const char *p = *s;

	for (; p < end && (unsigned char)(*p - '0') <= 9; p++) {
		d->exp -= fraction;
		if (*p == '0' && !d->n)
			continue;
		if (d->n == DIGITS) {
			d->more |= *p != '0';
			d->exp++;
			continue;
		}
		if (d->n < 19)
			d->mantissa = 10 * d->mantissa + (uint64_t)(*p - '0');
		d->digits[d->n++] = *p;
	}
	fraction = p > *s;
	*s = p;
	return fraction;
}

static bool read_exponent(const char **s, const char *end, long *exp)
{
	const char *p = *s;
	bool minus;
	long e = 0;

	if (p == end || (*p | 0x20) != 'e')
		return true;
	p++;
	minus = p < end && *p == '-';
	if (p < end && (*p == '-' || *p == '+'))
		p++;
	if (p == end)
		return false;
	for (; p < end && (unsigned char)(*p - '0') <= 9; p++)
		if (e < 100000000)
			e = 10 * e + (*p - '0');
	*exp += minus ? -e : e;
	*s = p;
	return true;
}

/* The slow and always right road, through the C library. */
static double by_library(struct decimal *d)
{
	static locale_t plain;

	if (!plain)
		plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (d->more) {
		d->digits[d->n++] = '1';
		d->exp--;
	}
	snprintf(d->digits + d->n, sizeof(d->digits) - d->n, "e%ld", d->exp);
	return strtod_l(d->digits, NULL, plain);
}

bool ch_text_real(const char *s, size_t n, double *out)
{
	static const double power[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
		1e22,
	};
	const char *end = s + n;
	struct decimal d;
	bool minus = n && *s == '-', some;
	double r;

	d.n = 0;
	d.more = false;
	d.mantissa = 0;
	d.exp = 0;
	if (n && (*s == '-' || *s == '+'))
		s++;
	some = read_digits(&s, end, &d, false);
	if (s < end && *s == '.') {
		s++;
		some |= read_digits(&s, end, &d, true);
	}
	if (!some || !read_exponent(&s, end, &d.exp) || s != end)
		return false;
	/* Both sides exact: one rounding, so the nearest double (Clinger). */
	if (!d.n)
		r = 0;
	else if (d.n <= 19 && d.mantissa <= UINT64_C(1) << 53 &&
		 d.exp >= -22 && d.exp <= 22)
		r = d.exp < 0 ? (double)d.mantissa / power[-d.exp] :
			(double)d.mantissa * power[d.exp];
	else
		r = by_library(&d);
	if (!isfinite(r))
		return false;
	*out = minus ? -r : r;
	return true;
}

size_t ch_text_print_real(double d, char out[CH_REAL_MAX])
{
	int n = 0;

	/* Fifteen digits always survive the way there and back; seventeen are
	 * always enough. */
	for (int digits = 15; digits <= 17; digits++) {
		double back;

		n = snprintf(out, CH_REAL_MAX, "%.*g", digits, d);
		if (ch_text_real(out, (size_t)n, &back) && back == d)
			break;
	}
	return (size_t)n;
}

size_t ch_text_print_shown(double d, char out[CH_REAL_MAX])
{
	double size = d < 0 ? -d : d;
	size_t n = ch_text_print_real(d, out);

	if (n < 9 || size >= 1e9 || size < 1e-3 || strchr(out, 'e'))
		return n;
	n = (size_t)snprintf(out, CH_REAL_MAX, "%.*f", size >= 100 ? 1 :
			     size >= 1 ? 2 : 4, d);
	while (out[n - 1] == '0')
		n--;
	n -= out[n - 1] == '.';
	out[n] = '\0';
	return n;
}
