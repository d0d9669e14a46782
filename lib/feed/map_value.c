/* map_value.c - reads the right side of a map's line: sources, conversions. */
#include "base/text.h"
#include "feed/map_in.h"

#define SOURCES 12
#define CHOICES 24
#define TABLES 4
#define TESTS 8

static void *keep(struct map_parse *ps, const void *p, size_t n)
{
	void *copy = ch_arena_take(&ps->m->arena, n);

	if (copy)
		memcpy(copy, p, n);
	else
		ps->nomem = true;
	return copy;
}

/* A word, or a string in quotes without its quotes. */
static struct ch_slice unquote(struct ch_slice w)
{
	if (w.n > 1 && w.s[0] == '"' && w.s[w.n - 1] == '"')
		return (struct ch_slice){ w.s + 1, w.n - 2 };
	return w;
}

/* The next pair of a table's text; false at the end. */
static bool next_pair(const char **p, const char *end, struct ch_slice *from,
		      struct ch_slice *to)
{
	const char *eq = NULL, *s;
	bool quote = false;

	while (*p < end && strchr(" \t\r\n", **p))
		(*p)++;
	if (*p == end)
		return false;
	for (s = *p; *p < end && (quote || !strchr(" \t\r\n", **p)); (*p)++) {
		if (**p == '"')
			quote = !quote;
		else if (**p == '=' && !quote && !eq)
			eq = *p;
	}
	*from = (struct ch_slice){ s, (size_t)((eq ? eq : *p) - s) };
	*to = eq ? (struct ch_slice){ eq + 1, (size_t)(*p - eq - 1) } : *from;
	*from = unquote(*from);
	*to = unquote(*to);
	return true;
}

static struct map_table *table(struct map_parse *ps, struct ch_slice text)
{
	struct map_table *t = ch_arena_zero(&ps->m->arena, 1, sizeof(*t));
	const char *p = text.s, *end = text.s + text.n;
	size_t most = text.n / 2 + 1;
	struct ch_slice from, to;

	if (t) {
		t->from = ch_arena_take(&ps->m->arena, most * sizeof(from));
		t->to = ch_arena_take(&ps->m->arena, most * sizeof(to));
	}
	if (!t || !t->from || !t->to) {
		ps->nomem = true;
		return NULL;
	}
	while (next_pair(&p, end, &from, &to)) {
		if (ch_slice_is(from, "*")) {
			t->star = true;
			if (from.s != to.s)
				t->rest = to;
			continue;
		}
		t->from[t->n] = from;
		t->to[t->n++] = to;
	}
	return t;
}

int ch_map_count(struct map_parse *ps, struct map_table *t)
{
	struct ch_map *m = ps->m;

	t->unknown = ch_arena_zero(&m->arena, 1, sizeof(*t->unknown));
	if (m->nunknown % 32 == 0) {
		void *more = realloc(m->counted, ((size_t)m->nunknown + 32) *
				     sizeof(*m->counted));

		if (!more)
			t->unknown = NULL;
		else
			m->counted = more;
	}
	if (!t->unknown) {
		ps->nomem = true;
		return ch_map_fail(ps, "no memory");
	}
	snprintf(t->unknown->map, sizeof(t->unknown->map), "%s", m->stem);
	t->unknown->line = ps->line;
	m->counted[m->nunknown++] = t;
	return 0;
}

static int add_table(struct map_parse *ps, struct map_choice *c,
		     struct map_table **list, struct ch_slice text)
{
	if (c->ntable == TABLES)
		return ch_map_fail(ps, "too many tables");
	list[c->ntable] = table(ps, text);
	if (!list[c->ntable])
		return ch_map_fail(ps, "no memory");
	c->convs = c->table_last = true;
	return ch_map_count(ps, list[c->ntable++]);
}

/* @NAME: a table of the map's own. */
static int named_table(struct map_parse *ps, struct map_choice *c,
		       struct map_table **list, struct ch_slice name)
{
	const struct ch_map *m = ps->m;

