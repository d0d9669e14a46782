/* remind_due.c - what is due of a kind, and when each notice of it goes out. */
#include "base/moment.h"
#include "when/schedule.h"
#include "care/remind/remind_in.h"

#define DAY 86400

enum column { PATIENT, ABOUT, AT, UNTIL, WHAT, WITH, PLACE, EVERY, ENDS, TIMING,
	      SHIFT, ROUND, WORDS, COUNT, COLUMNS };

static const char *const names[COLUMNS] = {
	"patient", "about", "at", "until", "what", "with", "place", "every",
	"ends", "timing", "shift", "round", "words", "count",
};

/* The query of a kind, at one of its rows. */
struct asked {
	struct ch_stmt *st;
	int at[COLUMNS];	/* -1: there is none */
	int64_t last_day;	/* of what recurs */
};

static int find_columns(struct asked *a, const struct ch_reminder *kind,
			struct ch_err *err)
{
	int n = ch_stmt_columns(a->st);

	for (int c = 0; c < COLUMNS; c++)
		a->at[c] = -1;
	for (int i = 0; i < n; i++)
		for (int c = 0; c < COLUMNS; c++)
			if (!strcmp(names[c], ch_stmt_name(a->st, i)))
				a->at[c] = i;
	for (int c = PATIENT; c <= AT; c++)
		if (a->at[c] < 0)
			return ch_fail(err, CH_EDATA, "%s: due: no column %s",
				       kind->k.path, names[c]);
	if (a->at[EVERY] >= 0 && kind->offsets)
		return ch_knowledge_wrong(&kind->k, "offsets", "what has a "
					  "column every has none", err);
	return 0;
}

static bool is_null(const struct asked *a, enum column c)
{
	return a->at[c] < 0 || ch_stmt_kind(a->st, a->at[c]) == CH_DB_NULL;
}

static bool is_int(const struct asked *a, enum column c)
{
	return a->at[c] >= 0 && ch_stmt_kind(a->st, a->at[c]) == CH_DB_INT;
}

static bool is_moment(const struct asked *a, enum column c)
{
	return is_int(a, c) && ch_moment_is(ch_stmt_int(a->st, a->at[c]));
}

static int64_t integer(const struct asked *a, enum column c)
{
	return is_null(a, c) ? 0 : ch_stmt_int(a->st, a->at[c]);
}

static struct ch_slice text(const struct asked *a, enum column c)
{
	return is_null(a, c) ? (struct ch_slice){ "", 0 } :
		ch_stmt_text(a->st, a->at[c]);
}

/* ---- at offsets ---- */

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
static int ideal_of(struct ch_reminding *m, const struct ch_due *due,
		    const struct ch_offset *o, int64_t *ideal,
		    struct ch_err *err)
{
	int64_t day = ch_moment_local_day(due->event) + (o->days ? o->n : 0);
	int rc;

	if (due->kind->from == CH_FROM_TIME &&
	    ch_moment_said(due->event) > CH_SAID_DAY) {
		*ideal = from_instant(o, due->event);
		return 0;
	}
	rc = ch_remind_hour(m, due->person, CH_SLICE("MORN"), day, 0, ideal,
			    err);
	if (!rc && !o->days)
		*ideal += o->n * 60;
	ch_remind_home(m);
	return rc;
}

/* What somebody was told otherwise is told now: a second ago, so that it keeps
 * its time when it is asked for again. */
static int tell_now(struct ch_reminding *m, struct ch_due due,
		    const struct asked *a, struct ch_err *err)
{
	struct ch_slice own = text(a, WORDS);
	char occurrence[32], words[64];

	snprintf(occurrence, sizeof(occurrence), "now-%lld",
		 (long long)integer(a, ROUND));
	snprintf(words, sizeof(words), "%.*s", (int)own.n, own.s);
	due.occurrence = occurrence;
	due.at_once = true;
	if (!is_null(a, WORDS))
		due.words = words;
	if (!*due.words)
		return ch_remind_task(m, &due, err);
	return ch_remind_settle(m, &due, ch_moment_seconds(m->r->now) - 1, err);
}

/* Of those whose time has gone by only the last is worth sending; none where
 * something is told now. */
static int at_offsets(struct ch_reminding *m, struct ch_due *due,
		      const struct asked *a, struct ch_err *err)
{
	int64_t now = ch_moment_seconds(m->r->now), ideal, latest = INT64_MIN;
	const struct ch_offset *last = NULL;
	const struct ch_reach *reach;
	bool told = integer(a, ROUND);
	int rc = told ? tell_now(m, *due, a, err) : 0;

	if (!rc)
		rc = ch_remind_reach(m, due->person, &reach, err);
	ch_remind_home(m);
	for (int i = 0; i < due->kind->offsets && !rc; i++) {
		const struct ch_offset *o = &due->kind->offset[i];

		if (o->channel != CH_CHANNELS && o->channel != reach->channel)
			continue;
		rc = ideal_of(m, due, o, &ideal, err);
		if (rc)
			break;
		due->occurrence = o->text;
		if (ideal >= now) {
			rc = ch_remind_settle(m, due, ideal, err);
		} else if (ideal > latest && !told) {
			latest = ideal;
			last = o;
		}
	}
	if (rc || !last)
		return rc;
	due->occurrence = last->text;
	return ch_remind_settle(m, due, latest, err);
}

/* ---- each time it recurs ---- */

