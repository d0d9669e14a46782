/* steps.c - the steps of appointments, and of what can be booked or lent. */
#include "base/moment.h"
#include "booking/booking.h"
#include "step/make.h"
#include "store/scan.h"

/* Whoever had the slot has it no more, or still does. */
static int settle_slot(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_booking b = { t->store, t->how->now, t->did, t->ctx };
	int64_t slot = ch_row_get_int(&t->was, "slot");

	return slot ? ch_booking_settle(&b, slot, err) : 0;
}

/* An offer lapsed where a reason is given: they said nothing. */
static int say_declined(struct ch_taking *t, struct ch_err *err)
{
	(void)err;
	if (*t->becomes)
		ch_row_put_text(&t->row, "answer", t->how->reason ?
				"needs-action" : "declined");
	return 0;
}

static int say_ready(struct ch_taking *t, struct ch_err *err)
{
	if (!ch_row_get_int(&t->was, "virtual"))
		return ch_fail(err, CH_EDATA, "is no video visit");
	ch_row_put_int(&t->row, "ready", 1);
	return 0;
}

/* Missed is what is over; kept, what began. */
static int check_time(struct ch_taking *t, struct ch_err *err)
{
	int64_t at = ch_row_get_int(&t->was, "at");
	int64_t until = ch_row_get_int(&t->was, "until");

	if (!strcmp(t->step->word, "miss"))
		at = until ? until : at;
	return !*t->becomes || ch_moment_over(at, t->how->now) ? 0 :
		ch_fail(err, CH_EDATA, at == until ? "is not over yet" :
			"has not begun yet");
}

const struct ch_step ch_booking_steps[] = {
	{ "decline", .becomes = "waitlist", .clears = "at expires",
	  .sets = say_declined, .then = settle_slot,
	  .cannot = "is no offer" },
	{ "cancel", .becomes = "cancelled", .stamps = "cancelled",
	  .asks = CH_ASKS_REASON, .then = settle_slot },
	{ "ready", .takes = CH_STAYS, .sets = say_ready },
	{ "arrive", .becomes = "arrived", .stamps = "arrived" },
	{ "complete", .becomes = "fulfilled", .sets = check_time },
	{ "miss", .becomes = "noshow", .sets = check_time },
	{ 0 }
};

/* Who has it (TYPE/ID), and when it is due back. */
static int lend(struct ch_taking *t, struct ch_err *err)
{
	const char *to = t->how->evidence, *id = to ? strchr(to, '/') : NULL;
	const struct ch_type *type;
	int64_t holder;
	int rc;

	if (t->how->until)
		ch_row_put_int(&t->row, "due", t->how->until);
	if (!to)
		return 0;
	type = id ? ch_type_find_n(to, (size_t)(id - to)) : NULL;
	if (!type || !ch_type_stored(type))
		return ch_fail(err, CH_EUSAGE, "to patient/ID or staff/ID");
	rc = ch_store_find(t->store, type, id + 1, strlen(id + 1), &holder,
			   err);
	if (!rc)
		ch_make_ref(&t->row, "holder", type, holder);
	return rc;
}

const struct ch_step ch_resource_steps[] = {
	{ "lend", .type = "resource", .sets = lend },
	{ "return", .type = "resource", .clears = "holder holder_type due" },
	{ "maintain", .type = "resource", .sets = lend },
	{ "break", .type = "resource", .sets = lend },
	{ "mend", .type = "resource", .clears = "holder holder_type due" },
	{ "retire", .type = "resource", .asks = CH_ASKS_REASON },
	{ 0 }
};
