/* chunk.c - packs rows into blocks of memory and sorts them for the heap. */
#include "load/chunk.h"

#define BLOCK (1u << 20)

struct ch_block {
	struct ch_block *next;
	size_t used, size;
	_Alignas(16) char bytes[];
};

/* A block of the last chunk's memory, or a new one. */
static struct ch_block *new_block(struct ch_chunk *c, size_t n)
{
	size_t size = n > BLOCK ? n : BLOCK;
	struct ch_block *b = NULL;

	if (n <= BLOCK && c->spare) {
		b = c->spare;
		c->spare = b->next;
	} else {
		b = malloc(sizeof(*b) + size);
		if (!b)
			return NULL;
	}
	*b = (struct ch_block){ .next = c->block, .size = size };
	c->block = b;
	return b;
}

static void *take(struct ch_chunk *c, size_t n)
{
	struct ch_block *b = c->block;

	n = (n + 15) & ~(size_t)15;
	if (!b || b->size - b->used < n)
		b = new_block(c, n);
	if (!b)
		return NULL;
	b->used += n;
	c->bytes += n;
	return b->bytes + b->used - n;
}

static struct ch_waiting *next(struct ch_chunk *c)
{
	if (c->n == c->cap) {
		size_t cap = c->cap ? 2 * c->cap : 4096;
		struct ch_waiting *more = realloc(c->row,
						  cap * sizeof(*more));

		if (!more)
			return NULL;
		c->row = more;
		c->cap = cap;
	}
	return &c->row[c->n];
}

static size_t text_bytes(const struct ch_row *row)
{
	size_t n = 0;

	for (uint64_t left = row->set; left; left &= left - 1) {
		const struct ch_value *v = &row->v[__builtin_ctzll(left)];

		if (v->kind == CH_TEXT)
			n += v->n;
	}
	return n;
}

static void pack(struct ch_packed *p, const struct ch_row *row)
{
	struct ch_value *v = p->v;
	char *text = (char *)(p->v + __builtin_popcountll(row->set));

	for (uint64_t left = row->set; left; left &= left - 1, v++) {
		*v = row->v[__builtin_ctzll(left)];
		if (v->kind != CH_TEXT)
			continue;
		memcpy(text, v->s, v->n);
		v->s = text;
		text += v->n;
	}
}

static struct ch_slice copy(char **to, struct ch_slice s)
{
	struct ch_slice out = { *to, s.n };

	if (s.n)
		memcpy(*to, s.s, s.n);
	*to += s.n;
	return out;
}

/* The row's further codes, with their texts behind them; NULL: no memory. */
static const struct ch_coding *pack_codings(struct ch_chunk *c,
					    const struct ch_row *row)
{
	size_t n = row->codings * sizeof(*row->coding);
	struct ch_coding *all;
	char *text;

	for (uint32_t i = 0; i < row->codings; i++)
		n += row->coding[i].system.n + row->coding[i].code.n +
			row->coding[i].name.n;
	all = take(c, n);
	text = (char *)(all + row->codings);
	for (uint32_t i = 0; all && i < row->codings; i++) {
		const struct ch_coding *k = &row->coding[i];

		all[i] = *k;
		all[i].system = copy(&text, k->system);
		all[i].code = copy(&text, k->code);
		all[i].name = copy(&text, k->name);
	}
	return all;
}

/* The patient's own row comes before all that is about them. */
static void set_key(struct ch_waiting *w, const struct ch_row *row)
{
	const struct ch_type *t = row->type;
	bool self = t->patient < 0 && !strcmp(t->name, "patient");

	w->patient = self ? row->v[0].i : ch_row_has(row, t->patient) ?
		row->v[t->patient].i : 0;
	w->at = self ? INT64_MIN : ch_row_has(row, t->at) ?
		row->v[t->at].i : INT64_MIN + 1;
}

char *ch_chunk_keep(struct ch_chunk *c, struct ch_slice text)
{
	char *copy = take(c, text.n);

	return copy ? memcpy(copy, text.s, text.n) : NULL;
}

int ch_chunk_leave(struct ch_chunk *c, const struct ch_left *left)
{
	size_t n = left->n * sizeof(*left->made);
	struct ch_left *l = take(c, sizeof(*l) + n + left->name.n);

	if (!l)
		return CH_ENOMEM;
	*l = *left;
	l->next = NULL;
	l->made = memcpy(l + 1, left->made, n);
	l->name.s = memcpy((char *)l->made + n, left->name.s, left->name.n);
	if (!c->left)
		c->left_end = &c->left;
	*c->left_end = l;
	c->left_end = &l->next;
	return 0;
}

int ch_chunk_add(struct ch_chunk *c, const struct ch_row *row,
		 uint64_t clears, struct ch_origin from)
{
	struct ch_waiting *w = next(c);
	size_t values = (size_t)__builtin_popcountll(row->set) *
		sizeof(struct ch_value);

	if (!w)
		return CH_ENOMEM;
	w->row = take(c, sizeof(*w->row) + values + text_bytes(row));
	if (!w->row)
		return CH_ENOMEM;
	w->row->set = row->set;
	w->row->clears = clears;
	w->row->coded = row->coded;
	w->row->coding = NULL;
	w->row->codings = row->codings;
	if (row->codings && !(w->row->coding = pack_codings(c, row)))
		return CH_ENOMEM;
	w->row->from = from;
	w->row->type = (uint8_t)(row->type - ch_types);
	w->row->did = 0;
	w->row->raw = (struct ch_slice){ NULL, 0 };
	pack(w->row, row);
	set_key(w, row);
	w->order = (uint32_t)c->n++;
	return 0;
}

void ch_chunk_back(struct ch_chunk *c, struct ch_mark mark)
{
	c->n = mark.n;
}

static int compare(const void *a, const void *b)
{
	const struct ch_waiting *x = a, *y = b;

	if (x->patient != y->patient)
		return x->patient < y->patient ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

void ch_chunk_sort(struct ch_chunk *c)
{
	if (!c->twice && c->n)
		qsort(c->row, c->n, sizeof(*c->row), compare);
}

/* Memory that goes back to the kernel costs a page fault per page when it
 * comes again, so the next chunk gets the same blocks; all but large ones. */
void ch_chunk_clear(struct ch_chunk *c)
{
	while (c->block) {
		struct ch_block *b = c->block;

		c->block = b->next;
		if (b->size > BLOCK) {
			free(b);
			continue;
		}
		b->next = c->spare;
		c->spare = b;
	}
	c->n = c->bytes = 0;
	c->twice = false;
	c->left = NULL;
}

void ch_chunk_free(struct ch_chunk *c)
{
	ch_chunk_clear(c);
	while (c->spare) {
		struct ch_block *b = c->spare;

		c->spare = b->next;
		free(b);
	}
	free(c->row);
	*c = (struct ch_chunk){ 0 };
}

void ch_chunk_unpack(const struct ch_packed *p, struct ch_row *row)
{
	const struct ch_value *v = p->v;

	ch_row_start(row, &ch_types[p->type]);
	row->set = p->set;
	row->coded = p->coded;
	row->coding = p->coding;
	row->codings = p->codings;
	for (uint64_t left = p->set; left; left &= left - 1)
		row->v[__builtin_ctzll(left)] = *v++;
}
