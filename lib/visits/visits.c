/* visits.c - a day's visits, read at once and put in order. */
#include <math.h>

#include "base/grow.h"
#include "base/moment.h"
#include "place/tour.h"
#include "place/zips.h"
#include "visits/visits.h"

/* Of the person, whichever record of theirs it hangs on. */
#define THEIRS(type) "FROM " type " x JOIN patient q ON q.id = x.patient " \
	"WHERE q.person = p.person AND "
#define OPEN "x.status NOT IN ('completed', 'cancelled', 'failed', " \
	"'rejected', 'entered-in-error')"

/* $1 staff, $2 day. Days of moments are looked at once their index has left
 * few. */
static const char visits[] =
	"WITH booked AS (SELECT a.* FROM appointment a WHERE a.practitioner = "
	"$1 AND a.at > moment_of_day($2 - 2) AND a.at < moment_of_day($2 + 2) "
	"UNION SELECT a.* FROM resource r JOIN slot s ON s.resource = r.id AND "
	"s.at > moment_of_day($2 - 2) AND s.at < moment_of_day($2 + 2) JOIN "
	"appointment a ON a.slot = s.id WHERE r.staff = $1), "
	"mine AS (SELECT id, 'appointment' AS type, patient, at, until, "
	"status, location, zip, location_name, virtual FROM booked WHERE "
	"local_day(at) = $2 AND status IN ('booked', 'arrived', "
	"'checked-in', 'fulfilled')), "
	"owed AS (SELECT t.id, 'task', t.patient, NULL, NULL, t.status, NULL, "
	"NULL, NULL, NULL FROM task t JOIN patient u ON u.id = t.patient "
	"WHERE t.owner = $1 AND t.kind IN "
	"('visit', 'delivery') AND t.status NOT IN ('completed', 'cancelled', "
	"'failed', 'rejected', 'entered-in-error', 'draft', 'on-hold') AND "
	"(t.due IS NULL OR local_day(t.due) <= $2) AND (t.start IS NULL OR "
	"local_day(t.start) <= $2) AND u.person NOT IN (SELECT q.person FROM "
	"mine JOIN patient q ON q.id = mine.patient) "
	"GROUP BY u.person HAVING t.id = min(t.id)) "
	"SELECT m.id, m.type, m.patient, m.at, m.until, m.status, "
	"iif(m.virtual = 1, 'by video', coalesce(l.name, m.location_name, "
	"p.line || coalesce(', ' || p.city, ''), p.city)), "
	"iif(m.virtual = 1, NULL, coalesce(l.zip, m.zip, p.zip)), "
	"l.latitude, l.longitude, "
	"(SELECT c.value FROM contact c JOIN patient q ON q.id = c.patient "
	"WHERE q.person = p.person AND c.system = 'phone' AND c.safe IS NOT 0 "
	"AND coalesce(c.use, '') <> 'old' ORDER BY c.rank, c.id LIMIT 1), "
	"(SELECT group_concat(w, '; ') FROM (SELECT 'interpreter: ' || "
	"coalesce(max(q.language), 'language not known') AS w FROM patient q "
	"WHERE q.person = p.person AND q.interpreter = 1 GROUP BY q.person "
	"UNION ALL SELECT r.name FROM patient q JOIN resource r ON r.holder = "
	"q.id AND r.status = 'reserved' WHERE q.person = p.person UNION ALL "
	"SELECT x.title " THEIRS("task")
	"x.kind = 'bring' AND " OPEN ")), "
	"(SELECT group_concat(x.title || iif(x.status = 'in-progress', "
	"' (with you)', ' (not taken yet)'), '; ') " THEIRS("task")
	"x.kind = 'delivery' AND " OPEN "), "
	"(SELECT group_concat(x.item, '; ') " THEIRS("teaching")
	"x.status IN ('assigned', 'sent')), "
	"(SELECT group_concat(w, '; ') FROM (SELECT x.title AS w "
	THEIRS("task") "x.kind = 'note' AND " OPEN " UNION ALL SELECT 'this "
	"visit' WHERE m.status IN ('arrived', 'checked-in', 'fulfilled') AND "
	"NOT EXISTS (SELECT 1 FROM note o WHERE o.about = m.id))) "
	"FROM (SELECT * FROM mine UNION ALL SELECT * FROM owed) m "
	"JOIN patient p ON p.id = coalesce((SELECT id FROM patient WHERE id = "
	"m.patient AND zip IS NOT NULL), (SELECT q.id FROM patient o JOIN "
	"patient q ON q.person = o.person WHERE o.id = m.patient AND q.zip IS "
	"NOT NULL ORDER BY q.id LIMIT 1), m.patient) "
	"LEFT JOIN location l ON l.id = m.location "
	"ORDER BY m.at IS NULL, m.at, m.id";

