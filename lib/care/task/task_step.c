/* task_step.c - the steps of a task: who may take which, and what each sets. */
#include "base/moment.h"
#include "care/task/evidence.h"
#include "care/people/names.h"
#include "care/task/task.h"
#include "care/task/task_story.h"

/* Who has it matters, who gets it, and what else a step sets. */
enum {
	FREE = 1,	/* not while somebody else has it */
	TAKES = 2,	/* whoever takes the step has it from then on */
	TAKES_FREE = 4,	/* the same, when nobody has it */
	STAYS = 8,	/* a status that cannot take the step stays */
	FROM_OVER = 16,	/* taken from what was over */
	REASON = 32,	/* asks why */
	BEGINS = 64, ENDS = 128, GIVES = 256, WAITS = 512,
};

struct ch_task_step {
	const char *word;
	const char *becomes;	/* where `lifecycle` lets it choose; may be
				   NULL: `lifecycle` alone says */
	int does;
	const char *cannot;	/* why the status cannot take it */
};

static const struct ch_task_step steps[] = {
	{ "claim", "ready", FREE | TAKES | STAYS, "is still a draft" },
	{ "assign", NULL, GIVES | STAYS, "" },
	{ "start", "in-progress", FREE | TAKES | BEGINS,
	  "must be claimed first" },
	{ "hold", "on-hold", REASON | WAITS, "must be claimed first" },
	{ "done", "completed", TAKES_FREE | ENDS, "must be started first" },
	{ "fail", "failed", TAKES_FREE | REASON, "must be claimed first" },
	{ "cancel", "cancelled", REASON, "cannot be cancelled" },
	{ "reopen", NULL, FROM_OVER | REASON, "is not over" },
};

const struct ch_task_step *ch_task_step(const char *word)
{
	for (size_t i = 0; i < CH_COUNT(steps); i++)
		if (!strcmp(steps[i].word, word))
			return &steps[i];
	return NULL;
}

bool ch_task_step_asks_reason(const struct ch_task_step *step)
{
	return step->does & REASON;
}

/* One step of one task, as it is being taken. */
struct taking {
	struct ch_store *store;
	const struct ch_task_step *step;
	const struct ch_task_how *how;
	struct ch_row was, row;		/* as it is; what changes */
	char status[24];		/* as it is; "" when not said */
	char becomes[24];		/* "" when it stays */
	int64_t *when;
};

/* Whoever made the status (`moved`), or the owner, what it is. A copy whose
 * actor is "" when the journal does not know. */
static int find_last(struct taking *t, bool moved, struct ch_task_event *out,
		     struct ch_err *err)
{
	CH_AUTO(ch_task_story_free) struct ch_task_story story = { 0 };
	const struct ch_task_event *last;
	int rc = ch_task_story_read(t->store, &t->was, t->how->now, &story,
				    err);

	last = rc ? NULL : ch_task_story_last(&story, moved);
	if (last)
		*out = *last;
	else
		memset(out, 0, sizeof(*out));
	return rc;
}

/* Adds who brought the task to where it is, and tells when. */
static int refuse(struct taking *t, const char *words, struct ch_err *err)
{
	struct ch_task_event last;
	int rc = find_last(t, true, &last, err);

	if (rc)
		return rc;
	*t->when = last.at;
	return ch_fail(err, CH_EDATA, "%s%s%s", words, *last.actor ? " by " :
		       "", last.actor);
}

static int refuse_over(struct taking *t, struct ch_err *err)
{
	char words[64];

	snprintf(words, sizeof(words), "already %s",
		 !strcmp(t->status, "completed") ? "done" : t->status);
	return refuse(t, words, err);
}

/* Somebody else has it: since they claimed it, or were given it. */
static int refuse_taken(struct taking *t, struct ch_err *err)
{
	struct ch_task_event last;
	int rc = find_last(t, false, &last, err);
	bool given = !strcmp(last.word, "assign") || !strcmp(last.word, "add");
	char owner[64];

	if (rc)
		return rc;
	ch_staff_call(t->store, ch_row_get_int(&t->was, "owner"), owner,
		      sizeof(owner));
	*t->when = last.at;
	return ch_fail(err, CH_EPERM, "%s %s", given ? "assigned to" :
		       "claimed by", owner);
}

