/* rule_row.c - the row of what a rule makes: as the file and the query say. */
#include "step/make.h"
#include "care/rule/rule_make.h"

/* How each type begins, and what else is the rule's to say of it. */
static const struct start {
	const char *type, *field, *word, *field2, *word2;
} starts[] = {
	{ "alert", "status", "new", NULL, NULL },
	{ "task", "status", "requested", "priority", "routine" },
	{ "referral", "status", "active", "stage", "created" },
	{ "need", "status", "identified", NULL, NULL },
	{ NULL, NULL, NULL, NULL, NULL },
};

static void put_if(struct ch_row *row, const char *field, const char *text)
{
	if (text && ch_field(row->type, field) >= 0)
		ch_row_put_text(row, field, text);
}

static void start(struct ch_row *row)
{
	const struct start *s = starts;

	while (s->type && strcmp(s->type, row->type->name))
		s++;
	if (s->field)
		ch_row_put_text(row, s->field, s->word);
	if (s->field2)
		ch_row_put_text(row, s->field2, s->word2);
}

static void give(struct ch_row *row, const char *to)
{
	if (to)
		ch_row_put_text(row, !strncmp(to, "team:", 5) ? "team" : "role",
				to + 5);
}

/* What every record that a rule makes says of the rule. */
static void sign(const struct ch_ruling *r, struct ch_row *row,
		 const struct ch_match *m)
{
	put_if(row, "rule", r->rule->k.name);
	put_if(row, "rule_version", r->rule->k.version);
	put_if(row, "rule_hash", r->rule->k.hash);
	put_if(row, "ladder", r->rule->ladder);
	put_if(row, "why", ch_ruling_text(r, m->why));
	if (!strcmp(row->type->name, "task"))
		put_if(row, "detail", ch_ruling_text(r, m->why));
	put_if(row, "title", r->rule->k.title);
}

static void put_fields(const struct ch_ruling *r, struct ch_row *row,
		       const struct ch_match *m)
{
	for (size_t i = 0; i < m->fields; i++) {
		const struct ch_match_field *f = &r->field[m->field + i];

		if (f->kind == CH_INT)
			ch_row_int(row, f->column, f->i);
		else if (f->kind == CH_REAL)
			ch_row_real(row, f->column, f->r);
		else
			ch_row_text(row, f->column, r->text.s + f->text, f->n);
	}
}

int ch_ruling_row(const struct ch_ruling *r, struct ch_row *row,
		  const struct ch_match *m, struct ch_err *err)
{
	int rc;

	ch_row_start(row, r->rule->makes);
	ch_row_int(row, 0, ch_ruling_id(r, row->type, m,
					ch_ruling_text(r, m->item), m->nth));
	start(row);
	sign(r, row, m);
	give(row, r->rule->to);
	rc = ch_rule_fill(r->rule, row, err);
	put_fields(r, row, m);
	ch_row_put_int(row, "patient", m->patient);
	if (ch_field(row->type, "about") >= 0)
		ch_make_ref(row, "about", m->about_type, m->about);
	if (row->type->at >= 0 && !ch_row_has(row, row->type->at))
		ch_row_int(row, row->type->at, strcmp(row->type->name, "need") ?
			   r->now : m->at);
	return rc;
}
