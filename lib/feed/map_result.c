/* map_result.c - `result`: laboratory values as people write them become a
 * number with its sign, unit and flag, or else words. */
#include "base/text.h"
#include "feed/map_run.h"

/* What there is of a value; `s` is NULL for what is not. */
struct parts {
	const char *compare;
	double value;
	struct ch_slice unit;
	const char *flag;
	bool respelled;			/* these do not show how it was */
};

int ch_map_result_line(struct map_parse *ps, const struct map_line *line)
{
	static const char *const fields[] = { "value", "compare", "text",
					      "unit", "flag" };
	struct map_record *r = ps->rec;
	struct map_value *v = ch_arena_zero(&ps->m->arena, 1, sizeof(*v));
	int code;

	if (!v) {
		ps->nomem = true;
		return ch_map_fail(ps, "no memory");
	}
	for (size_t i = 0; i < CH_COUNT(fields); i++)
		if (ch_field(r->type, fields[i]) < 0)
			return ch_map_fail(ps, "%s has no results",
					   r->type->name);
	if (map_is_fhir(ps->m) || r->result)
		return ch_map_fail(ps, "result is said once a record, in a csv "
				   "map");
	code = ch_map_value(ps, line, 1, v);
	for (int i = 0; !code && i < v->n; i++)
		if (v->choice[i].convs || v->choice[i].nsource > 2)
			code = ch_map_fail(ps, "result takes a column, and "
					   "that of its unit");
	r->result = v;
	if (code || ps->m->keep)
		return code;
	for (size_t i = 0; i < CH_COUNT(fields); i++)
		r->clears |= UINT64_C(1) << ch_field(r->type, fields[i]);
	return 0;
}

/* Takes a prefix off; false when it is not there. */
static bool take(struct ch_slice *s, const char *word)
{
	size_t n = strlen(word);

	if (s->n < n || memcmp(s->s, word, n))
		return false;
	s->s += n;
	s->n -= n;
	*s = ch_text_trim(*s);
	return true;
}

static const char *take_sign(struct ch_slice *s)
{
	static const char *const sign[][2] = {
		{ "<=", "<=" }, { "=<", "<=" }, { "\u2264", "<=" },
		{ ">=", ">=" }, { "=>", ">=" }, { "\u2265", ">=" },
		{ "<", "<" }, { ">", ">" },
	};

	for (size_t i = 0; i < CH_COUNT(sign); i++)
		if (take(s, sign[i][0]))
			return sign[i][1];
	return NULL;
}

static size_t digits(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return i;
}

/*
 * Copies the number at the start without the commas of its thousands, and says
 * how long it is there; 0: none, or one that could be two. 1,234 may be a
 * little more than one: only two commas, or a point behind them, leave no
 * doubt.
 */
static size_t number(struct ch_slice s, char out[48])
{
	size_t at = s.n && *s.s == '-', o = at, n = digits(s.s + at, s.n - at);
	size_t groups = 0, whole = n;

	if (at)
		out[0] = '-';
	if (n > 15)
		return 0;
	memcpy(out + o, s.s + at, n);
	o += n;
	at += n;
	for (; at < s.n && s.s[at] == ','; groups++, at += 4, o += 3) {
		if (!n || n > 3 || groups == 4 ||
		    digits(s.s + at + 1, s.n - at - 1) != 3)
			return 0;
		memcpy(out + o, s.s + at + 1, 3);
	}
	if (at + 1 < s.n && s.s[at] == '.') {
		n = digits(s.s + at + 1, s.n - at - 1);
		if (!n || n > 15)
			return 0;
		memcpy(out + o, s.s + at, n + 1);
		at += n + 1;
		o += n + 1;
		groups += groups > 0;
	} else if (!whole) {
		return 0;
	}
	out[o] = '\0';
	return groups == 1 ? 0 : at;
}

/* A power of ten, as a machine writes large numbers: 1.2E3. */
static size_t power(struct ch_slice s, size_t at, char out[48])
{
	size_t o = strlen(out), sign, n;

	if (at + 1 >= s.n || (s.s[at] | 0x20) != 'e')
		return at;
	sign = s.s[at + 1] == '+' || s.s[at + 1] == '-';
	n = digits(s.s + at + 1 + sign, s.n - at - 1 - sign);
	if (!n || n > 3)
		return at;
	memcpy(out + o, s.s + at, 1 + sign + n);
	out[o + 1 + sign + n] = '\0';
	return at + 1 + sign + n;
}