static const char start[] =
	"SELECT coalesce(s.zip, o.zip) FROM staff s LEFT JOIN organization o "
	"ON o.id = s.organization WHERE s.id = $1";

static const char lost[] =
	"SELECT count(*) FROM task WHERE owner = $1 AND kind = 'delivery' AND "
	"status = 'in-progress' AND local_day(begun) < $2";

enum { PLACE = 6, ZIP, LATITUDE, LONGITUDE, TEXTS };

/* Fields of a stop that the query's last columns fill, from PLACE on. */
static const char *const texts[] = {
	"place", "zip", NULL, NULL, "phone", "bring", "deliver", "teach",
	"notes",
};

struct stop {
	int64_t id, patient, at, until;
	const struct ch_type *type;
	char status[24];
	char *text[CH_COUNT(texts)];
};

struct sheet {
	struct stop *v;
	struct ch_point *where;
	size_t n, room, places;
};

static struct ch_point place_of(const struct ch_zips *zips,
				const struct ch_stmt *st, const char *zip)
{
	const struct ch_point here = { ch_stmt_real(st, LATITUDE),
				       ch_stmt_real(st, LONGITUDE) };
	bool said = ch_stmt_kind(st, LATITUDE) != CH_DB_NULL &&
		ch_stmt_kind(st, LONGITUDE) != CH_DB_NULL;

	return said && ch_point_known(here) ? here : ch_zips_find(zips, zip);
}

static int add(struct sheet *s, const struct ch_zips *zips,
	       const struct ch_stmt *st, struct ch_err *err)
{
	struct stop *stop;

	if (ch_grow((void **)&s->v, &s->room, s->n, sizeof(*s->v), err) ||
	    ch_grow((void **)&s->where, &s->places, s->n, sizeof(*s->where),
		    err))
		return CH_ENOMEM;
	stop = memset(&s->v[s->n], 0, sizeof(*stop));
	stop->id = ch_stmt_int(st, 0);
	stop->type = ch_type_find_n(ch_stmt_text(st, 1).s,
				    ch_stmt_text(st, 1).n);
	stop->patient = ch_stmt_int(st, 2);
	stop->at = ch_stmt_int(st, 3);
	stop->until = ch_stmt_int(st, 4);
	ch_slice_copy(stop->status, sizeof(stop->status), ch_stmt_text(st, 5));
	for (size_t i = 0; i < CH_COUNT(texts); i++) {
		struct ch_slice t = texts[i] ?
			ch_stmt_text(st, PLACE + (int)i) : CH_SLICE("");

		if (t.n && !(stop->text[i] = strndup(t.s, t.n)))
			return ch_nomem(err);
	}
	s->where[s->n++] = place_of(zips, st, stop->text[ZIP - PLACE]);
	return 0;
}

static void free_sheet(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < CH_COUNT(texts); k++)
			free(s->v[i].text[k]);
	free(s->v);
	free(s->where);
}

