/* map_path.c - paths: read once, and wanted from then on. */
#include "base/text.h"
#include "feed/map_in.h"

#define ENDS 8		/* as many ways may lead to one $let */
#define STEPS 16
#define SELS 4

/* What is being read of one path. */
struct reading {
	struct map_parse *ps;
	struct ch_want *at[ENDS];
	int n;
};

static int deeper(struct reading *r, const char *name, size_t n,
		  struct ch_want **from, int nfrom)
{
	struct ch_shape *shape = &r->ps->m->shape;

	for (int i = 0; i < nfrom; i++) {
		r->at[i] = ch_shape_add(shape, from[i], name, n);
		if (!r->at[i])
			return ch_map_fail(r->ps, "no room for \"%.*s\" in the "
					   "paths of this map", (int)n, name);
	}
	r->n = nfrom;
	return 0;
}

/* The end of a name: a dot or bracket, or the end of the text. */
static size_t name_len(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] != '.' && s[i] != '[')
		i++;
	return i;
}

/* NAME{.NAME} below the wants at hand, which stay where they are. */
static int below(struct reading *r, struct ch_slice text, unsigned flags,
		 struct map_sel *sel)
{
	struct reading sub = *r;
	uint16_t words[STEPS];
	size_t i = 0;

	sel->n = 0;
	while (i < text.n) {
		size_t len = name_len(text.s + i, text.n - i);
		int code;

		if (!len || sel->n == STEPS)
			return ch_map_fail(r->ps, "a bad name in brackets");
		code = deeper(&sub, text.s + i, len, sub.at, sub.n);
		if (code)
			return code;
		words[sel->n++] = sub.at[0]->word;
		i += len + 1;
	}
	for (int k = 0; k < sub.n; k++)
		sub.at[k]->flags |= (unsigned char)flags;
	sel->word = ch_arena_take(&r->ps->m->arena, sizeof(words));
	if (!sel->word) {
		r->ps->nomem = true;
		return ch_map_fail(r->ps, "no memory");
	}
	memcpy(sel->word, words, sizeof(words));
	return 0;
}

/* [current]: what is not of an earlier time. Its words are those of `use`, and
 * of both ends of `period`. */
static int current(struct reading *r, struct map_sel *sel)
{
	static const char *const name[] = {
		"use", "period.start", "period.end",
	};
	uint16_t word[STEPS];

	for (size_t i = 0; i < CH_COUNT(name); i++) {
		int code = below(r, (struct ch_slice){ name[i],
				 strlen(name[i]) }, CH_WANT_VALUE, sel);

		if (code)
			return code;
		word[i] = sel->word[sel->n - 1];
		word[CH_COUNT(name)] = sel->word[0];	/* period */
	}
	memcpy(sel->word, word, sizeof(word));
	sel->now = &r->ps->m->now;
	return 0;
}

/* The inside of one pair of brackets. */
static int selector(struct reading *r, struct ch_slice text,
		    struct map_step *step)
{
	struct map_sel sel = { .not = false };
	size_t sign = strcspn(text.s, "=~@]");
	int64_t index;
	int code;

	if (ch_slice_is(text, "*")) {
		step->all = true;
		return 0;
	}
	if (ch_text_int(text.s, text.n, &index)) {
		if (index < 0 || index > INT32_MAX)
			return ch_map_fail(r->ps, "a bad number in brackets");
		step->index = (int)index;
		return 0;
	}
	if (step->nsel == SELS)
		return ch_map_fail(r->ps, "too many brackets");
	if (ch_slice_is(text, "current")) {
		code = current(r, &sel);
	} else if (text.n > 4 && !memcmp(text.s, "not ", 4)) {
		sel.not = true;
		text = (struct ch_slice){ text.s + 4, text.n - 4 };
		code = below(r, text, CH_WANT_NODE, &sel);
	} else if (sign < text.n) {
		sel.piece = text.s[sign] == '~';
		if (text.s[sign] == '@')
			sel.bundle = &r->ps->m->bundle;
		sel.is = (struct ch_slice){ text.s + sign + 1,
					    text.n - sign - 1 };
		text.n = sign;
		code = below(r, text, CH_WANT_VALUE, &sel);
	} else {
		return ch_map_fail(r->ps, "brackets hold a number, *, "
				   "NAME=WORD, NAME~PIECE, NAME@TYPE, "
				   "not NAME or current");
	}
	step->sel[step->nsel++] = sel;
	return code;
}

