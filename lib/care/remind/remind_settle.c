/* remind_settle.c - one notice: made, brought up to date, or left alone. */
#include "base/moment.h"
#include "step/make.h"
#include "care/remind/remind_in.h"
#include "step/step.h"

/* A reminder that is later than this is not worth making. */
#define LATE 86400

/* Everything that a notice is made of, beside what it is about. */
struct draft {
	const struct ch_reach *reach;
	const struct ch_wording *wording;
	int64_t at;
	struct ch_buf day, time, body;
};

/* `person` is only named where somebody else was told of it. */
static int64_t id_of(const struct ch_reminding *m, const struct ch_due *due,
		     int64_t person)
{
	char maker[160], occurrence[96];
	bool whole_day = ch_moment_said(due->event) <= CH_SAID_DAY;

	/* Moved to another time it is another thing to remind of; the same
	 * time spelled otherwise is not. */
	snprintf(maker, sizeof(maker), "remind:%s", due->kind->k.name);
	snprintf(occurrence, sizeof(occurrence), "%s %c%lld", due->occurrence,
		 whole_day ? 'd' : 's', (long long)(whole_day ?
		 ch_moment_local_day(due->event) :
		 ch_moment_instant(due->event)));
	if (person)
		snprintf(occurrence + strlen(occurrence), 32, " for %llx",
			 (long long)person);
	return ch_make_id(m->r->store, m->notice, maker, due->kind->about->name,
			  due->id, occurrence);
}

static int find_wording(struct ch_reminding *m, const char *text,
			const char *language, const struct ch_wording **out,
			struct ch_err *err)
{
	struct ch_wording *w;
	int rc;

	for (int i = 0; i < m->wordings; i++) {
		w = &m->wording[i];
		if (!strcmp(w->name, text) && !strcmp(w->asked, language)) {
			*out = w;
			return 0;
		}
	}
	if (m->wordings == CH_WORDINGS)
		ch_wording_free(&m->wording[--m->wordings]);
	w = &m->wording[m->wordings];
	rc = ch_wording_read(w, m->r->shelf, text, language, m->dates, err);
	if (rc)
		return rc;
	m->wordings++;
	*out = w;
	return 0;
}

/* Days and times are those of the hub. */
static void say_when(struct ch_reminding *m, const struct ch_due *due,
		     struct draft *d)
{
	const char *language = d->wording->language;
	int64_t wall;

	ch_dates_day(m->dates, language, ch_moment_local_day(due->event),
		     &d->day);
	if (ch_moment_said(due->event) <= CH_SAID_DAY)
		return;
	wall = ch_moment_instant(due->event);
	wall += ch_moment_offset(ch_moment_local(wall)) * 60;
	ch_dates_time(m->dates, language,
		      (int)((wall % 86400 + 86400) % 86400 / 60), &d->time);
}

static int say(struct ch_reminding *m, const struct ch_due *due,
	       struct draft *d, struct ch_err *err)
{
	struct ch_wording_fields fields = {
		.name = { d->reach->name, strlen(d->reach->name) },
		.what = due->what, .with = due->with, .place = due->place,
		.count = due->count,
	};
	enum ch_channel channel = d->reach->channel < CH_CHANNELS ?
		d->reach->channel : CH_LETTER;

	say_when(m, due, d);
	fields.day = (struct ch_slice){ d->day.s, d->day.n };
	fields.time = (struct ch_slice){ d->time.s, d->time.n };
	ch_wording_fill(d->wording, channel, &fields, &d->body);
	if (d->day.failed || d->time.failed)
		return ch_nomem(err);
	return ch_buf_ok(&d->body, err);
}

static void fill(const struct ch_reminding *m, struct ch_row *row,
		 const struct ch_due *due, const struct draft *d)
{
	ch_reach_address(row, d->reach);
	ch_row_put_int(row, "patient", due->person);
	ch_row_put_text(row, "kind", due->kind->k.name);
	ch_row_put_text(row, "occurrence", due->occurrence);
	ch_make_ref(row, "recipient", m->patient, due->person);
	ch_make_ref(row, "about", due->kind->about, due->id);
	ch_row_put_text(row, "language", d->wording->language);
	ch_row_put_text(row, "text_name", d->wording->name);
	ch_row_put_text(row, "text_version", d->wording->version);
	ch_row_put_text(row, "body", d->body.s ? d->body.s : "");
	ch_row_put_int(row, "at", d->at);
	ch_row_put_int(row, "until", due->until);
}

/* Whether the sweep silenced it, or there was no address: it may come back. */
static bool is_ours(const struct ch_reminder *kind, const struct ch_row *was)
{
	struct ch_slice status = ch_row_get_text(was, "status");
	struct ch_slice reason = ch_row_get_text(was, "reason");

	if (ch_slice_is(status, "denied"))
		return ch_slice_is(reason, "no-address");
	if (!ch_slice_is(status, "cleared"))
		return ch_slice_is(status, "scheduled");
	return ch_slice_is(reason, "gone") || ch_slice_is(reason, "died") ||
		ch_slice_is(reason, "unwanted") ||
		ch_reminder_settles(kind, reason);
}

