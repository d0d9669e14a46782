/* map_run.c - a map at work on one item: its records, their ids, aliases. */
#include "base/text.h"
#include "feed/map_run.h"

#define PARTS 12

/* The parts of a record's origin, and the choice they came from. */
struct origin {
	struct ch_slice part[PARTS + 2];
	size_t n;
	bool own;			/* the id is not made of them */
};

/* The first part that is no constant must be there; others may be empty. */
static bool origin_parts(struct map_run *run, struct map_record *r,
			 const struct map_choice *c, struct origin *o)
{
	bool named = false;

	o->n = 0;
	for (int i = 0; i < c->nsource; i++) {
		struct ch_slice *part = &o->part[o->n++];
		bool got = ch_map_get(run, r, &c->source[i], part);

		if (!got && !named)
			return false;
		if (!got)
			*part = CH_SLICE("");
		else if (c->source[i].reference)
			*part = ch_map_ref_name(run, *part);
		named |= c->source[i].kind < MAP_CONST;
	}
	if (named && run->several && ch_map_apart(run, r, &o->part[o->n]))
		o->n++;
	return named;
}

static int find_origin(struct map_run *run, struct map_record *r,
		       struct origin *o)
{
	o->n = 0;
	for (int i = 0; r->origin && i < r->origin->value.n; i++) {
		const struct map_choice *c = &r->origin->value.choice[i];

		if ((!c->when.n || ch_map_true(run, r, &c->when)) &&
		    origin_parts(run, r, c, o))
			return 0;
	}
	o->n = 0;
	return r->id ? CH_END : ch_refuse(run->err, "origin", "missing");
}

/* The parts of an origin with bars between, as the column `origin`. */
static int put_origin(struct map_run *run, struct ch_row *row,
		      const struct origin *o)
{
	size_t n = o->n - 1;
	char *text, *p;

	if (o->n == 1) {
		ch_row_text(row, row->type->origin, o->part[0].s,
			    o->part[0].n);
		return 0;
	}
	for (size_t i = 0; i < o->n; i++)
		n += o->part[i].n;
	text = p = ch_arena_take(&run->scratch, n);
	if (!text)
		return ch_nomem(run->err);
	for (size_t i = 0; i < o->n; i++) {
		if (i)
			*p++ = '|';
		memcpy(p, o->part[i].s, o->part[i].n);
		p += o->part[i].n;
	}
	ch_row_text(row, row->type->origin, text, n);
	return 0;
}

/* A name that was there before in this item or file gets a number. */
static int number_it(struct map_run *run, struct map_record *r,
		     struct origin *o, int64_t *id)
{
	struct map_repeat *met = r->each ? &run->item : &run->file;
	unsigned turn;
	char *text;

	if (r->append || (!r->each && !run->m->repeat))
		return 0;
	turn = ch_map_turn(met, *id);
	if (turn == 1)
		return 0;
	text = turn ? ch_arena_take(&run->scratch, 16) : NULL;
	if (!text)
		return ch_nomem(run->err);
	o->part[o->n].s = text;
	o->part[o->n++].n = (size_t)snprintf(text, 16, "#%u", turn);
	*id = ch_map_id(run, r->type, o->part, o->n);
	return 0;
}

/* The id that a file of our own making carries. */
static int own_id(struct map_run *run, struct map_record *r, int64_t *id)
{
	const struct map_choice *c = r->id->value.choice;
	struct ch_slice text;

	if (!ch_map_get(run, r, c->source, &text))
		return CH_END;
	return ch_id_parse(text.s, text.n, id) ? 0 :
		ch_refuse(run->err, "id", "bad-id");
}

/* The row's id, as far as it says itself who it is. */
static int name_row(struct map_run *run, struct map_record *r,
		    struct origin *o)
{
	int64_t id = 0;
	int code = find_origin(run, r, o), own = CH_END;

	if (code && code != CH_END)
		return code;
	if (r->id)
		own = own_id(run, r, &id);
	if (own == CH_EDATA)
		return own;
	if (code == CH_END && own == CH_END)
		return ch_refuse(run->err, "origin", "missing");
	o->own = own != CH_END;
	if (!o->own) {
		id = ch_map_id(run, r->type, o->part, o->n);
		if (!r->each)
			ch_map_turn_soon(&run->file, id);
	}
	ch_row_int(&r->row, 0, id);
	return 0;
}

/* Whose turn it is, once the fields are there and memory has answered. */
static int end_name(struct map_run *run, struct map_record *r,
		    struct origin *o)
{
	int code = o->own ? 0 : number_it(run, r, o, &r->row.v[0].i);

	return code || !o->n ? code : put_origin(run, &r->row, o);
}

static int emit_alias(struct map_run *run, const struct map_record *r,
		      struct ch_slice name)
{
	struct ch_row *a = &run->alias;
	const struct ch_type *t = r->type, *type;
	struct origin o = { .n = 2 };
	int code;

