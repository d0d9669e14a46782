/* ui_table.c - borderless tables, printed a block of rows at a time. */
#include "ui/out.h"
#include "base/text.h"

/* A block also ends when its texts grow large. */
enum { ROWS = 500, LARGE = 1 << 20, LEAST = 8, GAP = 2, LINES = 4 };

struct col {
	struct ch_slice heading;	/* in sheet->headings */
	bool right, rigid;
	bool used;			/* has a value somewhere */
	bool shown;			/* was in the heading last printed */
	size_t width, fit;
};

/* Cell i of the block at hand ends at end[i] of `text`. */
struct ch_sheet {
	int n, cell;		/* columns; cells so far in the block */
	bool headed;
	struct ch_buf headings, text;
	size_t *end;
	struct col col[];
};

int ch_sheet_begin(struct ch_ui *ui, const struct ch_column *column, int n,
		   bool only_used)
{
	struct ch_sheet *t = calloc(1, sizeof(*t) +
				    (size_t)n * sizeof(t->col[0]));
	size_t at = 0;

	if (!t)
		return ch_nomem(&ui->err);
	t->n = n;
	t->end = calloc((size_t)n * ROWS + 1, sizeof(*t->end));
	/* Names of columns may come from a query: as visible as the rest. */
	for (int i = 0; i < n; i++) {
		ch_text_visible(&t->headings, column[i].heading.s,
				column[i].heading.n);
		t->col[i].heading.n = t->headings.n - at;
		at = t->headings.n;
	}
	if (!t->end || t->headings.failed) {
		free(t->end);
		ch_buf_free(&t->headings);
		free(t);
		return ch_nomem(&ui->err);
	}
	at = 0;
	for (int i = 0; i < n; i++) {
		struct col *c = &t->col[i];

		c->heading.s = t->headings.s ? t->headings.s + at : "";
		c->width = ch_text_width(c->heading.s, c->heading.n);
		c->right = column[i].right;
		c->rigid = column[i].rigid;
		c->used = !only_used;
		at += c->heading.n;
	}
	ui->out->sheet = t;
	return 0;
}

static struct ch_slice cell_at(const struct ch_sheet *t, int i)
{
	size_t from = i ? t->end[i - 1] : 0;

	return (struct ch_slice){ t->text.s + from, t->end[i] - from };
}

static size_t total_of(const struct ch_sheet *t)
{
	size_t total = 0;

	for (int i = 0; i < t->n; i++)
		if (t->col[i].used)
			total += t->col[i].width + (total ? GAP : 0);
	return total;
}

static bool is_same(const struct ch_sheet *t, int column)
{
	struct ch_slice first = cell_at(t, column);

	for (int i = column + t->n; i < t->cell; i += t->n) {
		struct ch_slice s = cell_at(t, i);

		if (s.n != first.n || memcmp(s.s, first.s, s.n))
			return false;
	}
	return first.n && t->cell > t->n;
}

static bool is_empty(const struct ch_sheet *t, int column)
{
	for (int i = column; i < t->cell; i += t->n)
		if (cell_at(t, i).n)
			return false;
	return true;
}

/* Of a table that is too wide, what is empty on every line is left out; what is
 * the same on every line is said once, above it. */
static void say_once(struct ch_ui *ui, struct ch_sheet *t)
{
	for (int i = 0; i < t->n && ui->out_tty &&
	     total_of(t) > (size_t)ui->width; i++) {
		struct col *c = &t->col[i];
		struct ch_slice s;

		c->used &= !is_empty(t, i);
		if (!c->used || c->rigid || !is_same(t, i))
			continue;
		s = cell_at(t, i);
		c->used = false;
		ch_buf_addf(&ui->out->pending, "%.*s: %.*s\n",
			    (int)c->heading.n, c->heading.s, (int)s.n, s.s);
	}
}

/* Takes columns away from the widest until the line fits. */
static void fit(const struct ch_ui *ui, struct ch_sheet *t)
{
	size_t total = total_of(t);

	for (int i = 0; i < t->n; i++)
		t->col[i].fit = t->col[i].width;
	while (ui->out_tty && total > (size_t)ui->width) {
		struct col *widest = NULL;

		for (int i = 0; i < t->n; i++) {
			struct col *c = &t->col[i];

			if (c->used && !c->right && !c->rigid &&
			    c->fit > LEAST && (!widest || c->fit > widest->fit))
				widest = c;
		}
		if (!widest)
			break;
		widest->fit--;
		total--;
	}
}

static void print_cell(struct ch_buf *out, const struct col *c,
		       struct ch_slice s, bool last)
{
	size_t width = ch_text_width(s.s, s.n), pad;
	bool cut = width > c->fit;

	if (cut) {
		s.n = ch_text_fit(s.s, s.n, c->fit - 1);
		width = ch_text_width(s.s, s.n) + 1;
	}
	pad = c->fit > width ? c->fit - width : 0;
	if (c->right)
		ch_buf_addf(out, "%*s", (int)pad, "");
	ch_buf_add(out, s.s, s.n);
	if (cut)
		ch_buf_adds(out, "\u2026");
	if (!c->right && !last)
		ch_buf_addf(out, "%*s", (int)pad, "");
}

