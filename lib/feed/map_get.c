/* map_get.c - answers: what is at a path, and whether a condition holds. */
#include "base/moment.h"
#include "base/text.h"
#include "feed/loinc.h"
#include "feed/map_run.h"

static bool same(const struct ch_node *n, struct ch_slice word)
{
	return n->kind != CH_NODE_OBJECT && n->n == word.n &&
		!memcmp(n->s, word.s, word.n);
}

static bool holds(const struct ch_node *n, struct ch_slice piece)
{
	return n->kind != CH_NODE_OBJECT &&
		memmem(n->s, n->n, piece.s, piece.n);
}

/* Whether a Reference's text names a resource of the selector's type. */
static bool names(const struct ch_node *n, const struct map_sel *sel)
{
	struct ch_slice type = CH_SLICE("");

	if (n->kind == CH_NODE_STRING && n->n)
		type = ch_map_names(*sel->bundle,
				    (struct ch_slice){ n->s, n->n });
	return type.n == sel->is.n && !memcmp(type.s, sel->is.s, type.n);
}

/* Whether something at the selector's path, from level i on, fits. */
static bool fits(const struct map_sel *sel, int i, const struct ch_node *at)
{
	struct ch_node *n;

	for (n = at->kids; n; n = n->next) {
		if (n->word != sel->word[i])
			continue;
		if (i + 1 < sel->n ? !fits(sel, i + 1, n) : !sel->not &&
		    !(sel->piece ? holds(n, sel->is) : sel->bundle ?
		      names(n, sel) : same(n, sel->is)))
			continue;
		n->read = true;
		return true;
	}
	return false;
}

struct ch_slice ch_map_kid(const struct ch_node *n, uint16_t word)
{
	for (struct ch_node *k = n->kids; k; k = k->next)
		if (k->word == word && k->kind != CH_NODE_OBJECT) {
			k->read = true;
			return (struct ch_slice){ k->s, k->n };
		}
	return (struct ch_slice){ NULL, 0 };
}

static bool past(struct ch_slice text, int64_t now)
{
	int64_t m;

	return text.n && !ch_moment_parse(text.s, text.n, &m) &&
		ch_moment_over(m, now);
}

static bool to_come(struct ch_slice text, int64_t now)
{
	int64_t m;

	return text.n && !ch_moment_parse(text.s, text.n, &m) &&
		ch_moment_instant(m) > ch_moment_seconds(now);
}

/* Whether it is neither of use `old` nor of another time than now. */
static bool current(const struct map_sel *sel, const struct ch_node *at)
{
	enum { USE, START, END, PERIOD };
	int64_t now = *sel->now;

	if (ch_slice_is(ch_map_kid(at, sel->word[USE]), "old"))
		return false;
	for (const struct ch_node *n = at->kids; n; n = n->next)
		if (n->word == sel->word[PERIOD] &&
		    (past(ch_map_kid(n, sel->word[END]), now) ||
		     to_come(ch_map_kid(n, sel->word[START]), now)))
			return false;
	return true;
}

static bool chosen(const struct map_step *s, const struct ch_node *n)
{
	for (int i = 0; i < s->nsel; i++) {
		const struct map_sel *sel = &s->sel[i];

		if (sel->now ? !current(sel, n) : fits(sel, 0, n) == sel->not)
			return false;
	}
	return true;
}

/* What is looked for while walking a path. */
struct walk {
	const struct map_path *path;
	bool object;			/* objects count, too */
	const struct ch_slice *word;	/* only this text counts; NULL: any */
	int (*each)(void *ctx, struct ch_node *n);
	void *ctx;
	int code;
	struct ch_node *got;
};

static bool counts(struct walk *w, struct ch_node *n)
{
	if (w->word ? !same(n, *w->word) :
	    n->kind == CH_NODE_OBJECT ? !w->object : !n->n)
		return false;
	w->got = n;
	n->read = true;
	if (!w->each)
		return true;
	w->code = w->each(w->ctx, n);
	return w->code != 0;
}

/* Walks below `at` from step i on; true: no need to go on. */
static bool walk(struct walk *w, int i, struct ch_node *at)
{
	const struct map_step *s = &w->path->step[i];
	int k = 0;

	for (struct ch_node *n = at->kids; n; n = n->next) {
		if (n->word != s->word || (s->nsel && !chosen(s, n)))
			continue;
		if (s->index >= 0 && k++ != s->index)
			continue;
		if (i + 1 == w->path->n ? counts(w, n) : walk(w, i + 1, n))
			return true;
	}
	return false;
}

/* The contained resource that a Reference like "#x" means. */
static struct ch_node *contained(const struct map_run *run,
				 const struct ch_node *ref)
{
	struct ch_slice to = ch_map_kid(ref, run->m->w_reference), id;
	struct ch_node *n;

	if (to.n < 2 || *to.s != '#')
		return NULL;
	n = run->tree->first[run->m->want_contained];
	for (; n && n->want == run->m->want_contained; n = n->next) {
		id = ch_map_kid(n, run->m->w_id);
		if (id.n == to.n - 1 && !memcmp(id.s, to.s + 1, id.n))
			return n;
	}
	return NULL;
}

