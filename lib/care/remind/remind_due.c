/* remind_due.c - appointments, tasks and stays that somebody is reminded of. */
#include "base/moment.h"
#include "care/remind/remind_in.h"

#define DAY 86400
#define FOLLOW_UP_DAYS 7

/* $1 now, $2 the latest event that an offset can be before, $3 well before
 * now, for the index: a time without a zone sorts as UTC. */
static const char appointments[] =
	"SELECT a.id, p.person, a.at, a.at, a.kind, a.practitioner_name, "
	"a.location_name FROM appointment a JOIN living_patient p "
	"ON p.id = a.patient WHERE a.status = 'booked' AND a.at > $3 AND "
	"a.at <= $2 AND is_over(a.at, $1) = 0 ORDER BY p.person, a.at, a.id";

static const char tasks[] =
	"SELECT t.id, p.person, t.due, t.due, t.title, NULL, NULL "
	"FROM task t JOIN living_patient p ON p.id = t.patient "
	"WHERE t.role = 'patient' AND t.owner IS NULL AND (t.status = "
	"'requested' OR t.status = 'received' OR t.status = 'accepted' OR "
	"t.status = 'ready' OR t.status = 'in-progress') AND t.due <= $2 "
	"AND is_over(t.due, $1) = 0 ORDER BY p.person, t.due, t.id";

/* The stays that ended lately, in the community, and that nothing followed: no
 * other stay, no visit (the classes of the measure followup-7d) on a later
 * day, nothing booked from now on. */
#define OTHERS(type, v) "(SELECT 1 FROM patient q CROSS JOIN " type " " v \
	" ON " v ".patient = q.id WHERE q.person = p.person AND "
static const char stays[] =
	"SELECT e.id, p.person, e.until, NULL, NULL, NULL, NULL "
	"FROM encounter_once e JOIN living_patient p ON p.id = e.patient "
	"WHERE (e.class = 'IMP' OR e.class = 'ACUTE') AND (e.status IS NULL "
	"OR e.status = 'finished') AND e.until <= $1 AND "
	"local_day($1) - local_day(e.until) <= 7 AND "
	"(e.disposition IS NULL OR e.disposition IN ('home', 'alt-home', "
	"'oth', '01', '1', '06', '6', '08', '8')) AND NOT EXISTS "
	OTHERS("encounter_once", "s") "s.id <> e.id AND (s.class = 'IMP' OR "
	"s.class = 'ACUTE') AND (s.status IS NULL OR s.status = 'finished' OR "
	"s.status = 'in-progress' OR s.status = 'onleave') AND (s.at > e.at "
	"OR (s.at = e.at AND (s.until > e.until OR (s.until = e.until AND "
	"s.id > e.id))))) AND NOT EXISTS "
	OTHERS("encounter_once", "v") "(v.class IS NULL OR v.class = 'AMB' OR "
	"v.class = 'VR' OR v.class = 'HH' OR v.class = 'FLD') AND "
	"(v.status IS NULL OR v.status = 'finished' OR v.status = "
	"'in-progress' OR v.status = 'arrived') AND local_day(v.at) > "
	"local_day(e.until)) AND NOT EXISTS "
	OTHERS("appointment", "b") "((b.status = 'booked' AND "
	"is_over(b.at, $1) = 0) OR ((b.status = 'arrived' OR b.status = "
	"'checked-in' OR b.status = 'fulfilled') AND local_day(b.at) > "
	"local_day(e.until)))) ORDER BY p.person, e.until, e.id";

/* ---- when ---- */

/* An offset of days keeps what the clock shows; others are exact. */
static int64_t from_instant(const struct ch_offset *o, int64_t event)
{
	int64_t s = ch_moment_instant(event), wall;

	if (!o->days)
		return s + o->n * 60;
	wall = s + ch_moment_offset(ch_moment_local(s)) * 60;
	wall = (wall % DAY + DAY) % DAY;
	return ch_day_instant(ch_moment_local_day(event) + o->n,
			      (int)(wall / 60)) + wall % 60;
}

/* Counted from a day: when the person has got up. */
static int from_day(struct ch_reminding *m, const struct ch_due *due,
		    const struct ch_offset *o, int64_t *ideal,
		    struct ch_err *err)
{
	const struct ch_reach *reach;
	int64_t day = ch_moment_local_day(due->event);
	int rc = ch_remind_reach(m, due->person, &reach, err);

