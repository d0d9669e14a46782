/* remind.c - one run of the reminders, from beginning to end. */
#include "query/needs.h"
#include "care/remind/remind_in.h"

static int read_kinds(struct ch_reminding *m, struct ch_err *err)
{
	struct ch_book *book = NULL;
	size_t n = 0;
	int rc = ch_shelf_list(m->r->shelf, "reminders", ".sql", &book, &n,
			       err);

	if (!rc)
		m->kind = calloc(n + 1, sizeof(*m->kind));
	if (!rc && !m->kind)
		rc = ch_nomem(err);
	while (!rc && m->kinds < n) {
		rc = ch_reminder_read(&m->kind[m->kinds], m->r->shelf,
				      book[m->kinds].name, err);
		m->kinds += !rc;
	}
	free(book);
	return rc;
}

static int run(struct ch_reminding *m, struct ch_err *err)
{
	struct ch_needs needs = { 0 };
	int rc = ch_reacher_new(&m->reacher, m->r->store, m->r->now, err);

	if (!rc)
		rc = ch_dates_read(&m->dates, m->r->shelf, err);
	if (!rc)
		rc = read_kinds(m, err);
	for (size_t i = 0; !rc && i < m->kinds; i++)
		ch_needs_add(&needs, &m->kind[i].k);
	if (!rc)
		rc = ch_needs_meet(&needs, m->r->store, m->r->shelf, m->r->now,
				   err);
	if (!rc)
		rc = ch_remind_waiting(m, err);
	for (size_t i = 0; i < m->kinds && !rc; i++)
		rc = ch_remind_due(m, &m->kind[i], err);
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
	m->notice = ch_type_find("notice");
	m->patient = ch_type_find("patient");
	m->task = ch_type_find("task");
	snprintf(m->zone, sizeof(m->zone), "%s", r->store->zone);
	rc = run(m, err);
	ch_reacher_free(&m->reacher);
	ch_dates_free(&m->dates);
	for (size_t i = 0; i < m->kinds; i++)
		ch_reminder_free(&m->kind[i]);
	free(m->kind);
	free(m->waiting);
	for (int i = 0; i < m->wordings; i++)
		ch_wording_free(&m->wording[i]);
	free(m);
	return rc;
}
