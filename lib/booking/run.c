/* run.c - what cron does for bookings: slots to come, offers that lapsed, what
 * stands no more. */
#include "base/ids.h"
#include "base/moment.h"
#include "booking/booking.h"
#include "step/make.h"
#include "people/dead.h"
#include "store/ask.h"
#include "when/availability.h"

enum { TURN = 16 };	/* resources, bookings ... at once */

#define UNUSED "no hours"	/* `kind` of a slot that was blocked here */

static int64_t id_of(const struct ch_booking_round *r, int64_t resource,
		     int64_t at)
{
	char start[24];

	snprintf(start, sizeof(start), "%lld", (long long)at);
	return ch_make_id(r->b.store, ch_type_find("slot"), "book", "resource",
			  resource, start);
}

static int put_slot(struct ch_booking_round *r, const struct ch_row *resource,
		    const struct ch_open *at, struct ch_err *err)
{
	struct ch_row row, there;
	int rc;

	ch_row_start(&row, ch_type_find("slot"));
	ch_row_int(&row, 0, id_of(r, resource->v[0].i, at->from));
	rc = ch_store_get(r->b.store, row.type, row.v[0].i, &there, err);
	if (rc ? rc != CH_END :
	    !ch_slice_is(ch_row_get_text(&there, "kind"), UNUSED))
		return rc;
	ch_row_put_int(&row, "resource", resource->v[0].i);
	ch_row_put_int(&row, "at", ch_moment_local(at->from));
	ch_row_put_int(&row, "until", ch_moment_local(at->until));
	ch_row_put_text(&row, "status", "free");
	ch_row_put_or_clear(&row, "kind", NULL);
	ch_row_copy(&row, "category", resource, "category");
	ch_row_copy(&row, "holds", resource, "holds");
	ch_row_copy(&row, "virtual", resource, "virtual");
	return ch_step_write(r->b.store, &row, NULL, r->b.did, r->b.ctx, err);
}

/* Until when it cannot be had; 0: it can. */
static int64_t out_until(const struct ch_row *resource)
{
	struct ch_slice status = ch_row_get_text(resource, "status");
	int64_t due = ch_row_get_int(resource, "due");

	if (ch_slice_is(status, "out-of-service") ||
	    ch_slice_is(status, "maintenance"))
		return due ? ch_moment_instant(due) : INT64_MAX;
	return ch_slice_is(status, "retired") ? INT64_MAX : 0;
}

static int expand(struct ch_booking_round *r, const struct ch_row *resource,
		  struct ch_opens *out, struct ch_err *err)
{
	struct ch_slice text = ch_row_get_text(resource, "availability");
	CH_AUTO(ch_free) char *ical = strndup(text.n ? text.s : "", text.n);
	char zone[64];

	ch_slice_copy(zone, sizeof(zone), ch_row_get_text(resource, "zone"));
	return !ical ? ch_nomem(err) : !text.n ? 0 : ch_available_spans(
		&(struct ch_available){ ical, zone, r->home, r->holidays },
		ch_moment_seconds(r->b.now), r->until,
		ch_row_get_int(resource, "minutes"), out, err);
}

/* Free slots ahead that cannot be had: any of what is out of service, and of
 * those made here the ones that no hours hold any more. */
static int block(struct ch_booking_round *r, int64_t resource, int64_t out,
		 const struct ch_opens *spans, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids ahead = { 0 };
	struct ch_row row, slot;
	int rc = ch_store_ask_ids(r->b.store, "SELECT id FROM slot WHERE "
		"resource = $1 AND status = 'free' AND at >> 25 > $2 >> 25",
		CH_WITH(ch_ask_int(resource), ch_ask_int(r->b.now)), &ahead,
		err);

	for (size_t i = 0; !rc && i < ahead.n; i++) {
		int64_t at, id = ahead.id[i];

		rc = ch_store_get(r->b.store, ch_type_find("slot"), id, &slot,
				  err);
		at = rc ? 0 : ch_moment_seconds(ch_row_get_int(&slot, "at"));
		if (rc || (at >= out && (at >= r->until ||
		    id != id_of(r, resource, at) || ch_opens_begin(spans, at))))
			continue;
		ch_row_start(&row, slot.type);
		ch_row_int(&row, 0, id);
		ch_row_put_texts(&row, "status", "busy-unavailable", "kind",
				 UNUSED, NULL);
		rc = ch_step_write(r->b.store, &row, NULL, r->b.did, r->b.ctx,
				   err);
	}
	return rc;
}

/* Slots are said by its own clock; tables show them by the hub's. One whose
 * hours cannot be read keeps its slots, and is told of. */
static int run_resource(struct ch_booking_round *r, int64_t id,
			struct ch_err *err)
{
	CH_AUTO(ch_opens_free) struct ch_opens spans = { 0 };
	struct ch_row resource;
	char zone[64];
	int64_t out;
	int rc = ch_store_need(r->b.store, ch_type_find("resource"), id,
			       &resource, err);

