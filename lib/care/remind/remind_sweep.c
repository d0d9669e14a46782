/* remind_sweep.c - silences what waits and is no longer due. */
#include "care/remind/remind_in.h"
#include "step/step.h"

static const char alive[] = "SELECT 1 FROM living_patient WHERE id = $1";

/* The questions: whether somebody lives, and why each kind is settled. */
struct asking {
	struct ch_stmt *alive, **settled;
};

static int is_alive(struct asking *a, int64_t patient, struct ch_err *err)
{
	int rc;

	ch_stmt_bind_int(a->alive, 1, patient);
	rc = ch_stmt_step(a->alive, err);
	ch_stmt_reset(a->alive);
	return rc;
}

static int take_word(const struct ch_reminder *kind, struct ch_slice why,
		     char *word, size_t size, struct ch_err *err)
{
	if (!ch_reminder_settles(kind, why))
		return ch_knowledge_wrong(&kind->k, "settled", "a word that "
					  "is not among its reasons", err);
	snprintf(word, size, "%.*s", (int)why.n, why.s);
	return 0;
}

static int settled(struct ch_reminding *m, struct asking *a,
		   const struct ch_waiting *w, char *word, size_t size,
		   struct ch_err *err)
{
	const struct ch_reminder *kind = &m->kind[w->kind];
	struct ch_stmt *st = a->settled[w->kind];
	int rc;

	ch_stmt_bind_named(st, "$about", w->about);
	ch_stmt_bind_named(st, "$until", w->until);
	ch_stmt_bind_named(st, "$as_of", m->r->now);
	ch_knowledge_budget(m->r->store, &kind->k);
	rc = ch_stmt_step(st, err);
	ch_knowledge_budget(m->r->store, NULL);
	if (!rc)
		rc = take_word(kind, ch_stmt_text(st, 0), word, size, err);
	ch_stmt_reset(st);
	return rc;
}

/* CH_END from a question is an answer, too. */
static int why(struct ch_reminding *m, struct asking *a,
	       const struct ch_waiting *w, char *word, size_t size,
	       struct ch_err *err)
{
	const struct ch_reach *reach;
	int rc = is_alive(a, w->patient, err);

	snprintf(word, size, "died");
	if (rc)
		return rc == CH_END ? 0 : rc;
	rc = ch_remind_reach(m, w->patient, &reach, err);
	ch_remind_home(m);
	snprintf(word, size, "unwanted");
	if (rc || reach->unwanted)
		return rc;
	snprintf(word, size, "gone");
	rc = settled(m, a, w, word, size, err);
	return rc == CH_END ? 0 : rc;
}

static int clear(struct ch_reminding *m, struct asking *a,
		 const struct ch_waiting *w, struct ch_err *err)
{
	struct ch_row row;
	char word[32];
	int rc = why(m, a, w, word, sizeof(word), err);

	if (rc)
		return rc;
	ch_row_start(&row, m->notice);
	ch_row_int(&row, 0, w->notice);
	ch_row_put_text(&row, "status", "cleared");
	ch_row_put_text(&row, "reason", word);
	return ch_step_write(m->r->store, &row, word, m->r->each, m->r->ctx,
			     err);
}

static int prepare(struct ch_reminding *m, struct asking *a,
		   struct ch_err *err)
{
	int rc = ch_db_prepare(&a->alive, m->r->store->db, alive, err);

	a->settled = calloc(m->kinds + 1, sizeof(*a->settled));
	if (!rc && !a->settled)
		rc = ch_nomem(err);
	for (size_t i = 0; i < m->kinds && !rc; i++)
		rc = ch_knowledge_ask(&a->settled[i], m->r->store,
				      &m->kind[i].k, CH_REMIND_SETTLED, NULL,
				      err);
	return rc;
}

int ch_remind_sweep(struct ch_reminding *m, struct ch_err *err)
{
	struct asking a = { 0 };
	int rc = prepare(m, &a, err);

	for (size_t i = 0; i < m->waits && !rc; i++)
		if (!m->waiting[i].wanted)
			rc = clear(m, &a, &m->waiting[i], err);
	for (size_t i = 0; a.settled && i < m->kinds; i++)
		ch_stmt_free(&a.settled[i]);
	free(a.settled);
	ch_stmt_free(&a.alive);
	return rc;
}
