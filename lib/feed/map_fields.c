/* map_fields.c - reads the lines of a record and holds them to the schema. */
#include "base/text.h"
#include "feed/map_fields.h"

#define ALIASES 4

static int nomem(struct map_parse *ps)
{
	ps->nomem = true;
	return ch_map_fail(ps, "no memory");
}

/* Whether the conversion's word is what the column's type calls for. */
static bool says_right(enum ch_as as, char says)
{
	switch (says) {
	case 'm':
		return as == CH_AS_MOMENT;
	case 'n':
		return as == CH_AS_INTEGER || as == CH_AS_REAL ||
			as == CH_AS_DECIMALTEXT;
	case 'f':
		return as == CH_AS_FLAG;
	}
	return true;
}

/* Whether the column may be filled, and by such a conversion. */
static int check_choice(struct map_parse *ps, const struct map_field *f,
			const struct map_choice *c)
{
	const char *name = f->field->name;
	bool ref = c->op == MAP_REF || c->op == MAP_HEXREF;

	if (c->list) {
		if (f->field->as == CH_AS_JSONTEXT &&
		    c->nsource == 1 && !c->ntable && !c->join)
			return 0;
		return ch_map_fail(ps, "list is for one path, and for fields "
				   "that hold JSON");
	}
	if (!says_right(f->field->as, c->says))
		return ch_map_fail(ps, "that conversion does not give what "
				   "%s holds", name);
	switch (f->field->as) {
	case CH_AS_REF:
		if (!ref || strcmp(c->target->name, f->field->target))
			return ch_map_fail(ps, "%s needs \"ref %s\"", name,
					   f->field->target);
		return 0;
	case CH_AS_ANYREF:
		if (c->op != MAP_ANYREF && !ref)
			return ch_map_fail(ps, "%s needs \"anyref\"", name);
		return 0;
	case CH_AS_MOMENT:
		if (c->op == MAP_AS_COLUMN || c->op == MAP_DAY)
			return 0;
		break;
	default:
		if (c->op == MAP_AS_COLUMN)
			return 0;
	}
	return ch_map_fail(ps, "that conversion does not give what %s holds",
			   name);
}

static int check_column(struct map_parse *ps, const struct map_field *f)
{
	const struct ch_type *t = ps->rec->type;
	int c = f->col;

	if (c == t->source || c == t->said || c == t->recorded ||
	    c == t->batch || c == t->rev)
		return ch_map_fail(ps, "%s is the hub's own", f->field->name);
	if (f->field->as == CH_AS_ID && map_is_fhir(ps->m))
		return ch_map_fail(ps, "the id follows from the origin");
	if (f->field->pair >= 0 && f->field->as != CH_AS_ANYREF)
		return ch_map_fail(ps, "%s is filled with the field it is "
				   "the type of", f->field->name);
	if (f->append && f->field->as != CH_AS_TEXT)
		return ch_map_fail(ps, "only texts can be appended to");
	for (int i = 0; i < ps->rec->nfield; i++)
		if (ps->rec->field[i].col == c)
			return ch_map_fail(ps, "%s is said twice",
					   f->field->name);
	return 0;
}

/* A path that ends in `reference` is a FHIR Reference: it may be logical, with
 * an identifier beside the reference, or instead of it. */
static int reference(struct map_parse *ps, struct map_source *s)
{
	static const char word[] = "reference";
	size_t n = s->text.n, len = sizeof(word) - 1, prefix;
	struct map_path unused;
	int code;

	if (s->kind >= MAP_CONST || !map_is_fhir(ps->m) || n < len ||
	    memcmp(s->text.s + n - len, word, len))
		return 0;
	prefix = n - len;
	if (prefix && !strchr("./", s->text.s[prefix - 1]))
		return 0;
	s->reference = true;
	code = ch_map_sibling(ps, s, prefix, "identifier", CH_WANT_NODE,
			      &s->whose);
	if (!code)
		code = ch_map_sibling(ps, s, prefix, "identifier.system",
				      CH_WANT_VALUE, &unused);
	if (!code)
		code = ch_map_sibling(ps, s, prefix, "identifier.value",
				      CH_WANT_VALUE, &unused);
	return code;
}

