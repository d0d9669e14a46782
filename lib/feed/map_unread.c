/* map_unread.c - what resources said and no line of their map read, counted by
 * path: nothing is passed over in silence. */
#include "feed/map_run.h"

/* A member's name below a want; `name` is NULL for the want itself, which was
 * kept and not read. */
struct map_unread {
	char *name;
	uint32_t n;
	uint16_t below;
	int64_t count;			/* 0: a free place */
};

static size_t hash(const char *s, size_t n, uint16_t below)
{
	size_t h = below * UINT64_C(0x9e3779b97f4a7c15);

	/* Names differ in length, in how they begin or in how they end. */
	if (n)
		h ^= (n << 24 | (size_t)(unsigned char)s[0] << 16 |
		      (size_t)(unsigned char)s[n / 2] << 8 |
		      (unsigned char)s[n - 1]) * UINT64_C(0xff51afd7ed558ccd);
	return h ^ h >> 29;
}

static struct map_unread *find(const struct ch_map *m, const char *s, size_t n,
			       uint16_t below)
{
	for (size_t at = hash(s, n, below);; at++) {
		struct map_unread *u = &m->unread[at & (m->unread_room - 1)];

		if (!u->count || (u->below == below && u->n == n &&
				  (!n || !memcmp(u->name, s, n))))
			return u;
	}
}

static int grow(struct ch_map *m, struct ch_err *err)
{
	struct map_unread *old = m->unread;
	size_t room = m->unread_room;

	m->unread = calloc(room ? 2 * room : 256, sizeof(*m->unread));
	if (!m->unread) {
		m->unread = old;
		return ch_nomem(err);
	}
	m->unread_room = room ? 2 * room : 256;
	for (size_t i = 0; i < room; i++)
		if (old[i].count)
			*find(m, old[i].name, old[i].n, old[i].below) = old[i];
	free(old);
	return 0;
}

static int count(struct ch_map *m, const char *s, size_t n, uint16_t below,
		 struct ch_err *err)
{
	struct map_unread *u;

	if (2 * m->unreads >= m->unread_room && grow(m, err))
		return CH_ENOMEM;
	u = find(m, s, n, below);
	if (!u->count) {
		u->name = n ? strndup(s, n) : NULL;
		if (n && !u->name)
			return ch_nomem(err);
		u->n = (uint32_t)n;
		u->below = below;
		m->unreads++;
	}
	u->count++;
	return 0;
}

int ch_map_count_unread(struct ch_map *m, const struct ch_tree *t,
			struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < t->unwants && !rc; i++)
		rc = count(m, t->unwanted[i].name, t->unwanted[i].n,
			   t->unwanted[i].below, err);
	for (size_t i = 0; i < t->n && !rc; i++) {
		const struct ch_node *n = &t->node[i];

		if (!n->read && n->kind != CH_NODE_OBJECT && n->n)
			rc = count(m, NULL, 0, n->want, err);
	}
	return rc;
}

void ch_map_forget_unread(struct ch_map *m)
{
	for (size_t i = 0; i < m->unread_room; i++)
		free(m->unread[i].name);
	free(m->unread);
	m->unread = NULL;
	m->unreads = m->unread_room = 0;
}

/* The names from the root to `want`, with dots before them. */
static bool path_to(struct ch_buf *b, const struct ch_want *at, unsigned want)
{
	size_t n = b->n;

	if (at->id == want)
		return true;
	if (at->like)
		return false;
	for (unsigned i = 0; i < at->n; i++) {
		ch_buf_addc(b, '.');
		ch_buf_adds(b, at->kid[i]->name);
		if (path_to(b, at->kid[i], want))
			return true;
		b->n = n;
	}
	return false;
}

void ch_map_unreads(const struct ch_map *m,
		    void (*each)(void *ctx, const char *path, int64_t count),
		    void *ctx)
{
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;

	for (size_t i = 0; i < m->unread_room; i++) {
		const struct map_unread *u = &m->unread[i];

		if (!u->count)
			continue;
		ch_buf_clear(&b);
		ch_buf_adds(&b, m->name);
		path_to(&b, m->shape.root, u->below);
		if (u->n)
			ch_buf_addf(&b, ".%.*s", (int)u->n, u->name);
		if (!ch_buf_ok(&b, NULL))
			each(ctx, b.s, u->count);
	}
}
