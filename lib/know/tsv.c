/* tsv.c - tables of knowledge: rows of fields with tabs between. */
#include "base/file.h"
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