	if (!rc)
		ch_day_time(&reach->day, CH_SLICE("MORN"),
			    day + (o->days ? o->n : 0), 0, ideal);
	if (!rc && !o->days)
		*ideal += o->n * 60;
	ch_remind_home(m);
	return rc;
}

static int ideal_of(struct ch_reminding *m, const struct ch_due *due,
		    const struct ch_offset *o, int64_t *ideal,
		    struct ch_err *err)
{
	if (strcmp(due->kind, "appointment") ||
	    ch_moment_said(due->event) <= CH_SAID_DAY)
		return from_day(m, due, o, ideal, err);
	*ideal = from_instant(o, due->event);
	return 0;
}

/* Of those whose time has gone by only the last is worth sending. */
static int settle_all(struct ch_reminding *m, struct ch_due *due,
		      struct ch_err *err)
{
	int64_t now = ch_moment_seconds(m->r->now), ideal, latest = INT64_MIN;
	const struct ch_offset *last = NULL;
	int rc = 0;

	for (int i = 0; i < m->offsets && !rc; i++) {
		const struct ch_offset *o = &m->offset[i];

		if (strcmp(o->kind, due->kind))
			continue;
		rc = ideal_of(m, due, o, &ideal, err);
		if (rc)
			break;
		due->occurrence = o->text;
		if (ideal >= now) {
			rc = ch_remind_settle(m, due, ideal, err);
		} else if (ideal > latest) {
			latest = ideal;
			last = o;
		}
	}
	if (rc || !last)
		return rc;
	due->occurrence = last->text;
	return ch_remind_settle(m, due, latest, err);
}

/* ---- what ---- */

static int64_t moment_at(int64_t seconds)
{
	return ch_moment_make(seconds, 0, 0, CH_SAID_SECOND_Z);
}

/* The farthest that an event of this kind can be reminded of, or is. */
static int horizon(struct ch_reminding *m, const char *kind, int64_t *out,
		   struct ch_err *err)
{
	int64_t most = 0, waits;
	int rc = ch_remind_waits(m, kind, &waits, err);

	for (int i = 0; i < m->offsets; i++) {
		const struct ch_offset *o = &m->offset[i];
		int64_t before = -(int64_t)o->n * (o->days ? DAY : 60);

		if (!strcmp(o->kind, kind) && before > most)
			most = before;
	}
	*out = moment_at(ch_moment_seconds(m->r->until) + most + DAY);
	if (*out < waits)
		*out = waits;
	*out = ch_moment_top(*out);
	return rc;
}

static void take(struct ch_due *due, const struct ch_stmt *st)
{
	due->id = ch_stmt_int(st, 0);
	due->person = ch_stmt_int(st, 1);
	due->event = ch_stmt_int(st, 2);
	due->until = ch_stmt_int(st, 3);
	due->what = ch_stmt_text(st, 4);
	due->with = ch_stmt_text(st, 5);
	due->place = ch_stmt_text(st, 6);
	due->whole_day = ch_moment_said(due->event) <= CH_SAID_DAY;
	if (ch_stmt_kind(st, 3) != CH_DB_NULL)
		return;
	/* After a discharge it is the day that counts. */
	due->whole_day = true;
	due->until = ch_moment_of_day(
			ch_moment_local_day(due->event) + FOLLOW_UP_DAYS);
}

static int due_of(struct ch_reminding *m, const char *kind, const char *type,
		  const char *sql, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_due due = { .kind = kind, .type = ch_type_find(type) };
	int64_t farthest = 0;
	int rc = horizon(m, kind, &farthest, err);

	if (!rc)
		rc = ch_db_prepare(&st, m->r->store->db, sql, err);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, m->r->now);
	ch_stmt_bind_int(st, 2, farthest);
	ch_stmt_bind_int(st, 3, moment_at(ch_moment_seconds(m->r->now) -
					  2 * DAY));
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		take(&due, st);
		rc = settle_all(m, &due, err);
		ch_remind_home(m);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_remind_due(struct ch_reminding *m, struct ch_err *err)
{
	int rc = due_of(m, "appointment", "appointment", appointments, err);

	if (!rc)
		rc = due_of(m, "task", "task", tasks, err);
	return rc ? rc : due_of(m, "follow-up", "encounter", stays, err);
}
