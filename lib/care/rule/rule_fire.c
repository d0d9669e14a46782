/* rule_fire.c - an occurrence is noted, with what it led to, or seen again. */
#include "step/make.h"
#include "care/rule/rule_in.h"
#include "care/rule/rule_make.h"

static int note(struct ch_ruling *r, const struct ch_match *m,
		const struct ch_type *made_type, int64_t made,
		struct ch_err *err)
{
	struct ch_row row;
	enum ch_did did;

	ch_row_start(&row, ch_type_find("occurrence"));
	ch_row_int(&row, 0, m->id);
	ch_row_put_int(&row, "patient", m->patient);
	ch_row_put_text(&row, "rule", r->rule->k.name);
	ch_row_put_text(&row, "rule_version", r->rule->k.version);
	ch_row_put_text(&row, "rule_hash", r->rule->k.hash);
	ch_row_put_text(&row, "status", "open");
	ch_make_ref(&row, "about", m->about_type, m->about);
	if (m->item)
		ch_row_put_text(&row, "item", ch_ruling_text(r, m->item));
	if (m->why)
		ch_row_put_text(&row, "why", ch_ruling_text(r, m->why));
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
