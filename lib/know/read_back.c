/* read_back.c - compares what was said with a result. */
#include <math.h>

#include "base/text.h"
#include "know/read_back.h"

bool ch_result_says(const struct ch_result *r)
{
	return !isnan(r->value) || !isnan(r->standard) || r->text.n ||
		r->code.n;
}

static bool is_same_text(struct ch_slice a, struct ch_slice b)
{
	CH_AUTO(ch_buf_free) struct ch_buf x = CH_BUF_INIT, y = CH_BUF_INIT;

	a = ch_text_trim(a);
	b = ch_text_trim(b);
	if (!a.n || !b.n)
		return false;
	ch_text_fold(&x, a.s, a.n);
	ch_text_fold(&y, b.s, b.n);
	return x.s && y.s && x.n == y.n && !memcmp(x.s, y.s, x.n);
}

/* The first `n` bytes are taken off, and blanks behind them. */
static struct ch_slice take(struct ch_slice *s, size_t n)
{
	struct ch_slice taken = { s->s, n };

	s->s += n;
	s->n -= n;
	while (s->n && *s->s == ' ') {
		s->s++;
		s->n--;
	}
	return taken;
}

static size_t span(struct ch_slice s, const char *of)
{
	size_t n = 0;

	while (n < s.n && s.s[n] && strchr(of, s.s[n]))
		n++;
	return n;
}

static bool is_number(double number, double is, bool rounded)
{
	char shown[CH_REAL_MAX];
	double as_shown;
	size_t n;

	if (isnan(is))
		return false;
	n = ch_text_print_shown(is, shown);
	return number == is || (rounded && ch_text_real(shown, n, &as_shown) &&
				number == as_shown);
}

static bool fits(struct ch_slice said, struct ch_slice unit)
{
	return !said.n || is_same_text(said, unit);
}

bool ch_read_back_is(const struct ch_result *r, struct ch_slice said)
{
	struct ch_slice rest = ch_text_trim(said), sign, digits;
	double number;

	if (is_same_text(said, r->text) || is_same_text(said, r->code))
		return true;
	sign = take(&rest, span(rest, "<>="));
	digits = take(&rest, span(rest, "0123456789.+-"));
	if (!ch_text_real(digits.s, digits.n, &number) ||
	    sign.n != r->compare.n ||
	    (sign.n && memcmp(sign.s, r->compare.s, sign.n)))
		return false;
	return (is_number(number, r->value, false) && fits(rest, r->unit)) ||
		(is_number(number, r->standard, true) &&
		 fits(rest, r->unit_standard));
}
