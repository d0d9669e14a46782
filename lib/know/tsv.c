/* tsv.c - tables of knowledge: rows of fields with tabs between. */
#include "base/file.h"
#include "base/text.h"
#include "know/tsv.h"

#define FILE_MAX (256u << 20)	/* a whole code system */

int ch_tsv_open(struct ch_tsv *t, const struct ch_shelf *shelf,
		const char *room, const char *name, struct ch_err *err)
{
	struct ch_book book;
	size_t n;
	int rc = ch_shelf_find(shelf, room, name, ".tsv", &book, err);

	*t = (struct ch_tsv){ 0 };
	if (!rc)
		rc = ch_file_slurp(book.path, FILE_MAX, &t->text, &n, err);
	if (rc)
		return rc;
	snprintf(t->path, sizeof(t->path), "%s", book.path);
	t->rest = t->text;
	return 0;
}

void ch_tsv_close(struct ch_tsv *t)
{
	free(t->text);
	*t = (struct ch_tsv){ 0 };
}

static void split(struct ch_tsv *t, char *line)
{
	size_t n = strlen(line);

	if (n && line[n - 1] == '\r')
		line[n - 1] = '\0';
	memset(t->field, 0, sizeof(t->field));
	for (t->n = 0; line && t->n < CH_TSV_FIELDS - 1; t->n++)
		t->field[t->n] = strsep(&line, "\t");
	if (line)
		t->field[t->n++] = line;
}

bool ch_tsv_next(struct ch_tsv *t)
{
	bool first = !t->field[0];
	char *line;

	while ((line = strsep(&t->rest, "\n"))) {
		t->line++;
		if (*line == '#' && first)
			t->heading = line + 1 + strspn(line + 1, " ");
		if (!*line || *line == '#' || !strcmp(line, "\r"))
			continue;
		split(t, line);
		return true;
	}
	return false;
}

int ch_tsv_wrong(const struct ch_tsv *t, const char *words,
		 struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "%s:%d: %s", t->path, t->line, words);
}

const char *ch_tsv_title(const struct ch_tsv *t, char *out, size_t size)
{
	const char *colon = *t->text == '#' ? strstr(t->text, ": ") : NULL;
	size_t line = strcspn(t->text, "\n");

	*out = '\0';
	if (colon && (size_t)(colon - t->text) < line)
		snprintf(out, size, "%.*s", (int)(line - 2 -
			 (size_t)(colon - t->text)), colon + 2);
	return out;
}

static int columns_of(const char *heading)
{
	int n = heading && strchr(heading, '\t') ? 1 : 0;

	for (; n && *heading; heading++)
		n += *heading == '\t';
	return n ? n : CH_TSV_FIELDS;
}

int ch_tsv_check(struct ch_tsv *t, size_t *rows, struct ch_err *err)
{
	int rc = 0;

	for (*rows = 0; !rc && ch_tsv_next(t); ++*rows) {
		if (t->n < 2)
			rc = ch_tsv_wrong(t, "a row needs two fields, with a "
					  "tab between", err);
		else if (t->n > columns_of(t->heading))
			rc = ch_tsv_wrong(t, "more fields than the last "
					  "comment names", err);
		for (int i = 0; i < t->n && !rc; i++)
			if (!ch_text_utf8(t->field[i], strlen(t->field[i])))
				rc = ch_tsv_wrong(t, "not valid UTF-8", err);
	}
	return rc;
}
