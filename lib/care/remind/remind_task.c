/* remind_task.c - what a notice cannot say in time is work for staff. */
#include "base/moment.h"
#include "step/make.h"
#include "care/remind/remind_in.h"

/* By the end of today, or of what it is about, whichever comes first. */
static int64_t due_of(const struct ch_reminding *m, const struct ch_due *due)
{
	int64_t today = ch_moment_local_day(m->r->now);

	return ch_moment_last_day(due->until) <= today ? due->until :
		ch_moment_of_day(today);
}

int ch_remind_task(struct ch_reminding *m, const struct ch_due *due,
		   struct ch_err *err)
{
	char maker[160], occurrence[64];
	struct ch_row row;
	enum ch_did did;
	int rc;

	if (!due->kind->task)
		return 0;
	snprintf(maker, sizeof(maker), "remind:%s", due->kind->k.name);
	snprintf(occurrence, sizeof(occurrence), "%s %lld", due->occurrence,
		 (long long)ch_moment_instant(due->event));
	ch_row_start(&row, m->task);
	ch_row_int(&row, 0, ch_make_id(m->r->store, m->task, maker,
				       due->kind->about->name, due->id,
				       occurrence));
	ch_row_put_int(&row, "patient", due->person);
	ch_row_put_text(&row, "status", "requested");
	ch_row_put_text(&row, "priority", "urgent");
	ch_row_put_text(&row, "kind", "call");
	ch_row_put_text(&row, "title", due->kind->task);
	if (due->kind->role)
		ch_row_put_text(&row, "role", due->kind->role);
	ch_make_ref(&row, "about", due->kind->about, due->id);
	ch_row_put_int(&row, "at", m->r->now);
	ch_row_put_int(&row, "due", due_of(m, due));
	ch_row_put_int(&row, "until", due->until);
	rc = ch_make(m->r->store, &row, NULL, &did, err);
	return rc ? rc : m->r->each(m->r->ctx, m->task, row.v[0].i, did, err);
}
