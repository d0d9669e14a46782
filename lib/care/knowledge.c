/* knowledge.c - reads query files and makes ready what they stand on. */
#include "base/file.h"
#include "care/knowledge.h"
#include "care/knowledge_views.h"

#define FILE_MAX (1u << 20)

/* "-- key: value" into the place for that key. */
static void take_line(struct ch_knowledge *k, const char *kind,
		      const char *line, size_t n)
{
	const struct {
		const char *key;
		char *to;
		size_t size;
	} places[] = {
		{ kind, k->name, sizeof(k->name) },
		{ "title", k->title, sizeof(k->title) },
		{ "version", k->version, sizeof(k->version) },
		{ "codes", k->codes, sizeof(k->codes) },
	};
	const char *colon = memchr(line, ':', n);

	for (size_t i = 0; colon && i < CH_COUNT(places); i++) {
		size_t key = strlen(places[i].key);
		const char *value = colon + 1;

		if ((size_t)(colon - line) != key ||
		    memcmp(line, places[i].key, key))
			continue;
		while (value < line + n && *value == ' ')
			value++;
		snprintf(places[i].to, places[i].size, "%.*s",
			 (int)(line + n - value), value);
	}
}

static void read_heading(struct ch_knowledge *k, const char *kind)
{
	char *line = k->text, *end = line + strlen(line);

	/* A SELECT ends with a semicolon in a file, but not in a query. */
	while (end > line && strchr("; \t\r\n", end[-1]))
		*--end = '\0';
	while (!strncmp(line, "--", 2)) {
		size_t n = strcspn(line, "\n"), skip = 2;

		while (skip < n && line[skip] == ' ')
			skip++;
		take_line(k, kind, line + skip, n - skip);
		line += n + (line[n] == '\n');
	}
	k->sql = line;
}

int ch_knowledge_read(struct ch_knowledge *out, const struct ch_shelf *shelf,
		      const char *room, const char *kind, const char *name,
		      struct ch_err *err)
{
	unsigned char sum[CH_SHA256];
	struct ch_book book;
	size_t n;
	int rc = ch_shelf_find(shelf, room, name, ".sql", &book, err);

	*out = (struct ch_knowledge){ 0 };
	if (!rc)
		rc = ch_file_slurp(book.path, FILE_MAX, &out->text, &n, err);
	if (rc)
		return rc;
	snprintf(out->path, sizeof(out->path), "%s", book.path);
	ch_sha256(out->text, n, sum);
	ch_hex(sum, sizeof(sum), out->hash);
	read_heading(out, kind);
	if (strcmp(out->name, name) || !*out->title || !*out->version) {
		ch_knowledge_free(out);
		return ch_fail(err, CH_EDATA, "%s: its heading needs \"-- %s: "
			       "%s\", a title and a version", book.path, kind,
			       name);
	}
	return 0;
}

void ch_knowledge_free(struct ch_knowledge *k)
{
	free(k->text);
	k->text = NULL;
}

/* system TAB code [TAB ...]; a code that ends in * is a prefix. */
static int add_code(struct ch_stmt *st, const char *set, char *line,
		    struct ch_err *err)
{
	char *rest = line, *system = strsep(&rest, "\t");
	char *code = strsep(&rest, "\t");
	size_t n = code ? strlen(code) : 0;
	bool prefix = n && code[n - 1] == '*';

	if (!n)
		return ch_fail(err, CH_EDATA, "code set %s: a line without a "
			       "code", set);
	ch_stmt_bind_str(st, 1, set);
	ch_stmt_bind_str(st, 2, system);
	ch_stmt_bind_text(st, 3, code, n - prefix);
	ch_stmt_bind_int(st, 4, prefix);
	return ch_stmt_finish(st, err);
}

static int fill_set(struct ch_store *store, const struct ch_shelf *shelf,
		    const char *set, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char *text = NULL, *rest, *line;
	struct ch_book book;
	bool heading = true;
	size_t n;
	int rc = ch_shelf_find(shelf, "codes", set, ".tsv", &book, err);

	if (!rc)
		rc = ch_file_slurp(book.path, FILE_MAX, &text, &n, err);
	if (!rc)
		rc = ch_db_prepare(&st, store->db, "INSERT INTO temp.code_set "
				   "VALUES ($1, $2, $3, $4)", err);
	rest = text;
	while (!rc && rest && (line = strsep(&rest, "\n"))) {
		if (!*line || *line == '#')
			continue;
		if (heading && !strncmp(line, "system\t", 7))
			heading = false;
		else
			rc = add_code(st, set, line, err);
	}
	free(text);
	return rc;
}

int ch_knowledge_prepare(struct ch_store *store, const struct ch_shelf *shelf,
			 const char *codes, int64_t now, struct ch_err *err)
{
	char list[512], *rest = list, *set;
	int rc = ch_knowledge_views(store, now, err);

	snprintf(list, sizeof(list), "%s", codes);
	while (!rc && (set = strsep(&rest, ", ")))
		if (*set)
			rc = fill_set(store, shelf, set, err);
	return rc;
}
