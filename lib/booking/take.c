/* take.c - a slot is taken or free: as its appointments say, and only so. */
#include "base/moment.h"
#include "booking/booking.h"
#include "step/make.h"
#include "store/ask.h"

/* Appointments that fill a place of their slot. */
#define HOLDS "status IN ('pending', 'booked', 'arrived', 'checked-in', " \
	"'fulfilled', 'noshow')"
#define PLACES "max(coalesce(s.holds, 1), 1)"

static const char *const refusals[] = {
	NULL, "taken", "has begun, or is past", "cannot be booked",
	"its resource is out of service",
};

/* When one ends, in seconds: it lasts a second at least. */
#define ENDS(one) "max(coalesce(" one ".until >> 25, 0), (" one \
	".at >> 25) + 1)"
/* One that lasts no longer than may be booked overlaps the slot. */
#define MEETS(one) one ".at > s.at - (31 * 86400 << 25) AND " one \
	".at >> 25 < " ENDS("s") " AND " ENDS(one) " > s.at >> 25"

/* A slot (1) for an appointment (2), now (3): which refusal, and the first who
 * shares it. No slot lasts over 31 days. Whoever is busy elsewhere is taken,
 * also by what a feed says of their day, and by what is offered there. */
static const char may_take[] =
	"SELECT CASE WHEN s.status NOT IN ('free', 'busy', 'busy-tentative') "
	"OR s.at IS NULL OR " ENDS("s") " > (s.at >> 25) + 31 * 86400 THEN 3 "
	"WHEN s.at >> 25 <= $3 >> 25 THEN 2 "
	"WHEN " CH_BOOKING_OUT("r", "s.at") " THEN 4 "
	"WHEN s.status <> 'free' AND NOT EXISTS (SELECT 1 FROM appointment "
	"WHERE id = $2 AND slot = s.id AND status IN ('pending', 'booked')) "
	"THEN 1 WHEN (SELECT count(*) FROM appointment WHERE slot = s.id AND "
	"id <> $2 AND " HOLDS ") >= " PLACES " THEN 1 "
	"WHEN EXISTS (SELECT 1 FROM slot o WHERE o.resource = s.resource AND "
	"o.id <> s.id AND " MEETS("o") " AND (o.status IN ('busy', "
	"'busy-tentative') OR EXISTS (SELECT 1 FROM appointment WHERE slot = "
	"o.id AND id <> $2 AND " HOLDS "))) THEN 1 "
	"WHEN EXISTS (SELECT 1 FROM appointment f WHERE f.practitioner = "
	"r.staff AND f.slot IS NOT s.id AND f.id <> $2 AND f." HOLDS " AND "
	"(f.status <> 'pending' OR f.slot IS NULL) AND " MEETS("f") ") THEN 1 "
	"WHEN EXISTS (SELECT 1 FROM appointment f JOIN slot o ON o.id = f.slot "
	"JOIN resource q ON q.id = o.resource WHERE f.status = 'pending' AND "
	"f.id <> $2 AND q.staff = r.staff AND o.id <> s.id AND f.at > s.at - "
	"(31 * 86400 << 25) AND " MEETS("o") ") THEN 1 ELSE 0 END, "
	"CASE WHEN " PLACES " > 1 THEN (SELECT id FROM appointment WHERE "
	"slot = s.id AND id <> $2 AND " HOLDS " ORDER BY made, id LIMIT 1) END "
	"FROM slot s LEFT JOIN resource r ON r.id = s.resource WHERE s.id = $1";

int ch_booking_settle(const struct ch_booking *b, int64_t id,
		      struct ch_err *err)
{
	static const char *const words[] = { "free", "busy-tentative", "busy" };
	struct ch_row row;
	int64_t word;
	int rc = ch_store_ask_int(b->store, "SELECT CASE WHEN count(a.id) < "
		PLACES " THEN 0 WHEN sum(a.status = 'pending') THEN 1 ELSE 2 "
		"END FROM slot s LEFT JOIN appointment a ON a.slot = s.id AND "
		"a." HOLDS " WHERE s.id = $1 AND s.status IN ('free', 'busy', "
		"'busy-tentative') GROUP BY s.id",
		CH_WITH(ch_ask_int(id)), &word, err);

	if (rc)
		return rc == CH_END ? 0 : rc;
	ch_row_start(&row, ch_type_find("slot"));
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, "status", words[word]);
	return ch_step_write(b->store, &row, NULL, b->did, b->ctx, err);
}

