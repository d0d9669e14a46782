/* map_check.c - runs a map's own examples, as ch-maps(5) describes them. */
#include <jansson.h>

#include "base/file.h"
#include "base/moment.h"
#include "feed/csv_in.h"
#include "feed/fhir_in.h"

/* The day that examples are read on: what ended before is over. */
#define EXAMPLE_DAY "2026-01-01"

/* The example at hand, and how it goes. */
struct check {
	struct ch_map *m;
	const struct map_line *want;	/* ">" lines still to come */
	int nwant, line;		/* `line` for words about the whole */
	bool failed;
	struct map_run name;		/* for ids only */
	void (*bad)(void *ctx, int line, const char *words);
	void *ctx;
};

static void complain(struct check *c, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void complain(struct check *c, int line, const char *fmt, ...)
{
	char words[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	c->failed = true;
	c->bad(c->ctx, line, words);
}

/* A reference as examples write it: 16 hex digits, ?system|value for an alias,
 * or else the parts of the other record's origin. */
static int64_t ref(const struct check *c, const struct ch_type *type,
		   const char *s)
{
	struct ch_slice part[8];
	size_t n = 0;
	int64_t id;

	if (ch_id_parse(s, strlen(s), &id))
		return id;
	if (*s == '?')
		return ch_map_alias_id(&c->name, type, (struct ch_slice){
				s + 1, strlen(s + 1) });
	while (n < CH_COUNT(part)) {
		size_t len = strcspn(s, "|");

		part[n++] = (struct ch_slice){ s, len };
		if (!s[len])
			break;
		s += len + 1;
	}
	return ch_map_id(&c->name, type, part, n);
}

static bool same_ref(const struct check *c, const struct ch_row *row, int col,
		     const char *s)
{
	const struct ch_field *f = &row->type->field[col];
	const struct ch_type *type;
	const char *slash;

	if (f->as == CH_AS_REF)
		return row->v[col].i == ref(c, ch_type_find(f->target), s);
	slash = strchr(s, '/');
	type = slash ? ch_type_find_n(s, (size_t)(slash - s)) : NULL;
	return type && row->v[col].i == ref(c, type, slash + 1) &&
		row->v[f->pair].n == strlen(type->name) &&
		!memcmp(row->v[f->pair].s, type->name, strlen(type->name));
}

/* A list: texts, or references as type/hex that the example writes as others
 * are written. */
static bool same_list(const struct check *c, const struct ch_value *v,
		      const json_t *want)
{
	json_t *got = json_loadb(v->s, v->n, 0, NULL);
	size_t n = json_array_size(got), i = 0;

	for (; i < n && n == json_array_size(want); i++) {
		const char *a = json_string_value(json_array_get(got, i));
		const char *b = json_string_value(json_array_get(want, i));
		const char *slash = b ? strchr(b, '/') : NULL;
		const struct ch_type *type = slash ?
			ch_type_find_n(b, (size_t)(slash - b)) : NULL;
		char hex[CH_ID_HEX];

		if (!a || !b)
			break;
		if (!strcmp(a, b))
			continue;
		if (!type || strncmp(a, b, (size_t)(slash - b) + 1))
			break;
		ch_id_print(ref(c, type, slash + 1), hex);
		if (strcmp(a + (slash - b) + 1, hex))
			break;
	}
	json_decref(got);
	return n && i == n;
}

static bool same(const struct check *c, const struct ch_row *row, int col,
		 const json_t *want)
{
	const struct ch_value *v = &row->v[col];
	const char *s = json_string_value(want);
	int64_t i;

	if (json_is_null(want) || !ch_row_has(row, col))
		return json_is_null(want) && !ch_row_has(row, col);
	switch (row->type->field[col].as) {
	case CH_AS_REF:
	case CH_AS_ANYREF:
		return s && same_ref(c, row, col, s);
	case CH_AS_ID:
		return s && ch_id_parse(s, strlen(s), &i) && i == v->i;
	case CH_AS_MOMENT:
		return s && !ch_moment_parse(s, strlen(s), &i) && i == v->i;
	case CH_AS_FLAG:
		return json_is_boolean(want) && json_is_true(want) == v->i;
	case CH_AS_INTEGER:
		return json_is_integer(want) &&
			json_integer_value(want) == v->i;
	case CH_AS_REAL:
		return json_is_number(want) &&
			!(json_number_value(want) < v->r) &&
			!(json_number_value(want) > v->r);
	case CH_AS_JSONTEXT:
		return same_list(c, v, want);
	default:
		return s && json_string_length(want) == v->n &&
			!memcmp(s, v->s, v->n);
	}
}

/* What the row says beyond the example; the id and origin may go unsaid. */
static void check_rest(struct check *c, int line, const struct ch_row *row,
		       const json_t *want)
{
	const struct ch_type *t = row->type;

	for (int col = 0; col < t->n; col++) {
		const struct ch_field *f = &t->field[col];

		if (!ch_row_has(row, col) || f->as == CH_AS_ID ||
		    col == t->origin ||
		    (f->pair >= 0 && f->as != CH_AS_ANYREF))
			continue;
		if (!json_object_get(want, f->name))
			complain(c, line, "%s: %s is filled, the example does "
				 "not say so", t->name, f->name);
	}
}

static void check_row(struct check *c, int line, const struct ch_row *row,
		      json_t *want)
{
	const char *type = json_string_value(json_object_get(want, "type"));
	const char *key;
	json_t *value;

	if (!type || strcmp(type, row->type->name)) {
		complain(c, line, "the map gives a record of type %s here",
			 row->type->name);
		return;
	}
	json_object_foreach(want, key, value) {
		int col = ch_field(row->type, key);

		if (!strcmp(key, "type") || !strcmp(key, "v"))
			continue;
		if (col < 0)
			complain(c, line, "%s has no field %s", type, key);
		else if (!same(c, row, col, value))
			complain(c, line, "%s: %s is not as the example says",
				 type, key);
	}
	check_rest(c, line, row, want);
}

static int on_row(void *ctx, struct ch_row *row, uint64_t clears,
		  struct ch_err *err)
{
	struct check *c = ctx;
	const struct map_line *line = c->want;
	int code = ch_row_check(row, err);
	json_t *want;

	(void)clears;
	if (code)
		return code;
	if (!c->nwant) {
		complain(c, c->line, "the map gives one more record, of type "
			 "%s", row->type->name);
		return 0;
	}
	c->want++;
	c->nwant--;
	want = json_loadb(line->rest.s, line->rest.n, 0, NULL);
	if (json_is_object(want))
		check_row(c, line->no, row, want);
	else
		complain(c, line->no, "not a JSON object");
	json_decref(want);
	return 0;
}

static int on_item(void *ctx, const struct ch_item *item,
		   const struct ch_err *bad, struct ch_err *err)
{
	struct check *c = ctx;

	(void)err;
	if (bad)
		complain(c, c->line, "refused: %s", bad->msg);
	else if (item->skipped)
		complain(c, c->line, "not a resource of the map's type");
	return 0;
}

static int run_fhir(struct check *c, const struct map_line *in, int n,
		    const struct ch_naming *naming, const struct ch_sink *sink,
		    struct ch_err *err)
{
	struct ch_buf text CH_AUTO(ch_buf_free) = CH_BUF_INIT;
	static const char pad[CH_PAD];
	struct ch_fhir *f CH_AUTO(ch_fhir_free) = NULL;
	size_t len;
	int code;

	for (int i = 0; i < n; i++) {
		ch_buf_add(&text, in[i].rest.s, in[i].rest.n);
		ch_buf_addc(&text, '\n');
	}
	len = text.n;
	ch_buf_add(&text, pad, sizeof(pad));
	code = ch_buf_ok(&text, err);
	if (!code)
		code = ch_fhir_borrow(&f, c->m, naming, err);
	return code ? code : ch_fhir_read(f, text.s, len, sink, err);
}

static int run_csv(struct check *c, const struct map_line *in, int n,
		   const struct ch_naming *naming, const struct ch_sink *sink,
		   struct ch_err *err)
{
	struct ch_csv *csv CH_AUTO(ch_csv_free) = NULL;
	int code = ch_csv_borrow(&csv, c->m, naming, err);
	long line0;

	for (int i = 0; !code && i < n; i++)
		code = ch_csv_line(csv, in[i].rest.s, in[i].rest.n, i + 1,
				   &line0, sink, err);
	return code ? code : ch_csv_end(csv, &line0, sink, err);
}

/* The example that begins at line `at` of the map; says how many lines it
 * takes. */
static int example(struct check *c, int at)
{
	static const struct ch_idkey key;
	struct ch_naming naming = { &key, CH_SLICE("example") };
	struct ch_sink sink = { c, on_row, on_item };
	const struct map_line *in = &c->m->line[at];
	struct ch_err err;
	int n = 0, left = c->m->nline - at, code;

	while (n < left && in[n].example == '<')
		n++;
	c->want = in + n;
	c->nwant = 0;
	while (n + c->nwant < left && c->want[c->nwant].example == '>')
		c->nwant++;
	left = n + c->nwant;
	c->line = in->no;
	c->failed = false;
	c->name.naming = &naming;
	ch_moment_parse(EXAMPLE_DAY, strlen(EXAMPLE_DAY), &naming.now);
	code = map_is_fhir(c->m) ? run_fhir(c, in, n, &naming, &sink, &err) :
		run_csv(c, in, n, &naming, &sink, &err);
	if (code)
		complain(c, c->line, "%s", err.msg);
	else if (c->nwant && !c->failed)
		complain(c, c->want->no, "the map gives no such record");
	return left;
}

int ch_map_check(struct ch_map *m, int *ran,
		 void (*bad)(void *ctx, int line, const char *words), void *ctx)
{
	struct check c = { .m = m, .bad = bad, .ctx = ctx };
	int failed = 0;

	*ran = 0;
	for (int i = 0; i < m->nline; i++) {
		if (!m->line[i].example)
			continue;
		if (m->line[i].example == '>') {
			complain(&c, m->line[i].no, "an example begins with <");
			failed++;
			continue;
		}
		i += example(&c, i) - 1;
		++*ran;
		failed += c.failed;
	}
	return failed;
}
