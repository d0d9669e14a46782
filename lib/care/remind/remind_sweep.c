/* remind_sweep.c - silences what waits and is no longer due. */
#include "base/grow.h"
#include "care/remind/remind_in.h"

#define WAITS "(n.status = 'scheduled' OR n.status = 'pending' OR " \
	"n.status = 'muted' OR n.status = 'denied')"

/* Why a notice is no longer due, as people would say it: $1 what it is about,
 * $2 now, $3 the notice's own `until`. */
static const char appointments[] =
	"SELECT CASE a.status WHEN 'fulfilled' THEN 'done' "
	"WHEN 'arrived' THEN 'done' WHEN 'checked-in' THEN 'done' "
	"WHEN 'noshow' THEN 'missed' WHEN 'booked' THEN CASE WHEN a.at = $3 "
	"THEN 'late' ELSE 'moved' END ELSE 'cancelled' END "
	"FROM appointment a WHERE a.id = $1";

static const char tasks[] =
	"SELECT CASE WHEN t.status = 'completed' THEN 'done' "
	"WHEN t.status IS NULL OR t.status = 'cancelled' OR t.status = "
	"'failed' OR t.status = 'rejected' OR t.status = 'on-hold' OR "
	"t.status = 'draft' OR t.status = 'entered-in-error' THEN 'cancelled' "
	"WHEN t.owner IS NOT NULL OR t.role IS NULL OR t.role <> 'patient' "
	"THEN 'taken' WHEN t.due = $3 THEN 'late' ELSE 'moved' END "
	"FROM task t WHERE t.id = $1";

static const char activities[] =
	"SELECT CASE WHEN a.status = 'completed' THEN 'done' "
	"WHEN l.status IS NULL OR l.status <> 'active' OR is_over(l.until, $2) "
	"= 1 OR a.status = 'cancelled' OR a.status = 'stopped' OR a.status = "
	"'on-hold' OR a.status = 'entered-in-error' THEN 'closed' "
	"WHEN a.role IS NULL OR a.role <> 'patient' THEN 'taken' "
	"ELSE 'moved' END FROM activity a LEFT JOIN plan l ON l.id = a.plan "
	"WHERE a.id = $1";

static const char stays[] =
	"SELECT CASE WHEN e.status = 'entered-in-error' OR e.status = "
	"'cancelled' OR e.same_as IS NOT NULL THEN 'cancelled' "
	"WHEN EXISTS (SELECT 1 FROM patient p JOIN patient q ON q.person = "
	"p.person CROSS JOIN encounter_once v ON v.patient = q.id WHERE p.id "
	"= e.patient AND v.id <> e.id AND v.at > e.until) THEN 'seen' "
	"WHEN EXISTS (SELECT 1 FROM patient p JOIN patient q ON q.person = "
	"p.person CROSS JOIN appointment b ON b.patient = q.id WHERE p.id = "
	"e.patient AND b.at > e.until AND b.status = 'booked') THEN 'booked' "
	"ELSE 'moved' END FROM encounter e WHERE e.id = $1";

static const char alive[] = "SELECT 1 FROM living_patient WHERE id = $1";

static const struct {
	const char *kind, *why;
} kinds[] = {
	{ "appointment", appointments }, { "task", tasks },
	{ "activity", activities }, { "follow-up", stays },
};

int ch_remind_begin(struct ch_reminding *m, struct ch_err *err)
{
	struct ch_db *db = m->r->store->db;
	int rc = ch_db_run(db, "CREATE TEMP TABLE IF NOT EXISTS reminded "
			   "(id INTEGER PRIMARY KEY); "
			   "DELETE FROM temp.reminded", err);

	return rc ? rc : ch_db_prepare(&m->want, db, "INSERT OR IGNORE INTO "
				       "temp.reminded VALUES ($1)", err);
}

int ch_remind_want(struct ch_reminding *m, int64_t notice,
		   struct ch_err *err)
{
	ch_stmt_bind_int(m->want, 1, notice);
	return ch_stmt_finish(m->want, err);
}

