/* ui_rows.c - records as tables: names before ids, words before codes. */
#include "ui/out.h"
#include "base/file.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/text.h"

enum { SHORT_ID = 8, COLUMNS_FILE_MAX = 1 << 20 };

static bool is_number(enum ch_as as)
{
	return as == CH_AS_INTEGER || as == CH_AS_REAL ||
		as == CH_AS_DECIMALTEXT;
}

static void show_id(struct ch_buf *out, int64_t id)
{
	char hex[CH_ID_HEX];

	ch_id_print(id, hex);
	ch_buf_add(out, hex, SHORT_ID);
}

static void show_text(struct ch_ui *ui, struct ch_buf *out, const char *type,
		      const char *field, struct ch_slice text)
{
	struct ch_slice word = ch_ui_word(ui, type, field, text);

	ch_text_visible(out, word.s, word.n);
}

void ch_table_show(struct ch_ui *ui, struct ch_buf *out, const char *type,
		  const char *field, enum ch_as as, const struct ch_value *v)
{
	char real[CH_REAL_MAX];

	switch ((enum ch_kind)v->kind) {
	case CH_NULL:
		return;
	case CH_TEXT:
		if (as == CH_AS_JSONTEXT && ch_table_changes(out,
				(struct ch_slice){ v->s, v->n }))
			return;
		show_text(ui, out, type, field,
			  (struct ch_slice){ v->s, v->n });
		return;
	case CH_REAL:
		ch_text_print_shown(v->r, real);
		ch_buf_adds(out, real);
		return;
	case CH_INT:
		break;
	}
	if (as == CH_AS_ID || as == CH_AS_REF || as == CH_AS_ANYREF)
		show_id(out, v->i);
	else if (as == CH_AS_MOMENT)
		ch_words_day(ui, out, v->i, false);
	else if (as == CH_AS_FLAG)
		ch_buf_adds(out, v->i ? "yes" : "no");
	else
		ch_buf_addf(out, "%lld", (long long)v->i);
}

/* A reference is shown as the name of what it points at, if it has one. */
static void show(struct ch_ui *ui, struct ch_buf *out,
		 const struct ch_row *row, int c, bool hours)
{
	const struct ch_field *f = &row->type->field[c];
	const char *target = f->target;
	char type[64] = "";

	if (!ch_row_has(row, c))
		return;
	if (hours) {
		ch_words_day(ui, out, row->v[c].i, true);
		return;
	}
	if (f->as == CH_AS_ANYREF && ch_row_has(row, f->pair)) {
		const struct ch_value *v = &row->v[f->pair];

		snprintf(type, sizeof(type), "%.*s", (int)v->n, v->s);
		target = type;
	}
	if ((f->as == CH_AS_REF || f->as == CH_AS_ANYREF) && target) {
		struct ch_buf name = CH_BUF_INIT;
		bool named = ui->name_of &&
			ui->name_of(ui->name_ctx, &name, target, row->v[c].i);

		if (named && name.n)
			ch_text_visible(out, name.s, name.n);
		named = named && name.n;
		ch_buf_free(&name);
		if (named)
			return;
		if (*type)
			ch_buf_addf(out, "%s ", type);
	}
	ch_table_show(ui, out, row->type->name, f->name, f->as, &row->v[c]);
}

bool ch_table_is_bookkeeping(const struct ch_type *t, int c)
{
	return c == t->source || c == t->origin || c == t->told ||
		c == t->said || c == t->recorded || c == t->batch ||
		c == t->rev;
}

/* Appends a column to the list of those that the table has. */
static void add(struct ch_ui_out *o, struct ch_column *column,
		const struct ch_type *type, int c, struct ch_slice heading)
{
	const struct ch_field *f = &type->field[c];

	if (o->picks == CH_FIELDS_MAX)
		return;
	/* "When@" also has the hour. */
	if (heading.n && heading.s[heading.n - 1] == '@') {
		heading.n--;
		o->hours |= UINT64_C(1) << o->picks;
	}
	column[o->picks] = (struct ch_column){
		.heading = heading,
		.right = is_number(f->as),
		.rigid = f->as == CH_AS_ID,
	};
	o->pick[o->picks++] = c;
}

static void add_all(struct ch_ui *ui, struct ch_column *column,
		    const struct ch_type *type)
{
	for (int i = 1; i <= type->n; i++) {
		int c = i % type->n;	/* the id, column 0, comes last */
		const struct ch_field *f = &type->field[c];

		if ((f->pair >= 0 && f->as != CH_AS_ANYREF) ||
		    (!ui->verbose && ch_table_is_bookkeeping(type, c)))
			continue;
		add(ui->out, column, type, c,
		    (struct ch_slice){ f->name, strlen(f->name) });
	}
}

/* A table without its line is a table all the same: nothing is said when there
 * is no file. */
const char *ch_table_columns(struct ch_ui *ui, const char *key)
{
	struct ch_ui_out *o = ui->out;
	size_t n, len = strlen(key);
	struct ch_book book;

	if (!o->columns_file &&
	    (ch_shelf_find(&ui->shelf, "codes", "columns", ".tsv", &book,
			   NULL) ||
	     ch_file_slurp(book.path, COLUMNS_FILE_MAX, &o->columns_file, &n,
			   NULL)))
		return NULL;
	for (char *line = o->columns_file; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, key, len) && line[len] == '\t')
			return line + len + 1;
	}
	return NULL;
}

/* The heading that ch_ui_columns() has for a field. */
static struct ch_slice heading_of(const struct ch_ui_out *o,
				  struct ch_slice field)
{
	const char *rest = o->columns;
	struct ch_slice name, heading;

	while (rest && ch_out_next(&rest, ' ', &name, &heading))
		if (name.n == field.n && !memcmp(name.s, field.s, field.n))
			return heading;
	return field;
}

static int begin(struct ch_ui *ui, const struct ch_type *type)
{
	struct ch_ui_out *o = ui->out;
	struct ch_column column[CH_FIELDS_MAX];
	const char *rest = o->fields ? o->fields : o->columns ? o->columns :
		ui->verbose ? NULL : ch_table_columns(ui, type->name);
	struct ch_slice name, heading;
	bool again = o->sheet, all;
	int rc = ch_sheet_end(ui);

	if (rc)
		return rc;
	if (again)
		ch_buf_addc(&o->pending, '\n');
	o->type = type;
	o->picks = 0;
	o->hours = 0;
	while (rest && ch_out_next(&rest, o->fields ? ',' : ' ', &name,
				   &heading)) {
		int c = ch_field_find(type, name.s, name.n);

		if (c >= 0)
			add(o, column, type, c,
			    o->fields ? heading_of(o, name) : heading);
	}
	/* The columns named may be another type's. */
	all = !o->picks;
	if (all)
		add_all(ui, column, type);
	return ch_sheet_begin(ui, column, o->picks, all);
}

int ch_table_row(struct ch_ui *ui, const struct ch_row *row)
{
	struct ch_ui_out *o = ui->out;
	int rc = 0;

	if (!o->sheet || o->type != row->type)
		rc = begin(ui, row->type);
	for (int i = 0; !rc && i < o->picks; i++) {
		show(ui, ch_sheet_cell(ui), row, o->pick[i],
		     o->hours >> i & 1);
		rc = ch_sheet_next(ui);
	}
	return rc;
}