/* A walk that goes through a reference at its first step. */
static bool walk_follow(struct map_run *run, struct walk *w)
{
	const struct map_step *s = w->path->step;

	for (struct ch_node *n = run->element->kids; n; n = n->next) {
		struct ch_node *home;

		if (n->word != s->word || !chosen(s, n))
			continue;
		home = contained(run, n);
		if (home && (w->path->n == 1 ? counts(w, home) :
			     walk(w, 1, home)))
			return true;
	}
	return false;
}

static bool walk_from(struct map_run *run, struct walk *w)
{
	uint64_t there = w->path->from == MAP_ROOT ? run->at_root : run->here;

	if (w->path->from >= MAP_UP) {
		struct ch_node *up = run->up[w->path->from - MAP_UP];

		return up && walk(w, 0, up);
	}
	if (!w->path->n)
		return counts(w, run->element);
	if (!(there & w->path->bit))
		return false;
	switch (w->path->from) {
	case MAP_FOLLOW:
		return walk_follow(run, w);
	case MAP_ROOT:
		return walk(w, 0, run->tree->root);
	default:
		return walk(w, 0, run->element);
	}
}

struct ch_node *ch_map_node(struct map_run *run, const struct map_path *path)
{
	struct walk w = { .path = path, .object = true };

	return walk_from(run, &w) ? w.got : NULL;
}

struct ch_node *ch_map_below(const struct map_path *path, struct ch_node *at)
{
	struct walk w = { .path = path, .object = true };

	return walk(&w, 0, at) ? w.got : NULL;
}

int ch_map_nodes(struct map_run *run, const struct map_path *path,
		 int (*each)(void *ctx, struct ch_node *n), void *ctx)
{
	struct walk w = { .path = path, .object = true, .each = each,
			  .ctx = ctx };

	walk_from(run, &w);
	return w.code;
}

int ch_map_nodes_at(const struct map_path *path, struct ch_node *at,
		    int (*each)(void *ctx, struct ch_node *n), void *ctx)
{
	struct walk w = { .path = path, .object = true, .each = each,
			  .ctx = ctx };

	walk(&w, 0, at);
	return w.code;
}

struct ch_node *ch_map_let_node(struct map_run *run, struct map_record *r,
				int at)
{
	struct map_let *let = &r->let[at];

	if (let->round == run->round)
		return let->got;
	let->round = run->round;
	let->got = NULL;
	for (int i = 0; i < let->value.n && !let->got; i++) {
		const struct map_choice *c = &let->value.choice[i];
		const struct map_source *s = c->source;
		struct ch_node *at_let;

		if (c->when.n && !ch_map_true(run, r, &c->when))
			continue;
		if (s->kind == MAP_PATH) {
			let->got = ch_map_node(run, &s->path);
			continue;
		}
		at_let = ch_map_let_node(run, r, s->let);
		if (at_let)
			let->got = ch_map_below(&s->path, at_let);
	}
	return let->got;
}

/* Walks from where a source begins. */
static bool walk_source(struct map_run *run, struct map_record *r,
			const struct map_source *s, struct walk *w)
{
	struct ch_node *at;

	w->path = &s->path;
	if (s->kind == MAP_PATH)
		return walk_from(run, w);
	at = ch_map_let_node(run, r, s->let);
	if (!at)
		return false;
	return s->path.n ? walk(w, 0, at) : counts(w, at);
}

int ch_map_source_nodes(struct map_run *run, struct map_record *r,
			const struct map_source *s,
			int (*each)(void *ctx, struct ch_node *n), void *ctx)
{
	struct walk w = { .object = true, .each = each, .ctx = ctx };

	walk_source(run, r, s, &w);
	return w.code;
}

static inline struct ch_slice seen(const struct ch_node *n)
{
	return ch_text_trim((struct ch_slice){ n->s, n->n });
}

/* Which of its elements the one at hand is, as a text. */
static bool nth(struct map_run *run, struct ch_slice *out)
{
	char *text = ch_arena_take(&run->scratch, 12);

	if (text)
		out->n = (size_t)snprintf(text, 12, "%d", run->nth);
	out->s = text;
	return text != NULL;
}

bool ch_map_get(struct map_run *run, struct map_record *r,
		const struct map_source *s, struct ch_slice *out)
{
	struct walk w = { .object = false };

	if (s->kind == MAP_CONST) {
		*out = s->text;
		return true;
	}
	if (s->kind == MAP_NTH)
		return nth(run, out);
	if (run->cell) {
		int at = run->m->column[s->path.column].at;

		if (at < 0 || !run->cell[at].n)
			return false;
		*out = ch_text_trim(run->cell[at]);
		return out->n;
	}
	if (s->path.first >= 0) {
		/* The first may be an object or "", and the second no. */
		w.got = run->tree->first[s->path.first];
		if (!w.got)
			return false;
		if (w.got->kind != CH_NODE_OBJECT && w.got->n) {
			w.got->read = true;
			*out = seen(w.got);
			return out->n;
		}
	}
	if (!walk_source(run, r, s, &w))
		return false;
	*out = seen(w.got);
	return out->n;
}

