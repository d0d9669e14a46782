/* remind_activities.c - what a person's plan has them do, day by day. */
#include "base/moment.h"
#include "care/remind/remind_in.h"
#include "care/plan/schedule.h"

static const char activities[] =
	"SELECT a.id, p.person, a.title, a.at, a.until, a.every, a.timing, "
	"a.shift FROM activity a JOIN plan l ON l.id = a.plan "
	"JOIN living_patient p ON p.id = a.patient "
	"WHERE a.role = 'patient' AND l.status = 'active' AND (l.until IS "
	"NULL OR is_over(l.until, $1) = 0) AND (a.status IS NULL OR a.status "
	"= 'not-started' OR a.status = 'scheduled' OR a.status = "
	"'in-progress') AND a.at IS NOT NULL ORDER BY p.person, a.id";

static int64_t day_or(const struct ch_stmt *st, int c, int64_t otherwise)
{
	return ch_stmt_kind(st, c) == CH_DB_NULL ? otherwise :
		ch_moment_local_day(ch_stmt_int(st, c));
}

static bool read_schedule(struct ch_schedule *s, const struct ch_stmt *st)
{
	struct ch_slice every = ch_stmt_text(st, 5);

	s->at = day_or(st, 3, 0);
	s->until = day_or(st, 4, CH_NEVER);
	return ch_every_parse(every.n ? every.s : "", every.n, &s->every);
}

/* One occurrence, on its day. */
static int on_day(struct ch_reminding *m, struct ch_due *due, int64_t day,
		  struct ch_slice timing, int shift, struct ch_err *err)
{
	const struct ch_reach *reach;
	char spelled[CH_MOMENT_MAX];
	int64_t ideal;
	int rc = ch_remind_reach(m, due->person, &reach, err);

	if (rc)
		return rc;
	if (!ch_day_time(&reach->day, timing, day, shift, &ideal))
		ch_day_time(&reach->day, CH_SLICE("MORN"), day, shift, &ideal);
	due->event = due->until = ch_moment_of_day(day);
	/* A night's work ends on the next date, where they live. */
	if (ch_moment_local_day(ch_moment_local(ideal)) > day)
		due->until = ch_moment_of_day(day + 1);
	ch_remind_home(m);
	ch_moment_print(due->event, spelled);
	due->occurrence = spelled;
	return ch_remind_settle(m, due, ideal, err);
}

static int each_day(struct ch_reminding *m, struct ch_due *due,
		    const struct ch_stmt *st, int64_t last,
		    struct ch_err *err)
{
	int64_t day;
	struct ch_slice timing = ch_stmt_text(st, 6);
	int shift = (int)ch_stmt_int(st, 7), rc = 0;
	struct ch_schedule s;

	if (!read_schedule(&s, st))
		return 0;
	day = ch_schedule_due(&s, ch_moment_local_day(m->r->now) - 1);
	while (!rc && day <= last) {
		rc = on_day(m, due, day, timing, shift, err);
		day = ch_schedule_due(&s, day + 1);
	}
	return rc;
}

int ch_remind_activities(struct ch_reminding *m, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_due due = { .kind = "activity", .whole_day = true,
			      .type = ch_type_find("activity") };
	/* It may be tomorrow already where they live. */
	int64_t last = ch_moment_local_day(m->r->until) + 1, waits;
	int rc = ch_remind_waits(m, "activity", &waits, err);

	if (!rc)
		rc = ch_db_prepare(&st, m->r->store->db, activities, err);
	if (rc)
		return rc;
	if (waits && ch_moment_local_day(waits) > last)
		last = ch_moment_local_day(waits);
	ch_stmt_bind_int(st, 1, m->r->now);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		due.id = ch_stmt_int(st, 0);
		due.person = ch_stmt_int(st, 1);
		due.what = ch_stmt_text(st, 2);
		rc = each_day(m, &due, st, last, err);
		ch_remind_home(m);
	}
	return rc == CH_END ? 0 : rc;
}
