/* ui_cells.c - results whose columns are no record type's. */
#include "ui/out.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/text.h"
#include "record/json.h"

#include <math.h>

enum { CELLS_MAX = 256 };

struct ch_cell ch_cell_slice(const char *name, struct ch_slice s)
{
	struct ch_cell cell = { .name = name, .as = CH_AS_TEXT };

	if (s.n)
		cell.v = (struct ch_value){ .s = s.s, .n = (uint32_t)s.n,
					    .kind = CH_TEXT };
	return cell;
}

struct ch_cell ch_cell_text(const char *name, const char *s)
{
	return ch_cell_slice(name, (struct ch_slice){ s, s ? strlen(s) : 0 });
}

struct ch_cell ch_cell_buf(const char *name, const struct ch_buf *b)
{
	return ch_cell_slice(name, (struct ch_slice){ b->s, b->n });
}

struct ch_cell ch_cell_int(const char *name, int64_t i)
{
	return (struct ch_cell){ name, CH_AS_INTEGER,
				 { .i = i, .kind = CH_INT } };
}

struct ch_cell ch_cell_real(const char *name, double d)
{
	return (struct ch_cell){ name, CH_AS_REAL, { .r = d, .kind =
				 isfinite(d) ? CH_REAL : CH_NULL } };
}

struct ch_cell ch_cell_if(bool there, struct ch_cell cell)
{
	if (!there)
		cell.v.kind = CH_NULL;
	return cell;
}

struct ch_cell ch_cell_given(const char *name, enum ch_as as, int64_t i)
{
	return (struct ch_cell){ name, as, { .i = i, .kind = i ? CH_INT :
					     CH_NULL } };
}

/* The value in JSON's words, without quotes. */
static void spell(struct ch_buf *out, const struct ch_cell *cell)
{
	const struct ch_value *v = &cell->v;
	char s[CH_MOMENT_MAX + CH_REAL_MAX];

	if (v->kind == CH_TEXT) {
		ch_buf_add(out, v->s, v->n);
	} else if (v->kind == CH_REAL) {
		ch_text_print_real(v->r, s);
		ch_buf_adds(out, s);
	} else if (v->kind == CH_INT) {
		switch (cell->as) {
		case CH_AS_ID:
		case CH_AS_REF:
		case CH_AS_ANYREF:
			ch_id_print(v->i, s);
			ch_buf_adds(out, s);
			break;
		case CH_AS_MOMENT:
			ch_moment_print(v->i, s);
			ch_buf_adds(out, s);
			break;
		case CH_AS_FLAG:
			ch_buf_adds(out, v->i ? "true" : "false");
			break;
		default:
			ch_buf_addf(out, "%lld", (long long)v->i);
		}
	}
}

static bool is_bare(const struct ch_cell *cell)
{
	switch (cell->v.kind) {
	case CH_REAL:
		return true;
	case CH_INT:
		return cell->as == CH_AS_INTEGER || cell->as == CH_AS_FLAG ||
			cell->as == CH_AS_REAL;
	default:
		return cell->as == CH_AS_JSONTEXT;
	}
}

static void print_json(struct ch_buf *out, const char *type,
		       const struct ch_cell *cell, int n)
{
	struct ch_buf value = CH_BUF_INIT;
	char before = '{';

	if (type && *type) {
		ch_buf_adds(out, "{\"type\":");
		ch_json_string(out, type, strlen(type));
		before = ',';
	}
	for (int i = 0; i < n; i++) {
		/* Infinities have no spelling. */
		if (cell[i].v.kind == CH_NULL ||
		    (cell[i].v.kind == CH_REAL && !isfinite(cell[i].v.r)))
			continue;
		ch_buf_addc(out, before);
		before = ',';
		ch_json_string(out, cell[i].name, strlen(cell[i].name));
		ch_buf_addc(out, ':');
		ch_buf_clear(&value);
		spell(&value, &cell[i]);
		if (is_bare(&cell[i]))
			ch_buf_add(out, value.s ? value.s : "", value.n);
		else
			ch_json_string(out, value.s ? value.s : "", value.n);
	}
	ch_buf_adds(out, before == '{' ? "{}\n" : "}\n");
	out->failed |= value.failed;
	ch_buf_free(&value);
}