static int last_used(const struct ch_sheet *t)
{
	int last = 0;

	for (int i = 0; i < t->n; i++)
		if (t->col[i].used)
			last = i;
	return last;
}

static void print_heading(struct ch_ui *ui, struct ch_sheet *t)
{
	struct ch_buf *out = &ui->out->pending;
	int last = last_used(t);

	if (ui->color)
		ch_buf_adds(out, "\x1b[1;2m");
	for (int i = 0; i < t->n; i++) {
		t->col[i].shown = t->col[i].used;
		if (!t->col[i].used)
			continue;
		print_cell(out, &t->col[i], t->col[i].heading, i == last);
		if (i < last)
			ch_buf_adds(out, "  ");
	}
	if (ui->color)
		ch_buf_adds(out, "\x1b[0m");
	ch_buf_addc(out, '\n');
	t->headed = true;
}

/* What of a cell goes onto one line, at a blank where there is one. */
static struct ch_slice take_line(const struct col *c, struct ch_slice *rest)
{
	struct ch_slice line = *rest;
	size_t end = ch_text_fit(line.s, line.n, c->fit);

	line.n = end;
	if (end < rest->n && !memchr(" ", rest->s[end], 1))
		for (size_t i = end; i > end / 2; i--)
			if (line.s[i - 1] == ' ') {
				line.n = i - 1;
				break;
			}
	*rest = ch_text_trim((struct ch_slice){ rest->s + line.n,
						rest->n - line.n });
	return line;
}

/* One line of a row; of a long cell the next one goes on with what is left.
 * False when nothing is. */
static bool print_line(struct ch_ui *ui, const struct ch_sheet *t,
		       struct ch_slice *rest, int last, bool more)
{
	struct ch_buf *out = &ui->out->pending;
	bool left = false;

	for (int i = 0; i <= last; i++) {
		const struct col *c = &t->col[i];

		if (!c->used)
			continue;
		if (more && rest[i].n && !c->rigid)
			print_cell(out, c, take_line(c, &rest[i]), i == last);
		else
			print_cell(out, c, rest[i], i == last);
		if (!more || c->rigid)
			rest[i].n = 0;
		left |= rest[i].n > 0;
		if (i < last)
			ch_buf_adds(out, "  ");
	}
	/* Empty cells at the end leave no blanks. */
	while (out->n && out->s[out->n - 1] == ' ')
		out->n--;
	ch_buf_addc(out, '\n');
	return left;
}

static void print_row(struct ch_ui *ui, const struct ch_sheet *t, int row,
		      int last, struct ch_slice *rest)
{
	int lines = ui->out_tty ? 1 : LINES;

	for (int i = 0; i <= last; i++)
		rest[i] = cell_at(t, row * t->n + i);
	while (print_line(ui, t, rest, last, lines < LINES))
		lines++;
}

/* Prints the block. A column that turns up late asks for a heading anew. */
static int print_block(struct ch_ui *ui, struct ch_sheet *t, bool whole)
{
	CH_AUTO(ch_free) struct ch_slice *rest = calloc((size_t)t->n,
							sizeof(*rest));
	bool heading = !t->headed;
	int last, rc = ch_buf_ok(&t->text, &ui->err);

	if (!rest)
		return ch_nomem(&ui->err);
	if (rc)
		return rc;
	if (whole)
		say_once(ui, t);
	for (int i = 0; i < t->n; i++)
		heading |= t->col[i].used && !t->col[i].shown;
	fit(ui, t);
	if (heading && t->headed)
		ch_buf_addc(&ui->out->pending, '\n');
	if (heading)
		print_heading(ui, t);
	last = last_used(t);
	for (int row = 0; row < t->cell / t->n; row++)
		print_row(ui, t, row, last, rest);
	t->cell = 0;
	ch_buf_clear(&t->text);
	return ch_out_flush(ui, false);
}

struct ch_buf *ch_sheet_cell(struct ch_ui *ui)
{
	return &ui->out->sheet->text;
}

int ch_sheet_next(struct ch_ui *ui)
{
	struct ch_sheet *t = ui->out->sheet;
	struct col *c = &t->col[t->cell % t->n];
	struct ch_slice s;
	size_t width;

	t->end[t->cell] = t->text.n;
	s = cell_at(t, t->cell);
	width = s.n ? ch_text_width(s.s, s.n) : 0;
	if (width > c->width)
		c->width = width;
	c->used |= s.n > 0;
	t->cell++;
	if (t->cell == t->n * ROWS ||
	    (t->cell % t->n == 0 && t->text.n > LARGE))
		return print_block(ui, t, false);
	return 0;
}

int ch_sheet_end(struct ch_ui *ui)
{
	struct ch_sheet *t = ui->out->sheet;
	int rc = 0;

	if (!t)
		return 0;
	if (t->cell)
		rc = print_block(ui, t, !t->headed);
	ui->out->sheet = NULL;
	ch_buf_free(&t->text);
	ch_buf_free(&t->headings);
	free(t->end);
	free(t);
	return rc;
}