/* Who takes it is told of their appointment alone. */
static int hush(void *ctx, const struct ch_type *type, int64_t id,
		enum ch_did did, struct ch_err *err)
{
	(void)ctx, (void)type, (void)id, (void)did, (void)err;
	return 0;
}

static int check(const struct ch_booking *b, struct ch_row *row, int64_t slot,
		 struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char hex[CH_ID_HEX];
	int rc = ch_store_ask_row(&st, b->store, may_take, CH_WITH(
		ch_ask_int(slot), ch_ask_int(row->v[0].i), ch_ask_int(b->now)),
		err);

	if (!rc && ch_stmt_int(st, 0)) {
		ch_id_print(slot, hex);
		return ch_fail(err, CH_EDATA, "slot %s: %s", hex,
			       refusals[ch_stmt_int(st, 0)]);
	}
	if (!rc && ch_stmt_int(st, 1))
		ch_row_put_int(row, "shared", ch_stmt_int(st, 1));
	return rc;
}

static void copy_either(struct ch_row *row, const char *field,
			const struct ch_row *slot,
			const struct ch_row *resource)
{
	ch_row_copy(row, field, ch_row_has(slot, ch_field(slot->type, field)) ?
		    slot : resource, field);
}

/* With whom, what for and until when somebody waits stays as it is while
 * something is offered: they may wait on. */
static void copy(struct ch_row *row, const struct ch_row *slot,
		 const struct ch_row *resource, bool offer)
{
	if (!offer) {
		ch_row_copy(row, "practitioner", resource, "staff");
		ch_row_copy(row, "until", slot, "until");
		copy_either(row, "category", slot, resource);
	}
	ch_row_copy(row, "location", resource, "location");
	ch_row_copy(row, "link", resource, "link");
	copy_either(row, "virtual", slot, resource);
	ch_row_copy(row, "slot", slot, "id");
	ch_row_copy(row, "at", slot, "at");
}

/* Whether it is as is asked for: who came has what they booked. */
static bool is_so(const struct ch_row *was, const char *status)
{
	struct ch_slice is = ch_row_get_text(was, "status");

	if (!status)
		return !ch_slice_is(is, "waitlist");
	return ch_slice_is(is, status) || (!strcmp(status, "booked") &&
		(ch_slice_is(is, "arrived") || ch_slice_is(is, "checked-in")));
}

int ch_booking_take(const struct ch_booking *b, struct ch_row *row,
		    int64_t id, const char *status, const char *why,
		    struct ch_err *err)
{
	const struct ch_booking quiet = { b->store, b->now, hush, NULL };
	bool offer;
	struct ch_row slot, resource, was;
	int64_t old;
	int rc = ch_store_get(b->store, row->type, row->v[0].i, &was, err);

	if (rc && rc != CH_END)
		return rc;
	if (rc)
		ch_row_start(&was, row->type);
	old = ch_row_get_int(&was, "slot");
	offer = status ? !strcmp(status, "pending") :
		ch_slice_is(ch_row_get_text(&was, "status"), "pending");
	if (old == id && is_so(&was, status))
		return b->did(b->ctx, row->type, row->v[0].i, CH_UNCHANGED,
			      err);
	rc = ch_store_need(b->store, ch_type_find("slot"), id, &slot, err);
	if (!rc)
		rc = check(b, row, id, err);
	if (rc)
		return rc;
	rc = ch_store_get(b->store, ch_type_find("resource"),
			  ch_row_get_int(&slot, "resource"), &resource, err);
	if (rc == CH_END)
		ch_row_start(&resource, ch_type_find("resource"));
	else if (rc)
		return rc;
	copy(row, &slot, &resource, offer);
	ch_row_put_or_clear(row, "reason", NULL);
	if (status)
		ch_row_put_texts(row, "status", status, "answer", offer ?
				 "needs-action" : "accepted", NULL);
	/* Once it has begun there is nothing to accept. */
	if (!offer)
		ch_row_null(row, ch_field(row->type, "expires"));
	else if (ch_moment_instant(ch_row_get_int(&slot, "at")) <
		 ch_moment_instant(ch_row_get_int(row, "expires")))
		ch_row_copy(row, "expires", &slot, "at");
	if (status && !offer)
		ch_row_put_int(row, "made", b->now);
	rc = ch_step_write(b->store, row, why, b->did, b->ctx, err);
	if (!rc)
		rc = ch_booking_settle(&quiet, id, err);
	return rc || !old || old == id ? rc :
		ch_booking_settle(&quiet, old, err);
}

