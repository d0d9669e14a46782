/* map_put.c - conversions: the text of an answer becomes a field's value. */
#include "base/moment.h"
#include "base/text.h"
#include "feed/map_run.h"

/*
 * The nearest double of a plain short decimal: both the digits and the power
 * of ten are exact doubles, so their product or quotient is rounded once.
 */
static bool quick_real(const char *s, size_t n, double *out)
{
	static const double ten[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15
	};
	const char *end = s + n, *point = NULL;
	bool minus = n && *s == '-';
	uint64_t digits = 0;

	s += minus;
	if (end - s < 1 || end - s > 16 || *s == '.' || end[-1] == '.')
		return false;
	for (; s < end; s++) {
		if (*s == '.' && !point)
			point = s;
		else if (*s >= '0' && *s <= '9')
			digits = digits * 10 + (unsigned)(*s - '0');
		else
			return false;
	}
	if (digits >= UINT64_C(1) << 53)
		return false;
	*out = (double)digits / ten[point ? end - point - 1 : 0];
	if (minus)
		*out = -*out;
	return true;
}

static struct map_cached *cached(struct map_field *f, struct ch_slice text)
{
	for (int i = 0; i < 2; i++)
		if (f->cache[i].n == text.n && text.n &&
		    !memcmp(f->cache[i].text, text.s, text.n))
			return &f->cache[i];
	return NULL;
}

static void cache(struct map_field *f, struct ch_slice text, int64_t id,
		  const struct ch_type *type)
{
	struct map_cached *c = &f->cache[f->turn++ & 1];

	if (text.n > MAP_CACHE_TEXT)
		return;
	c->id = id;
	c->type = type;
	c->n = (uint8_t)text.n;
	memcpy(c->text, text.s, text.n);
}

static int moment(struct map_run *run, struct map_field *f,
		  const struct map_choice *choice, struct ch_slice text,
		  int64_t *out)
{
	/* Choices may each read the same text in a way of their own. */
	bool one_way = f->value.n == 1 || !choice->dates.n;
	struct map_cached *c = one_way ? cached(f, text) : NULL;
	int code = 0;

	if (c)
		*out = c->id;
	else
		code = ch_map_moment(run->m, &choice->dates, text, out);
	if (code || (choice->op == MAP_DAY &&
		     ch_moment_said(*out) > CH_SAID_DAY))
		return ch_refuse(run->err, f->field->name, "bad-date");
	if (!c && one_way)
		cache(f, text, *out, NULL);
	return 0;
}

/* REF and ANYREF; what was said the same way before is not worked out anew. */
static int put_ref(struct map_run *run, struct map_record *r,
		   struct map_field *f, const struct map_choice *c)
{
	const struct ch_type *type = NULL;
	struct ch_slice text = { NULL, 0 };
	struct map_cached *had = NULL;
	bool steady = false;
	int64_t id;
	int code;

	/* What a URL means changes with the Bundle. */
	if (c->nsource == 1 && !c->ntable &&
	    ch_map_get(run, r, c->source, &text))
		steady = !c->source->reference ||
			!memchr(text.s, ':', text.n);
	if (steady)
		had = cached(f, text);
	if (had && (!c->target || c->target == had->type)) {
		id = had->id;
		type = had->type;
	} else {
		code = ch_map_ref(run, r, c, &id, &type);
		if (code)
			return code;
		if (steady && run->first)
			cache(f, text, id, type);
	}
	ch_row_int(&r->row, f->col, id);
	if (f->field->as == CH_AS_ANYREF)
		ch_row_text(&r->row, f->field->pair, type->name,
			    strlen(type->name));
	return 0;
}

/* An integer may be spelled as a decimal: 30.0 is 30. */
static bool whole(struct ch_slice text, int64_t *out)
{
	double d;

	if (ch_text_int(text.s, text.n, out))
		return true;
	if (!ch_text_real(text.s, text.n, &d) || d < -1e15 || d > 1e15)
		return false;
	*out = (int64_t)d;
	return !((double)*out < d) && !((double)*out > d);
}

static int put_number(struct map_run *run, struct map_record *r,
		      struct map_field *f, struct ch_slice text)
{
	bool integer = f->field->as == CH_AS_INTEGER;
	int64_t i;
	double d;

	if (integer ? !whole(text, &i) : !quick_real(text.s, text.n, &d) &&
	    !ch_text_real(text.s, text.n, &d))
		return ch_refuse(run->err, f->field->name, "not-a-number");
	if (integer)
		ch_row_int(&r->row, f->col, i);
	else if (f->field->as == CH_AS_REAL)
		ch_row_real(&r->row, f->col, d);
	else
		ch_row_text(&r->row, f->col, text.s, text.n);
	return 0;
}

static int put_text(struct map_run *run, struct map_record *r,
		    struct map_field *f, const struct map_choice *c,
		    struct ch_slice text)
{
	int64_t at;
	int code;

	switch (f->field->as) {
	case CH_AS_TEXT:
		ch_row_text(&r->row, f->col, text.s, text.n);
		return 0;
	case CH_AS_MOMENT:
		code = moment(run, f, c, text, &at);
		if (!code)
			ch_row_int(&r->row, f->col, at);
		return code;
	case CH_AS_REAL:
	case CH_AS_INTEGER:
	case CH_AS_DECIMALTEXT:
		return put_number(run, r, f, text);
	default:
		return ch_row_read(&r->row, f->col, text.s, text.n, run->err);
	}
}

static inline bool nothing(const struct map_run *run,
			   const struct map_choice *c)
{
	switch (c->probe) {
	case MAP_PROBE_FIRST:
		return !run->tree->first[c->first];
	case MAP_PROBE_ROOT:
		return !(run->at_root & c->bit);
	case MAP_PROBE_HERE:
		return !(run->here & c->bit);
	default:
		return false;
	}
}

int ch_map_put(struct map_run *run, struct map_record *r, struct map_field *f)
{
	struct map_table *miss = NULL;

	for (int i = 0; i < f->value.n; i++) {
		const struct map_choice *c = &f->value.choice[i];
		struct ch_slice text;
		int code;

		if (nothing(run, c))
			continue;
		if (c->when.n && !ch_map_true(run, r, &c->when))
			continue;
		if (c->list) {
			code = ch_map_list(run, r, c, &text);
			if (!code)
				ch_row_text(&r->row, f->col, text.s, text.n);
		} else if (c->op > MAP_DAY) {
			code = put_ref(run, r, f, c);
		} else {
			code = c->words ? ch_map_words(run, r, c, &text) :
				ch_map_text(run, r, c, &text, &miss);
			if (!code)
				code = put_text(run, r, f, c, text);
			/* Mostly one code is all that there is. */
			if (!code && c->codings &&
			    (run->tree->again & c->codings->path.ends))
				code = ch_map_codings(run, r, f, c);
		}
		if (code == CH_ENOMEM)
			return ch_nomem(run->err);
		if (code != CH_END)
			return code;
	}
	if (miss)
		miss->unknown->count++;
	return 0;
}
