/* heading.c - one file with a heading: its keys and values, and its queries. */
#include "base/file.h"
#include "base/text.h"
#include "know/heading.h"

#define FILE_MAX (1u << 20)

/* Bytes of "--   " at a line that goes on with the value above it. */
#define GOES_ON 5

/* Adds what a line of the heading says. */
static void add_line(struct ch_buf *words, const char *line, size_t n)
{
	const char *colon = memchr(line, ':', n);
	bool more = n > GOES_ON && !strncmp(line + 2, "   ", 3);
	size_t skip = 2;

	if (n && line[n - 1] == '\r')
		n--;
	while (skip < n && line[skip] == ' ')
		skip++;
	if (more && words->n) {
		words->n--;	/* the NUL */
		ch_buf_addc(words, ' ');
		ch_buf_add(words, line + skip, n - skip);
	} else if (colon && colon > line + skip) {
		ch_buf_add(words, line + skip, (size_t)(colon - line) - skip);
		ch_buf_addc(words, '\0');
		while (++colon < line + n && *colon == ' ')
			;
		ch_buf_add(words, colon, (size_t)(line + n - colon));
	} else {
		return;
	}
	ch_buf_addc(words, '\0');
}

/* Which query a line "-- NAME:" begins; -1: none. */
static int begins(const char *const *queries, const char *line, size_t n)
{
	if (n && line[n - 1] == '\r')
		n--;
	if (!queries || n < 5 || strncmp(line, "-- ", 3) ||
	    line[n - 1] != ':')
		return -1;
	for (int i = 0; queries[i]; i++)
		if (strlen(queries[i]) == n - 4 &&
		    !memcmp(queries[i], line + 3, n - 4))
			return i;
	return -1;
}

/* A SELECT ends with a semicolon in a file, but not in a query. */
static void end_query(const char *begin, char *end)
{
	while (end > begin && strchr("; \t\r\n", end[-1]))
		end--;
	*end = '\0';
}

static int take_apart(struct ch_heading *h, const char *const *queries,
		      struct ch_err *err)
{
	const char *begun = NULL;
	char *line = h->text;

	for (char *next; *line; line = next) {
		size_t n = strcspn(line, "\n");
		int q = begins(queries, line, n);

		next = line + n + (line[n] == '\n');
		if (!begun && q < 0 && !strncmp(line, "--", 2)) {
			add_line(&h->words, line, n);
		} else if (q >= 0) {
			if (h->query[q])
				return ch_fail(err, CH_EDATA, "%s: %s: said "
					       "twice", h->path, queries[q]);
			if (begun)
				end_query(begun, line);
			h->query[q] = begun = next;
		} else if (!begun && !queries) {
			h->query[0] = begun = line;
		} else if (!begun && strspn(line, " \t\r") < n) {
			return ch_fail(err, CH_EDATA, "%s: a query without a "
				       "line that names it", h->path);
		}
	}
	if (begun)
		end_query(begun, line);
	for (int q = 0; q < CH_QUERIES_MAX; q++)
		if (h->query[q])
			h->query[q] += strspn(h->query[q], " \t\r\n");
	return ch_buf_ok(&h->words, err);
}

int ch_heading_read(struct ch_heading *out, const char *path,
		    const char *const *queries, struct ch_err *err)
{
	size_t n;
	int rc;

	*out = (struct ch_heading){ 0 };
	snprintf(out->path, sizeof(out->path), "%s", path);
	rc = ch_file_slurp(path, FILE_MAX, &out->text, &n, err);
	if (rc)
		return rc;
	ch_sha256(out->text, n, out->sum);
	if (strlen(out->text) != n)
		rc = ch_fail(err, CH_EDATA, "%s: a NUL character", path);
	else if (!ch_text_utf8(out->text, n))
		rc = ch_fail(err, CH_EDATA, "%s: not valid UTF-8", path);
	else
		rc = take_apart(out, queries, err);
	if (rc)
		ch_heading_free(out);
	return rc;
}

void ch_heading_free(struct ch_heading *h)
{
	free(h->text);
	h->text = NULL;
	ch_buf_free(&h->words);
}

const char *ch_heading_get(const struct ch_heading *h, const char *key)
{
	for (size_t at = 0; at < h->words.n; ) {
		const char *have = h->words.s + at;
		const char *value = have + strlen(have) + 1;

		if (!strcmp(have, key))
			return value;
		at = (size_t)(value - h->words.s) + strlen(value) + 1;
	}
	return NULL;
}
