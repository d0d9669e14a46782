/* map_generic.c - the map that a record type has without a file: its fields. */
#include "feed/map_in.h"

/* A column of the field's own name that need not be there. */
static void add_line(struct ch_buf *b, const struct ch_type *t, int col)
{
	const struct ch_field *f = &t->field[col];

	if (col == t->source || col == t->said || col == t->recorded ||
	    col == t->batch || col == t->rev)
		return;
	if (f->pair >= 0 && f->as != CH_AS_ANYREF)
		return;
	ch_buf_addf(b, "  %s %s?", f->name, f->name);
	if (f->as == CH_AS_REF)
		ch_buf_addf(b, " hexref %s", f->target);
	else if (f->as == CH_AS_ANYREF)
		ch_buf_adds(b, " anyref");
	ch_buf_addc(b, '\n');
}

int ch_map_generic(struct ch_map **out, const struct ch_type *type,
		   struct ch_err *err)
{
	struct ch_buf b CH_AUTO(ch_buf_free) = CH_BUF_INIT;
	int code;

	ch_buf_addf(&b, "map csv %s\nabsent keep\nrecord %s\n", type->name,
		    type->name);
	for (int i = 0; i < type->n; i++)
		add_line(&b, type, i);
	code = ch_buf_ok(&b, err);
	if (!code)
		code = ch_map_read(out, type->name, b.s, b.n, err);
	if (!code)
		(*out)->generic = true;
	return code;
}
