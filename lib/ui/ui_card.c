/* ui_card.c - one record on a card: a field a line, with labels. */
#include "base/id.h"
#include "base/text.h"
#include "ui/out.h"
#include "ui/page.h"

enum { LABEL = 9 };

void ch_page_label(struct ch_buf *out, const char *label)
{
	ch_buf_addf(out, "  %-*s  ", LABEL, label);
}

/* A REF's target is known; an ANYREF's type is its neighbour's word. */
static void add_ref(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *row, int c)
{
	const struct ch_field *f = &row->type->field[c];
	char type[32] = "", hex[CH_ID_HEX];

	if (f->target)
		snprintf(type, sizeof(type), "%s", f->target);
	else if (ch_row_has(row, f->pair))
		snprintf(type, sizeof(type), "%.*s", (int)row->v[f->pair].n,
			 row->v[f->pair].s);
	ch_page_name(ui, out, type, row->v[c].i);
	if (f->target)
		return;
	ch_id_print(row->v[c].i, hex);
	ch_buf_addf(out, " (%s/%s)", type, hex);
}

static void add_value(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *row, int c)
{
	enum ch_as as = row->type->field[c].as;
	char hex[CH_ID_HEX];

	if (as == CH_AS_REF || as == CH_AS_ANYREF) {
		add_ref(ui, out, row, c);
	} else if (as == CH_AS_MOMENT) {
		ch_page_moment(out, row->v[c].i);
	} else if (as == CH_AS_ID) {
		ch_id_print(row->v[c].i, hex);
		ch_buf_adds(out, hex);
	} else {
		ch_table_show(ui, out, row->type->name,
			     row->type->field[c].name, as, &row->v[c]);
	}
}

/* "Asked by" of "Asked_by". */
static void add_line(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *row, int c, struct ch_slice heading)
{
	char label[40];

	if (!ch_row_has(row, c) ||
	    (row->v[c].kind == CH_TEXT && !row->v[c].n))
		return;
	snprintf(label, sizeof(label), "%.*s", (int)heading.n, heading.s);
	for (char *s = label; (s = strchr(s, '_')); *s = ' ')
		;
	if (*label >= 'a' && *label <= 'z')
		*label -= 'a' - 'A';
	ch_page_label(out, label);
	add_value(ui, out, row, c);
	ch_buf_addc(out, '\n');
}

static void add_title(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *row)
{
	struct ch_buf title = CH_BUF_INIT;
	int c = ch_field(row->type, "title");

	if (c < 0)
		c = ch_field(row->type, "name");
	if (ch_row_has(row, c))
		ch_text_visible(&title, row->v[c].s, row->v[c].n);
	else
		ch_buf_addf(&title, "%c%s", row->type->name[0] - 'a' + 'A',
			    row->type->name + 1);
	ch_page_bold(ui, out, title.s ? title.s : "");
	ch_buf_addc(out, '\n');
	ch_buf_free(&title);
}

void ch_page_card(struct ch_ui *ui, struct ch_buf *out,
		  const struct ch_row *row,
		  void (*more)(struct ch_ui *ui, struct ch_buf *out,
			       const struct ch_row *row, const char *field))
{
	const struct ch_type *t = row->type;
	struct ch_slice name, heading;
	const char *rest;
	char key[64];

	snprintf(key, sizeof(key), "%s/show", t->name);
	rest = ch_table_columns(ui, key);
	add_title(ui, out, row);
	while (rest && ch_out_next(&rest, ' ', &name, &heading)) {
		int c = ch_field_find(t, name.s, name.n);

		if (c < 0)
			continue;
		add_line(ui, out, row, c, heading);
		if (more)
			more(ui, out, row, t->field[c].name);
	}
	for (int i = 1; !rest && i <= t->n; i++) {
		int c = i % t->n;	/* the id, column 0, comes last */
		const struct ch_field *f = &t->field[c];

		if (!ch_table_is_bookkeeping(t, c) &&
		    (f->pair < 0 || f->as == CH_AS_ANYREF))
			add_line(ui, out, row, c, (struct ch_slice){
				 f->name, strlen(f->name) });
	}
}
