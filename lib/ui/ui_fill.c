/* ui_fill.c - asks for what a record's fields are to say, one by one. */
#include "base/moment.h"
#include "base/text.h"
#include "ui/out.h"
#include "ui/page.h"

#include <unistd.h>

/* "Family name [McGlynn]:" on the terminal, else a line of stdin. An empty
 * answer leaves the field as it is. */
static bool answer(struct ch_ui *ui, const struct ch_buf *label,
		   const struct ch_buf *was, char *said, size_t size)
{
	char question[512];
	struct ch_slice trimmed;

	*said = '\0';
	if (ui->in_tty) {
		snprintf(question, sizeof(question), "%s%s%s%s:", label->s,
			 was->n ? " [" : "", was->n ? was->s : "",
			 was->n ? "]" : "");
		if (!ch_ui_ask(ui, question, false, said, size))
			return false;
	} else if (!fgets(said, (int)size, stdin)) {
		return false;
	}
	trimmed = ch_text_trim((struct ch_slice){ said, strlen(said) });
	memmove(said, trimmed.s, trimmed.n);
	said[trimmed.n] = '\0';
	return *said;
}

/* Days as people say them, codes by their words, "-" for none any more. */
static int read_field(struct ch_ui *ui, struct ch_row *row, int c,
		      const char *said)
{
	const struct ch_field *f = &row->type->field[c];
	int64_t m;

	if (!strcmp(said, "-")) {
		ch_row_null(row, c);
		return 0;
	}
	if (f->as == CH_AS_MOMENT) {
		if (ch_moment_words(said, ui->now, &m, &ui->err))
			return ui->err.code;
		ch_row_int(row, c, m);
		return 0;
	}
	said = ch_ui_code(ui, row->type, c, said);
	return ch_row_read(row, c, said, strlen(said), &ui->err);
}

static int show_change(struct ch_ui *ui, const struct ch_buf *label,
		       const struct ch_buf *was, const struct ch_row *row,
		       int c)
{
	CH_AUTO(ch_buf_free) struct ch_buf is = CH_BUF_INIT;
	struct ch_cell cell[3];

	if (ui->format != CH_FORMAT_TABLE || ui->quiet)
		return 0;
	if (ch_row_has(row, c))
		ch_table_show(ui, &is, row->type->name,
			      row->type->field[c].name, row->type->field[c].as,
			      &row->v[c]);
	cell[0] = ch_cell_buf("What", label);
	cell[1] = ch_cell_text("Was", was->n ? was->s : "-");
	cell[2] = ch_cell_text("Is", is.n ? is.s : "-");
	return ch_ui_cells(ui, "change", cell, CH_COUNT(cell));
}

int ch_ui_fill(struct ch_ui *ui, struct ch_fill *fill,
	       const struct ch_row *was, const char *fields,
	       struct ch_row *row)
{
	struct ch_slice name, heading;
	int n = 0, rc = 0;

	while (!rc && n < CH_FILL_MAX &&
	       ch_out_next(&fields, ' ', &name, &heading)) {
		CH_AUTO(ch_buf_free) struct ch_buf label = CH_BUF_INIT;
		CH_AUTO(ch_buf_free) struct ch_buf old = CH_BUF_INIT;
		int c = ch_field_find(row->type, name.s, name.n);
		char *said = fill->said[n++];

		for (size_t i = 0; i < heading.n; i++)
			ch_buf_addc(&label, heading.s[i] == '_' ? ' ' :
				    heading.s[i]);
		if (ch_row_has(was, c))
			ch_table_show(ui, &old, row->type->name,
				      row->type->field[c].name,
				      row->type->field[c].as, &was->v[c]);
		if (!answer(ui, &label, &old, said, CH_FILL_SIZE))
			continue;
		rc = read_field(ui, row, c, said);
		fill->changed |= !rc;
		if (!rc)
			rc = show_change(ui, &label, &old, row, c);
	}
	return rc ? rc : ch_ui_end(ui);
}