static int selectors(struct reading *r, const char **p, const char *end,
		     struct map_step *step)
{
	struct map_sel sel[SELS];

	step->sel = sel;
	while (*p < end && **p == '[') {
		const char *q = memchr(*p, ']', (size_t)(end - *p));
		int code;

		if (!q)
			return ch_map_fail(r->ps, "a bracket is not closed");
		code = selector(r, (struct ch_slice){
				*p + 1, (size_t)(q - *p - 1) }, step);
		if (code)
			return code;
		*p = q + 1;
	}
	step->sel = ch_arena_take(&r->ps->m->arena, sizeof(sel));
	if (!step->sel) {
		r->ps->nomem = true;
		return ch_map_fail(r->ps, "no memory");
	}
	memcpy(step->sel, sel, sizeof(sel[0]) * (size_t)step->nsel);
	return 0;
}

/* A followed reference: what is contained has its paths from the resource. */
static int follow(struct reading *r)
{
	struct ch_shape *shape = &r->ps->m->shape;
	struct ch_want *home, *id;
	int code;

	code = deeper(r, "reference", 9, r->at, r->n);
	if (code)
		return code;
	for (int i = 0; i < r->n; i++)
		r->at[i]->flags |= CH_WANT_VALUE;
	home = ch_shape_add(shape, shape->root, "contained", 9);
	id = home ? ch_shape_add(shape, home, "id", 2) : NULL;
	if (!id)
		return ch_map_fail(r->ps, "no room for a contained resource");
	id->flags |= CH_WANT_VALUE;
	r->ps->m->want_contained = home->id;
	r->at[0] = home;
	r->n = 1;
	return 0;
}

static int steps(struct reading *r, const char *p, const char *end,
		 struct map_path *out)
{
	struct map_step step[STEPS];
	bool plain = true;	/* the first in the text is the first */

	out->n = 0;
	while (p < end) {
		size_t len = name_len(p, (size_t)(end - p));
		struct map_step *s = &step[out->n];
		int code;

		if (!len || !r->n || out->n == STEPS)
			return ch_map_fail(r->ps, "a bad path");
		*s = (struct map_step){ .index = -1 };
		code = deeper(r, p, len, r->at, r->n);
		p += len;
		if (!code)
			code = selectors(r, &p, end, s);
		if (code)
			return code;
		s->word = r->at[0]->word;
		plain &= !r->at[0]->again;
		out->all |= s->all;
		plain &= !s->all && s->index < 0 && !s->nsel;
		if (out->n++ == 0 && out->from == MAP_FOLLOW)
			code = follow(r);
		if (code)
			return code;
		if (p < end && *p++ != '.')
			return ch_map_fail(r->ps, "a bad path");
	}
	out->step = ch_arena_take(&r->ps->m->arena, sizeof(step));
	if (!out->step) {
		r->ps->nomem = true;
		return ch_map_fail(r->ps, "no memory");
	}
	memcpy(out->step, step, sizeof(step[0]) * (size_t)out->n);
	out->bit = out->n ? map_bit(out->step[0].word) : 0;
	out->first = plain && out->from == MAP_ROOT ? r->at[0]->id : -1;
	return 0;
}

/* A column: NAME, NAME? where the file may do without, [a name with blanks]. */
static int column(struct map_parse *ps, struct ch_slice text,
		  struct map_path *out)
{
	struct ch_map *m = ps->m;
	bool optional = false;
	struct map_column *c;