static int field(struct map_parse *ps, const struct map_line *line)
{
	struct map_record *r = ps->rec;
	struct map_field *f = &r->field[r->nfield];
	struct map_tok name = line->tok[0];
	int code;

	*f = (struct map_field){ .line = line->no };
	if (name.n > 1 && name.s[name.n - 1] == '+') {
		f->append = r->append = true;
		name.n--;
	}
	f->col = ch_field_find(r->type, name.s, name.n);
	if (f->col < 0)
		return ch_map_fail(ps, "%s has no field \"%.*s\"",
				   r->type->name, (int)name.n, name.s);
	f->field = &r->type->field[f->col];
	code = check_column(ps, f);
	if (!code)
		code = ch_map_value(ps, line, 1, &f->value);
	for (int i = 0; !code && i < f->value.n; i++) {
		struct map_choice *c = &f->value.choice[i];

		code = check_choice(ps, f, c);
		if (!code && c->words)
			code = ch_map_words_want(ps, f, c);
		for (int k = 0; !code && k < c->nsource; k++)
			if (c->op || c->list || f->col == r->type->origin)
				code = reference(ps, &c->source[k]);
		/* An identifier may be there instead. */
		if (c->source->reference && c->op &&
		    c->probe == MAP_PROBE_FIRST)
			c->probe = MAP_PROBE_ROOT;
		for (int k = 0; k < c->ntable; k++)
			snprintf(c->table[k]->unknown->field,
				 sizeof(c->table[k]->unknown->field), "%s",
				 f->field->name);
	}
	if (!code && map_is_fhir(ps->m) && f->field->as == CH_AS_TEXT &&
	    f->col != r->type->origin)
		code = ch_map_concepts(ps, f);
	if (f->col == r->type->origin)
		r->origin = f;
	else if (f->field->as == CH_AS_ID)
		r->id = f;
	r->nfield++;
	return code;
}

static bool is_id_of_root(const struct map_source *s)
{
	return s->kind == MAP_PATH && ch_slice_is(s->text, "/id");
}

/* The field of an element's record that names the resource it is of. */
static int parent(struct map_parse *ps)
{
	struct map_record *r = ps->rec;

	if (!r->leaves || !r->each)
		return 0;
	for (int i = 0; i < r->nfield; i++) {
		const struct map_choice *c = r->field[i].value.choice;

		/* By the resource's own name, where it has no record. */
		if (&r->field[i] != r->origin && is_id_of_root(c->source) &&
		    r->field[i].field->as == CH_AS_TEXT) {
			r->gone.parent = r->field[i].col;
			r->gone.of = r->type;
			r->whole = c->source;
			r->wholes = c->nsource;
			ps->m->parts = true;
			break;
		}
		if (c->op == MAP_REF && r->field[i].field->as == CH_AS_REF &&
		    is_id_of_root(&c->source[c->nsource - 1])) {
			r->gone.parent = r->field[i].col;
			r->gone.of = c->target;
			r->whole = c->source;
			r->wholes = c->nsource;
			ps->m->parts = true;
			break;
		}
	}
	if (r->gone.parent < 0 || !r->origin ||
	    !is_id_of_root(r->origin->value.choice->source))
		return ch_map_fail(ps, "what goes with its resource names it: "
				   "an origin that begins with /id, and a "
				   "field \"/id ref TYPE\"");
	return 0;
}

static void will_clear(struct map_record *r, int col)
{
	const struct ch_field *f = &r->type->field[col];

	if (col == r->type->origin || col == r->type->told ||
	    f->as == CH_AS_ID)
		return;
	r->clears |= UINT64_C(1) << col;
	if (f->as == CH_AS_ANYREF)
		r->clears |= UINT64_C(1) << f->pair;
}

