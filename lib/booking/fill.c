/* fill.c - a free slot is offered to who comes first of those that wait. */
#include "base/grow.h"
#include "base/moment.h"
#include "booking/booking.h"
#include "know/waiting.h"
#include "people/dead.h"
#include "place/point.h"
#include "place/zips.h"
#include "store/ask.h"

/* Who waits for what slot 1 is, and could come; now is 2 and (its top) 3. Who
 * had it offered, and let it go, is not asked again. */
static const char who_waits[] =
	"SELECT w.id, w.priority, w.made >> 25, w.notice, coalesce(w.zip, "
	"p.zip), l.zip, l.latitude, l.longitude FROM slot s LEFT JOIN resource "
	"r ON r.id = s.resource LEFT JOIN location l ON l.id = r.location JOIN "
	"appointment w ON w.status = 'waitlist' LEFT JOIN patient p ON p.id = "
	"w.patient WHERE s.id = $1 AND w.slot IS NOT s.id AND (w.category IS "
	"NULL OR w.category = coalesce(s.category, r.category)) AND "
	"(w.practitioner IS NULL OR w.practitioner = r.staff) AND "
	"(w.at IS NULL OR w.at <= s.at) AND (w.until IS NULL OR "
	"is_over(w.until, s.at) = 0) AND (s.at >> 25) - ($2 >> 25) >= "
	"coalesce(w.notice, 0) * 3600 AND NOT " CH_DIED("w.patient", "$3")
	" AND NOT EXISTS (SELECT 1 FROM patient q JOIN appointment a ON "
	"a.patient = q.id LEFT JOIN slot o ON o.id = a.slot WHERE q.person = "
	"p.person AND a.status IN ('booked', 'pending') AND a.at < s.until AND "
	"coalesce(o.until, a.until) > s.at)";

struct waiters {
	struct ch_waiting *v;
	size_t n, room;
};

/* Whole miles; -1: not known. */
static int64_t miles(const struct ch_zips *zips, const struct ch_stmt *st)
{
	struct ch_point to = { ch_stmt_real(st, 6), ch_stmt_real(st, 7) };
	char from[16], zip[16];
	double d;

	ch_slice_copy(from, sizeof(from), ch_stmt_text(st, 4));
	ch_slice_copy(zip, sizeof(zip), ch_stmt_text(st, 5));
	if (ch_stmt_kind(st, 6) == CH_DB_NULL ||
	    ch_stmt_kind(st, 7) == CH_DB_NULL)
		to = ch_zips_find(zips, zip);
	d = ch_point_miles(ch_zips_find(zips, from), to);
	return d >= 0 ? (int64_t)(d + 0.5) : -1;
}

static int read_waiting(const struct ch_booking *b, int64_t slot,
			struct waiters *w, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_zips zips;
	bool placed = b->shelf && !ch_zips_open(&zips, b->shelf, NULL);
	int rc = ch_store_ask(&st, b->store, who_waits, CH_WITH(
		ch_ask_int(slot), ch_ask_int(b->now),
		ch_ask_int(ch_moment_top(b->now))), err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = ch_grow((void **)&w->v, &w->room, w->n, sizeof(*w->v),
			     err);
		if (!rc)
			w->v[w->n++] = (struct ch_waiting){
				ch_stmt_int(st, 0), ch_stmt_int(st, 1),
				ch_stmt_int(st, 2),
				placed ? miles(&zips, st) : -1,
				ch_stmt_int(st, 3) };
	}
	if (placed)
		ch_zips_close(&zips);
	return rc == CH_END ? 0 : rc;
}

static int offer(const struct ch_booking *b, int64_t slot, int64_t expires,
		 const struct waiters *w, struct ch_err *err)
{
	int64_t now = ch_moment_seconds(b->now);
	char why[CH_WAITING_WORDS];
	struct ch_row row;

	ch_waiting_rank(w->v, w->n, now);
	ch_waiting_say(w->v, w->n, now, why);
	ch_row_start(&row, ch_type_find("appointment"));
	ch_row_int(&row, 0, w->v[0].id);
	ch_row_put_int(&row, "expires", expires ? expires :
		       ch_moment_local(now + 86400));
	return ch_booking_take(b, &row, slot, "pending", why, err);
}

int ch_booking_fill(const struct ch_booking *b, int64_t slot, int64_t expires,
		    struct ch_err *err)
{
	struct waiters w = { 0 };
	int64_t there;
	int rc = ch_store_ask_int(b->store, "SELECT id FROM appointment WHERE "
		"slot = $1 AND status = 'pending'", CH_WITH(ch_ask_int(slot)),
		&there, err);

	if (!rc)
		return b->did(b->ctx, ch_type_find("appointment"), there,
			      CH_UNCHANGED, err);
	if (rc == CH_END)
		rc = read_waiting(b, slot, &w, err);
	if (!rc)
		rc = w.n ? offer(b, slot, expires, &w, err) : CH_END;
	free(w.v);
	return rc;
}
