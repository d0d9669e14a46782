/* unread.c - what a feed said and no map read, by path, for the batch. */
#include "base/grow.h"
#include "load/session.h"
#include "record/json.h"

void ch_load_unread(void *load, const char *path, int64_t count)
{
	struct ch_load *l = load;
	struct ch_err err;

	if (ch_grow((void **)&l->unread, &l->unread_room, l->unreads,
		    sizeof(*l->unread), &err))
		return;
	l->unread[l->unreads].path = strdup(path);
	l->unread[l->unreads].count = count;
	if (l->unread[l->unreads].path)
		l->unreads++;
}

static int by_path(const void *a, const void *b)
{
	const struct ch_unread *x = a, *y = b;

	return strcmp(x->path, y->path);
}

int ch_load_tell_unread(struct ch_load *l, struct ch_err *err)
{
	struct ch_buf *b = &l->unread_json;

	if (l->impossible)
		ch_load_unread(l, "encounter that ends before it begins",
			       l->impossible);
	l->impossible = 0;
	if (l->unreads)
		qsort(l->unread, l->unreads, sizeof(*l->unread), by_path);
	ch_buf_clear(b);
	ch_buf_addc(b, '{');
	for (size_t i = 0; i < l->unreads; i++) {
		if (i)
			ch_buf_addc(b, ',');
		ch_json_string(b, l->unread[i].path,
			       strlen(l->unread[i].path));
		ch_buf_addf(b, ":%lld", (long long)l->unread[i].count);
	}
	ch_buf_addc(b, '}');
	return ch_buf_ok(b, err);
}

void ch_load_forget_unread(struct ch_load *l)
{
	for (size_t i = 0; i < l->unreads; i++)
		free(l->unread[i].path);
	free(l->unread);
	ch_buf_free(&l->unread_json);
}
