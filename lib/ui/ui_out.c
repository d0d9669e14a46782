/* ui_out.c - standard output: records as JSON lines or CSV, pages as text. */
#include "base/text.h"
#include "ui/out.h"
#include "record/json.h"

#include <errno.h>
#include <unistd.h>

int ch_out_close(struct ch_ui *ui)
{
	struct ch_ui_out *o = ui->out;
	int rc, code;

	if (!o)
		return 0;
	rc = ch_ui_end(ui);
	code = ch_out_flush(ui, true);
	if (!rc)
		rc = code;
	ch_pager_wait(ui);
	/* Some file systems report a full disk only here. */
	if (!rc && !o->failed && close(STDOUT_FILENO) && errno != EBADF)
		rc = ch_out_failed(ui);
	ch_words_free(&o->words);
	free(o->columns_file);
	ch_buf_free(&o->pending);
	ch_buf_free(&o->cell);
	free(o);
	ui->out = NULL;
	return rc;
}

int ch_ui_end(struct ch_ui *ui)
{
	int rc = ch_sheet_end(ui);

	ui->out->type = NULL;
	return rc ? rc : ch_out_flush(ui, false);
}

void ch_ui_columns(struct ch_ui *ui, const char *columns)
{
	ui->out->columns = columns;
}

int ch_ui_fields(struct ch_ui *ui, const struct ch_type *type,
		 const char *list)
{
	const char *rest = list;
	struct ch_slice name, heading;
	struct ch_buf known = CH_BUF_INIT;
	int n = 0;

	while (ch_out_next(&rest, ',', &name, &heading)) {
		n++;
		if (ch_field_find(type, name.s, name.n) >= 0 &&
		    n <= CH_FIELDS_MAX)
			continue;
		for (int c = 0; c < type->n; c++)
			ch_buf_addf(&known, " %s", type->field[c].name);
		ch_ui_usage(ui, "--fields: %s has:%s", type->name,
			    known.s ? known.s : "");
		ch_buf_free(&known);
		return CH_EUSAGE;
	}
	if (!n)
		return ch_ui_usage(ui, "--fields names no field");
	ui->out->fields = list;
	ui->out->type = NULL;
	return 0;
}

/* Which columns of this type are printed: those of --fields, or all that are
 * spelled by themselves. */
static void pick(struct ch_ui_out *o, const struct ch_type *type)
{
	const char *rest = o->fields;
	struct ch_slice name, heading;

	o->type = type;
	o->picks = 0;
	while (rest && o->picks < CH_FIELDS_MAX &&
	       ch_out_next(&rest, ',', &name, &heading)) {
		int c = ch_field_find(type, name.s, name.n);

		if (c >= 0)
			o->pick[o->picks++] = c;
	}
	for (int c = 0; !o->fields && c < type->n; c++)
		if (type->field[c].pair < 0 ||
		    type->field[c].as == CH_AS_ANYREF)
			o->pick[o->picks++] = c;
}

static void add_csv(struct ch_buf *out, const char *s, size_t n)
{
	/* Blanks at the ends are nobody's where there are no quotes. */
	bool quote = s && (!n || strchr(" \t", *s) ||
			   strchr(" \t", s[n - 1]));

	for (size_t i = 0; i < n && !quote; i++)
		quote = s[i] == ',' || s[i] == '"' || s[i] == '\n' ||
			s[i] == '\r';
	if (!quote) {
		ch_buf_add(out, s ? s : "", n);
		return;
	}
	ch_buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			ch_buf_addc(out, '"');
		ch_buf_addc(out, s[i]);
	}
	ch_buf_addc(out, '"');
}

void ch_out_csv(struct ch_ui *ui, const char *s, size_t n, bool first)
{
	struct ch_buf *out = &ui->out->pending, *cell = &ui->out->cell;

	if (!first)
		ch_buf_addc(out, ',');
	if (ui->raw || !n) {
		add_csv(out, s, n);
		return;
	}
	ch_buf_clear(cell);
	ch_text_cell(cell, s, n);
	out->failed |= cell->failed;
	add_csv(out, cell->s, cell->n);
}

static int print_csv(struct ch_ui *ui, const struct ch_row *row)
{
	struct ch_ui_out *o = ui->out;
	struct ch_buf value = CH_BUF_INIT;
	int rc;

	if (o->csv_type && strcmp(o->csv_type, row->type->name))
		return ch_fail(&ui->err, CH_EUSAGE, "CSV holds one record "
			       "type: %s and %s do not go together",
			       o->csv_type, row->type->name);
	if (!o->csv_type)
		for (int i = 0; i < o->picks; i++) {
			const char *name = row->type->field[o->pick[i]].name;

			ch_out_csv(ui, name, strlen(name), !i);
		}
	if (!o->csv_type)
		ch_buf_addc(&o->pending, '\n');
	o->csv_type = row->type->name;
	for (int i = 0; i < o->picks; i++) {
		ch_buf_clear(&value);
		ch_row_spell(&value, row, o->pick[i]);
		ch_out_csv(ui, ch_row_has(row, o->pick[i]) ?
			   value.s ? value.s : "" : NULL, value.n, !i);
	}
	ch_buf_addc(&o->pending, '\n');
	rc = ch_buf_ok(&value, &ui->err);
	ch_buf_free(&value);
	return rc;
}

static void print_picked_json(struct ch_ui_out *o, const struct ch_row *row)
{
	/* Whatever was picked: without these two nobody downstream knows what
	 * the line is. */
	ch_buf_addf(&o->pending, "{\"type\":\"%s\",\"v\":%d", row->type->name,
		    row->type->v);
	for (int i = 0; i < o->picks; i++) {
		if (!ch_row_has(row, o->pick[i]))
			continue;
		ch_buf_addf(&o->pending, ",\"%s\":",
			    row->type->field[o->pick[i]].name);
		ch_json_value(&o->pending, row, o->pick[i]);
	}
	ch_buf_adds(&o->pending, "}\n");
}

int ch_ui_row(struct ch_ui *ui, const struct ch_row *row)
{
	struct ch_ui_out *o = ui->out;
	int rc = 0;

	if (ui->quiet)
		return 0;
	if (ui->format == CH_FORMAT_TABLE)
		return ch_table_row(ui, row);
	if (o->type != row->type)
		pick(o, row->type);
	if (ui->format == CH_FORMAT_CSV)
		rc = print_csv(ui, row);
	else if (o->fields)
		print_picked_json(o, row);
	else
		ch_json_write(&o->pending, row, false);
	return rc ? rc : ch_out_flush(ui, false);
}

int ch_ui_found(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct ch_ui *ui = ctx;

	(void)err;
	ui->missed = false;
	return ch_ui_row(ui, row);
}