static bool test(struct map_run *run, struct map_record *r,
		 const struct map_test *t)
{
	bool word = t->op == '=' || t->op == '!';
	struct walk w = { .object = !word, .word = word ? &t->word : NULL };
	struct ch_slice text;
	bool is;

	if (run->cell || t->source.kind >= MAP_CONST) {
		is = ch_map_get(run, r, &t->source, &text);
		if (is && word)
			is = text.n == t->word.n &&
				!memcmp(text.s, t->word.s, text.n);
	} else {
		is = walk_source(run, r, &t->source, &w);
	}
	return t->op == '!' || t->op == 'n' ? !is : is;
}

bool ch_map_true(struct map_run *run, struct map_record *r,
		 const struct map_cond *cond)
{
	bool is = true;

	for (int i = 0; i < cond->n; i++) {
		const struct map_test *t = &cond->test[i];

		if (i == 0)
			is = test(run, r, t);
		else if (t->and)
			is = is && test(run, r, t);
		else
			is = is || test(run, r, t);
	}
	return is;
}

struct joining {
	struct ch_buf *buf;
	struct ch_slice glue;
	const struct map_path *path;
};

static void join(struct joining *j, const char *s, size_t n)
{
	if (j->buf->n && n)
		ch_buf_add(j->buf, j->glue.s, j->glue.n);
	ch_buf_add(j->buf, s, n);
}

/* All of a list: every node where the path says [*], and below each the first
 * that gives something. True: something was there. */
static bool join_below(struct joining *j, int i, struct ch_node *at)
{
	const struct map_step *s = &j->path->step[i];
	bool any = false;
	int k = 0;

	for (struct ch_node *n = at->kids; n; n = n->next) {
		bool got = false;

		if (n->word != s->word || (s->nsel && !chosen(s, n)))
			continue;
		if (s->index >= 0 && k++ != s->index)
			continue;
		if (i + 1 < j->path->n) {
			got = join_below(j, i + 1, n);
		} else if (n->kind != CH_NODE_OBJECT && n->n) {
			struct ch_slice text = seen(n);

			n->read = true;
			join(j, text.s, text.n);
			got = text.n;
		}
		any |= got;
		if (got && !s->all)
			break;
	}
	return any;
}

static void join_source(struct map_run *run, struct map_record *r,
			const struct map_source *s, struct joining *j)
{
	struct ch_node *at = run->element;
	struct ch_slice text;

	j->path = &s->path;
	if (s->kind >= MAP_CONST || !s->path.all ||
	    s->path.from >= MAP_FOLLOW) {
		if (ch_map_get(run, r, s, &text))
			join(j, text.s, text.n);
		return;
	}
	if (s->kind == MAP_LET)
		at = ch_map_let_node(run, r, s->let);
	else if (s->path.from == MAP_ROOT)
		at = run->tree->root;
	if (at)
		join_below(j, 0, at);
}

/* What the table says for `*text`; false: it does not know. */
static bool look_up(const struct map_table *t, struct ch_slice *text)
{
	for (int i = 0; i < t->n; i++)
		if (t->from[i].n == text->n &&
		    !memcmp(t->from[i].s, text->s, text->n)) {
			*text = t->to[i];
			return true;
		}
	if (t->star && t->rest.s)
		*text = t->rest;
	return t->star;
}

int ch_map_text(struct map_run *run, struct map_record *r,
		const struct map_choice *c, struct ch_slice *out,
		struct map_table **miss)
{
	if (c->nsource == 1 && !c->join) {
		if (!ch_map_get(run, r, c->source, out))
			return CH_END;
	} else {
		struct joining j = { &run->buf, CH_SLICE(" "), NULL };

		if (c->join)
			j.glue = c->glue;
		ch_buf_clear(&run->buf);
		for (int i = 0; i < c->nsource; i++)
			join_source(run, r, &c->source[i], &j);
		if (run->buf.failed)
			return CH_ENOMEM;
		if (!run->buf.n)
			return CH_END;
		out->n = run->buf.n;
		out->s = ch_arena_copy(&run->scratch, run->buf.s, out->n);
		if (!out->s)
			return CH_ENOMEM;
	}
	if (c->loinc && !ch_loinc_tail(out))
		return CH_END;
	for (int i = 0; i < c->ntable; i++)
		if (!look_up(c->table[i], out)) {
			*miss = c->table[i];
			return CH_END;
		}
	return out->n ? 0 : CH_END;
}
