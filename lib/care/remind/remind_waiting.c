/* remind_waiting.c - the notices that wait, and which of them are still due. */
#include "base/grow.h"
#include "care/remind/remind_in.h"
#include "store/ask.h"

/* What is past is left: it is over, and not silenced. */
static const char waiting[] =
	"SELECT n.id, n.about, n.patient, n.until, n.kind FROM notice n "
	"WHERE (n.status = 'scheduled' OR n.status = 'pending' OR "
	"n.status = 'muted' OR n.status = 'denied') AND "
	"is_over(n.until, $1) = 0";

/* `kinds` where the run has none of that name. */
static size_t find_kind(const struct ch_reminding *m, struct ch_slice name)
{
	size_t i = 0;

	while (i < m->kinds && !ch_slice_is(name, m->kind[i].k.name))
		i++;
	return i;
}

static int by_notice(const void *a, const void *b)
{
	int64_t x = ((const struct ch_waiting *)a)->notice;
	int64_t y = ((const struct ch_waiting *)b)->notice;

	return (x > y) - (x < y);
}

int ch_remind_waiting(struct ch_reminding *m, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, m->r->store, waiting,
			      CH_WITH(ch_ask_int(m->r->now)), err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		size_t kind = find_kind(m, ch_stmt_text(st, 4));

		if (kind == m->kinds)
			continue;
		rc = ch_grow((void **)&m->waiting, &m->room, m->waits,
			     sizeof(*m->waiting), err);
		if (rc)
			return rc;
		m->waiting[m->waits++] = (struct ch_waiting){
			ch_stmt_int(st, 0), ch_stmt_int(st, 1),
			ch_stmt_int(st, 2), ch_stmt_int(st, 3), kind, false
		};
	}
	if (m->waits)
		qsort(m->waiting, m->waits, sizeof(*m->waiting), by_notice);
	return rc == CH_END ? 0 : rc;
}

int64_t ch_remind_farthest(const struct ch_reminding *m,
			   const struct ch_reminder *kind)
{
	int64_t most = 0;

	for (size_t i = 0; i < m->waits; i++)
		if (&m->kind[m->waiting[i].kind] == kind &&
		    m->waiting[i].until > most)
			most = m->waiting[i].until;
	return most;
}

void ch_remind_want(struct ch_reminding *m, int64_t notice)
{
	const struct ch_waiting key = { .notice = notice };
	struct ch_waiting *w = m->waits ?
		bsearch(&key, m->waiting, m->waits, sizeof(key), by_notice) :
		NULL;

	if (w)
		w->wanted = true;
}