	for (int i = 0; i < m->nnamed; i++) {
		const struct map_named *t = &m->named[i];
		const struct map_line *line = &m->line[t->line];

		if (t->kind == 't' && t->name.n == name.n &&
		    !memcmp(t->name.s, name.s, name.n))
			return add_table(ps, c, list, (struct ch_slice){
				line->tok[2].s, line->tok[2].n });
	}
	return ch_map_fail(ps, "no table \"%.*s\"", (int)name.n, name.s);
}

/* Adds the ways in which one choice of a let may end. */
static int let_ends(struct map_parse *ps, const struct map_choice *c,
		    struct map_let *let)
{
	const struct map_source *s = c->source;
	struct map_path path = s->path;
	struct ch_slice text = s->text;
	struct ch_want **base = &ps->base;
	int nbase = 1;

	if (c->nsource != 1 || c->convs || s->kind >= MAP_CONST)
		return ch_map_fail(ps, "a let takes one path a choice");
	if (s->kind == MAP_LET) {
		base = ps->rec->let[s->let].end;
		nbase = ps->rec->let[s->let].nend;
		if (!text.n)
			return ch_map_fail(ps, "a let of a let needs a path");
	} else if (path.from >= MAP_UP) {
		return ch_map_fail(ps, "a let begins at the element");
	} else if (*text.s == '/' || *text.s == '#') {
		text.s++;
		text.n--;
		if (path.from == MAP_ROOT)
			base = &ps->m->shape.root;
	}
	return ch_map_path_ends(ps, text, CH_WANT_NODE | CH_WANT_VALUE, base,
				nbase, &path, let->end, &let->nend);
}

/* The let of that name in the record at hand, compiled when first used; -1 and
 * a message when there is none. */
static int find_let(struct map_parse *ps, struct ch_slice name)
{
	struct ch_map *m = ps->m;
	struct map_record *r = ps->rec;
	struct map_let *let;
	int at = -1, code;

	for (int i = 0; i < r->nlet; i++) {
		let = &r->let[i];
		if (let->name.n != name.n ||
		    memcmp(let->name.s, name.s, name.n))
			continue;
		if (let->nend)
			return i;
		ch_map_fail(ps, "a let that needs itself");
		return -1;
	}
	for (int i = 0; i < m->nnamed; i++)
		if (m->named[i].kind == 'l' && m->named[i].name.n == name.n &&
		    !memcmp(m->named[i].name.s, name.s, name.n))
			at = m->named[i].line;
	if (at < 0 || !map_is_fhir(m)) {
		ch_map_fail(ps, "no let \"%.*s\"", (int)name.n, name.s);
		return -1;
	}
	let = &r->let[r->nlet++];
	let->name = name;
	code = ch_map_value(ps, &m->line[at], 2, &let->value);
	for (int i = 0; !code && i < let->value.n; i++)
		code = let_ends(ps, &let->value.choice[i], let);
	return code ? -1 : (int)(let - r->let);
}

/* $NAME[.PATH] */
static int let_source(struct map_parse *ps, struct ch_slice text,
		      unsigned flags, struct map_source *out)
{
	const char *dot = memchr(text.s, '.', text.n);
	struct ch_slice name = { text.s + 1, text.n - 1 };
	struct map_let *let;

	if (dot)
		name.n = (size_t)(dot - text.s - 1);
	out->kind = MAP_LET;
	out->let = find_let(ps, name);
	if (out->let < 0)
		return ps->nomem ? CH_ENOMEM : CH_EDATA;
	let = &ps->rec->let[out->let];
	if (!dot)
		return 0;
	out->text = (struct ch_slice){ dot + 1, (size_t)(text.s + text.n -
							 dot - 1) };
	return ch_map_path_ends(ps, out->text, flags, let->end, let->nend,
				&out->path, NULL, NULL);
}

static int source(struct map_parse *ps, const struct map_tok *t,
		  unsigned flags, struct map_source *out)
{
	struct ch_slice text = { t->s, t->n };

	memset(out, 0, sizeof(*out));
	if (t->kind == '"') {
		out->kind = MAP_CONST;
		out->text = text;
		return 0;
	}
	if (t->kind != 'w')
		return ch_map_fail(ps, "a path is missing");
	if (*t->s == '$')
		return let_source(ps, text, flags, out);
	if (ch_slice_is(text, "#") && map_is_fhir(ps->m)) {
		out->kind = MAP_NTH;
		return ps->rec->each ? 0 : ch_map_fail(ps, "# is for elements");
	}
	out->kind = MAP_PATH;
	out->text = text;
	return ch_map_path(ps, text, flags, &out->path);
}