int ch_booking_change(const struct ch_booking *b, int64_t id, int64_t slot,
		      const char *status, int64_t expires, struct ch_err *err)
{
	struct ch_row row, there;
	struct ch_slice was;
	bool moved = !status, offer;
	char hex[CH_ID_HEX];
	int rc = ch_store_need(b->store, ch_type_find("appointment"), id,
			       &there, err);

	if (rc)
		return rc;
	was = ch_row_get_text(&there, "status");
	offer = moved ? ch_slice_is(was, "pending") :
		!strcmp(status, "pending");
	slot = slot ? slot : ch_row_get_int(&there, "slot");
	if (!slot || ch_step_is_over(&there) || (moved &&
	    !ch_slice_is(was, "booked") && !ch_slice_is(was, "pending"))) {
		ch_id_print(id, hex);
		return ch_fail(err, CH_EDATA, "%s cannot be %s: it is %.*s",
			       hex, moved ? "moved" : offer ? "offered" :
			       status, (int)was.n, was.s);
	}
	if (!moved && !offer && ch_row_get_int(&there, "expires") &&
	    ch_moment_over(ch_row_get_int(&there, "expires"), b->now)) {
		ch_id_print(id, hex);
		return ch_fail(err, CH_EDATA, "%s: the offer was void before "
			       "that", hex);
	}
	ch_row_start(&row, there.type);
	ch_row_int(&row, 0, id);
	if (moved)
		expires = ch_row_get_int(&there, "expires");
	if (offer)
		ch_row_put_int(&row, "expires", expires ? expires :
			ch_moment_local(ch_moment_seconds(b->now) + 86400));
	return ch_booking_take(b, &row, slot, status, NULL, err);
}

/* The proposed, waiting or offered appointment that a record is. */
static bool is_open(const struct ch_booking *b, const struct ch_booking_for *of,
		    struct ch_row *row)
{
	struct ch_row there;
	struct ch_slice is;

	ch_row_int(row, 0, of->id);
	if (strcmp(of->type, row->type->name) ||
	    ch_store_get(b->store, row->type, of->id, &there, NULL))
		return false;
	is = ch_row_get_text(&there, "status");
	return ch_slice_is(is, "proposed") || ch_slice_is(is, "waitlist") ||
		ch_slice_is(is, "pending");
}

int ch_booking_name(const struct ch_booking *b, struct ch_row *row,
		    const char *maker, const struct ch_booking_for *of,
		    struct ch_err *err)
{
	bool refers = !strcmp(of->type, "referral");
	struct ch_row there;
	int64_t has;
	char nth[40];
	int rc = CH_END;

	if (is_open(b, of, row))
		return 0;
	if (of->slot)
		rc = ch_store_ask_int(b->store, "SELECT a.id FROM appointment "
			"a JOIN patient p ON p.id = a.patient WHERE a.slot = "
			"$1 AND p.person = $2 AND a." HOLDS,
			CH_WITH(ch_ask_int(of->slot), ch_ask_int(of->person)),
			&has, err);
	if (!rc)
		ch_row_int(row, 0, has);
	for (int n = 0; rc == CH_END; n++) {
		snprintf(nth, sizeof(nth), "%016llx.%d",
			 (unsigned long long)of->slot, n);
		ch_row_int(row, 0, ch_make_id(b->store, row->type, maker,
					      refers ? of->type : "patient",
					      refers ? of->id : of->person,
					      nth));
		rc = ch_store_get(b->store, row->type, row->v[0].i, &there,
				  err);
		if (rc == CH_END)
			return 0;
		if (!rc && (ch_step_is_over(&there) || (of->slot &&
			    ch_row_get_int(&there, "slot") != of->slot)))
			rc = CH_END;
	}
	return rc;
}

int ch_booking_at(const struct ch_booking *b, int64_t resource, int64_t at,
		  int64_t *slot, struct ch_err *err)
{
	int rc = ch_store_ask_int(b->store, "SELECT id FROM slot WHERE "
		"resource = $1 AND at >> 25 = $2 AND status <> "
		"'entered-in-error'", CH_WITH(ch_ask_int(resource),
		ch_ask_int(ch_moment_instant(at))), slot,
		err);

	return rc == CH_END ? ch_fail(err, CH_ENOENT, "no slot begins then") :
		rc;
}