static bool read_schedule(struct ch_schedule *s, const struct asked *a)
{
	struct ch_slice every = text(a, EVERY);

	s->at = ch_moment_local_day(integer(a, AT));
	s->until = is_null(a, ENDS) ? CH_NEVER :
		ch_moment_local_day(integer(a, ENDS));
	return ch_every_parse(every.s, every.n, &s->every);
}

/* One occurrence, on its day. */
static int on_day(struct ch_reminding *m, struct ch_due *due, int64_t day,
		  const struct asked *a, struct ch_err *err)
{
	char spelled[CH_MOMENT_MAX];
	int64_t ideal = 0;
	int rc = ch_remind_hour(m, due->person, text(a, TIMING), day,
				(int)integer(a, SHIFT), &ideal, err);

	if (rc)
		return rc;
	due->event = due->until = ch_moment_of_day(day);
	/* A night's work ends on the next date, where they live. */
	if (ch_moment_local_day(ch_moment_local(ideal)) > day)
		due->until = ch_moment_of_day(day + 1);
	ch_remind_home(m);
	ch_moment_print(due->event, spelled);
	due->occurrence = spelled;
	return ch_remind_settle(m, due, ideal, err);
}

static int on_days(struct ch_reminding *m, struct ch_due *due,
		   const struct asked *a, struct ch_err *err)
{
	struct ch_schedule s;
	int64_t day;
	int rc = 0;

	if (!read_schedule(&s, a))
		return 0;
	day = ch_schedule_due(&s, ch_moment_local_day(m->r->now) - 1);
	while (!rc && day <= a->last_day) {
		rc = on_day(m, due, day, a, err);
		day = ch_schedule_due(&s, day + 1);
	}
	return rc;
}

/* ---- asking ---- */

static int64_t moment_at(int64_t seconds)
{
	return ch_moment_make(seconds, 0, 0, CH_SAID_SECOND_Z);
}

/* The farthest that something of this kind can be reminded of, or is. */
static int64_t horizon(const struct ch_reminding *m,
		       const struct ch_reminder *kind)
{
	int64_t most = 0, waits = ch_remind_farthest(m, kind), out;

	for (int i = 0; i < kind->offsets; i++) {
		const struct ch_offset *o = &kind->offset[i];
		int64_t before = -(int64_t)o->n * (o->days ? DAY : 60);

		if (before > most)
			most = before;
	}
	out = moment_at(ch_moment_seconds(m->r->until) + most + DAY);
	return ch_moment_top(out < waits ? waits : out);
}

static int settle_row(struct ch_reminding *m, const struct asked *a,
		      const struct ch_reminder *kind, struct ch_err *err)
{
	struct ch_due due = {
		.kind = kind, .id = integer(a, ABOUT),
		.person = integer(a, PATIENT), .event = integer(a, AT),
		.until = integer(a, is_null(a, UNTIL) ? AT : UNTIL),
		.what = text(a, WHAT), .with = text(a, WITH),
		.place = text(a, PLACE), .count = text(a, COUNT),
		.words = kind->text,
	};

	if (!is_int(a, PATIENT) || !is_int(a, ABOUT) || !is_moment(a, AT) ||
	    !(is_null(a, UNTIL) || is_moment(a, UNTIL)) ||
	    !(is_null(a, ENDS) || is_moment(a, ENDS)))
		return ch_knowledge_wrong(&kind->k, "due", "patient and about "
					  "are ids, at, until and ends moments",
					  err);
	return a->at[EVERY] < 0 ? at_offsets(m, &due, a, err) :
		on_days(m, &due, a, err);
}

/* It may be tomorrow already where they live. */
static int64_t last_day(const struct ch_reminding *m,
			const struct ch_reminder *kind)
{
	int64_t last = ch_moment_local_day(m->r->until) + 1;
	int64_t waits = ch_remind_farthest(m, kind);

	return waits && ch_moment_local_day(waits) > last ?
		ch_moment_local_day(waits) : last;
}

static int ask(struct ch_reminding *m, struct asked *a,
	       const struct ch_reminder *kind, struct ch_err *err)
{
	/* A time without a zone sorts as UTC. */
	int64_t first = moment_at(ch_moment_seconds(m->r->now) - 2 * DAY);
	int rc = ch_knowledge_ask(&a->st, m->r->store, &kind->k, CH_REMIND_DUE,
				  "SELECT * FROM (%s) ORDER BY patient, at, "
				  "about", err);

	if (!rc)
		rc = find_columns(a, kind, err);
	if (rc)
		return rc;
	ch_stmt_bind_named(a->st, "$as_of", m->r->now);
	ch_stmt_bind_named(a->st, "$first", first);
	ch_stmt_bind_named(a->st, "$last", horizon(m, kind));
	a->last_day = last_day(m, kind);
	return 0;
}

int ch_remind_due(struct ch_reminding *m, const struct ch_reminder *kind,
		  struct ch_err *err)
{
	struct asked a = { 0 };
	int rc = ask(m, &a, kind, err);

	/* All is found, and put in order, before the first row. */
	ch_knowledge_budget(m->r->store, &kind->k);
	while (!rc && !(rc = ch_stmt_step(a.st, err))) {
		ch_knowledge_budget(m->r->store, NULL);
		rc = settle_row(m, &a, kind, err);
	}
	ch_knowledge_budget(m->r->store, NULL);
	ch_remind_home(m);
	ch_stmt_free(&a.st);
	return rc == CH_END ? 0 : rc;
}
