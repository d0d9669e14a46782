/* ui_page.c - headings, lines that wrap, and fields as people read them. */
#include "base/id.h"
#include "base/moment.h"
#include "base/text.h"
#include "ui/page.h"

#include <limits.h>

/* ---- laying out ---- */

void ch_page_bold(struct ch_ui *ui, struct ch_buf *out, const char *words)
{
	ch_buf_addf(out, "%s%s%s", ui->color ? "\033[1m" : "", words,
		    ui->color ? "\033[0m" : "");
}

void ch_page_heading(struct ch_ui *ui, struct ch_buf *out, const char *title)
{
	ch_buf_addc(out, '\n');
	ch_page_bold(ui, out, title);
	ch_buf_addc(out, '\n');
}

/* The end of what fits: at the last blank that does, or by force. */
static size_t fit(const char *s, size_t n, size_t columns)
{
	size_t end = ch_text_fit(s, n, columns);

	if (end == n)
		return n;
	for (size_t i = end; i > columns / 3; i--)
		if (s[i] == ' ')
			return i;
	return end ? end : n;
}

static void wrap(struct ch_buf *out, const char *s, size_t n, int at,
		 int further, int width)
{
	size_t columns = (size_t)(width - at), end;

	while ((end = fit(s, n, columns)) < n) {
		ch_buf_add(out, s, end);
		ch_buf_addf(out, "\n%*s", further, "");
		while (end < n && s[end] == ' ')
			end++;
		s += end;
		n -= end;
		columns = (size_t)(width - further);
	}
	ch_buf_add(out, s, n);
	ch_buf_addc(out, '\n');
}

void ch_page_line(struct ch_ui *ui, struct ch_buf *out, const char *s,
		  size_t n, int further)
{
	wrap(out, s, n, 0, further, ui->out_tty && ui->width >= 40 ?
	     ui->width : INT_MAX);
}

void ch_page_wrap(struct ch_ui *ui, struct ch_buf *out, const char *s, int at,
		  int further)
{
	wrap(out, s, strlen(s), at, further, ui->width > 2 * further ?
	     ui->width : 80);
}

void ch_page_pad(struct ch_buf *line, size_t column)
{
	size_t width = ch_text_width(line->s ? line->s : "", line->n);
	size_t want = width + 2 > column ? width + 2 : column;

	for (; width < want; width++)
		ch_buf_addc(line, ' ');
}

int ch_page_print(struct ch_ui *ui, struct ch_buf *page)
{
	int rc = ch_buf_ok(page, &ui->err);

	if (!rc && page->n)
		rc = ch_ui_text(ui, page->s, page->n);
	ch_buf_free(page);
	return rc;
}

/* ---- fields ---- */

void ch_page_text(struct ch_buf *out, const struct ch_row *row,
		  const char *field)
{
	ch_page_join(out, row, "", field);
}

void ch_page_join(struct ch_buf *out, const struct ch_row *row,
		  const char *before, const char *field)
{
	struct ch_slice s = ch_row_get_text(row, field);

	if (!s.n)
		return;
	ch_buf_adds(out, before);
	ch_text_visible(out, s.s, s.n);
}

bool ch_page_first(struct ch_buf *out, const struct ch_row *row,
		   const char *a, const char *b)
{
	const char *field = ch_row_get_text(row, a).n ? a : b;

	ch_page_text(out, row, field);
	return ch_row_get_text(row, field).n;
}

void ch_page_word(struct ch_ui *ui, struct ch_buf *out,
		  const struct ch_row *row, const char *field)
{
	struct ch_slice s = ch_row_get_text(row, field);

	if (!s.n)
		return;
	s = ch_ui_word(ui, row->type->name, field, s);
	ch_text_visible(out, s.s, s.n);
}

void ch_page_day(struct ch_buf *out, const struct ch_row *row,
		 const char *field)
{
	int64_t m = ch_row_get_int(row, field);
	char text[CH_MOMENT_MAX];
	size_t n;

	if (!m)
		return;
	/* An instant is on the hub's day. */
	if (ch_moment_has_zone(m))
		m = ch_moment_local(ch_moment_seconds(m));
	n = ch_moment_print(m, text);
	ch_buf_add(out, text, n < 10 ? n : 10);
}

static bool add_name(struct ch_ui *ui, struct ch_buf *out, const char *before,
		     const char *type, int64_t id)
{
	struct ch_buf name = CH_BUF_INIT;
	bool named = id && ui->name_of &&
		ui->name_of(ui->name_ctx, &name, type, id) && name.n;

	if (named) {
		ch_buf_adds(out, before);
		ch_text_visible(out, name.s, name.n);
	}
	ch_buf_free(&name);
	return named;
}

void ch_page_name(struct ch_ui *ui, struct ch_buf *out, const char *type,
		  int64_t id)
{
	char hex[CH_ID_HEX];

	if (add_name(ui, out, "", type, id))
		return;
	ch_id_print(id, hex);
	ch_buf_addf(out, "%s %.8s", type, hex);
}

void ch_page_person(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *row, const char *field,
		    const char *type, const char *before)
{
	add_name(ui, out, before, type, ch_row_get_int(row, field));
}

void ch_page_moment(struct ch_buf *out, int64_t m)
{
	char s[CH_MOMENT_MAX];
	size_t n;

	if (ch_moment_said(m) > CH_SAID_DAY)
		m = ch_moment_local(ch_moment_seconds(m));
	n = ch_moment_print(m, s);
	if (n > 16) {
		s[10] = ' ';
		n = 16;
	}
	ch_buf_add(out, s, n);
}
