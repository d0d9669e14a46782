/* plan_run.c - one ordered pass over activities and their tasks, then what is
 * missing is made. */
#include "base/grow.h"
#include "base/moment.h"
#include "care/plan/goal.h"
#include "step/make.h"
#include "people/dead.h"
#include "care/plan/plan_past.h"
#include "care/plan/plan_run.h"
#include "store/ask.h"

/* The chosen ones; plans that came with a feed are for others to run. CROSS
 * JOIN: in this order, so that the rows of an activity stand together. */
#define CHOSEN \
	"FROM temp.plan_chosen c CROSS JOIN plan p ON p.id = c.plan " \
	"CROSS JOIN activity a ON a.plan = p.id "
#define RUNS "WHERE p.status = 'active' AND p.source = 'hub' AND "

static const char wanted[] =
	"SELECT a.id, a.at, a.until, a.every, a.every_met, a.opens, "
	"a.closes, a.goal, t.id, t.due, t.start, t.until, t.status " CHOSEN
	"LEFT JOIN task t ON t.activity = a.id "
	RUNS "(p.until IS NULL OR is_over(p.until, $1) = 0) AND NOT "
	CH_DIED("p.patient", "$2") " AND a.at IS NOT NULL AND (a.role IS NULL "
	"OR a.role <> 'patient') AND (a.prohibited IS NULL OR a.prohibited = "
	"0) AND (a.status IS NULL OR a.status = 'not-started' OR a.status = "
	"'scheduled' OR a.status = 'in-progress')";

static const char of_the_dead[] =
	"SELECT t.id, t.status " CHOSEN "CROSS JOIN task t ON t.activity = "
	"a.id " RUNS CH_DIED("p.patient", "$1");

enum { ID, FIRST, UNTIL, EVERY, EVERY_MET, OPENS, CLOSES, GOAL, TASK, TASK_DUE,
       TASK_START, TASK_UNTIL, TASK_STATUS };

/* An activity with something to be made of. */
struct wanted {
	int64_t activity, goal, made;	/* made: the last due day, or never */
	struct ch_schedule s;
	struct ch_every met;
	int64_t opens, closes;
};

/* In order: a task that is there, or an activity that wants some. */
struct step {
	int64_t task;		/* 0: `wanted` */
	struct wanted wanted;
};

struct running {
	struct ch_store *store;
	const struct ch_plan_run *job;
	int64_t today;
	struct step *step;
	size_t n, room;
	struct wanted at_hand;	/* activity 0: none */
	struct ch_plan_past past;	/* of that */
	ch_step_did each;
	void *ctx;
};

static int add_step(struct running *r, const struct step *step,
		    struct ch_err *err)
{
	int rc = ch_grow((void **)&r->step, &r->room, r->n, sizeof(*r->step),
			 err);

	if (!rc)
		r->step[r->n++] = *step;
	return rc;
}

/* ---- the pass ---- */

static void read_every(const struct ch_stmt *st, int c, struct ch_every *out)
{
	struct ch_slice s = ch_stmt_text(st, c);

	/* What cannot be read is once: nothing is made that nobody said. */
	if (!ch_every_parse(s.s ? s.s : "", s.n, out))
		*out = (struct ch_every){ 0, 'd' };
}

static void begin_activity(struct running *r, const struct ch_stmt *st)
{
	struct wanted *w = &r->at_hand;

	w->activity = ch_stmt_int(st, ID);
	w->goal = ch_stmt_int(st, GOAL);
	w->s.at = ch_moment_local_day(ch_stmt_int(st, FIRST));
	w->s.until = ch_stmt_kind(st, UNTIL) == CH_DB_NULL ? CH_NEVER :
		ch_moment_local_day(ch_stmt_int(st, UNTIL));
	ch_plan_past_begin(&r->past, w->activity, &w->s);
	read_every(st, EVERY, &w->s.every);
	read_every(st, EVERY_MET, &w->met);
	w->opens = ch_stmt_int(st, OPENS);
	w->closes = ch_stmt_kind(st, CLOSES) == CH_DB_NULL ?
		CH_CLOSES_DEFAULT : ch_stmt_int(st, CLOSES);
}

