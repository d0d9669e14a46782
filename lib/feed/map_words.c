/* map_words.c - nodes that a field holds in words: dosages, timings, ranges. */
#include "feed/map_run.h"

struct map_wording {
	const char *name;
	const char *const *paths;	/* below its node, up to a NULL */
	void (*say)(struct ch_buf *out, const uint16_t *word,
		    struct ch_node *n);
	bool steps;			/* has a `timing`, and an order */
};

static const struct map_wording wordings[] = {
	{ "sig", ch_dosage_paths, ch_dosage_words, true },
	{ "timing", ch_timing_paths, ch_timing_words, false },
	{ "ratio", ch_ratio_paths, ch_ratio_words, false },
	{ "ranges", ch_range_paths, ch_range_words, false },
	{ "days", ch_days_paths, ch_days_words, false },
};

const struct map_wording *ch_map_wording(const struct map_tok *t)
{
	for (size_t i = 0; i < CH_COUNT(wordings); i++)
		if (map_tok_is(t, wordings[i].name))
			return &wordings[i];
	return NULL;
}

static int want(struct map_parse *ps, const struct map_source *s,
		const char *below, const char *const *path)
{
	/* The element itself has no name before the path. */
	size_t n = ch_slice_is(s->text, ".") ? 0 : s->text.n;
	struct map_path unused;
	char tail[80];
	int code = 0;

	for (; !code && *path; path++) {
		snprintf(tail, sizeof(tail), "%s%s%s", n ? "." : "", below,
			 *path);
		code = ch_map_sibling(ps, s, n, tail, CH_WANT_VALUE, &unused);
	}
	return code;
}

int ch_map_words_want(struct map_parse *ps, const struct map_field *f,
		      const struct map_choice *c)
{
	bool number = c->words->say == ch_days_words;
	int code = 0;

	if (f->field->as != (number ? CH_AS_REAL : CH_AS_TEXT) ||
	    !map_is_fhir(ps->m))
		return ch_map_fail(ps, "that conversion does not give what %s "
				   "holds", f->field->name);
	for (int i = 0; !code && i < c->nsource; i++) {
		if (c->source[i].kind >= MAP_CONST)
			return ch_map_fail(ps, "a string has no words of that "
					   "kind");
		code = want(ps, &c->source[i], "", c->words->paths);
		if (!code && c->words->steps)
			code = want(ps, &c->source[i], "timing.",
				    ch_timing_paths);
	}
	return code;
}

struct wording {
	struct ch_node **node;
	size_t n, room;
	struct ch_arena *scratch;
};

static int add(void *ctx, struct ch_node *n)
{
	struct wording *w = ctx;

	if (w->n == w->room) {
		size_t room = w->room ? 2 * w->room : 4;
		struct ch_node **more = ch_arena_take(w->scratch, room *
						      sizeof(*more));

		if (!more)
			return CH_ENOMEM;
		if (w->n)
			memcpy(more, w->node, w->n * sizeof(*more));
		w->node = more;
		w->room = room;
	}
	w->node[w->n++] = n;
	return 0;
}

/* The steps of a medicine as they follow each other, whatever their order. */
static void in_order(const uint16_t *word, struct wording *w)
{
	for (size_t i = 1; i < w->n; i++)
		for (size_t k = i; k > 0; k--) {
			struct ch_node *n = w->node[k];

			if (ch_dosage_sequence(word, n) >=
			    ch_dosage_sequence(word, w->node[k - 1]))
				break;
			w->node[k] = w->node[k - 1];
			w->node[k - 1] = n;
		}
}

int ch_map_words(struct map_run *run, struct map_record *r,
		 const struct map_choice *c, struct ch_slice *out)
{
	const uint16_t *word = run->m->w_timing;
	struct wording w = { .scratch = &run->scratch };
	struct ch_buf *buf = &run->buf;

	for (int i = 0; i < c->nsource; i++)
		if (ch_map_source_nodes(run, r, &c->source[i], add, &w))
			return CH_ENOMEM;
	if (c->words->steps)
		in_order(word, &w);
	ch_buf_clear(buf);
	for (size_t i = 0; i < w.n; i++) {
		size_t was = buf->n, from;

		if (was)
			ch_buf_adds(buf, "; ");
		from = buf->n;
		c->words->say(buf, word, w.node[i]);
		if (buf->n == from)
			buf->n = was;
	}
	if (buf->failed)
		return CH_ENOMEM;
	out->n = buf->n;
	if (!out->n)
		return CH_END;
	out->s = ch_arena_copy(&run->scratch, buf->s, out->n);
	return out->s ? 0 : CH_ENOMEM;
}
