/* escalate.c - alerts climb their ladders, one level a run, or expire. */
#include "base/moment.h"
#include "care/ladder/ladder.h"
#include "care/people/dead.h"

#define PART 250	/* alerts of one transaction */
#define COLUMNS "SELECT id, coalesce(ladder, level), step, climbed, " \
	"status = 'new', status = 'acknowledged', patient, owner, role, " \
	"coalesce(at, recorded), ladder IS NOT NULL FROM alert WHERE " \
	"(status = 'new' OR status = 'notified' OR status = 'acknowledged')"

/* A ladder that is in use. */
struct ch_climb {
	struct ch_climb *next;
	char name[64];
	bool usable, doubted[CH_LADDER_LEVELS];
	struct ch_ladder l;
};

/* Whom a word means, where that is the same for all: asked once a run. */
struct ch_heard {
	struct ch_heard *next;
	char who[96];
	struct ch_ids staff;
};

/* An alert. */
struct waiting {
	int64_t id, patient, owner;
	char ladder[64], role[64];
	bool new, named;
	struct ch_rung rung;
};

static void copy(char out[64], struct ch_slice s)
{
	snprintf(out, 64, "%.*s", (int)s.n, s.s ? s.s : "");
}

static void take(struct ch_stmt *st, struct waiting *w)
{
	int64_t climbed = ch_stmt_int(st, 3);

	*w = (struct waiting){
		.id = ch_stmt_int(st, 0), .new = ch_stmt_int(st, 4),
		.patient = ch_stmt_int(st, 6), .owner = ch_stmt_int(st, 7),
		.named = ch_stmt_int(st, 10),
		.rung = {
			.step = (size_t)ch_stmt_int(st, 2),
			.raised = ch_moment_instant(ch_stmt_int(st, 9)),
			.climbed = climbed ? ch_moment_instant(climbed) : 0,
			.unheard = ch_stmt_int(st, 2) && ch_stmt_int(st, 4),
			.acknowledged = ch_stmt_int(st, 5),
		},
	};
	copy(w->ladder, ch_stmt_text(st, 1));
	copy(w->role, ch_stmt_text(st, 8));
}

static void doubt(struct ch_escalation *e, const char *name, const char *level,
		  const char *words)
{
	char text[480];

	snprintf(text, sizeof(text), "ladder %s%s%s: %s", name, *level ?
		 ", level " : "", level, words);
	e->doubt(e->doubt_ctx, text);
}

static int find_ladder(struct ch_escalation *e, const struct waiting *w,
		       struct ch_climb **out, struct ch_err *err)
{
	struct ch_climb *c = e->climbs;
	struct ch_book book;
	struct ch_err why;
	int rc;

	while (c && strcmp(c->name, w->ladder))
		c = c->next;
	*out = c;
	if (c)
		return 0;
	c = *out = calloc(1, sizeof(*c));
	if (!c)
		return ch_nomem(err);
	memcpy(c->name, w->ladder, sizeof(c->name));
	c->next = e->climbs;
	e->climbs = c;
	rc = ch_shelf_find(e->shelf, "ladders", c->name, ".json", &book, &why);
	/* A level without a ladder of its name has none. */
	if (rc && !w->named)
		return 0;
	if (!rc)
		rc = ch_ladder_load(&c->l, book.path, e->shelf, NULL, NULL,
				    &why);
	c->usable = !rc;
	e->broken |= rc != 0;
	if (rc)
		doubt(e, c->name, "", why.msg);
	return 0;
}

/* ---- who ---- */

static int ask(struct ch_escalation *e, const struct waiting *w,
	       const char *who, struct ch_ids *out, struct ch_err *err)
{
	struct ch_heard *h = e->heard;
	int rc = 0;

	if (strncmp(who, "role:", 5) && strncmp(who, "on-call:", 8))
		return ch_who(e->store, who, w->patient, e->now, out, err);
	while (h && strcmp(h->who, who))
		h = h->next;
	if (!h) {
		h = calloc(1, sizeof(*h));
		if (!h)
			return ch_nomem(err);
		snprintf(h->who, sizeof(h->who), "%s", who);
		h->next = e->heard;
		e->heard = h;
		rc = ch_who(e->store, who, 0, e->now, &h->staff, err);
	}
	for (size_t i = 0; i < h->staff.n && !rc; i++)
		rc = ch_ids_add(out, h->staff.id[i], err);
	return rc;
}

/* The alert's own role and owner have words without a name. */
static int hear(struct ch_escalation *e, const struct waiting *w,
		const char *const *who, struct ch_ids *out,
		struct ch_err *err)
{
	int rc = 0;

	for (; *who && !out->n && !rc; who++) {
		bool owner = !strcmp(*who, "owner"), own = owner ||
			!strcmp(*who, "role") || !strcmp(*who, "on-call");
		char text[96], hex[CH_ID_HEX] = "";

		if (own && !(owner ? w->owner : *w->role))
			continue;
		if (owner)
			ch_id_print(w->owner, hex);
		snprintf(text, sizeof(text), "%s%s%s", owner ? hex : *who,
			 own && !owner ? ":" : "", own && !owner ? w->role :
			 "");
		rc = ask(e, w, text, out, err);
	}
	return rc;
}

/* ---- an alert ---- */

static int write(struct ch_escalation *e, const struct waiting *w,
		 struct ch_row *row, const char *reason, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.reason = reason, .cause = w->ladder };
	enum ch_did did;
	int rc;

	ch_row_int(row, 0, w->id);
	rc = ch_put(e->store, row, &how, &did, err);
	return rc ? rc : e->did(e->ctx, row->type, w->id, did, err);
}

static int expire(struct ch_escalation *e, const struct waiting *w,
		  struct ch_err *err)
{
	static const char why[] = "not-answered";
	struct ch_row row;
	int rc;

