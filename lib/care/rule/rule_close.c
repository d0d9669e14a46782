/* rule_close.c - an occurrence is over: what waits because of it is cleared. */
#include "care/ladder/ladder.h"
#include "care/rule/rule_in.h"
#include "step/ending.h"

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
	const struct ch_ending end = { r->store, r->now, over->why, false, did,
				       ctx };
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
		rc = ch_end_record(&end, made_type, made, err);
	if (!rc && made && made_type && !strcmp(made_type->name, "alert"))
		rc = tell(r, made, over->why, did, ctx, err);
	r->count.settled += !rc;
	return rc;
}