	type = a->type ? a->type : ch_type_find("alias");
	ch_row_start(a, type);
	o.part[0] = (struct ch_slice){ t->name, strlen(t->name) };
	o.part[1] = name;
	code = put_origin(run, a, &o);
	if (code)
		return code;
	ch_row_int(a, 0, ch_map_alias_id(run, t, name));
	ch_row_int(a, ch_field(type, "record"), r->row.v[0].i);
	ch_row_text(a, ch_field(type, "record_type"), o.part[0].s,
		    o.part[0].n);
	ch_row_text(a, ch_field(type, "name"), name.s, name.n);
	if (ch_row_has(&r->row, t->told))
		ch_row_int(a, type->told, r->row.v[t->told].i);
	return run->sink->row(run->sink->ctx, a, 0, run->err);
}

struct aliasing {
	struct map_run *run;
	const struct map_record *r;
};

/* One Identifier: system|value is another name of the record. */
static int alias(void *ctx, struct ch_node *n)
{
	const struct aliasing *a = ctx;
	struct ch_slice system = ch_text_trim(ch_map_kid(n,
				a->run->m->w_system));
	struct ch_slice value = ch_text_trim(ch_map_kid(n,
				a->run->m->w_value)), name;
	char *text;

	if (!value.n)
		return 0;
	name.n = system.n + 1 + value.n;
	name.s = text = ch_arena_take(&a->run->scratch, name.n);
	if (!text)
		return ch_nomem(a->run->err);
	memcpy(text, system.s ? system.s : "", system.n);
	text[system.n] = '|';
	memcpy(text + system.n + 1, value.s, value.n);
	return emit_alias(a->run, a->r, name);
}

static int aliases(struct map_run *run, const struct map_record *r)
{
	struct aliasing a = { run, r };
	int code = 0;

	/* A name that several records share names none of them. */
	if (run->several)
		return 0;
	for (int i = 0; !code && i < r->nalias; i++)
		code = ch_map_nodes(run, &r->alias[i], alias, &a);
	if (!code && run->urn.n && r->type == run->m->record->type &&
	    (!r->each || r->apart))
		code = emit_alias(run, r, run->urn);
	return code;
}

static uint64_t words_below(const struct ch_node *at)
{
	uint64_t bits = 0;

	for (const struct ch_node *n = at->kids; n; n = n->next)
		bits |= map_bit(n->word);
	return bits;
}

/* A record with `+` fields waits for the item's end: others of its origin may
 * add to it. */
struct map_held {
	struct map_held *next;
	const struct map_record *r;
	struct ch_row row;
};

/* Adds the texts of the row at hand to those of the one that waits. */
static int append(struct map_run *run, const struct map_record *r,
		  struct ch_row *to)
{
	for (int i = 0; i < r->nfield; i++) {
		int c = r->field[i].col;
		const struct ch_value *a = &to->v[c], *b = &r->row.v[c];
		char *text;

		if (!r->field[i].append || !ch_row_has(&r->row, c))
			continue;
		if (!ch_row_has(to, c)) {
			ch_row_text(to, c, b->s, b->n);
			continue;
		}
		text = ch_arena_take(&run->scratch, (size_t)a->n + b->n + 1);
		if (!text)
			return ch_nomem(run->err);
		memcpy(text, a->s, a->n);
		text[a->n] = '\n';
		memcpy(text + a->n + 1, b->s, b->n);
		ch_row_text(to, c, text, (size_t)a->n + b->n + 1);
	}
	return 0;
}

/* The next record's codes would take their place. */
static int keep_codings(struct map_run *run, struct ch_row *row)
{
	size_t n = row->codings * sizeof(*row->coding);
	struct ch_coding *copy = ch_arena_take(&run->scratch, n + 1);

	if (!copy)
		return ch_nomem(run->err);
	if (n)
		memcpy(copy, row->coding, n);
	row->coding = copy;
	return 0;
}

static int hold(struct map_run *run, const struct map_record *r)
{
	struct map_held **h = &run->held;

	for (; *h; h = &(*h)->next)
		if ((*h)->row.v[0].i == r->row.v[0].i &&
		    (*h)->row.type == r->type)
			return append(run, r, &(*h)->row);
	*h = ch_arena_zero(&run->scratch, 1, sizeof(**h));
	if (!*h)
		return ch_nomem(run->err);
	(*h)->r = r;
	(*h)->row = r->row;
	return keep_codings(run, &(*h)->row);
}

static int let_go(struct map_run *run)
{
	int code = 0;

	for (struct map_held *h = run->held; !code && h; h = h->next)
		code = run->sink->row(run->sink->ctx, &h->row, h->r->clears,
				      run->err);
	return code;
}

