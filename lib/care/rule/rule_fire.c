/* rule_fire.c - what a rule makes of an occurrence, and the occurrence. */
#include "care/make.h"
#include "care/rule/rule_in.h"
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
		ch_row_int(row, row->type->at, r->now);
	return rc;
}

static int note(struct ch_ruling *r, const struct ch_match *m,
		const struct ch_type *made_type, int64_t made,
		struct ch_err *err)
{
	struct ch_row row;
	enum ch_did did;

	ch_row_start(&row, ch_type_find("occurrence"));
	ch_row_int(&row, 0, m->id);
	ch_row_put_int(&row, "patient", m->patient);
	put_if(&row, "rule", r->rule->k.name);
	put_if(&row, "rule_version", r->rule->k.version);
	put_if(&row, "rule_hash", r->rule->k.hash);
	ch_row_put_text(&row, "status", "open");
	ch_make_ref(&row, "about", m->about_type, m->about);
	put_if(&row, "item", ch_ruling_text(r, m->item));
	put_if(&row, "why", ch_ruling_text(r, m->why));
	ch_row_put_int(&row, "at", m->at);
	ch_row_put_int(&row, "seen", m->seen);
	ch_row_put_int(&row, "times", m->times);
	if (made)
		ch_make_ref(&row, "made", made_type, made);
	if (m->compared)
		ch_row_put_int(&row, "compared", 1);
	return ch_make(r->store, &row, NULL, &did, err);
}

int ch_ruling_fire(struct ch_ruling *r, const struct ch_match *m,
		   ch_step_did did, void *ctx, struct ch_err *err)
{
	char cause[160];
	int64_t made = 0;
	int rc = 0;

	snprintf(cause, sizeof(cause), "rule/%s", r->rule->k.name);
	if (!m->compared)
		rc = ch_rule_make(r, m, cause, &made, did, ctx, err);
	if (rc == CH_EDATA) {
		r->count.refused++;
		return 0;
	}
	if (!rc)
		rc = note(r, m, r->rule->makes, made, err);
	r->count.compared += !rc && m->compared;
	r->count.fired += !rc && !m->compared;
	return rc;
}

int ch_ruling_again(struct ch_ruling *r, const struct ch_match *m,
		    struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub" };
	const struct ch_type *type = ch_type_find("occurrence");
	struct ch_row was, row;
	enum ch_did did;
	int rc = ch_store_get(r->store, type, m->id, &was, err);

	if (rc)
		return rc == CH_END ? 0 : rc;
	ch_row_start(&row, type);
	ch_row_int(&row, 0, m->id);
	ch_row_put_int(&row, "times", ch_row_get_int(&was, "times") +
		       m->times);
	ch_row_put_int(&row, "seen", m->seen);
	rc = ch_put(r->store, &row, &how, &did, err);
	r->count.again += !rc;
	return rc;
}
