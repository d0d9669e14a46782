/* remind_offsets.c - when reminders go out: texts/offsets.tsv. */
#include "base/file.h"
#include "base/text.h"
#include "care/remind/remind_in.h"

#define FILE_MAX (64u << 10)

/* "-7d", "0d", "-3h", "-30min" */
static bool read_offset(struct ch_offset *o, const char *text)
{
	size_t n = strspn(text, "-+0123456789");
	int64_t number;

	if (n > 6 || !ch_text_int(text, n, &number))
		return false;
	o->days = !strcmp(text + n, "d");
	o->n = (int)number;
	if (!strcmp(text + n, "h"))
		o->n *= 60;
	snprintf(o->text, sizeof(o->text), "%s", text);
	return o->days || !strcmp(text + n, "h") || !strcmp(text + n, "min");
}

static int take_line(struct ch_reminding *m, char *line, const char *path,
		     struct ch_err *err)
{
	struct ch_offset *o = &m->offset[m->offsets];
	char *kind = strsep(&line, "\t");

	if (m->offsets == CH_OFFSETS)
		return ch_fail(err, CH_EDATA, "%s: more than %d offsets", path,
			       CH_OFFSETS);
	if (!line || strlen(kind) >= sizeof(o->kind) || !read_offset(o, line))
		return ch_fail(err, CH_EDATA, "%s: a line is a kind, a tab, "
			       "and an offset such as -2d or -3h", path);
	snprintf(o->kind, sizeof(o->kind), "%s", kind);
	m->offsets++;
	return 0;
}

int ch_remind_offsets(struct ch_reminding *m, struct ch_err *err)
{
	char *text = NULL, *rest, *line;
	struct ch_book book;
	size_t n;
	int rc = ch_shelf_find(m->r->shelf, "texts", "offsets", ".tsv", &book,
			       err);

	if (!rc)
		rc = ch_file_slurp(book.path, FILE_MAX, &text, &n, err);
	rest = text;
	while (!rc && rest && (line = strsep(&rest, "\n")))
		if (*line && *line != '#')
			rc = take_line(m, line, book.path, err);
	free(text);
	return rc;
}
