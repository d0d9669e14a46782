/* answer.c - what answers to alerts set, and whom they tell. */
#include <math.h>

#include "care/ladder/ladder.h"
#include "know/read_back.h"

static double number(const struct ch_row *row, const char *field)
{
	int c = ch_field(row->type, field);

	return ch_row_has(row, c) ? row->v[c].r : NAN;
}

int ch_answer_read_back(struct ch_taking *t, struct ch_err *err)
{
	struct ch_slice about = ch_row_get_text(&t->was, "about_type");
	const char *said = t->how->read_back;
	bool done = ch_row_get_int(&t->was, "read_back") && !*t->becomes;
	struct ch_result r;
	struct ch_row row;
	int rc;

	if (!said)
		return done || !ch_row_has(&t->was, ch_field(t->was.type,
							     "needs")) ? 0 :
			ch_fail(err, CH_EDATA, "its value must be read back: "
				"--read-back - or --read-back ask");
	rc = about.s && ch_slice_is(about, "observation") ?
		ch_store_get(t->store, ch_type_find("observation"),
			     ch_row_get_int(&t->was, "about"), &row, err) :
		CH_END;
	if (rc && rc != CH_END)
		return rc;
	if (!rc)
		r = (struct ch_result){
			number(&row, "value"), number(&row, "value_std"),
			ch_row_get_text(&row, "compare"),
			ch_row_get_text(&row, "unit"),
			ch_row_get_text(&row, "unit_std"),
			ch_row_get_text(&row, "text"),
			ch_row_get_text(&row, "vcode"),
		};
	if (rc || !ch_result_says(&r))
		return ch_fail(err, CH_EDATA, "it is about no result that has "
			       "a value: nothing can be read back");
	if (!ch_read_back_is(&r, (struct ch_slice){ said, strlen(said) }))
		return ch_fail(err, CH_EDATA, "what was read back is not the "
			       "result");
	if (!done)
		ch_row_put_int(&t->row, "read_back", t->how->now);
	return 0;
}

/* It begins to climb anew: whoever gets it is the first who was told. */
int ch_answer_hand_over(struct ch_taking *t, struct ch_err *err)
{
	int owner = ch_field(t->row.type, "owner");
	int role = ch_field(t->row.type, "role");

	if (t->how->to.team)
		return ch_fail(err, CH_EUSAGE, "an alert goes to a login or to "
			       "role:NAME");
	if (!*t->becomes && ch_row_same(&t->row, &t->was, owner) &&
	    (!t->how->to.role || ch_row_same(&t->row, &t->was, role)))
		return 0;
	ch_row_put_int(&t->row, "step", 1);
	ch_row_put_int(&t->row, "climbed", t->how->now);
	if (!ch_row_get_int(&t->was, "notified"))
		ch_row_put_int(&t->row, "notified", t->how->now);
	return 0;
}

int ch_answer_tell(struct ch_taking *t, struct ch_err *err)
{
	static const char *const words[][2] = {
		{ "inform", "For your information: " },
		{ "help", "Your help is asked for: " },
		{ "hand-over", "Yours from now on: " },
	};
	const struct ch_step_to *to = &t->how->to;
	CH_AUTO(ch_ids_free) struct ch_ids staff = { 0 };
	char who[96], key[32], hex[CH_ID_HEX] = "";
	struct ch_telling tell = {
		.store = t->store, .alert = t->row.v[0].i, .now = t->how->now,
		.kind = "alert", .occurrence = t->step->word, .key = "",
		.did = t->did, .ctx = t->ctx,
	};
	struct ch_row alert;
	int rc = ch_store_get(t->store, t->row.type, tell.alert, &alert, err);

	if (rc)
		return rc;
	/* Handed over again, they are told again. */
	snprintf(key, sizeof(key), "%llx", (long long)ch_row_get_int(&alert,
								"climbed"));
	for (size_t i = 0; i < CH_COUNT(words); i++)
		if (!strcmp(words[i][0], tell.occurrence))
			tell.words = words[i][1];
	if (t->step->takes & CH_GIVES)
		tell.key = key;
	if (to->owner)
		ch_id_print(to->owner, hex);
	snprintf(who, sizeof(who), "%s%s", to->role ? "role:" : to->team ?
		 "team:" : "", to->role ? to->role : to->team ? to->team :
		 hex);
	rc = ch_who(t->store, who, ch_row_get_int(&alert, "patient"),
		    tell.now, &staff, err);
	if (!rc && !staff.n)
		return ch_fail(err, CH_EDATA, "nobody is there to be told");
	return rc ? rc : ch_ladder_tell(&tell, &staff, err);
}

int ch_answer_settle(struct ch_taking *t, struct ch_err *err)
{
	return ch_ladder_clear(t->store, t->row.v[0].i, t->how->reason ?
			       t->how->reason : "resolved", t->did, t->ctx,
			       err);
}