static void inherit_one(struct map_record *r, int from, int to)
{
	r->inherit[r->ninherit++] = (struct map_inherit){ from, to };
	will_clear(r, to);
}

static int inherit(struct map_parse *ps, const struct map_line *line)
{
	struct map_record *r = ps->rec;
	const struct ch_type *first = ps->m->record[0].type;
	int from, to;

	if (r == ps->m->record)
		return ch_map_fail(ps, "the first record has nothing to "
				   "inherit from");
	for (int i = 1; i < line->n; i++) {
		const struct map_tok *t = &line->tok[i];

		from = ch_field_find(first, t->s, t->n);
		to = ch_field_find(r->type, t->s, t->n);
		if (from < 0 || to < 0 || r->ninherit + 2 > CH_FIELDS_MAX ||
		    first->field[from].as != r->type->field[to].as)
			return ch_map_fail(ps, "no field \"%.*s\" to inherit",
					   (int)t->n, t->s);
		inherit_one(r, from, to);
		if (first->field[from].as == CH_AS_ANYREF)
			inherit_one(r, first->field[from].pair,
				    r->type->field[to].pair);
	}
	return 0;
}

static int alias(struct map_parse *ps, const struct map_line *line)
{
	struct map_record *r = ps->rec;
	struct ch_slice path;
	char *text;
	int code = 0;

	if (line->n != 2 || !map_is_fhir(ps->m) || r->nalias == ALIASES)
		return ch_map_fail(ps, "alias takes one path to identifiers");
	path = (struct ch_slice){ line->tok[1].s, line->tok[1].n };
	code = ch_map_path(ps, path, CH_WANT_NODE, &r->alias[r->nalias++]);
	for (int i = 0; !code && i < 2; i++) {
		struct map_path unused;

		text = ch_arena_take(&ps->m->arena, path.n + 8);
		if (!text)
			return nomem(ps);
		snprintf(text, path.n + 8, "%.*s%s", (int)path.n, path.s,
			 i ? ".value" : ".system");
		code = ch_map_path(ps, (struct ch_slice){ text, strlen(text) },
				   CH_WANT_VALUE, &unused);
	}
	return code;
}

/* gone [until] [FIELD "WORD"]: what a record becomes that its source no longer
 * has; without words it ends. */
static int gone(struct map_parse *ps, const struct map_line *line)
{
	struct ch_gone *g = &ps->rec->gone;
	const struct map_tok *t = line->tok;
	bool ends = line->n == 1 || map_tok_is(&t[1], "until");
	int n = line->n - (line->n > 1 && ends);
	const struct ch_field *f;

	ps->rec->leaves = true;
	g->until = ends ? ch_field(ps->rec->type, "until") : -1;
	if (ends && g->until < 0)
		return ch_map_fail(ps, "%s has no end to be set",
				   ps->rec->type->name);
	if (n == 1)
		return 0;
	t += line->n - n;
	if (n != 3 || t[1].kind != 'w' || t[2].kind != '"')
		return ch_map_fail(ps, "gone takes a field and its word");
	g->col = ch_field_find(ps->rec->type, t[1].s, t[1].n);
	if (g->col < 0)
		return ch_map_fail(ps, "%s has no field \"%.*s\"",
				   ps->rec->type->name, (int)t[1].n, t[1].s);
	f = &ps->rec->type->field[g->col];
	g->word = (struct ch_slice){ t[2].s, t[2].n };
	if (f->as == CH_AS_FLAG ? !ch_slice_is(g->word, "true") &&
	    !ch_slice_is(g->word, "false") : f->as != CH_AS_TEXT ||
	    !ch_field_allows(f, g->word))
		return ch_map_fail(ps, "%s is never that", f->name);
	return 0;
}

