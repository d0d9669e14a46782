/* rule_close.c - an occurrence is over: what waits because of it is cleared. */
#include "care/ladder/ladder.h"
#include "care/rule/rule_in.h"

/* What becomes of what was made, as long as it says so: work that somebody has
 * begun is theirs to end; a need is over when the person says so. */
static const struct ending {
	const char *type, *field, *while_it_is, *becomes, *stamps;
} endings[] = {
	{ "alert", "status", "new notified acknowledged", "resolved",
	  "resolved" },
	{ "task", "status", "draft requested received accepted ready on-hold",
	  "cancelled", NULL },
	{ "referral", "stage", "created consent-ok", "cancelled", NULL },
	{ "need", "status", "identified confirmed addressed", "resolved",
	  "ended" },
	{ "notice", "status", "scheduled pending", "cleared", NULL },
	{ NULL, NULL, NULL, NULL, NULL },
};

static int end_made(struct ch_ruling *r, const struct ch_type *type,
		    int64_t id, const char *why, ch_step_did did, void *ctx,
		    struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .reason = why };
	const struct ending *e = endings;
	struct ch_row was, row;
	enum ch_did what;
	int rc;

	while (e->type && strcmp(e->type, type->name))
		e++;
	rc = e->type ? ch_store_get(r->store, type, id, &was, err) : CH_END;
	if (rc || !ch_key_has(e->while_it_is, ch_row_get_text(&was, e->field)))
		return rc == CH_END ? 0 : rc;
	ch_row_start(&row, type);
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, e->field, e->becomes);
	if (!strcmp(e->field, "stage"))
		ch_row_put_text(&row, "status", "revoked");
	if (ch_field(type, "reason") >= 0)
		ch_row_put_text(&row, "reason", why);
	if (e->stamps)
		ch_row_put_int(&row, e->stamps, r->now);
	rc = ch_put(r->store, &row, &how, &what, err);
	return rc ? rc : did(ctx, type, id, what, err);
}

/* Notices of an alert that were not sent are cleared; for some reasons whoever
 * was told hears that it is over. */
static int tell(struct ch_ruling *r, int64_t alert, const char *why,
		ch_step_did did, void *ctx, struct ch_err *err)
{
	const struct ch_slice reason = { why, strlen(why) };
	const struct ch_telling t = {
		.store = r->store, .alert = alert, .now = r->now,
		.occurrence = why, .did = did, .ctx = ctx,
		.kind = r->rule->tell && ch_key_has(r->rule->tell, reason) ?
			"alert-settled" : NULL,
	};

	return ch_ladder_settle(&t, err);
}

int ch_ruling_close(struct ch_ruling *r, const struct ch_settled *over,
		    ch_step_did did, void *ctx, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .reason = over->why };
	const struct ch_type *type = ch_type_find("occurrence"), *made_type;
	struct ch_row was, row;
	enum ch_did what;
	int64_t made;
	int rc = ch_store_get(r->store, type, over->id, &was, err);

	if (rc)
		return rc == CH_END ? 0 : rc;
	made = ch_row_get_int(&was, "made");
	made_type = ch_type_find_n(ch_row_get_text(&was, "made_type").s,
				   ch_row_get_text(&was, "made_type").n);
	ch_row_start(&row, type);
	ch_row_int(&row, 0, over->id);
	ch_row_put_text(&row, "status", "settled");
	ch_row_put_text(&row, "reason", over->why);
	ch_row_put_int(&row, "settled", r->now);
	rc = ch_put(r->store, &row, &how, &what, err);
	if (!rc && made && made_type)
		rc = end_made(r, made_type, made, over->why, did, ctx, err);
	if (!rc && made && made_type && !strcmp(made_type->name, "alert"))
		rc = tell(r, made, over->why, did, ctx, err);
	r->count.settled += !rc;
	return rc;
}
