/* knowledge.c - reads query files and makes ready what they stand on. */
#include "base/file.h"
#include "base/text.h"
#include "care/knowledge/knowledge.h"
#include "care/knowledge/knowledge_views.h"

#define FILE_MAX (1u << 20)

/* Bytes of "--   " at a line that goes on with the value above it. */
#define GOES_ON 5

/* Copies the heading into `words`, values put together, a NUL after each key
 * and value, in turns. */
static void copy_heading(struct ch_buf *words, const char *line,
			 const char *end)
{
	while (line < end) {
		size_t n = strcspn(line, "\n"), skip = 2;
		const char *colon = memchr(line, ':', n);
		bool more = n > GOES_ON && !strncmp(line + 2, "   ", 3);

		while (skip < n && line[skip] == ' ')
			skip++;
		if (more && words->n) {
			words->n--;	/* the NUL */
			ch_buf_addc(words, ' ');
			ch_buf_add(words, line + skip, n - skip);
			ch_buf_addc(words, '\0');
		} else if (colon && colon > line + skip) {
			ch_buf_add(words, line + skip,
				   (size_t)(colon - line) - skip);
			ch_buf_addc(words, '\0');
			while (++colon < line + n && *colon == ' ')
				;
			ch_buf_add(words, colon, (size_t)(line + n - colon));
			ch_buf_addc(words, '\0');
		}
		line += n + 1;
	}
}

static int read_heading(struct ch_knowledge *k, struct ch_err *err)
{
	char *line = k->text, *end = line + strlen(line);
	struct ch_buf words = CH_BUF_INIT;
	int rc;

	/* A SELECT ends with a semicolon in a file, but not in a query. */
	while (end > line && strchr("; \t\r\n", end[-1]))
		*--end = '\0';
	while (!strncmp(line, "--", 2)) {
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	k->sql = line;
	copy_heading(&words, k->text, line);
	rc = ch_buf_ok(&words, err);
	k->words = words.s;
	for (size_t at = 0; !rc && at < words.n; ) {
		if (k->headings == CH_HEADING_MAX)
			return ch_fail(err, CH_EDATA, "%s: too many keys in "
				       "its heading", k->path);
		k->heading[k->headings].key = words.s + at;
		at += strlen(words.s + at) + 1;
		k->heading[k->headings++].value = words.s + at;
		at += strlen(words.s + at) + 1;
	}
	return rc;
}

const char *ch_knowledge_get(const struct ch_knowledge *k, const char *key)
{
	for (int i = 0; i < k->headings; i++)
		if (!strcmp(k->heading[i].key, key))
			return k->heading[i].value;
	return NULL;
}

static int take(const struct ch_knowledge *k, const char *key, char *out,
		size_t size, struct ch_err *err)
{
	const char *value = ch_knowledge_get(k, key);

	if (value && strlen(value) >= size)
		return ch_fail(err, CH_EDATA, "%s: %s: longer than %zu bytes",
			       k->path, key, size - 1);
	snprintf(out, size, "%s", value ? value : "");
	return 0;
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
	if (!rc && strlen(out->text) != n)
		rc = ch_fail(err, CH_EDATA, "%s: a NUL character", book.path);
	if (!rc && !ch_text_utf8(out->text, n))
		rc = ch_fail(err, CH_EDATA, "%s: not valid UTF-8", book.path);
	if (rc) {
		ch_knowledge_free(out);
		return rc;
	}
	snprintf(out->path, sizeof(out->path), "%s", book.path);
	ch_sha256(out->text, n, sum);
	ch_hex(sum, sizeof(sum), out->hash);
	rc = read_heading(out, err);
	out->codes = ch_knowledge_get(out, "codes");
	if (!out->codes)
		out->codes = "";
	if (!rc)
		rc = take(out, kind, out->name, sizeof(out->name), err);
	if (!rc)
		rc = take(out, "title", out->title, sizeof(out->title), err);
	if (!rc)
		rc = take(out, "version", out->version, sizeof(out->version),
			  err);
	if (rc) {
		ch_knowledge_free(out);
		return rc;
	}
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
	free(k->words);
	k->text = k->words = NULL;
	k->headings = 0;
}
