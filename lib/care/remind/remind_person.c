/* remind_person.c - the person who is reminded: their reach, in their zone. */
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

int ch_remind_hour(struct ch_reminding *m, int64_t person,
		   struct ch_slice timing, int64_t day, int shift,
		   int64_t *seconds, struct ch_err *err)
{
	const struct ch_reach *reach;
	int rc = ch_remind_reach(m, person, &reach, err);

	if (!rc && !ch_day_time(&reach->day, timing, day, shift, seconds))
		ch_day_time(&reach->day, CH_SLICE("MORN"), day, shift,
			    seconds);
	return rc;
}