	if (!rc)
		rc = expand(r, &resource, &spans, err);
	if (rc == CH_EDATA)
		r->refused = id;
	if (rc)
		return rc == CH_EDATA ? 0 : rc;
	out = out_until(&resource);
	ch_slice_copy(zone, sizeof(zone), ch_row_get_text(&resource, "zone"));
	if (*zone)
		rc = ch_zone_set(zone, err);
	for (size_t i = 0; !rc && i < spans.n; i++)
		if (spans.at[i].from >= out &&
		    spans.at[i].from > ch_moment_seconds(r->b.now))
			rc = put_slot(r, &resource, &spans.at[i], err);
	ch_zone_set(r->home, NULL);
	return rc ? rc : block(r, id, out, &spans, err);
}

static int run_lost(struct ch_booking_round *r, int64_t id, struct ch_err *err)
{
	return r->b.did(r->b.ctx, ch_type_find("appointment"), id,
			CH_UNCHANGED, err);
}

static int step(struct ch_booking_round *r, int64_t id, const char *word,
		const char *reason, struct ch_err *err)
{
	const struct ch_step_how how = { .now = r->b.now, .reason = reason };
	int64_t when;

	return ch_step_take(r->b.store, ch_type_find("appointment"),
			    ch_step_find(ch_booking_steps, word), &how, id,
			    r->b.did, r->b.ctx, &when, err);
}

static int run_died(struct ch_booking_round *r, int64_t id, struct ch_err *err)
{
	return step(r, id, "cancel", "died", err);
}

/* A slot that cannot be had any more holds nothing up: nobody gets it. */
static int run_lapsed(struct ch_booking_round *r, int64_t id,
		      struct ch_err *err)
{
	struct ch_err why = { 0 };
	struct ch_row row;
	int rc = step(r, id, "decline", "lapsed", err);

	if (!rc)
		rc = ch_store_need(r->b.store, ch_type_find("appointment"), id,
				   &row, err);
	if (rc)
		return rc;
	rc = ch_booking_fill(&r->b, ch_row_get_int(&row, "slot"), 0, &why);
	if (!rc || rc == CH_END || rc == CH_EDATA)
		return 0;
	*err = why;
	return rc;
}

static int run_settle(struct ch_booking_round *r, int64_t id,
		      struct ch_err *err)
{
	return ch_booking_settle(&r->b, id, err);
}

/* In this order; now is $1, and its top $2. A slot is settled that a feed's
 * word about its appointment left behind, or did not take; what is booked on a
 * resource that is out is told, and a rule's work (booking-lost). */
static const struct {
	int (*one)(struct ch_booking_round *r, int64_t id, struct ch_err *err);
	const char *which;
} rounds[] = {
	{ run_died, "SELECT id FROM appointment a WHERE (status = 'waitlist' "
	  "OR (status IN ('proposed', 'pending', 'booked') AND at > $1)) AND "
	  CH_DIED("a.patient", "$2") },
	{ run_settle, "SELECT DISTINCT s.id FROM appointment a JOIN slot s ON "
	  "s.id = a.slot WHERE a.status IN ('cancelled', 'waitlist', "
	  "'entered-in-error') AND s.at > $1 AND s.status IN ('busy', "
	  "'busy-tentative') AND (SELECT count(*) FROM appointment WHERE slot "
	  "= s.id AND status IN ('pending', 'booked')) < "
	  "coalesce(s.holds, 1)" },
	{ run_settle, "SELECT DISTINCT s.id FROM appointment a JOIN slot s ON "
	  "s.id = a.slot WHERE a.status IN ('pending', 'booked') AND a.at > "
	  "$1 AND s.status = 'free' AND (SELECT count(*) FROM appointment "
	  "WHERE slot = s.id AND status IN ('pending', 'booked')) >= "
	  "coalesce(s.holds, 1)" },
	{ run_lapsed, "SELECT id FROM appointment WHERE status = 'pending' "
	  "AND is_over(expires, $1) = 1" },
	{ run_resource, "SELECT id FROM resource WHERE availability IS NOT "
	  "NULL OR status IN ('retired', 'out-of-service', 'maintenance')" },
	{ run_lost, "SELECT a.id FROM resource r JOIN slot s ON s.resource = "
	  "r.id JOIN appointment a ON a.slot = s.id WHERE a.at > $1 AND "
	  "a.status IN ('booked', 'pending') AND "
	  CH_BOOKING_OUT("r", "a.at") },
};

int ch_booking_run(struct ch_booking_round *r, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
	char sql[1200];
	int rc;

	r->more = false;
	if (r->nth == CH_COUNT(rounds))
		return ch_store_ask_int(r->b.store, "SELECT count(*) FROM "
			"appointment WHERE status = 'booked' AND at < $1 AND "
			"is_over(coalesce(until, at), $1) = 1",
			CH_WITH(ch_ask_int(r->b.now)), &r->unknown, err);
	snprintf(sql, sizeof(sql), "SELECT id FROM (%s) WHERE id > $3 ORDER "
		 "BY id LIMIT %d", rounds[r->nth].which, TURN);
	rc = ch_store_ask_ids(r->b.store, sql, CH_WITH(ch_ask_int(r->b.now),
		ch_ask_int(ch_moment_top(r->b.now)), ch_ask_int(r->after)),
		&ids, err);
	for (size_t k = 0; !rc && k < ids.n; k++)
		rc = rounds[r->nth].one(r, r->after = ids.id[k], err);
	if (!rc && ids.n < TURN) {
		r->nth++;
		r->after = 0;
	}
	r->more = !rc;
	return rc;
}