int ch_remind_waits(struct ch_reminding *m, const char *kind, int64_t *until,
		    struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, m->r->store->db, "SELECT max(n.until) "
			       "FROM notice n WHERE " WAITS " AND n.kind = $1 "
			       "AND is_over(n.until, $2) = 0", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, kind);
	ch_stmt_bind_int(st, 2, m->r->now);
	rc = ch_stmt_step(st, err);
	*until = rc ? 0 : ch_stmt_int(st, 0);
	return rc;
}

/* ---- the sweep ---- */

/* Listed first: what is read is not what is written. */
struct silenced {
	struct one {
		int64_t notice, about, patient, until;
		size_t kind;
	} *v;
	size_t n, room;
};

static int add(struct silenced *s, const struct ch_stmt *st, size_t kind,
	       struct ch_err *err)
{
	int rc = ch_grow((void **)&s->v, &s->room, s->n, sizeof(*s->v), err);

	if (rc)
		return rc;
	s->v[s->n++] = (struct one){ ch_stmt_int(st, 0), ch_stmt_int(st, 1),
				     ch_stmt_int(st, 2), ch_stmt_int(st, 3),
				     kind };
	return 0;
}

/* What is past is left: it is over, and not silenced. */
static int list(struct ch_reminding *m, struct silenced *s, size_t kind,
		struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, m->r->store->db, "SELECT n.id, n.about, "
			       "n.patient, n.until FROM notice n WHERE "
			       WAITS " AND n.kind = $1 AND "
			       "is_over(n.until, $2) = 0 AND n.id NOT IN "
			       "(SELECT id FROM temp.reminded) ORDER BY n.id",
			       err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, kinds[kind].kind);
	ch_stmt_bind_int(st, 2, m->r->now);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = add(s, st, kind, err);
	return rc == CH_END ? 0 : rc;
}

static int ask(struct ch_reminding *m, const char *sql, int64_t id,
	       int64_t until, char *word, size_t size, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, m->r->store->db, sql, err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, id);
	ch_stmt_bind_int(st, 2, m->r->now);
	ch_stmt_bind_int(st, 3, until);
	rc = ch_stmt_step(st, err);
	if (!rc)
		snprintf(word, size, "%.*s", (int)ch_stmt_text(st, 0).n,
			 ch_stmt_text(st, 0).s);
	return rc;
}

/* CH_END from a question is an answer, too. */
static int why(struct ch_reminding *m, const struct one *s, char *word,
	       size_t size, struct ch_err *err)
{
	const struct ch_reach *reach;
	int rc = ask(m, alive, s->patient, 0, word, size, err);

	snprintf(word, size, "died");
	if (rc)
		return rc == CH_END ? 0 : rc;
	rc = ch_remind_reach(m, s->patient, &reach, err);
	snprintf(word, size, "unwanted");
	if (rc || reach->unwanted)
		return rc;
	snprintf(word, size, "gone");
	rc = ask(m, kinds[s->kind].why, s->about, s->until, word, size, err);
	return rc == CH_END ? 0 : rc;
}

static int clear(struct ch_reminding *m, const struct one *s,
		 struct ch_err *err)
{
	struct ch_put_how how = { .source = "hub", .verb = true };
	struct ch_row row;
	enum ch_did did;
	char word[16];
	int rc = why(m, s, word, sizeof(word), err);

	ch_remind_home(m);
	if (rc)
		return rc;
	how.reason = word;
	ch_row_start(&row, ch_type_find("notice"));
	ch_row_int(&row, 0, s->notice);
	ch_row_put_text(&row, "status", "cleared");
	ch_row_put_text(&row, "reason", word);
	rc = ch_put(m->r->store, &row, &how, &did, err);
	return rc ? rc : m->r->each(m->r->ctx, s->notice, did, err);
}

int ch_remind_sweep(struct ch_reminding *m, struct ch_err *err)
{
	struct silenced s = { 0 };
	int rc = 0;

	for (size_t kind = 0; kind < CH_COUNT(kinds) && !rc; kind++)
		rc = list(m, &s, kind, err);
	for (size_t i = 0; i < s.n && !rc; i++)
		rc = clear(m, &s.v[i], err);
	free(s.v);
	return rc;
}