	ch_row_start(&row, ch_type_find("alert"));
	ch_row_put_text(&row, "status", "expired");
	ch_row_put_text(&row, "reason", why);
	rc = write(e, w, &row, why, err);
	return rc ? rc : ch_ladder_clear(e->store, w->id, why, e->did, e->ctx,
					 err);
}

/* The next level; `*told` says whether anybody holds it. */
static int tell_level(struct ch_escalation *e, struct waiting *w,
		      struct ch_climb *c, bool *told, struct ch_err *err)
{
	const struct ch_ladder_level *level = &c->l.level[w->rung.step++];
	CH_AUTO(ch_ids_free) struct ch_ids staff = { 0 };
	char occurrence[32], key[32];
	const struct ch_telling t = {
		.store = e->store, .alert = w->id, .now = e->now,
		.kind = "alert", .occurrence = occurrence, .key = key,
		.words = "", .did = e->did, .ctx = e->ctx,
	};
	int rc = hear(e, w, level->who, &staff, err);

	*told = staff.n;
	if (!rc && !staff.n && !c->doubted[w->rung.step - 1]) {
		c->doubted[w->rung.step - 1] = true;
		doubt(e, c->name, level->name, "nobody holds it");
	}
	/* Handed over, it climbs anew from then. */
	snprintf(occurrence, sizeof(occurrence), "step-%zu", w->rung.step);
	snprintf(key, sizeof(key), "%llx", (long long)w->rung.climbed);
	return rc || !staff.n ? rc : ch_ladder_tell(&t, &staff, err);
}

static int climb(struct ch_escalation *e, struct waiting *w,
		 struct ch_climb *c, struct ch_err *err)
{
	int64_t now = ch_moment_seconds(e->now);
	bool told = true, any = false, again = w->rung.unheard;
	struct ch_row row;
	int rc = 0;

	if (again)
		w->rung.step = 0;
	while (!rc && w->rung.step < c->l.levels &&
	       (again || !told || ch_ladder_due(&c->l, &w->rung) <= now)) {
		rc = tell_level(e, w, c, &told, err);
		any |= told;
		again &= !told;
		if (told)
			w->rung.climbed = now;
	}
	e->unheard += w->new && !any;
	if (rc || (w->rung.unheard && !any))
		return rc;
	ch_row_start(&row, ch_type_find("alert"));
	ch_row_put_int(&row, "step", (int64_t)w->rung.step);
	ch_row_put_int(&row, "climbed", e->now);
	if (w->new && any) {
		ch_row_put_text(&row, "status", "notified");
		ch_row_put_int(&row, "notified", e->now);
	}
	return write(e, w, &row, NULL, err);
}

static int look_at(struct ch_escalation *e, struct waiting *w,
		   bool only_whether, bool *due, struct ch_err *err)
{
	struct ch_climb *c;
	enum ch_ladder_next next;
	int rc = find_ladder(e, w, &c, err);

	*due = false;
	if (rc || !c->usable)
		return rc;
	next = ch_ladder_next(&c->l, &w->rung, ch_moment_seconds(e->now));
	*due = next != CH_LADDER_WAITS;
	if (only_whether || !*due)
		return 0;
	return next == CH_LADDER_EXPIRES ? expire(e, w, err) :
		climb(e, w, c, err);
}

/* ---- all of them ---- */

/* Leaves those in e->alerts of which something is to be done. */
static int find_due(struct ch_escalation *e, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids asked = e->alerts;
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct waiting w;
	bool due;
	int rc = ch_db_prepare(&st, e->store->db, asked.n ? COLUMNS
			       " AND id = $1" : COLUMNS, err);

	e->alerts = (struct ch_ids){ 0 };
	for (size_t i = 0; i < (asked.n ? asked.n : 1) && !rc; i++) {
		if (asked.n)
			ch_stmt_bind_int(st, 1, asked.id[i]);
		while (!rc && !(rc = ch_stmt_step(st, err))) {
			take(st, &w);
			rc = look_at(e, &w, true, &due, err);
			if (!rc && due)
				rc = ch_ids_add(&e->alerts, w.id, err);
		}
		rc = rc == CH_END ? 0 : rc;
		ch_stmt_reset(st);
	}
	return rc;
}

/* As it is now: others may have had a turn. */
static int escalate_one(struct ch_escalation *e, struct ch_stmt *st,
			int64_t id, struct ch_err *err)
{
	struct waiting w;
	bool died, due;
	int rc;

	ch_stmt_bind_int(st, 1, id);
	rc = ch_stmt_step(st, err);
	if (!rc)
		take(st, &w);
	ch_stmt_reset(st);
	if (!rc)
		rc = ch_person_died(e->store, w.patient, e->now, &died, err);
	if (rc || died)
		return rc == CH_END ? 0 : rc;
	return look_at(e, &w, false, &due, err);
}

int ch_escalate(struct ch_escalation *e, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = e->begun ? 0 : find_due(e, err);

	e->begun = true;
	if (!rc)
		rc = ch_db_prepare(&st, e->store->db, COLUMNS " AND id = $1",
				   err);
	for (int i = 0; i < PART && e->done < e->alerts.n && !rc; i++)
		rc = escalate_one(e, st, e->alerts.id[e->done++], err);
	e->more = e->done < e->alerts.n;
	return rc;
}

void ch_escalate_free(struct ch_escalation *e)
{
	struct ch_climb *c;
	struct ch_heard *h;

	while ((c = e->climbs)) {
		e->climbs = c->next;
		ch_ladder_free(&c->l);
		free(c);
	}
	while ((h = e->heard)) {
		e->heard = h->next;
		ch_ids_free(&h->staff);
		free(h);
	}
	ch_ids_free(&e->alerts);
}