/* Whether the same person brought the task to where the step leads. */
static int was_ours(struct taking *t, bool *ours, struct ch_err *err)
{
	struct ch_task_event last;
	int rc = find_last(t, true, &last, err);

	*ours = !rc && !strcmp(last.word, t->step->word) &&
		!strcmp(last.actor, t->store->actor);
	return rc;
}

/* Where the step leads from here, by `lifecycle`: CH_END when nowhere. */
static int look_up(struct taking *t, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_slice to;
	int rc = ch_db_prepare(&st, t->store->db, "SELECT becomes FROM "
			       "lifecycle WHERE on_type = 'task' AND was = $1 "
			       "AND word = $2 ORDER BY CASE WHEN becomes = $3 "
			       "THEN 0 ELSE 1 END LIMIT 1", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, *t->status ? t->status : "requested");
	ch_stmt_bind_str(st, 2, t->step->word);
	ch_stmt_bind_str(st, 3, t->step->becomes);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc;
	to = ch_stmt_text(st, 0);
	snprintf(t->becomes, sizeof(t->becomes), "%.*s", (int)to.n, to.s);
	return 0;
}

static int refuse_step(struct taking *t, struct ch_err *err)
{
	if (!strcmp(t->status, "on-hold"))
		return refuse(t, "must be started first: put on hold", err);
	return ch_fail(err, CH_EDATA, "%s", t->step->cannot);
}

/* Where the status goes; leaves `becomes` empty where it is there. */
static int find_way(struct taking *t, struct ch_err *err)
{
	const struct ch_task_step *s = t->step;
	bool over = ch_task_is_over((struct ch_slice){ t->status,
						       strlen(t->status) });
	bool ours = false;
	int rc;

	if (s->becomes && !strcmp(t->status, s->becomes)) {
		rc = over ? was_ours(t, &ours, err) : 0;
		return rc || ours || !over ? rc : refuse_over(t, err);
	}
	if (over && !(s->does & FROM_OVER))
		return refuse_over(t, err);
	rc = look_up(t, err);
	if (rc != CH_END)
		return rc;
	if (s->does & STAYS)
		return strcmp(t->status, "draft") || (s->does & GIVES) ? 0 :
			refuse_step(t, err);
	rc = s->does & FROM_OVER ? was_ours(t, &ours, err) : 0;
	return rc || ours ? rc : refuse_step(t, err);
}

/* ---- what a step sets ---- */

/* Day by day, or second by second, whichever was said. */
static bool is_after(int64_t m, int64_t than)
{
	if (ch_moment_said(m) <= CH_SAID_DAY)
		return ch_moment_day(m) > ch_moment_local_day(than);
	return ch_moment_seconds(m) > ch_moment_seconds(than);
}

static int show_evidence(struct taking *t, struct ch_err *err)
{
	struct ch_slice needs = ch_row_get_text(&t->was, "needs");
	int64_t made = ch_row_get_int(&t->was, "at"), since, id;
	const struct ch_type *type;
	int rc;

	if (!t->how->evidence && needs.n && *t->becomes)
		return ch_fail(err, CH_EDATA, "asks for evidence: %.*s; give "
			       "--evidence ID", (int)(needs.n < 200 ? needs.n :
						      200), needs.s);
	if (!t->how->evidence)
		return 0;
	since = ch_row_get_int(&t->was, "start");
	if (!since || (made && since > made))
		since = made;
	rc = ch_evidence_find(t->store, needs, t->how->evidence, &type, &id,
			      err);
	if (!rc)
		rc = ch_evidence_holds(t->store, needs,
				       ch_row_get_int(&t->was, "patient"),
				       since, type, id, err);
	if (rc)
		return rc;
	ch_row_put_int(&t->row, "evidence", id);
	ch_row_put_text(&t->row, "evidence_type", type->name);
	return 0;
}

static int end(struct taking *t, struct ch_err *err)
{
	int64_t at = t->how->at ? t->how->at : t->how->now;
	int64_t made = ch_row_get_int(&t->was, "at");
	int64_t begun = ch_row_get_int(&t->was, "begun");

	if (!*t->becomes)
		return 0;
	if (is_after(at, t->how->now))
		return ch_fail(err, CH_EDATA, "done in the future?");
	if (begun && ch_moment_over(at, begun))
		return ch_fail(err, CH_EDATA, "done before it was begun?");
	if (made && ch_moment_over(at, made))
		return ch_fail(err, CH_EDATA, "done before it was made?");
	/* A task that was reopened keeps its first completion. */
	if (!ch_row_get_int(&t->was, "done"))
		ch_row_put_int(&t->row, "done", at);
	if (t->how->outcome)
		ch_row_put_text(&t->row, "outcome", t->how->outcome);
	return show_evidence(t, err);
}

