/* tree.c - builds shapes, and keeps the nodes of trees for use again. */
#include "feed/tree.h"

static struct ch_want *fresh(struct ch_shape *s, const char *name, size_t n)
{
	struct ch_want *w;

	if (s->n >= UINT16_MAX)
		return NULL;
	if (s->n == s->cap) {
		unsigned cap = s->cap ? 2 * s->cap : 64;
		void *more = realloc(s->all, cap * sizeof(*s->all));

		if (!more)
			return NULL;
		s->all = more;
		s->cap = cap;
	}
	w = ch_arena_zero(&s->arena, 1, sizeof(*w));
	if (!w)
		return NULL;
	memcpy(w->name, name, n);
	w->len = (unsigned)n;
	w->id = (unsigned short)s->n;
	s->all[s->n++] = w;
	return w;
}

int ch_shape_new(struct ch_shape *s)
{
	memset(s, 0, sizeof(*s));
	s->words = 1;
	s->root = fresh(s, "", 0);
	return s->root ? 0 : CH_ENOMEM;
}

void ch_shape_free(struct ch_shape *s)
{
	ch_arena_free(&s->arena);
	free(s->all);
	s->all = NULL;
	s->n = s->cap = 0;
}

static unsigned short word_of(struct ch_shape *s, const char *name, size_t n)
{
	for (unsigned i = 0; i < s->n; i++)
		if (s->all[i]->word && s->all[i]->len == n &&
		    !memcmp(s->all[i]->name, name, n))
			return s->all[i]->word;
	return (unsigned short)s->words++;
}

struct ch_want *ch_shape_add(struct ch_shape *s, struct ch_want *at,
			     const char *name, size_t n)
{
	struct ch_want *w;

	if (at->like)
		at = at->like;
	for (unsigned i = 0; i < at->n; i++)
		if (at->kid[i]->len == n && !memcmp(at->kid[i]->name, name, n))
			return at->kid[i];
	if (at->n == CH_WANT_KIDS || n > CH_WANT_NAME)
		return NULL;
	w = fresh(s, name, n);
	if (!w)
		return NULL;
	w->word = word_of(s, name, n);
	at->kid[at->n++] = w;
	return w;
}

struct ch_want *ch_shape_again(struct ch_shape *s, struct ch_want *at,
			       struct ch_want *like)
{
	struct ch_want *w = ch_shape_add(s, at, like->name, like->len);

	if (w && w != like) {
		w->like = like;
		like->again = true;
	}
	return w;
}

/* All that is below another is below it, too: the same kids. */
static void take_kids(struct ch_shape *s)
{
	for (unsigned i = 0; i < s->n; i++) {
		struct ch_want *w = s->all[i];

		if (!w->like)
			continue;
		w->n = w->like->n;
		w->flags = w->like->flags;
		memcpy(w->kid, w->like->kid, sizeof(w->kid));
	}
}

static int by_length(const void *a, const void *b)
{
	const struct ch_want *const *x = a, *const *y = b;

	if ((*x)->len != (*y)->len)
		return (*x)->len < (*y)->len ? -1 : 1;
	return (*x)->id < (*y)->id ? -1 : 1;
}

void ch_shape_seal(struct ch_shape *s)
{
	take_kids(s);
	for (unsigned i = 0; i < s->n; i++) {
		struct ch_want *w = s->all[i];
		unsigned k = 0;

		qsort(w->kid, w->n, sizeof(*w->kid), by_length);
		for (unsigned len = 0; len <= CH_WANT_NAME + 1; len++) {
			while (k < w->n && w->kid[k]->len < len)
				k++;
			w->from[len] = (unsigned char)k;
		}
		for (k = 0; k < w->n; k++)
			w->kid[k]->place = (unsigned char)k;
	}
}

void ch_tree_free(struct ch_tree *t)
{
	free(t->first);
	free(t->node);
	free(t->unwanted);
	ch_arena_free(&t->arena);
	memset(t, 0, sizeof(*t));
}

int ch_tree_start(struct ch_tree *t, const struct ch_shape *shape)
{
	struct ch_node **tail = &t->root;

	if (t->firsts < shape->n) {
		void *more = realloc(t->first, shape->n * sizeof(*t->first));

		if (!more)
			return CH_ENOMEM;
		t->first = more;
		t->firsts = shape->n;
	}
	if (!t->cap && ch_tree_grow(t, shape))
		return CH_ENOMEM;
	memset(t->first, 0, shape->n * sizeof(*t->first));
	t->n = t->unwants = 0;
	t->again = 0;
	ch_tree_add(t, shape->root, CH_NODE_OBJECT, &tail);
	return 0;
}

int ch_tree_grow(struct ch_tree *t, const struct ch_shape *shape)
{
	size_t cap = t->cap ? 2 * t->cap : 1024;
	void *more = malloc((cap + 1) * sizeof(*t->node));

	if (!more)
		return CH_ENOMEM;
	free(t->node);
	t->node = more;
	t->cap = cap;
	return ch_tree_start(t, shape);
}

void ch_tree_unwanted(struct ch_tree *t, const struct ch_want *below,
		      struct ch_slice name, const char *value)
{
	static const char nothing[] = "\"\"[]{}";

	for (int i = 0; i < 6; i += 2)
		if (value[0] == nothing[i] && value[1] == nothing[i + 1])
			return;
	if (*value == 'n')
		return;
	if (t->unwants == t->unwants_room) {
		size_t room = t->unwants_room ? 2 * t->unwants_room : 128;
		void *more = realloc(t->unwanted, room * sizeof(*t->unwanted));

		if (!more)
			return;
		t->unwanted = more;
		t->unwants_room = room;
	}
	t->unwanted[t->unwants++] = (struct ch_unwanted){
		name.s, (uint32_t)name.n, below->id };
}

void ch_tree_say(struct ch_tree *t, const struct ch_want *w,
		 struct ch_slice text)
{
	struct ch_node *n = &t->node[t->cap];

	*n = (struct ch_node){ .s = text.s, .n = (uint32_t)text.n,
			       .word = w->word, .want = w->id,
			       .next = t->root->kids,
			       .kind = CH_NODE_STRING };
	t->root->kids = n;
	t->first[w->id] = n;
}