/* Where a test's sign is: behind the brackets and quotes. */
static const char *sign(const char *s, size_t n)
{
	char open = 0;

	for (size_t i = 0; i < n; i++) {
		if (open)
			open = s[i] == open ? 0 : open;
		else if (s[i] == '[' || s[i] == '"')
			open = s[i] == '[' ? ']' : '"';
		else if (s[i] == '=')
			return s + i;
	}
	return NULL;
}

int ch_map_cond(struct map_parse *ps, const struct map_line *line, int *at,
		struct map_cond *out)
{
	struct map_test test[TESTS];
	bool and = false;

	for (out->n = 0; *at < line->n; (*at)++) {
		struct map_test *t = &test[out->n];
		struct map_tok tok = line->tok[*at];
		const char *eq;
		int code;

		if (out->n == TESTS)
			return ch_map_fail(ps, "too many tests");
		memset(t, 0, sizeof(*t));
		t->and = and;
		if (map_tok_is(&tok, "not") && *at + 1 < line->n) {
			t->op = 'n';
			tok = line->tok[++*at];
		}
		eq = sign(tok.s, tok.n);
		if (eq && tok.kind == 'w' && !t->op) {
			t->op = eq > tok.s && eq[-1] == '!' ? '!' : '=';
			t->word = unquote((struct ch_slice){
				eq + 1, (size_t)(tok.s + tok.n - eq - 1) });
			tok.n = (size_t)(eq - tok.s) - (t->op == '!');
		}
		code = source(ps, &tok, CH_WANT_VALUE |
			      (t->word.s ? 0 : CH_WANT_NODE), &t->source);
		if (code)
			return code;
		out->n++;
		if (*at + 1 == line->n ||
		    (!map_tok_is(&line->tok[*at + 1], "and") &&
		     !map_tok_is(&line->tok[*at + 1], "or")))
			break;
		and = map_tok_is(&line->tok[++*at], "and");
	}
	if (*at >= line->n)
		return ch_map_fail(ps, "a test is missing");
	++*at;
	out->test = keep(ps, test, sizeof(*test) * (size_t)out->n);
	return out->test ? 0 : ch_map_fail(ps, "no memory");
}

/* moment and day may say how this line's dates are spelled. */
static int patterns(struct map_parse *ps, const struct map_line *line, int *at,
		    struct map_choice *c)
{
	int to = *at + 1, code;

	c->convs = true;
	c->table_last = false;
	while (to < line->n && line->tok[to].kind == '"')
		to++;
	if (to == *at + 1)
		return 0;
	if (map_is_fhir(ps->m))
		return ch_map_fail(ps, "FHIR's dates are spelled one way");
	code = ch_map_dates(ps, line, *at + 1, to, &c->dates);
	*at = to - 1;
	return code ? code : ch_map_check_dates(ps, &c->dates);
}

/* A conversion that is a word. 0, an error, or CH_END: it is none. */
static int word_conv(struct map_parse *ps, const struct map_line *line, int *at,
		     struct map_choice *c)
{
	const struct map_tok *t = &line->tok[*at], *next = NULL;
	bool ref = map_tok_is(t, "ref"), hex = map_tok_is(t, "hexref");

	if (*at + 1 < line->n)
		next = t + 1;
	if (ref || hex) {
		c->op = ref ? MAP_REF : MAP_HEXREF;
		c->target = next ? ch_type_find_n(next->s, next->n) : NULL;
		if (!c->target)
			return ch_map_fail(ps, "ref needs a record type");
		++*at;
	} else if (map_tok_is(t, "anyref")) {
		c->op = MAP_ANYREF;
	} else if (map_tok_is(t, "day")) {
		c->op = MAP_DAY;
		return patterns(ps, line, at, c);
	} else if (map_tok_is(t, "list")) {
		c->list = true;
	} else if (map_tok_is(t, "loinc")) {
		c->loinc = true;
	} else if (map_tok_is(t, "join")) {
		if (!next || next->kind != '"')
			return ch_map_fail(ps, "join needs a string");
		c->join = true;
		c->glue = (struct ch_slice){ next->s, next->n };
		++*at;
	} else if (ch_map_wording(t)) {
		c->words = ch_map_wording(t);
	} else if (!map_tok_is(t, "moment") && !map_tok_is(t, "instant") &&
		   !map_tok_is(t, "number") && !map_tok_is(t, "flag")) {
		return CH_END;
	} else {
		c->says = map_tok_is(t, "instant") ? 'm' : t->s[0];
		if (c->says == 'm')
			return patterns(ps, line, at, c);
	}
	c->convs = true;
	c->table_last = false;
	return 0;
}

