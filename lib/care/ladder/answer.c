/* answer.c - what answers to alerts set, and whom they tell. */
#include <math.h>

#include "care/ladder/ladder.h"
#include "know/read_back.h"

static double number(const struct ch_row *row, const char *field)
{
	int c = ch_field(row->type, field);

	return ch_row_has(row, c) ? row->v[c].r : NAN;
}

/* The result that the alert is about. CH_END: none that has a value. */
static int look(struct ch_taking *t, struct ch_row *o, struct ch_result *r,
		struct ch_err *err)
{
	int rc = ch_store_get(t->store, ch_type_find("observation"),
			      ch_row_get_int(&t->was, "about"), o, err);

	if (rc)
		return rc;
	*r = (struct ch_result){
		number(o, "value"), number(o, "value_std"),
		ch_row_get_text(o, "compare"),
		ch_row_get_text(o, "unit"), ch_row_get_text(o, "unit_std"),
		ch_row_get_text(o, "text"), ch_row_get_text(o, "vcode"),
	};
	return ch_result_says(r) ? 0 : CH_END;
}

/* What was read back is right, or nothing was and nothing can be. */
static int compare(struct ch_taking *t, bool needed, struct ch_err *err)
{
	const char *said = t->how->read_back;
	struct ch_result r;
	struct ch_row o;
	int rc;

	if (!said && !needed)
		return 0;
	rc = look(t, &o, &r, err);
	if (rc == CH_END)
		return !said ? 0 : ch_fail(err, CH_EDATA, "it is about no "
					   "result that has a value: nothing "
					   "can be read back");
	if (!rc && !said)
		return ch_fail(err, CH_EDATA, "its value must be read back: "
			       "--read-back - or --read-back ask");
	if (!rc && !ch_read_back_is(&r, (struct ch_slice){ said,
							   strlen(said) }))
		return ch_fail(err, CH_EDATA, "what was read back is not the "
			       "result");
	return rc;
}

int ch_answer_read_back(struct ch_taking *t, struct ch_err *err)
{
	bool done = ch_row_get_int(&t->was, "read_back") && !*t->becomes;
	int rc = compare(t, !done && ch_row_get_text(&t->was, "needs").n,
			 err);

	if (!rc && !done && t->how->read_back)
		ch_row_put_int(&t->row, "read_back", t->how->now);
	return rc;
}

/* Whoever gets it is the first who was told. */
int ch_answer_hand_over(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_type *type = t->row.type;

	if (t->how->to.team)
		return ch_fail(err, CH_EUSAGE, "an alert goes to a login or to "
			       "role:NAME");
	if (!*t->becomes && ch_row_same(&t->row, &t->was, ch_field(type,
	    "owner")) && (t->how->to.owner || ch_row_same(&t->row, &t->was,
	    ch_field(type, "role"))))
		return 0;
	ch_row_put_int(&t->row, "step", 1);
	ch_row_put_int(&t->row, "climbed", t->how->now);
	return 0;
}

int ch_answer_tell(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_step_to *to = &t->how->to;
	CH_AUTO(ch_ids_free) struct ch_ids staff = { 0 };
	struct ch_telling tell = { t->store, t->row.v[0].i, t->how->now, 0,
				   "alert", t->step->word, t->did, t->ctx };
	char who[96], hex[CH_ID_HEX];
	struct ch_row alert;
	int rc = ch_store_get(t->store, t->row.type, tell.alert, &alert, err);

	if (rc)
		return rc;
	/* Handed over again, they are told again. */
	if (t->step->takes & CH_GIVES)
		tell.key = ch_row_get_int(&alert, "climbed");
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
	const struct ch_telling clear = { t->store, t->row.v[0].i, 0, 0, NULL,
					  t->how->reason, t->did, t->ctx };

	return ch_ladder_settle(&clear, err);
}