static int read_sheet(const struct ch_visits *v, struct sheet *s,
		      const struct ch_zips *zips, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, v->store, visits,
			      CH_WITH(ch_ask_int(v->staff), ch_ask_int(v->day)),
			      err);

	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = add(s, zips, st, err);
	return rc == CH_END ? 0 : rc;
}

/* Where the day begins; nowhere when nobody said. */
static int read_start(const struct ch_visits *v, const struct ch_zips *zips,
		      struct ch_point *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char zip[16] = "";
	int rc = v->from ? 0 :
		ch_store_ask_row(&st, v->store, start,
				 CH_WITH(ch_ask_int(v->staff)), err);

	if (!rc && !v->from)
		ch_slice_copy(zip, sizeof(zip), ch_stmt_text(st, 0));
	*out = ch_zips_find(zips, v->from ? v->from : zip);
	if (v->from && !ch_point_known(*out))
		return ch_fail(err, CH_ENOENT, "--from: no such postal code in "
			       "places/zip.tsv");
	return rc == CH_END ? 0 : rc;
}

static int print(struct ch_visits *v, const struct sheet *s,
		 const size_t *order, struct ch_point from, ch_each_row each,
		 void *ctx, struct ch_err *err)
{
	struct ch_row row;
	int rc = 0;

	for (size_t i = 0; i < s->n && !rc; i++) {
		const struct stop *stop = &s->v[order[i]];
		struct ch_point at = s->where[order[i]];
		double km = ch_point_km(from, at);

		ch_row_start(&row, ch_type_find("stop"));
		ch_row_put_int(&row, "id", stop->id);
		ch_row_put_int(&row, "patient", stop->patient);
		ch_row_put_int(&row, "n", (int64_t)i + 1);
		if (stop->at)
			ch_row_put_int(&row, "at", stop->at);
		if (stop->until)
			ch_row_put_int(&row, "until", stop->until);
		ch_row_put_text(&row, "status", stop->status);
		ch_row_put_int(&row, "about", stop->id);
		ch_row_put_text(&row, "about_type", stop->type->name);
		if (km == km)
			ch_row_real(&row, ch_field(row.type, "km"),
				    round(km * 10) / 10);
		for (size_t k = 0; k < CH_COUNT(texts); k++)
			if (stop->text[k])
				ch_row_put_text(&row, texts[k], stop->text[k]);
		v->km += km == km ? km : 0;
		from = ch_point_known(at) ? at : from;
		rc = each(ctx, &row, err);
	}
	return rc;
}

static int put_in_order(struct ch_visits *v, const struct sheet *s,
			struct ch_point from, ch_each_row each, void *ctx,
			struct ch_err *err)
{
	size_t *order = calloc(s->n + 1, sizeof(*order));
	int rc = order ? 0 : ch_nomem(err);

	for (size_t i = 0; i < s->n && !rc; i++)
		order[i] = i;
	if (!rc && !v->by_time)
		rc = ch_tour(s->where, s->n, ch_point_known(from) ? &from :
			     NULL, order, NULL, err);
	if (!rc)
		rc = print(v, s, order, from, each, ctx, err);
	free(order);
	return rc;
}

int ch_visits_read(struct ch_visits *v, ch_each_row each, void *ctx,
		   struct ch_err *err)
{
	CH_AUTO(ch_zips_close) struct ch_zips zips = { 0 };
	struct sheet s = { .n = 0 };
	struct ch_point from;
	int rc = ch_zips_open(&zips, v->shelf, err);

	if (!rc)
		rc = read_start(v, &zips, &from, err);
	if (!rc)
		rc = read_sheet(v, &s, &zips, err);
	if (!rc)
		rc = ch_store_ask_int(v->store, lost,
				      CH_WITH(ch_ask_int(v->staff),
					      ch_ask_int(v->day)),
				      &v->lost, err);
	if (!rc)
		rc = put_in_order(v, &s, from, each, ctx, err);
	free_sheet(&s);
	return rc;
}