static void find_probe(const struct map_parse *ps, struct map_choice *c)
{
	const struct map_path *path = &c->source->path;

	if (!map_is_fhir(ps->m) || c->nsource != 1 ||
	    c->source->kind != MAP_PATH || !path->n || path->from >= MAP_UP)
		return;
	c->first = path->first;
	c->bit = path->bit;
	c->probe = path->first >= 0 ? MAP_PROBE_FIRST :
		path->from == MAP_ROOT ? MAP_PROBE_ROOT : MAP_PROBE_HERE;
}

/* Sources, conversions and a condition, up to a bar or the line's end. */
static int choice(struct map_parse *ps, const struct map_line *line, int *at,
		  struct map_choice *c)
{
	struct map_source list[SOURCES];
	struct map_table *tables[TABLES];
	int code = 0;

	memset(c, 0, sizeof(*c));
	for (; !code && *at < line->n && line->tok[*at].kind != '|'; ++*at) {
		const struct map_tok *t = &line->tok[*at];

		if (t->kind == '{') {
			code = add_table(ps, c, tables,
					 (struct ch_slice){ t->s, t->n });
			continue;
		}
		if (t->kind == 'w' && *t->s == '@') {
			code = named_table(ps, c, tables,
					   (struct ch_slice){ t->s + 1,
							      t->n - 1 });
			continue;
		}
		if (c->nsource && map_tok_is(t, "when")) {
			++*at;
			code = ch_map_cond(ps, line, at, &c->when);
			--*at;
			continue;
		}
		code = c->nsource ? word_conv(ps, line, at, c) : CH_END;
		if (code != CH_END)
			continue;
		if (c->convs || c->when.n || c->nsource == SOURCES)
			return ch_map_fail(ps, "\"%.*s\" is not expected here",
					   (int)t->n, t->s);
		code = source(ps, t, CH_WANT_VALUE, &list[c->nsource++]);
	}
	if (code)
		return code;
	if (!c->nsource)
		return ch_map_fail(ps, "a path is missing");
	c->source = keep(ps, list, sizeof(*list) * (size_t)c->nsource);
	c->table = keep(ps, tables, sizeof(*tables) * (size_t)c->ntable);
	if (!c->source || !c->table)
		return ch_map_fail(ps, "no memory");
	find_probe(ps, c);
	return 0;
}

/* The last conversion of the line serves the choices that have none. */
static void share_conv(struct map_choice *c, int n)
{
	const struct map_choice *last = &c[n - 1];

	for (int i = 0; i < n - 1; i++) {
		if (c[i].convs)
			continue;
		c[i].op = last->op;
		c[i].says = last->says;
		c[i].dates = last->dates;
		c[i].target = last->target;
		c[i].join = last->join;
		c[i].list = last->list;
		c[i].loinc = last->loinc;
		c[i].glue = last->glue;
		if (last->table_last) {
			c[i].ntable = 1;
			c[i].table = last->table + last->ntable - 1;
		}
	}
}

int ch_map_value(struct map_parse *ps, const struct map_line *line, int at,
		 struct map_value *out)
{
	struct map_choice list[CHOICES];

	out->n = 0;
	do {
		int code;

		if (out->n == CHOICES)
			return ch_map_fail(ps, "too many choices");
		code = choice(ps, line, &at, &list[out->n++]);
		if (code)
			return code;
	} while (at++ < line->n);
	share_conv(list, out->n);
	out->choice = keep(ps, list, sizeof(*list) * (size_t)out->n);
	return out->choice ? 0 : ch_map_fail(ps, "no memory");
}
