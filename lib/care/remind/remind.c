/* remind.c - one run of the reminders, from beginning to end. */
#include "base/moment.h"
#include "care/remind/remind_in.h"

static int set_zone(struct ch_reminding *m, const char *zone)
{
	int rc = 0;

	if (strcmp(zone, m->zone)) {
		rc = ch_zone_set(zone, NULL);
		if (!rc)
			snprintf(m->zone, sizeof(m->zone), "%s", zone);
	}
	return rc;
}

void ch_remind_home(struct ch_reminding *m)
{
	set_zone(m, m->r->store->zone);
}

int ch_remind_reach(struct ch_reminding *m, int64_t person,
		    const struct ch_reach **reach, struct ch_err *err)
{
	int rc;

	/* What is over or not is the hub's question. */
	ch_remind_home(m);
	rc = ch_reach_read(m->reacher, person, reach, err);
	if (!rc && *(*reach)->day.zone)
		set_zone(m, (*reach)->day.zone);
	return rc;
}

static int run(struct ch_reminding *m, struct ch_err *err)
{
	int rc = ch_reacher_new(&m->reacher, m->r->store, m->r->now, err);

	if (!rc)
		rc = ch_dates_read(&m->dates, m->r->shelf, err);
	if (!rc)
		rc = ch_remind_offsets(m, err);
	if (!rc)
		rc = ch_remind_begin(m, err);
	if (!rc)
		rc = ch_remind_due(m, err);
	if (!rc)
		rc = ch_remind_activities(m, err);
	if (!rc)
		rc = ch_remind_sweep(m, err);
	ch_remind_home(m);
	return rc;
}

int ch_remind_run(struct ch_remind *r, struct ch_err *err)
{
	struct ch_reminding *m = calloc(1, sizeof(*m));
	int rc;

	if (!m)
		return ch_nomem(err);
	m->r = r;
	snprintf(m->zone, sizeof(m->zone), "%s", r->store->zone);
	rc = run(m, err);
	ch_reacher_free(&m->reacher);
	ch_dates_free(&m->dates);
	ch_stmt_free(&m->want);
	for (int i = 0; i < m->wordings; i++)
		ch_wording_free(&m->wording[i]);
	free(m);
	return rc;
}
