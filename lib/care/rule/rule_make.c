/* rule_make.c - what a rule makes is written: a record, a plan, a message. */
#include "base/moment.h"
#include "step/make.h"
#include "care/plan/plan.h"
#include "care/rule/rule_make.h"
#include "care/talk/reach.h"

static int make_record(struct ch_ruling *r, struct ch_row *row,
		       const char *cause, ch_step_did did, void *ctx,
		       struct ch_err *err)
{
	enum ch_did what;
	int64_t id = row->v[0].i;
	int rc = ch_make(r->store, row, cause, &what, err);

	return rc ? rc : did(ctx, row->type, id, what, err);
}

/* From a template, once about the record. */
static int make_plan(struct ch_ruling *r, const struct ch_match *m,
		     const struct ch_row *row, int64_t *made, ch_step_did did,
		     void *ctx, struct ch_err *err)
{
	struct ch_slice name = ch_row_get_text(row, "template");
	struct ch_plan_applied applied = { 0 };
	struct ch_template template;
	struct ch_plan_new plan = {
		.template = &template, .person = m->person,
		.about_type = m->about_type, .about = m->about,
	};
	char word[64];
	struct ch_book book;
	int rc;

	snprintf(word, sizeof(word), "%.*s", (int)name.n, name.s);
	rc = ch_shelf_find(r->shelf, "plans", word, ".json", &book, err);
	if (!rc)
		rc = ch_template_load(&template, book.path, r->shelf, NULL,
				      NULL, err);
	if (rc)
		return rc == CH_ENOENT ? CH_EDATA : rc;
	rc = ch_plan_apply(r->store, &plan, r->now, did, ctx, &applied, err);
	ch_template_free(&template);
	*made = applied.id;
	return rc;
}

/* The words for their language and channel. Without an address it is kept as
 * one that cannot go out; who wants no messages gets none. */
static int say(struct ch_ruling *r, const struct ch_reach *reach,
	       struct ch_row *row, struct ch_buf *body, struct ch_err *err)
{
	struct ch_slice text = ch_row_get_text(row, "text_name");
	struct ch_wording w = { .text = NULL };
	char name[64];
	int rc = r->dates ? 0 : ch_dates_read(&r->dates, r->shelf, err);

	snprintf(name, sizeof(name), "%.*s", (int)text.n, text.s);
	if (!rc)
		rc = ch_wording_read(&w, r->shelf, name, reach->language,
				     r->dates, err);
	if (!rc) {
		const struct ch_wording_fields fields = {
			.name = { reach->name, strlen(reach->name) },
		};

		ch_wording_fill(&w, reach->channel < CH_CHANNELS ?
				reach->channel : CH_LETTER, &fields, body);
		rc = ch_buf_ok(body, err);
	}
	if (!rc)
		ch_row_text(row, ch_field(row->type, "body"),
			    body->s ? body->s : "", body->n);
	ch_wording_free(&w);
	return rc == CH_ENOENT ? CH_EDATA : rc;
}

static int make_notice(struct ch_ruling *r, const struct ch_match *m,
		       struct ch_row *row, const char *cause, int64_t *made,
		       ch_step_did did, void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf body = CH_BUF_INIT;
	const struct ch_reach *reach;
	int rc = r->reacher ? 0 : ch_reacher_new(&r->reacher, r->store,
						  r->now, err);

	if (!rc)
		rc = ch_reach_read(r->reacher, m->person, &reach, err);
	if (!rc && reach->unwanted) {
		*made = 0;
		return 0;
	}
	if (!rc)
		rc = say(r, reach, row, &body, err);
	if (rc)
		return rc;
	ch_row_put_text(row, "kind", r->rule->k.name);
	ch_make_ref(row, "recipient", ch_type_find("patient"), m->person);
	ch_row_put_text(row, "language", reach->language);
	ch_reach_address(row, reach);
	return make_record(r, row, cause, did, ctx, err);
}

int ch_rule_make(struct ch_ruling *r, const struct ch_match *m,
		 const char *cause, int64_t *made, ch_step_did did, void *ctx,
		 struct ch_err *err)
{
	struct ch_row row;
	int rc = ch_ruling_row(r, &row, m, err);

	if (rc)
		return rc;
	*made = row.v[0].i;
	if (!strcmp(row.type->name, "plan"))
		return make_plan(r, m, &row, made, did, ctx, err);
	if (!strcmp(row.type->name, "notice"))
		return make_notice(r, m, &row, cause, made, did, ctx, err);
	return make_record(r, &row, cause, did, ctx, err);
}
