/* row.c - values of a row: by name, as text, and whether they may be. */
#include "record/row.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/text.h"

#define TEXT_MAX (16u << 20)

static int column(const struct ch_type *type, const char *field)
{
	int c = ch_field(type, field);

	if (c < 0)
		__builtin_trap();
	return c;
}

void ch_row_put_int(struct ch_row *r, const char *field, int64_t i)
{
	ch_row_int(r, column(r->type, field), i);
}

void ch_row_put_text(struct ch_row *r, const char *field, const char *s)
{
	ch_row_text(r, column(r->type, field), s, strlen(s));
}

int64_t ch_row_get_int(const struct ch_row *r, const char *field)
{
	int c = column(r->type, field);

	return ch_row_has(r, c) && r->v[c].kind == CH_INT ? r->v[c].i : 0;
}

struct ch_slice ch_row_get_text(const struct ch_row *r, const char *field)
{
	int c = column(r->type, field);

	if (!ch_row_has(r, c) || r->v[c].kind != CH_TEXT)
		return (struct ch_slice){ NULL, 0 };
	return (struct ch_slice){ r->v[c].s, r->v[c].n };
}

void ch_row_put_or_clear(struct ch_row *r, const char *field, const char *s)
{
	int c = ch_field(r->type, field);

	if (c >= 0 && s)
		ch_row_text(r, c, s, strlen(s));
	else if (c >= 0)
		ch_row_null(r, c);
}

void ch_row_put_texts(struct ch_row *r, ...)
{
	const char *field;
	va_list list;

	va_start(list, r);
	while ((field = va_arg(list, const char *))) {
		const char *text = va_arg(list, const char *);

		if (text)
			ch_row_put_text(r, field, text);
	}
	va_end(list);
}

void ch_row_copy(struct ch_row *to, const char *field,
		 const struct ch_row *from, const char *of)
{
	int c = column(from->type, of), d = column(to->type, field);

	ch_row_null(to, d);
	if (ch_row_has(from, c))
		to->v[d] = from->v[c];
}

bool ch_row_same(const struct ch_row *a, const struct ch_row *b, int c)
{
	const struct ch_value *x = &a->v[c], *y = &b->v[c];

	if (!ch_row_has(a, c) || !ch_row_has(b, c))
		return ch_row_has(a, c) == ch_row_has(b, c);
	if (x->kind != y->kind)
		return false;
	if (x->kind == CH_TEXT)
		return x->n == y->n && !memcmp(x->s, y->s, x->n);
	return x->kind == CH_REAL ? x->r == y->r : x->i == y->i;
}

static inline int check_text(const char *s, size_t n, const char *field,
			     struct ch_err *err)
{
	if (n > TEXT_MAX)
		return ch_refuse(err, field, "too-long");
	if (!ch_text_utf8(s, n))
		return ch_refuse(err, field, "bad-utf8");
	if (memchr(s, '\0', n))
		return ch_refuse(err, field, "nul");
	return 0;
}

static int check_codings(const struct ch_row *r, struct ch_err *err)
{
	int rc = 0;

	for (uint32_t i = 0; i < r->codings && !rc; i++) {
		const struct ch_coding *k = &r->coding[i];
		const struct ch_slice text[] = { k->system, k->code, k->name };

		for (size_t t = 0; t < CH_COUNT(text) && !rc; t++)
			if (text[t].n)
				rc = check_text(text[t].s, text[t].n,
						r->type->field[k->col].name,
						err);
	}
	return rc;
}

int ch_row_check(const struct ch_row *r, struct ch_err *err)
{
	int rc;

	for (uint64_t left = r->set; left; left &= left - 1) {
		int c = __builtin_ctzll(left);
		const struct ch_field *f = &r->type->field[c];
		const struct ch_value *v = &r->v[c];

		if (v->kind != CH_TEXT)
			continue;
		if (f->words && !ch_field_allows(f, (struct ch_slice){
					v->s, v->n }))
			return ch_refuse(err, f->name, "bad-word");
		rc = check_text(v->s, v->n, f->name, err);
		if (rc)
			return rc;
	}
	return r->codings ? check_codings(r, err) : 0;
}

int ch_row_check_whole(const struct ch_row *r, struct ch_err *err)
{
	for (int c = 0; c < r->type->n; c++)
		if (r->type->field[c].required && !ch_row_has(r, c))
			return ch_refuse(err, r->type->field[c].name,
					 "missing");
	return 0;
}

static int read_id(struct ch_row *r, int c, const char *s, size_t n,
		   struct ch_err *err)
{
	int64_t id;

	if (!ch_id_parse(s, n, &id))
		return ch_refuse(err, r->type->field[c].name, "bad-id");
	ch_row_int(r, c, id);
	return 0;
}

