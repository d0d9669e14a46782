/* escalate.c - alerts that nobody answers are told further, or expire. */
#include "base/moment.h"
#include "care/ladder/ladder.h"
#include "people/dead.h"

#define PART 250	/* alerts of one transaction */
#define COLUMNS "SELECT id, coalesce(ladder, level), ladder IS NOT NULL, " \
	"role, hexid(owner), step, coalesce(at, recorded), climbed, status = " \
	"'new', status = 'acknowledged', patient, level FROM alert WHERE " \
	"(status = 'new' OR status = 'notified' OR status = 'acknowledged')"

struct waiting {
	struct ch_escalation *e;
	int64_t id, patient;
	struct ch_climber c;
};

static void copy(char out[64], struct ch_slice s)
{
	snprintf(out, 64, "%.*s", (int)s.n, s.s ? s.s : "");
}

static void take(struct waiting *w, struct ch_stmt *st)
{
	int64_t step = ch_stmt_int(st, 5), climbed = ch_stmt_int(st, 7);
	struct ch_climber *c = &w->c;

	w->id = ch_stmt_int(st, 0);
	w->patient = ch_stmt_int(st, 10);
	copy(c->ladder, ch_stmt_text(st, 1));
	c->named = ch_stmt_int(st, 2);
	copy(c->level, ch_stmt_text(st, 11));
	copy(c->role, ch_stmt_text(st, 3));
	copy(c->owner, ch_stmt_text(st, 4));
	c->untold = ch_stmt_int(st, 8);
	c->rung = (struct ch_rung){
		.step = step > 0 ? (size_t)step : 0,
		.raised = ch_moment_instant(ch_stmt_int(st, 6)),
		.climbed = climbed ? ch_moment_instant(climbed) : 0,
		.unheard = step > 0 && c->untold,
		.acknowledged = ch_stmt_int(st, 9),
	};
}

static int who(void *ctx, const char *word, struct ch_ids *out,
	       struct ch_err *err)
{
	const struct waiting *w = ctx;

	return ch_who(w->e->store, word, w->patient, w->e->now, out, err);
}

static struct ch_telling telling(const struct waiting *w, const char *kind,
				 const char *occurrence)
{
	const struct ch_escalation *e = w->e;

	return (struct ch_telling){ e->store, w->id, e->now,
				    w->c.rung.climbed, kind, occurrence,
				    e->did, e->ctx };
}

static int tell(void *ctx, const struct ch_climber *c,
		const struct ch_ids *staff, struct ch_err *err)
{
	struct ch_telling t;
	char step[32];

	snprintf(step, sizeof(step), "step-%zu", c->rung.step);
	t = telling(ctx, "alert", step);
	return ch_ladder_tell(&t, staff, err);
}

static int write(const struct waiting *w, struct ch_row *row,
		 const char *reason, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.reason = reason,
					.cause = w->c.ladder };
	enum ch_did did;
	int rc;

	ch_row_int(row, 0, w->id);
	rc = ch_put(w->e->store, row, &how, &did, err);
	return rc ? rc : w->e->did(w->e->ctx, row->type, w->id, did, err);
}

static int expire(const struct waiting *w, struct ch_row *row,
		  struct ch_err *err)
{
	const struct ch_telling t = telling(w, NULL, "not-answered");
	int rc;

	ch_row_put_text(row, "status", "expired");
	ch_row_put_text(row, "reason", t.occurrence);
	rc = write(w, row, t.occurrence, err);
	return rc ? rc : ch_ladder_settle(&t, err);
}

static int climb(struct waiting *w, struct ch_row *row, struct ch_err *err)
{
	bool any, again = w->c.rung.unheard;
	int rc = ch_climbs_climb(&w->e->set, &w->c, who, tell, w, &any, err);

	if (rc || (again && !any))
		return rc;
	ch_row_put_int(row, "step", (int64_t)w->c.rung.step);
	ch_row_put_int(row, "climbed", w->e->now);
	if (w->c.untold && any) {
		ch_row_put_text(row, "status", "notified");
		ch_row_put_int(row, "notified", w->e->now);
	}
	return write(w, row, NULL, err);
}

static int find_due(struct ch_escalation *e, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, e->store->db, COLUMNS, err);
	struct waiting w = { .e = e };
	enum ch_ladder_next next;

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		take(&w, st);
		rc = ch_climbs_next(&e->set, &w.c, &next, err);
		if (!rc && next != CH_LADDER_WAITS)
			rc = ch_ids_add(&e->alerts, w.id, err);
	}
	return rc == CH_END ? 0 : rc;
}

/* As it is now: others may have had a turn. */
static int escalate(struct ch_escalation *e, struct ch_stmt *st, int64_t id,
		    struct ch_err *err)
{
	struct waiting w = { .e = e };
	enum ch_ladder_next next;
	struct ch_row row;
	bool died;
	int rc;

	ch_stmt_bind_int(st, 1, id);
	rc = ch_stmt_step(st, err);
	if (!rc)
		take(&w, st);
	ch_stmt_reset(st);
	if (!rc)
		rc = ch_person_died(e->store, w.patient, e->now, &died, err);
	if (!rc)
		rc = ch_climbs_next(&e->set, &w.c, &next, err);
	if (rc || died || next == CH_LADDER_WAITS)
		return rc == CH_END ? 0 : rc;
	ch_row_start(&row, ch_type_find("alert"));
	return next == CH_LADDER_EXPIRES ? expire(&w, &row, err) :
		climb(&w, &row, err);
}

int ch_escalate(struct ch_escalation *e, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = e->begun || e->alerts.n ? 0 : find_due(e, err);

	e->begun = true;
	if (!rc)
		rc = ch_db_prepare(&st, e->store->db, COLUMNS " AND id = $1",
				   err);
	for (int i = 0; i < PART && e->done < e->alerts.n && !rc; i++)
		rc = escalate(e, st, e->alerts.id[e->done++], err);
	*e->more = e->done < e->alerts.n;
	return rc;
}