	if (text.n > 1 && text.s[text.n - 1] == '?') {
		optional = true;
		text.n--;
	}
	if (text.n > 2 && *text.s == '[' && text.s[text.n - 1] == ']')
		text = (struct ch_slice){ text.s + 1, text.n - 2 };
	for (out->column = 0; out->column < m->ncolumn; out->column++) {
		c = &m->column[out->column];
		if (c->name.n == text.n && !memcmp(c->name.s, text.s, text.n)) {
			c->optional &= optional;
			c->read = true;
			return 0;
		}
	}
	if (m->nfixed)
		return ch_map_fail(ps, "no column \"%.*s\"", (int)text.n,
				   text.s);
	if (m->ncolumn % 64 == 0) {
		c = realloc(m->column, ((size_t)m->ncolumn + 64) * sizeof(*c));
		if (!c) {
			ps->nomem = true;
			return ch_map_fail(ps, "no memory");
		}
		m->column = c;
	}
	m->column[m->ncolumn++] = (struct map_column){
		text, optional, true, false, -1
	};
	return 0;
}

int ch_map_path_ends(struct map_parse *ps, struct ch_slice text,
		     unsigned flags, struct ch_want **base, int nbase,
		     struct map_path *out, struct ch_want **end, int *nend)
{
	struct reading r = { .ps = ps, .n = nbase };
	const char *p = text.s, *stop = text.s + text.n;
	int code;

	memcpy(r.at, base, sizeof(*base) * (size_t)nbase);
	out->all = false;
	out->first = -1;
	out->ends = 0;
	code = steps(&r, p, stop, out);
	if (code)
		return code;
	for (int i = 0; i < r.n; i++) {
		r.at[i]->flags |= (unsigned char)flags;
		out->ends |= ch_want_bit(r.at[i]);
	}
	if (end) {
		if (*nend + r.n > ENDS)
			return ch_map_fail(ps, "too many ways to one let");
		memcpy(end + *nend, r.at, sizeof(*end) * (size_t)r.n);
		*nend += r.n;
	}
	return 0;
}

int ch_map_path(struct map_parse *ps, struct ch_slice text, unsigned flags,
		struct map_path *out)
{
	struct ch_want *base = ps->base;

	memset(out, 0, sizeof(*out));
	if (!map_is_fhir(ps->m))
		return column(ps, text, out);
	out->from = ps->base == ps->m->shape.root ? MAP_ROOT : MAP_ELEMENT;
	if (text.n && *text.s == '/') {
		out->from = MAP_ROOT;
		base = ps->m->shape.root;
	} else if (text.n && *text.s == '#') {
		out->from = MAP_FOLLOW;
	} else if (text.n > 1 && *text.s == '^') {
		if (!ps->up)
			return ch_map_fail(ps, "^ is for what is within");
		base = ps->up;
		out->from = text.s[1] == '^' ? MAP_UP2 : MAP_UP;
		text.s += out->from == MAP_UP2;
		text.n -= out->from == MAP_UP2;
	}
	if (text.n && strchr("/#^", *text.s))
		text = (struct ch_slice){ text.s + 1, text.n - 1 };
	if (!text.n)
		return ch_map_fail(ps, "an empty path");
	if (ch_slice_is(text, "."))
		text.n = 0;
	return ch_map_path_ends(ps, text, flags, &base, 1, out, NULL, NULL);
}

int ch_map_sibling(struct map_parse *ps, const struct map_source *s,
		   size_t prefix, const char *tail, unsigned flags,
		   struct map_path *out)
{
	struct ch_arena *a = &ps->m->arena;
	size_t n = prefix + strlen(tail);
	char *text = ch_arena_take(a, n + 1);
	const struct map_let *let;

	if (!text) {
		ps->nomem = true;
		return ch_map_fail(ps, "no memory");
	}
	if (prefix)
		memcpy(text, s->text.s, prefix);
	memcpy(text + prefix, tail, n - prefix + 1);
	if (s->kind == MAP_PATH)
		return ch_map_path(ps, (struct ch_slice){ text, n }, flags,
				   out);
	memset(out, 0, sizeof(*out));
	let = &ps->rec->let[s->let];
	return ch_map_path_ends(ps, (struct ch_slice){ text, n }, flags,
				(struct ch_want **)let->end, let->nend, out,
				NULL, NULL);
}