/* "task/3f2a...": the id goes into column c, the type into its pair. */
static int read_anyref(struct ch_row *r, int c, const char *s, size_t n,
		       struct ch_err *err)
{
	const char *slash = memchr(s, '/', n);
	const struct ch_type *type;
	size_t word;
	int64_t id;

	if (!slash)
		return ch_refuse(err, r->type->field[c].name, "bad-ref");
	word = (size_t)(slash - s);
	type = ch_type_find_n(s, word);
	if (!type || !ch_id_parse(slash + 1, n - word - 1, &id))
		return ch_refuse(err, r->type->field[c].name, "bad-ref");
	ch_row_int(r, c, id);
	ch_row_text(r, r->type->field[c].pair, type->name, strlen(type->name));
	return 0;
}

static int read_moment(struct ch_row *r, int c, const char *s, size_t n,
		       struct ch_err *err)
{
	int64_t m;

	if (ch_moment_parse(s, n, &m))
		return ch_refuse(err, r->type->field[c].name, "bad-date");
	ch_row_int(r, c, m);
	return 0;
}

static int read_number(struct ch_row *r, int c, const char *s, size_t n,
		       struct ch_err *err)
{
	double d;
	int64_t i;

	if (r->type->field[c].as == CH_AS_INTEGER) {
		if (!ch_text_int(s, n, &i))
			return ch_refuse(err, r->type->field[c].name,
					 "not-a-number");
		ch_row_int(r, c, i);
		return 0;
	}
	if (!ch_text_real(s, n, &d))
		return ch_refuse(err, r->type->field[c].name, "not-a-number");
	if (r->type->field[c].as == CH_AS_DECIMALTEXT)
		ch_row_text(r, c, s, n);
	else
		ch_row_real(r, c, d);
	return 0;
}

static int read_flag(struct ch_row *r, int c, const char *s, size_t n,
		     struct ch_err *err)
{
	struct ch_slice word = { s, n };

	if (ch_slice_is(word, "true") || ch_slice_is(word, "1"))
		ch_row_int(r, c, 1);
	else if (ch_slice_is(word, "false") || ch_slice_is(word, "0"))
		ch_row_int(r, c, 0);
	else
		return ch_refuse(err, r->type->field[c].name, "not-a-flag");
	return 0;
}

int ch_row_read(struct ch_row *r, int c, const char *s, size_t n,
		struct ch_err *err)
{
	switch (r->type->field[c].as) {
	case CH_AS_ID:
	case CH_AS_REF:
		return read_id(r, c, s, n, err);
	case CH_AS_ANYREF:
		return read_anyref(r, c, s, n, err);
	case CH_AS_MOMENT:
		return read_moment(r, c, s, n, err);
	case CH_AS_INTEGER:
	case CH_AS_REAL:
	case CH_AS_DECIMALTEXT:
		return read_number(r, c, s, n, err);
	case CH_AS_FLAG:
		return read_flag(r, c, s, n, err);
	case CH_AS_TEXT:
	case CH_AS_JSONTEXT:
		ch_row_text(r, c, s, n);
		return 0;
	}
	return 0;
}

static void spell_id(struct ch_buf *out, int64_t id)
{
	char hex[CH_ID_HEX];

	ch_id_print(id, hex);
	ch_buf_add(out, hex, CH_ID_HEX - 1);
}

static void spell_moment(struct ch_buf *out, int64_t m)
{
	char text[CH_MOMENT_MAX];

	ch_buf_add(out, text, ch_moment_print(m, text));
}

static void spell_real(struct ch_buf *out, double d)
{
	char text[CH_REAL_MAX];

	ch_buf_add(out, text, ch_text_print_real(d, text));
}

static void spell_anyref(struct ch_buf *out, const struct ch_row *r, int c)
{
	int pair = r->type->field[c].pair;

	if (ch_row_has(r, pair)) {
		ch_buf_add(out, r->v[pair].s, r->v[pair].n);
		ch_buf_addc(out, '/');
	}
	spell_id(out, r->v[c].i);
}

void ch_row_spell(struct ch_buf *out, const struct ch_row *r, int c)
{
	const struct ch_value *v = &r->v[c];

	if (!ch_row_has(r, c))
		return;
	switch (r->type->field[c].as) {
	case CH_AS_ID:
	case CH_AS_REF:
		spell_id(out, v->i);
		break;
	case CH_AS_ANYREF:
		spell_anyref(out, r, c);
		break;
	case CH_AS_MOMENT:
		spell_moment(out, v->i);
		break;
	case CH_AS_INTEGER:
		ch_buf_addf(out, "%lld", (long long)v->i);
		break;
	case CH_AS_REAL:
		spell_real(out, v->r);
		break;
	case CH_AS_FLAG:
		ch_buf_adds(out, v->i ? "true" : "false");
		break;
	case CH_AS_TEXT:
	case CH_AS_DECIMALTEXT:
	case CH_AS_JSONTEXT:
		ch_buf_add(out, v->s, v->n);
		break;
	}
}
