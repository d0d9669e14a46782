/* reconcile.c - puts orders before and after a stay side by side. */
#include "know/reconcile.h"

#include "base/grow.h"
#include "base/id.h"

void ch_lines_free(struct ch_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->v[i].key);
	free(lines->v);
	*lines = (struct ch_lines){ 0 };
}

static struct ch_line *find(struct ch_lines *lines, const char *key,
			    struct ch_err *err)
{
	struct ch_line *line;

	for (size_t i = 0; i < lines->n; i++)
		if (!strcmp(lines->v[i].key, key))
			return &lines->v[i];
	if (ch_grow((void **)&lines->v, &lines->room, lines->n,
		    sizeof(*lines->v), err))
		return NULL;
	line = &lines->v[lines->n];
	*line = (struct ch_line){ .key = strdup(key) };
	lines->n += line->key != NULL;
	return line->key ? line : NULL;
}

int ch_lines_add(struct ch_lines *lines, const struct ch_drugs *drugs,
		 const struct ch_held *h, struct ch_slice name, bool before,
		 bool after, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf key = CH_BUF_INIT;
	struct ch_line *line;

	ch_drugs_list(drugs, &h->set, &key);
	if (!key.n)
		ch_drugs_words(&key, name.s ? name.s : "", name.n);
	line = ch_buf_ok(&key, err) ? NULL :
		find(lines, key.s + (*key.s == ' '), err);
	if (!line)
		return ch_nomem(err);
	if (before) {
		line->before = h->id;
		line->dose[0] = h->basis;
	}
	if (after) {
		line->after = h->id;
		line->dose[1] = h->basis;
	}
	return 0;
}

const char *ch_line_proposal(const struct ch_line *line)
{
	if (!line->after)
		return "stop";
	if (!line->before)
		return "new";
	return line->before == line->after || line->dose[0] == line->dose[1] ?
		"keep" : "change";
}

int64_t ch_line_basis(const struct ch_line *line)
{
	static const struct ch_idkey none;
	const int64_t on[] = { line->before, line->dose[0], line->after,
			       line->dose[1] };

	return ch_id_of(&none, &(const struct ch_slice){ (const char *)on,
			sizeof(on) }, 1);
}
