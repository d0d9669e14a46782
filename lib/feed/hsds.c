/* hsds.c - a package of HSDS from its first file to its last record. */
#include "feed/hsds_in.h"

int ch_hsds_new(struct ch_hsds **out, const struct ch_naming *naming,
		struct ch_err *err)
{
	struct ch_hsds *h = calloc(1, sizeof(*h));

	*out = h;
	if (!h)
		return ch_nomem(err);
	h->naming = *naming;
	h->hint = -1;
	return 0;
}

void ch_hsds_free(struct ch_hsds **hsds)
{
	struct ch_hsds *h = *hsds;

	if (!h)
		return;
	for (int i = 0; i < HSDS_KINDS; i++) {
		free(h->rows[i].at);
		free(h->rows[i].slot);
	}
	for (size_t k = 0; k < CH_COUNT(h->words); k++) {
		for (size_t i = 0; i < h->words[k].n; i++) {
			free(h->words[k].at[i].word);
			free(h->words[k].at[i].means);
		}
		free(h->words[k].at);
	}
	ch_buf_free(&h->csv.text);
	free(h->csv.column);
	free(h->unknown);
	free(h->unread);
	ch_arena_free(&h->arena);
	free(h);
	*hsds = NULL;
}

static bool ends_so(const char *name, const char *end)
{
	size_t n = strlen(name), e = strlen(end);

	return n > e && !strcasecmp(name + n - e, end);
}

/* The name of a folder in a path, without what is behind it. */
static int kind_of_folder(const char *path, const char *name)
{
	const char *end = name > path ? name - 1 : path, *from = end;

	while (from > path && from[-1] != '/')
		from--;
	return ch_hsds_kind(from, (size_t)(end - from));
}

bool ch_hsds_file(struct ch_hsds *h, uint32_t file, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 :
		path;
	size_t n = strcspn(name, ".");

	h->file = file;
	snprintf(h->name, sizeof(h->name), "%.*s", (int)n, name);
	ch_hsds_csv_begin(h);
	if (ends_so(name, ".csv")) {
		h->hint = ch_hsds_kind(name, n);
		return h->hint >= 0 && h->hint != HSDS_OTHER;
	}
	if (!strcmp(name, "datapackage.json"))
		return false;
	h->hint = ch_hsds_kind_begins(name, n);
	if (h->hint < 0)
		h->hint = kind_of_folder(path, name);
	return h->hint != HSDS_OTHER;
}

int ch_hsds_end(struct ch_hsds *h, const struct ch_hsds_to *to,
		struct ch_err *err)
{
	int rc = ch_hsds_join(h, to, err);

	return rc ? rc : ch_hsds_records(h, to, err);
}

const struct ch_unknown *ch_hsds_unknowns(const struct ch_hsds *h, size_t *n)
{
	*n = h->unknowns;
	return h->unknown;
}

void ch_hsds_unreads(const struct ch_hsds *h,
		     void (*each)(void *ctx, const char *path, int64_t count),
		     void *ctx)
{
	for (size_t i = 0; i < h->unreads; i++)
		each(ctx, h->unread[i].path, h->unread[i].count);
}