static void clear(struct taking *t, const char *field)
{
	ch_row_null(&t->row, ch_field(t->row.type, field));
}

/* What a hold had hidden until a day that has not come is in the list again. */
static void show_again(struct taking *t)
{
	int64_t start = ch_row_get_int(&t->was, "start");

	if (start && !ch_moment_over(start, t->how->now))
		clear(t, "start");
}

static int fill(struct taking *t, struct ch_err *err)
{
	const struct ch_task_how *how = t->how;
	int does = t->step->does;

	if (*t->becomes)
		ch_row_put_text(&t->row, "status", t->becomes);
	if (does & GIVES)
		ch_task_give(&t->row, &how->to, true);
	if (does & REASON && how->reason)
		ch_row_put_text(&t->row, "reason", how->reason);
	if (does & WAITS && how->until)
		ch_row_put_int(&t->row, "start", how->until);
	else if (does & (WAITS | BEGINS | FROM_OVER))
		show_again(t);
	if (does & BEGINS && *t->becomes) {
		clear(t, "reason");
		if (!ch_row_get_int(&t->was, "begun"))
			ch_row_put_int(&t->row, "begun", how->now);
	}
	/* It is to be done anew, and shown anew. */
	if (does & FROM_OVER && *t->becomes) {
		clear(t, "outcome");
		clear(t, "evidence");
		clear(t, "evidence_type");
	}
	return does & ENDS ? end(t, err) : 0;
}

static int check_owner(struct taking *t, struct ch_err *err)
{
	int64_t owner = ch_row_get_int(&t->was, "owner");

	/* The same login may just have got its record from another process. */
	if (!t->store->staff)
		t->store->staff = ch_staff_of_login(t->store,
						    t->store->actor);
	if (t->step->does & FREE && owner && owner != t->store->staff)
		return refuse_taken(t, err);
	return 0;
}

/* Last of all: only who was not refused gets a staff record. */
static int take_over(struct taking *t, struct ch_err *err)
{
	int does = t->step->does, rc;

	if (does & TAKES_FREE && *t->becomes &&
	    !ch_row_get_int(&t->was, "owner"))
		does |= TAKES;
	if (!(does & TAKES))
		return 0;
	rc = ch_staff_self(t->store, err);
	if (!rc)
		ch_row_put_int(&t->row, "owner", t->store->staff);
	return rc;
}

/* The store's row borrows from a statement that others use meanwhile: what
 * is still needed of its texts is copied. */
static int read_task(struct taking *t, int64_t id, char needs[1024],
		     struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("task");
	int c = ch_field(type, "needs");
	int rc = ch_store_get(t->store, type, id, &t->was, err);
	struct ch_slice status;

	if (rc)
		return rc == CH_END ? ch_fail(err, CH_ENOENT, "no such task") :
			rc;
	status = ch_row_get_text(&t->was, "status");
	snprintf(t->status, sizeof(t->status), "%.*s", (int)status.n,
		 status.s ? status.s : "");
	*needs = '\0';
	if (ch_row_has(&t->was, c))
		snprintf(needs, 1024, "%.*s", (int)t->was.v[c].n,
			 t->was.v[c].s);
	if (*needs)
		ch_row_text(&t->was, c, needs, strlen(needs));
	ch_row_start(&t->row, type);
	ch_row_int(&t->row, 0, id);
	return 0;
}

int ch_task_take(struct ch_store *store, const struct ch_task_step *step,
		 const struct ch_task_how *how, int64_t id, enum ch_did *did,
		 int64_t *when, struct ch_err *err)
{
	const struct ch_put_how put = { .source = "hub", .verb = true,
					.reason = how->reason };
	struct taking t = { .store = store, .step = step, .how = how,
			    .when = when };
	char needs[1024];
	int rc = read_task(&t, id, needs, err);

	*when = 0;
	*did = CH_UNCHANGED;
	if (!rc)
		rc = find_way(&t, err);
	if (!rc)
		rc = check_owner(&t, err);
	if (!rc)
		rc = fill(&t, err);
	if (!rc)
		rc = take_over(&t, err);
	return rc ? rc : ch_put(store, &t.row, &put, did, err);
}