static int64_t next_open(const struct running *r, const struct wanted *w,
			 struct ch_schedule *from)
{
	return ch_schedule_open(&w->s, w->made, w->closes, r->today, from);
}

static bool opens_in_time(const struct running *r, const struct wanted *w,
			  int64_t due)
{
	return due != CH_NEVER && due - w->opens <= r->job->until;
}

/* Whether anything is to be made, at the one interval or at the other. */
static int end_activity(struct running *r, struct ch_err *err)
{
	struct step step = { 0 };
	struct wanted met;
	struct ch_schedule from;

	if (!r->at_hand.activity)
		return 0;
	r->at_hand.made = ch_plan_past_made(&r->past);
	step.wanted = met = r->at_hand;
	r->at_hand.activity = 0;
	if (met.met.n)
		met.s.every = met.met;
	if (opens_in_time(r, &step.wanted, next_open(r, &step.wanted,
						     &from)) ||
	    opens_in_time(r, &met, next_open(r, &met, &from)))
		return add_step(r, &step, err);
	return 0;
}

static int64_t day_or(const struct ch_stmt *st, int c, int64_t otherwise)
{
	return ch_stmt_kind(st, c) == CH_DB_NULL ? otherwise :
		ch_moment_local_day(ch_stmt_int(st, c));
}

static int take_task(struct running *r, const struct ch_stmt *st,
		     struct ch_err *err)
{
	const struct step step = { .task = ch_stmt_int(st, TASK) };

	ch_plan_past_add(&r->past, r->store, step.task,
			 day_or(st, TASK_DUE, CH_NEVER),
			 ch_stmt_text(st, TASK_STATUS));
	if (!ch_plan_task_is_open(ch_stmt_text(st, TASK_STATUS)) ||
	    day_or(st, TASK_START, INT64_MIN) > r->job->until ||
	    day_or(st, TASK_UNTIL, CH_NEVER) < r->today)
		return 0;
	return add_step(r, &step, err);
}

static int choose(struct ch_store *store, const struct ch_ids *plans,
		  struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_run(store->db, "DROP TABLE IF EXISTS temp.plan_chosen; "
			   "CREATE TEMP TABLE plan_chosen (plan INTEGER)",
			   err);

	if (!rc)
		rc = ch_db_prepare(&st, store->db, "INSERT INTO "
				   "temp.plan_chosen VALUES ($1)", err);
	for (size_t i = 0; i < plans->n && !rc; i++) {
		ch_stmt_bind_int(st, 1, plans->id[i]);
		rc = ch_stmt_finish(st, err);
	}
	return rc;
}

static int pass(struct running *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, r->store, wanted,
			      CH_WITH(ch_ask_int(r->job->now),
				      ch_ask_int(ch_moment_top(r->job->now))),
			      err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		if (ch_stmt_int(st, ID) != r->at_hand.activity) {
			rc = end_activity(r, err);
			begin_activity(r, st);
		}
		if (!rc && ch_stmt_kind(st, TASK) != CH_DB_NULL)
			rc = take_task(r, st, err);
	}
	return rc == CH_END ? end_activity(r, err) : rc;
}

/* ---- making ---- */

static void copy(struct ch_row *to, const struct ch_row *from,
		 const char *field)
{
	int a = ch_field(from->type, field), b = ch_field(to->type, field);

	if (ch_row_has(from, a)) {
		to->v[b] = from->v[a];
		to->set |= UINT64_C(1) << b;
	}
}

static void fill_task(struct running *r, struct ch_row *task,
		      const struct ch_row *activity, const struct wanted *w,
		      const struct ch_schedule *s, int64_t due)
{
	static const char *const same[] = { "patient", "plan", "title", "kind",
					    "role", "priority", "needs" };
	int64_t start = due - w->opens;

	ch_row_start(task, ch_type_find("task"));
	ch_row_int(task, 0, ch_plan_task_id(r->store, w->activity, due));
	for (size_t i = 0; i < CH_COUNT(same); i++)
		copy(task, activity, same[i]);
	ch_row_put_text(task, "status", "requested");
	ch_row_put_int(task, "activity", w->activity);
	ch_make_ref(task, "about", activity->type, w->activity);
	ch_row_put_int(task, "at", r->job->now);
	ch_row_put_int(task, "start", ch_moment_of_day(
		       start > CH_DAY_FIRST ? start : CH_DAY_FIRST));
	ch_row_put_int(task, "due", ch_moment_of_day(due));
	ch_row_put_int(task, "until", ch_moment_of_day(
		       ch_schedule_closes(s, due, w->closes)));
}