/* apart SOURCE: where several elements would make records of one origin, what
 * tells them apart. */
static int apart(struct map_parse *ps, const struct map_line *line)
{
	struct map_record *r = ps->rec;
	struct map_value value;
	int code = line->n != 2 || !r->each ?
		ch_map_fail(ps, "apart takes one path, of an element") :
		ch_map_value(ps, line, 1, &value);

	if (code)
		return code;
	r->apart = value.choice->source;
	r->gone.apart = true;
	return reference(ps, r->apart);
}

/* The part that `use NAME` means; NULL where `use` is a field like others. */
static const struct map_named *part_of(const struct ch_map *m,
				       const struct map_line *line)
{
	if (!map_tok_is(&line->tok[0], "use") || line->n != 2)
		return NULL;
	for (int i = 0; i < m->nnamed; i++) {
		const struct map_named *d = &m->named[i];

		if (d->kind == 'p' && d->name.n == line->tok[1].n &&
		    !memcmp(d->name.s, line->tok[1].s, d->name.n))
			return d;
	}
	return NULL;
}

/* `result VALUE [UNIT]`, unless the type has a field of that name. */
static bool is_result(const struct map_record *r, const struct map_line *line)
{
	return map_tok_is(&line->tok[0], "result") &&
		ch_field(r->type, "result") < 0;
}

static int lines(struct map_parse *ps, const struct map_line *line, int n,
		 bool part)
{
	int code = 0;

	for (int i = 0; !code && i < n; i++) {
		const struct map_named *d = part_of(ps->m, &line[i]);

		ps->line = line[i].no;
		if (d && part)
			code = ch_map_fail(ps, "a part cannot use a part");
		else if (d)
			code = lines(ps, &ps->m->line[d->line + 1], d->n,
				     true);
		else if (map_tok_is(&line[i].tok[0], "inherit"))
			code = inherit(ps, &line[i]);
		else if (map_tok_is(&line[i].tok[0], "alias"))
			code = alias(ps, &line[i]);
		else if (map_tok_is(&line[i].tok[0], "gone"))
			code = gone(ps, &line[i]);
		else if (map_tok_is(&line[i].tok[0], "apart"))
			code = apart(ps, &line[i]);
		else if (is_result(ps->rec, &line[i]))
			code = ch_map_result_line(ps, &line[i]);
		else if (ps->rec->nfield == CH_FIELDS_MAX)
			code = ch_map_fail(ps, "too many fields");
		else
			code = field(ps, &line[i]);
	}
	return code;
}

int ch_map_fields(struct map_parse *ps, const struct map_line *line, int n)
{
	struct map_record *r = ps->rec;
	struct ch_arena *a = &ps->m->arena;
	int code;

	r->field = ch_arena_zero(a, CH_FIELDS_MAX, sizeof(*r->field));
	r->inherit = ch_arena_zero(a, CH_FIELDS_MAX, sizeof(*r->inherit));
	r->alias = ch_arena_zero(a, ALIASES, sizeof(*r->alias));
	if (!r->field || !r->inherit || !r->alias)
		return nomem(ps);
	r->gone = (struct ch_gone){ r->type, .col = -1, .until = -1,
				    .parent = -1 };
	code = lines(ps, line, n, false);
	if (code)
		return code;
	ps->line = r->line;
	for (int i = 0; r->result && i < r->nfield; i++)
		if (!strcmp(r->field[i].field->name, "value") ||
		    !strcmp(r->field[i].field->name, "compare"))
			return ch_map_fail(ps, "%s is the result's to fill",
					   r->field[i].field->name);
	if (!r->origin && !r->id)
		return ch_map_fail(ps, "a record needs an origin");
	code = parent(ps);
	if (code)
		return code;
	if (ps->m->keep)
		return 0;
	for (int i = 0; i < r->nfield; i++)
		will_clear(r, r->field[i].col);
	return 0;
}
