/* csv_blame.c - a refused row names the column that its fault is in. */
#include "feed/csv_heading.h"

/* The column that a choice takes from the row: the first that has something, or
 * of what is missing the first that has not. */
static const struct map_column *of_choice(const struct map_run *run,
					  const struct map_choice *c,
					  bool empty)
{
	const struct map_column *first = NULL;

	for (int i = 0; i < c->nsource; i++) {
		const struct map_source *s = &c->source[i];
		const struct map_column *col;

		if (s->kind != MAP_PATH)
			continue;
		col = &run->m->column[s->path.column];
		if (col->at < 0)
			continue;
		if (!run->cell[col->at].n == empty)
			return col;
		if (!first)
			first = col;
	}
	return empty ? first : NULL;
}

static const struct map_column *blamed(struct map_run *run,
				       const struct ch_err *err)
{
	struct map_record *r = run->at;
	bool empty = err->reason && !strcmp(err->reason, "missing");

	for (int i = 0; r && i < r->nfield; i++) {
		const struct map_field *f = &r->field[i];

		if (strcmp(f->field->name, err->field))
			continue;
		for (int k = 0; k < f->value.n; k++) {
			const struct map_choice *c = &f->value.choice[k];
			const struct map_column *col = NULL;

			if (!c->when.n || ch_map_true(run, r, &c->when))
				col = of_choice(run, c, empty);
			if (col)
				return col;
		}
	}
	return NULL;
}

void ch_csv_blame(struct map_run *run, struct ch_err *err)
{
	size_t n = strlen(err->field);
	const struct map_column *col = n ? blamed(run, err) : NULL;
	char was[sizeof(err->msg)];

	if (!col)
		return;
	err->column = col->at + 1;
	if (ch_slice_is(col->name, err->field) ||
	    strncmp(err->msg, err->field, n))
		return;
	snprintf(was, sizeof(was), "%s", err->msg + n);
	snprintf(err->msg, sizeof(err->msg), "%.*s (%s)%.200s",
		 col->name.n < 48 ? (int)col->name.n : 48, col->name.s,
		 err->field, was);
}
