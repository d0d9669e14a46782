/* map_coding.c - concepts: of several codes for one thing a field holds one,
 * and the others are kept beside it. */
#include "base/grow.h"
#include "feed/map_fields.h"
#include "feed/map_run.h"

/* ---- reading a map ---- */

/* Where the path's last step begins, if that is `coding` with or without
 * brackets; else -1. */
static long coding_step(struct ch_slice path)
{
	size_t step = 0;
	bool inside = false;

	for (size_t i = 0; i < path.n; i++) {
		if (path.s[i] == '[' || path.s[i] == ']')
			inside = path.s[i] == '[';
		else if (!inside && strchr("./#", path.s[i]))
			step = i + 1;
	}
	if (path.n - step < 6 || memcmp(path.s + step, "coding", 6) ||
	    (path.n - step > 6 && path.s[step + 6] != '['))
		return -1;
	return (long)step;
}

/* The source of the codings that a choice takes its code from, and where its
 * last step begins: `code.coding[...].code`, or `$c.code` where c is of such a
 * path. NULL: it takes none. */
static const struct map_source *codings_of(const struct map_parse *ps,
					   const struct map_choice *c,
					   size_t *step)
{
	const struct map_source *s = c->source;
	struct ch_slice path = s->text;
	long at;

	if (c->nsource != 1 || c->join || c->ntable || s->kind >= MAP_CONST)
		return NULL;
	if (s->kind == MAP_LET && ch_slice_is(path, "code")) {
		s = ps->rec->let[s->let].value.choice->source;
		path = s->text;
	} else if (path.n > 5 && !memcmp(path.s + path.n - 5, ".code", 5)) {
		path.n -= 5;
	} else {
		return NULL;
	}
	at = coding_step(path);
	*step = (size_t)at;
	return at < 0 ? NULL : s;
}

static bool same_concept(const struct map_source *a, const struct map_source *b)
{
	return a && b && a->kind == b->kind && a->text.n == b->text.n &&
		!memcmp(a->text.s, b->text.s, a->text.n) &&
		(a->kind == MAP_PATH || a->let == b->let);
}

/* A concept is told of by the first field that takes from it: `icd10` is a part
 * of what `code` has. */
static bool is_told(const struct map_record *r, const struct map_source *s)
{
	for (int i = 0; i < r->nfield; i++)
		for (int k = 0; k < r->field[i].value.n; k++)
			if (same_concept(r->field[i].value.choice[k].codings,
					 s))
				return true;
	return false;
}

int ch_map_concepts(struct map_parse *ps, struct map_field *f)
{
	static const char *const want[] = {
		"coding.system", "coding.code", "coding.display",
	};

	for (int i = 0; i < f->value.n; i++) {
		struct map_choice *c = &f->value.choice[i];
		size_t step;
		const struct map_source *s = codings_of(ps, c, &step);
		struct map_source *out;
		struct map_path unused;
		int code;

		if (!s)
			continue;
		out = ch_arena_zero(&ps->m->arena, 1, sizeof(*out));
		if (!out)
			return ch_map_fail(ps, "no memory");
		*out = *s;
		out->text.n = step;
		if (is_told(ps->rec, out))
			continue;
		code = ch_map_sibling(ps, s, step, "coding", CH_WANT_NODE,
				      &out->path);
		for (size_t k = 0; !code && k < CH_COUNT(want); k++)
			code = ch_map_sibling(ps, s, step, want[k],
					      CH_WANT_VALUE, &unused);
		if (code)
			return code;
		c->codings = out;
		ps->rec->coded |= UINT64_C(1) << f->col;
	}
	return 0;
}

/* ---- running it ---- */

struct concept {
	struct map_run *run;
	const struct map_field *f;
	struct ch_value *held;		/* what the field holds */
	unsigned n;
	struct ch_slice code, system;	/* of the coding that it is */
	struct ch_node *fits;		/* the first that says a word */
	size_t from;			/* this field's codes in run->coding */
	uint16_t place;
};

static void hold(struct concept *c, struct ch_node *n)
{
	c->code = ch_map_kid(n, c->run->m->w_code);
	c->system = ch_map_kid(n, c->run->m->w_system);
}

/* The coding that the field holds is where its text is. */
static int look(void *ctx, struct ch_node *n)
{
	struct concept *c = ctx;
	struct ch_slice code = ch_map_kid(n, c->run->m->w_code);

	c->n++;
	if (code.s && code.s == c->held->s)
		hold(c, n);
	if (!c->fits && c->f->field->words &&
	    ch_field_allows(c->f->field, code))
		c->fits = n;
	return 0;
}

static bool same(struct ch_slice a, struct ch_slice b)
{
	return a.n == b.n && (!a.n || !memcmp(a.s, b.s, a.n));
}

static bool is_there(const struct concept *c, struct ch_slice system,
		     struct ch_slice code)
{
	if (same(code, c->code) && same(system, c->system))
		return true;
	for (size_t i = c->from; i < c->run->codings; i++)
		if (same(c->run->coding[i].code, code) &&
		    same(c->run->coding[i].system, system))
			return true;
	return false;
}

static int add(void *ctx, struct ch_node *n)
{
	struct concept *c = ctx;
	struct map_run *run = c->run;
	struct ch_slice code = ch_map_kid(n, run->m->w_code);
	struct ch_slice system = ch_map_kid(n, run->m->w_system);
	int rc;

	if (c->place < UINT16_MAX)
		c->place++;
	if (!code.n || is_there(c, system, code))
		return 0;
	rc = ch_grow((void **)&run->coding, &run->codings_room, run->codings,
		     sizeof(*run->coding), run->err);
	if (!rc)
		run->coding[run->codings++] = (struct ch_coding){
			system, code, ch_map_kid(n, run->m->w_display),
			(uint16_t)c->f->col, c->place,
		};
	return rc;
}

int ch_map_codings(struct map_run *run, struct map_record *r,
		   const struct map_field *f, const struct map_choice *choice)
{
	struct concept c = { .run = run, .f = f, .held = &r->row.v[f->col],
			     .from = run->codings };

	ch_map_source_nodes(run, r, choice->codings, look, &c);
	if (c.n < 2)
		return 0;
	if (c.fits && !ch_field_allows(f->field, (struct ch_slice){
			c.held->s, c.held->n })) {
		hold(&c, c.fits);
		ch_row_text(&r->row, f->col, c.code.s, c.code.n);
	}
	return ch_map_source_nodes(run, r, choice->codings, add, &c);
}
