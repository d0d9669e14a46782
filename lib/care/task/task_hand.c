/* task_hand.c - what goes from hand to hand is signed for at each. */
#include "care/task/task_in.h"
#include "people/names.h"
#include "step/make.h"

/* A signature: who, what was done with it, when. The same again is the same. */
static int sign(struct ch_taking *t, const char *word, int64_t *id,
		struct ch_err *err)
{
	char maker[64], which[24];
	struct ch_row row;
	enum ch_did did;
	int rc = ch_staff_self(t->store, err);

	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("ack"));
	snprintf(maker, sizeof(maker), "%s:%llx", word,
		 (long long)t->store->staff);
	snprintf(which, sizeof(which), "%lld",
		 (long long)ch_row_get_int(&t->was, "rev"));
	*id = ch_make_id(t->store, row.type, maker, "task", t->row.v[0].i,
			 which);
	ch_row_int(&row, 0, *id);
	ch_row_copy(&row, "patient", &t->was, "patient");
	ch_make_ref(&row, "about", t->row.type, t->row.v[0].i);
	ch_row_put_int(&row, "staff", t->store->staff);
	ch_row_put_text(&row, "word", word);
	ch_row_put_int(&row, "at", t->how->at ? t->how->at : t->how->now);
	rc = ch_make(t->store, &row, t->step->word, &did, err);
	return rc ? rc : t->did(t->ctx, row.type, *id, did, err);
}

static int check_delivery(struct ch_taking *t, struct ch_err *err)
{
	return ch_slice_is(ch_row_get_text(&t->was, "kind"), "delivery") ? 0 :
		ch_fail(err, CH_EDATA, "is no delivery: only those are signed "
			"for from hand to hand");
}

/* First it is taken; who takes it from whoever has it carries it on. */
int ch_task_take(struct ch_taking *t, struct ch_err *err)
{
	int64_t owner = ch_row_get_int(&t->was, "owner"), id;
	int rc = check_delivery(t, err);

	if (rc || (!*t->becomes && owner && owner == t->store->staff))
		return rc;
	return sign(t, *t->becomes ? "taken" : "carried", &id, err);
}

/* It ends with a signature, which is what shows it. */
static int end(struct ch_taking *t, const char *word, struct ch_err *err)
{
	int64_t id;
	int rc = *t->becomes ? ch_task_check_at(t, err) : 0;

	if (!rc && *t->becomes)
		rc = sign(t, word, &id, err);
	if (rc || !*t->becomes)
		return rc;
	ch_row_put_text(&t->row, "outcome", word);
	ch_make_ref(&t->row, "evidence", ch_type_find("ack"), id);
	return 0;
}

int ch_task_give(struct ch_taking *t, struct ch_err *err)
{
	int rc = check_delivery(t, err);

	return rc ? rc : end(t, strcmp(t->step->word, "give") ? "brought-back" :
			     "given", err);
}

int ch_task_acknowledge(struct ch_taking *t, struct ch_err *err)
{
	return end(t, "acknowledged", err);
}