/* Whether two patients are records of one person. */
static int is_same(struct ch_reminding *m, int64_t patient, int64_t person,
		   bool *same, struct ch_err *err)
{
	struct ch_row row;
	int rc = patient == person ? CH_END :
		ch_store_get(m->r->store, m->patient, patient, &row, err);

	*same = patient == person ||
		(!rc && ch_row_get_int(&row, "person") == person);
	return rc == CH_END ? 0 : rc;
}

/* What is there already: may it be rewritten? `*at` is when it goes out. */
enum there { NOT_THERE, OURS, GONE, ANOTHERS };

static int look(struct ch_reminding *m, const struct ch_due *due, int64_t id,
		enum there *there, int64_t *at, struct ch_err *err)
{
	struct ch_row was;
	int rc = ch_store_get(m->r->store, m->notice, id, &was, err);
	bool same;

	*there = NOT_THERE;
	if (rc)
		return rc == CH_END ? 0 : rc;
	*at = ch_moment_seconds(ch_row_get_int(&was, "at"));
	*there = is_ours(due->kind, &was) ? OURS : GONE;
	if (*there == OURS)
		return 0;
	rc = is_same(m, ch_row_get_int(&was, "patient"), due->person, &same,
		     err);
	if (!same)
		*there = ANOTHERS;
	return rc;
}

/* Whether, sent then, it would come too late: with its channel's lead. */
static bool is_pointless(const struct ch_due *due,
			 const struct ch_reach *reach, int64_t sent)
{
	return ch_moment_over(due->until, ch_moment_local(sent +
			      due->kind->least[reach->channel]));
}

static int write(struct ch_reminding *m, const struct ch_due *due,
		 struct draft *d, int64_t id, struct ch_err *err)
{
	struct ch_row row;
	int rc = find_wording(m, due->words, d->reach->language,
			      &d->wording, err);

	if (!rc)
		rc = say(m, due, d, err);
	if (rc)
		return rc;
	ch_row_start(&row, m->notice);
	ch_row_int(&row, 0, id);
	fill(m, &row, due, d);
	m->r->unreachable += !*d->reach->address;
	rc = ch_step_write(m->r->store, &row, NULL, m->r->each, m->r->ctx,
			   err);
	return rc || !due->at_once || *d->reach->address ? rc :
		ch_remind_task(m, due, err);
}

/*
 * When it is to go out: what was planned once stays, unless the person's hours
 * changed; its own time has gone by, and is not now.
 */
static int64_t time_of(const struct ch_day *day, int64_t ideal, int64_t now,
		       int64_t planned)
{
	if (ideal >= now)
		return ch_day_quiet(day, ideal);
	if (!planned)
		return ch_day_quiet(day, now);
	return planned < now ? planned : ch_day_quiet(day, planned);
}

static int settle(struct ch_reminding *m, const struct ch_due *due,
		  int64_t ideal, int64_t id, int64_t planned,
		  struct ch_err *err)
{
	struct draft d = { .day = CH_BUF_INIT };
	int64_t now = ch_moment_seconds(m->r->now), sent;
	bool pointless;
	int rc = ch_remind_reach(m, due->person, &d.reach, err);

	if (rc)
		return rc;
	sent = time_of(&d.reach->day, ideal, now, planned);
	d.at = ch_moment_local(sent);
	/* Days are those of where they live. */
	pointless = is_pointless(due, d.reach, sent < now ? now : sent);
	ch_remind_home(m);
	m->r->unwanted += d.reach->unwanted;
	if (d.reach->unwanted || pointless)
		return due->at_once ? ch_remind_task(m, due, err) : 0;
	ch_remind_want(m, id);
	rc = write(m, due, &d, id, err);
	ch_buf_free(&d.day);
	ch_buf_free(&d.time);
	ch_buf_free(&d.body);
	return rc;
}

int ch_remind_settle(struct ch_reminding *m, const struct ch_due *due,
		     int64_t ideal, struct ch_err *err)
{
	int64_t id = id_of(m, due, 0), planned = 0;
	int64_t now = ch_moment_seconds(m->r->now);
	bool asked = ideal <= ch_moment_seconds(m->r->until) &&
		ideal >= now - LATE;
	enum there there;
	int rc = look(m, due, id, &there, &planned, err);

	if (!rc && there == ANOTHERS) {
		planned = 0;
		id = id_of(m, due, due->person);
		rc = look(m, due, id, &there, &planned, err);
	}
	if (rc || (there == NOT_THERE && !asked))
		return rc;
	if (there == GONE)
		return asked ? m->r->each(m->r->ctx, m->notice, id,
						  CH_UNCHANGED, err) :
			0;
	return settle(m, due, ideal, id, planned, err);
}