/* The interval as it is while the goal is reached: which only a result can tell
 * that is no older than that interval itself. */
static int mind_goal(struct running *r, struct wanted *w, struct ch_err *err)
{
	struct ch_standing standing;
	struct ch_row goal;
	int rc;

	if (!w->met.n || !w->goal)
		return 0;
	rc = ch_store_get(r->store, ch_type_find("goal"), w->goal, &goal, err);
	if (!rc)
		rc = ch_goal_standing(r->store, &goal, r->job->now, &standing,
				      err);
	if (!rc && standing.kind == CH_STANDING_COMPARED && standing.reached &&
	    ch_every_add(ch_moment_local_day(standing.at), w->met, 1) >=
	    r->today)
		w->s.every = w->met;
	return rc == CH_END ? 0 : rc;
}

static int make_tasks(struct running *r, struct wanted *w, struct ch_err *err)
{
	char cause[40], hex[CH_ID_HEX];
	struct ch_row activity, task;
	struct ch_schedule from;
	enum ch_did did;
	int64_t due;
	int rc = mind_goal(r, w, err);

	if (!rc)
		rc = ch_store_get(r->store, ch_type_find("activity"),
				  w->activity, &activity, err);
	ch_id_print(w->activity, hex);
	snprintf(cause, sizeof(cause), "activity/%s", hex);
	due = next_open(r, w, &from);
	while (!rc && opens_in_time(r, w, due)) {
		int64_t id;

		fill_task(r, &task, &activity, w, &from, due);
		id = task.v[0].i;
		rc = ch_make(r->store, &task, cause, &did, err);
		if (!rc && did == CH_CREATED)
			rc = r->each(r->ctx, task.type, id, did, err);
		due = ch_schedule_due(&from, due + 1);
	}
	return rc;
}

/* ---- people who died ---- */

static int cancel(struct running *r, int64_t task, struct ch_err *err)
{
	struct ch_row row;

	ch_row_start(&row, ch_type_find("task"));
	ch_row_int(&row, 0, task);
	ch_row_put_text(&row, "status", "cancelled");
	ch_row_put_text(&row, "reason", "died");
	return ch_step_write(r->store, &row, "died", r->each, r->ctx, err);
}

/* Nothing more is to be done for them: what their plans had asked for is
 * cancelled. */
static int cancel_for_dead(struct running *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	CH_AUTO(ch_ids_free) struct ch_ids open = { 0 };
	int rc = ch_store_ask(&st, r->store, of_the_dead,
			      CH_WITH(ch_ask_int(ch_moment_top(r->job->now))),
			      err);

	while (!rc && !(rc = ch_stmt_step(st, err)))
		if (ch_plan_task_is_open(ch_stmt_text(st, 1)))
			rc = ch_ids_add(&open, ch_stmt_int(st, 0), err);
	if (rc == CH_END)
		rc = 0;
	for (size_t i = 0; i < open.n && !rc; i++)
		rc = cancel(r, open.id[i], err);
	return rc;
}

int ch_plan_run(struct ch_store *store, const struct ch_plan_run *job,
		ch_step_did each, void *ctx, struct ch_err *err)
{
	struct running r = {
		.store = store, .job = job, .each = each, .ctx = ctx,
		.today = ch_moment_local_day(job->now),
	};
	int rc = choose(store, job->plans, err);

	if (!rc)
		rc = cancel_for_dead(&r, err);
	if (!rc)
		rc = pass(&r, err);
	for (size_t i = 0; i < r.n && !rc; i++)
		if (r.step[i].task)
			rc = each(ctx, ch_type_find("task"), r.step[i].task,
				  CH_UNCHANGED, err);
		else
			rc = make_tasks(&r, &r.step[i].wanted, err);
	free(r.step);
	return rc;
}