/* One record, of the element at hand. */
static int one(struct map_run *run, struct map_record *r)
{
	const struct map_record *first = run->m->record;
	struct origin origin;
	int code, named;	/* 0 when it has a name */

	run->round++;
	run->at = r;
	run->codings = 0;
	if (r->when.n && !ch_map_true(run, r, &r->when))
		return 0;
	ch_row_start(&r->row, r->type);
	for (int i = 0; i < r->ninherit; i++) {
		const struct map_inherit *in = &r->inherit[i];

		if (!(first->row.set >> in->from & 1))
			continue;
		r->row.v[in->to] = first->row.v[in->from];
		r->row.set |= UINT64_C(1) << in->to;
	}
	code = named = name_row(run, r, &origin);
	for (int i = 0; !code && i < r->nfield; i++)
		if (&r->field[i] != r->origin && &r->field[i] != r->id)
			code = ch_map_put(run, r, &r->field[i]);
	if (!code && r->result)
		ch_map_result(run, r);
	if (r->apart && !run->several && r->gone.parent >= 0)
		r->row.set &= ~(UINT64_C(1) << r->gone.parent);
	r->row.coded = r->coded & (r->row.set | r->clears);
	r->row.coding = run->coding;
	r->row.codings = (uint32_t)run->codings;
	/* Also one that is refused took its turn. */
	if (!named)
		named = end_name(run, r, &origin);
	if (named)
		code = named;
	if (!code && run->m->parts)
		code = ch_map_made(run, &r->row);
	if (!code && r->append)
		code = hold(run, r);
	else if (!code)
		code = run->sink->row(run->sink->ctx, &r->row, r->clears,
				      run->err);
	return code ? code : aliases(run, r);
}

struct eaching {
	struct map_run *run;
	struct map_record *r;
};

static int element(void *ctx, struct ch_node *n)
{
	const struct eaching *e = ctx;

	e->run->element = n;
	e->run->here = words_below(n);
	return one(e->run, e->r);
}

static void at_root(struct map_run *run)
{
	run->element = run->tree ? run->tree->root : NULL;
	run->here = run->at_root;
}

int ch_map_run(struct map_run *run)
{
	struct ch_map *m = run->m;
	int code = 0;

	ch_arena_reset(&run->scratch);
	ch_map_turn_reset(&run->item);
	ch_row_start(&m->record->row, m->record->type);
	run->held = NULL;
	run->makes = 0;
	m->now = run->naming->now;
	m->bundle = run->bundle;
	run->at_root = run->tree ? words_below(run->tree->root) : 0;
	for (int i = 0; !code && i < m->nrecord; i++) {
		struct map_record *r = &m->record[i];
		struct eaching e = { run, r };

		run->several = false;
		at_root(run);
		if (r->apart) {
			ch_map_several(run, r);
			at_root(run);
		}
		code = r->each ? ch_map_elements(run, r, element, &e) :
			one(run, r);
	}
	for (int i = 0; run->tree && i < m->nminded; i++)
		m->minded[i].counts->unknown->count +=
			run->tree->first[m->minded[i].want] != NULL;
	if (!code)
		code = let_go(run);
	return code || !m->parts ? code : ch_map_parts(run);
}

/* The resource's own record, named as ever. */
static int one_gone(struct map_run *run, struct map_record *r)
{
	struct origin origin;
	int code;

	run->round++;
	if (r->when.n && !ch_map_true(run, r, &r->when))
		return 0;
	ch_row_start(&r->row, r->type);
	code = name_row(run, r, &origin);
	return code || !run->sink->gone ? code :
		run->sink->gone(run->sink->ctx, &r->gone, r->row.v[0].i,
				run->err);
}

int ch_map_run_gone(struct map_run *run)
{
	struct ch_map *m = run->m;
	int code = 0;

	ch_arena_reset(&run->scratch);
	run->makes = 0;
	run->several = false;
	run->at_root = run->here = words_below(run->tree->root);
	run->element = run->tree->root;
	ch_row_start(&m->record->row, m->record->type);
	for (int i = 0; !code && i < m->nrecord; i++)
		if (!m->record[i].each && m->record[i].leaves)
			code = one_gone(run, &m->record[i]);
	return code || !m->parts ? code : ch_map_parts(run);
}

void ch_map_run_file(struct map_run *run)
{
	ch_map_turn_reset(&run->file);
}

void ch_map_run_free(struct map_run *run)
{
	ch_arena_free(&run->scratch);
	free(run->coding);
	free(run->made);
	ch_buf_free(&run->buf);
	ch_map_turn_free(&run->item);
	ch_map_turn_free(&run->file);
}

void ch_map_forget(struct ch_map *m)
{
	for (int i = 0; i < m->nrecord; i++) {
		struct map_record *r = &m->record[i];

		for (int k = 0; k < r->nfield; k++)
			memset(r->field[k].cache, 0,
			       sizeof(r->field[k].cache));
		for (int k = 0; k < r->nlet; k++)
			r->let[k].round = 0;
	}
	for (int i = 0; i < m->nunknown; i++)
		m->counted[i]->unknown->count = 0;
	ch_map_forget_unread(m);
}
