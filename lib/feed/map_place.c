/* map_place.c - what a reference's words name, before it is a record. */
#include "feed/map_run.h"

const struct map_place *ch_map_place(const struct map_bundle *b,
				     struct ch_slice url)
{
	if (!b || !b->cap)
		return NULL;
	/* The same hash as ids have: nobody makes many that collide. */
	for (size_t at = (size_t)ch_id_of(NULL, &url, 1);; at++) {
		const struct map_place *p = &b->place[at & (b->cap - 1)];

		if (!p->url.s)
			return p;
		if (p->url.n == url.n && !memcmp(p->url.s, url.s, url.n))
			return p;
	}
}

struct ch_slice ch_map_segment(struct ch_slice *text)
{
	struct ch_slice last = *text;
	const char *slash = memrchr(text->s, '/', text->n);

	if (slash) {
		last.s = slash + 1;
		last.n = (size_t)(text->s + text->n - last.s);
		text->n = (size_t)(slash - text->s);
	} else {
		text->n = 0;
	}
	return last;
}

struct ch_slice ch_map_names(const struct map_bundle *b, struct ch_slice text)
{
	const struct map_place *p = ch_map_place(b, text);
	const char *mark = memchr(text.s, '?', text.n);
	struct ch_slice id;

	if (p && p->url.s)
		return p->type;
	if (mark) {
		text.n = (size_t)(mark - text.s);
		return ch_map_segment(&text);
	}
	id = ch_map_segment(&text);
	id = ch_map_segment(&text);
	if (ch_slice_is(id, "_history")) {
		ch_map_segment(&text);
		id = ch_map_segment(&text);
	}
	return id;
}