/* H, (L), HH ...: what a laboratory marks its numbers with. */
static const char *flag(struct ch_slice s)
{
	static const char *const known[] = { "H", "L", "HH", "LL", "A", "AA",
					     "N" };

	if (s.n > 2 && *s.s == '(' && s.s[s.n - 1] == ')')
		s = ch_text_trim((struct ch_slice){ s.s + 1, s.n - 2 });
	for (size_t i = 0; i < CH_COUNT(known); i++)
		if (ch_slice_is(s, known[i]))
			return known[i];
	return NULL;
}

static bool alike(struct ch_slice a, struct ch_slice b)
{
	return a.n == b.n && !strncasecmp(a.s, b.s, a.n);
}

/* One word that can only be a unit: the row's own, a percent sign, or one with
 * a slash. */
static bool is_unit(struct ch_slice s, struct ch_slice unit)
{
	if (unit.n)
		return alike(s, unit);
	return ch_slice_is(s, "%") || (s.n > 2 && memchr(s.s, '/', s.n) &&
				       !memchr(s.s, ' ', s.n) &&
				       !alike(s, CH_SLICE("n/a")));
}

/* What stands behind the number: nothing, a unit, a flag, or both. */
static bool read_rest(struct ch_slice rest, struct ch_slice unit,
		      struct parts *p)
{
	const char *blank;
	struct ch_slice first, last;

	rest = ch_text_trim(rest);
	p->flag = flag(rest);
	if (!rest.n || p->flag)
		return true;
	if (is_unit(rest, unit)) {
		p->unit = rest;
		return true;
	}
	blank = memrchr(rest.s, ' ', rest.n);
	if (!blank)
		return false;
	first = ch_text_trim((struct ch_slice){ rest.s,
						(size_t)(blank - rest.s) });
	last = (struct ch_slice){ blank + 1,
				  (size_t)(rest.s + rest.n - blank - 1) };
	p->flag = flag(last);
	p->unit = first;
	return p->flag && is_unit(first, unit);
}

static size_t inked(struct ch_slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.s[i] != ' ';
	return n;
}

static struct ch_slice slice_of(const char *s)
{
	return (struct ch_slice){ s, s ? strlen(s) : 0 };
}

static bool read_value(struct ch_slice text, struct ch_slice unit,
		       struct parts *p)
{
	size_t all = inked(text), n, whole;
	char plain[48];

	*p = (struct parts){ .compare = take_sign(&text) };
	n = number(text, plain);
	if (!n)
		return false;
	whole = power(text, n, plain);
	if (!ch_text_real(plain, strlen(plain), &p->value) ||
	    !read_rest((struct ch_slice){ text.s + whole, text.n - whole },
		       unit, p))
		return false;
	p->respelled = whole > n || all != slice_of(p->compare).n +
		strlen(plain) + inked(p->unit) + slice_of(p->flag).n;
	return true;
}

static void fill(struct ch_row *row, const char *field, struct ch_slice s)
{
	int col = ch_field(row->type, field);

	if (s.n && !ch_row_has(row, col))
		ch_row_text(row, col, s.s, s.n);
}

void ch_map_result(struct map_run *run, struct map_record *r)
{
	struct ch_slice text = { NULL, 0 }, unit = { NULL, 0 };
	struct ch_row *row = &r->row;
	const struct map_choice *c = NULL;
	struct parts p;

	for (int i = 0; i < r->result->n && !text.n; i++) {
		c = &r->result->choice[i];
		if ((c->when.n && !ch_map_true(run, r, &c->when)) ||
		    !ch_map_get(run, r, c->source, &text))
			text.n = 0;
	}
	if (!text.n)
		return;
	if (c->nsource == 2 && !ch_map_get(run, r, &c->source[1], &unit))
		unit.n = 0;
	fill(row, "unit", unit);
	if (!read_value(text, ch_row_get_text(row, "unit"), &p)) {
		fill(row, "text", text);
		return;
	}
	ch_row_real(row, ch_field(row->type, "value"), p.value);
	fill(row, "compare", slice_of(p.compare));
	fill(row, "unit", p.unit);
	fill(row, "flag", slice_of(p.flag));
	if (p.respelled)
		fill(row, "text", text);
}