static int print_csv(struct ch_ui *ui, const char *type,
		     const struct ch_cell *cell, int n)
{
	struct ch_ui_out *o = ui->out;
	struct ch_buf value = CH_BUF_INIT;

	if (o->csv_type && strcmp(o->csv_type, type ? type : ""))
		return ch_fail(&ui->err, CH_EUSAGE,
			       "CSV holds one kind of record");
	for (int i = 0; !o->csv_type && i < n; i++)
		ch_out_csv(ui, cell[i].name, strlen(cell[i].name),
			   !i);
	if (!o->csv_type)
		ch_buf_addc(&o->pending, '\n');
	o->csv_type = type ? type : "";
	for (int i = 0; i < n; i++) {
		ch_buf_clear(&value);
		spell(&value, &cell[i]);
		ch_out_csv(ui, cell[i].v.kind == CH_NULL ? NULL :
			   value.s ? value.s : "", value.n, !i);
	}
	ch_buf_addc(&o->pending, '\n');
	o->pending.failed |= value.failed;
	ch_buf_free(&value);
	return 0;
}

/* Columns are the same as long as their number and names are. */
static unsigned int sum_of(const struct ch_cell *cell, int n)
{
	unsigned int sum = (unsigned int)n;

	for (int i = 0; i < n; i++)
		for (const char *s = cell[i].name; *s; s++)
			sum = sum * 31 + (unsigned char)*s;
	return sum;
}

static int begin_table(struct ch_ui *ui, const struct ch_cell *cell, int n)
{
	struct ch_column column[CELLS_MAX];
	int rc = ch_sheet_end(ui);

	for (int i = 0; i < n; i++) {
		enum ch_as as = cell[i].as;

		column[i] = (struct ch_column){
			.heading = { cell[i].name, strlen(cell[i].name) },
			.right = as == CH_AS_INTEGER || as == CH_AS_REAL ||
				as == CH_AS_DECIMALTEXT,
			.rigid = as == CH_AS_ID,
		};
	}
	if (!rc)
		rc = ch_sheet_begin(ui, column, n, false);
	ui->out->cells_sum = sum_of(cell, n);
	return rc;
}

/* Whether codes/columns.tsv wants its hour, too: "at:From@". */
static bool has_hours(struct ch_ui *ui, const char *type,
		      const struct ch_cell *cell)
{
	const char *rest = type && cell->as == CH_AS_MOMENT && cell->v.kind ==
		CH_INT ? ch_table_columns(ui, type) : NULL;
	struct ch_slice name, heading;

	while (rest && ch_out_next(&rest, ' ', &name, &heading))
		if (ch_slice_is(name, cell->name))
			return heading.n && heading.s[heading.n - 1] == '@';
	return false;
}

static int print_table(struct ch_ui *ui, const char *type,
		       const struct ch_cell *cell, int n)
{
	int rc = 0;

	if (!ui->out->sheet || ui->out->cells_sum != sum_of(cell, n))
		rc = begin_table(ui, cell, n);
	for (int i = 0; i < n && !rc; i++) {
		if (has_hours(ui, type, &cell[i]))
			ch_words_day(ui, ch_sheet_cell(ui), cell[i].v.i, true);
		else
			ch_table_show(ui, ch_sheet_cell(ui), type ? type : "",
				      cell[i].name, cell[i].as, &cell[i].v);
		rc = ch_sheet_next(ui);
	}
	return rc;
}

int ch_ui_cells(struct ch_ui *ui, const char *type, const struct ch_cell *cell,
		int n)
{
	int rc = 0;

	if (ui->quiet || n <= 0)
		return 0;
	if (n > CELLS_MAX)
		return ch_ui_usage(ui, "more than %d columns", CELLS_MAX);
	if (ui->format == CH_FORMAT_TABLE)
		rc = print_table(ui, type, cell, n);
	else if (ui->format == CH_FORMAT_CSV)
		rc = print_csv(ui, type, cell, n);
	else
		print_json(&ui->out->pending, type, cell, n);
	return rc ? rc : ch_out_flush(ui, false);
}
