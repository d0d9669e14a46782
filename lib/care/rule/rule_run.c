/* rule_run.c - the rules of the shelf, each in its turn: what it looks at, what
 * comes of it, and what is noted of the run. */
#include <time.h>

#include "base/moment.h"
#include "care/rule/rule_in.h"
#include "query/needs.h"

/* A rule in its turn. */
struct turn {
	char name[256];
	struct ch_rule rule;
	struct ch_attempt last;
	bool read, due, news, done;
	char wrong[320];	/* why it cannot be read; "" */
};

struct ch_rule_runner {
	struct ch_rule_job job;
	struct turn *turn;
	size_t n;
	struct ch_mark now;	/* what there is to look at */
	bool marked, whole_views;	/* what heard_TYPE stand for */
	bool views;
	uint64_t types;
};

/* ---- reading ---- */

static bool passed(int64_t since, int64_t span, int64_t now)
{
	return !since || ch_moment_seconds(since) > ch_moment_seconds(now) ||
		ch_moment_seconds(since) + span <= ch_moment_seconds(now);
}

/* What failed is not tried again at once when that takes long: so that nine
 * tenths of the time are others'. */
static bool waits(const struct ch_rule_runner *u, const struct turn *t)
{
	return t->read && t->last.any && !t->last.well && !u->job.n &&
		!strcmp(t->last.hash, t->rule.k.hash) &&
		!passed(t->last.at, (int64_t)(9 * t->last.took), u->job.now);
}

/* Whether it is its turn, and whether news are enough. */
static int look_at(struct ch_rule_runner *u, struct turn *t,
		   struct ch_err *err)
{
	const struct ch_rule *rule = &t->rule;
	bool broken = false, again;
	int rc = ch_attempt_last(u->job.store, t->name, &t->last, err);

	if (!rc && t->last.marked)
		rc = ch_mark_broken(u->job.store, &t->last.mark, &broken, err);
	again = u->job.whole || u->job.past || !t->read || !t->last.marked ||
		broken || strcmp(t->last.hash, rule->k.hash) ||
		(rule->every_s && passed(t->last.whole, rule->every_s,
					 u->job.now));
	t->due = (again || u->job.n || rule->nreads || !rule->every_s) &&
		!rule->off && !waits(u, t);
	t->news = t->due && !again && rule->nreads;
	return rc;
}

static int read_rule(struct ch_rule_runner *u, struct turn *t,
		     const char *name, struct ch_err *err)
{
	struct ch_err why;
	int rc;

	snprintf(t->name, sizeof(t->name), "%s", name);
	rc = ch_rule_read(&t->rule, u->job.shelf, name, &why);
	t->read = !rc;
	if (rc == CH_EDATA || (rc == CH_ENOENT && !u->job.n))
		snprintf(t->wrong, sizeof(t->wrong), "%s", why.msg);
	else if (rc)
		return ch_fail(err, why.code, "%s", why.msg);
	if (t->read)
		u->types |= t->rule.types;
	return look_at(u, t, err);
}

static int read_all(struct ch_rule_runner *u, struct ch_err *err)
{
	struct ch_book *book = NULL;
	size_t n = (size_t)u->job.n;
	int rc = n ? 0 : ch_shelf_list(u->job.shelf, "rules", ".sql", &book,
				       &n, err);

	u->turn = calloc(n + 1, sizeof(*u->turn));
	if (!rc && !u->turn)
		rc = ch_nomem(err);
	for (size_t i = 0; i < n && !rc; i++) {
		struct turn *t = &u->turn[u->n++];

		rc = read_rule(u, t, u->job.n ? u->job.names[i] :
			       book[i].name, err);
		if (!u->job.makes || (t->read &&
				      t->rule.makes == u->job.makes))
			continue;
		ch_rule_free(&t->rule);
		*t = (struct turn){ .read = false };
		u->n--;
	}
	free(book);
	return rc;
}

/* What one file misses in codes/ is not every file's fault: each that does not
 * stand by itself is left out. */
static int meet(struct ch_rule_runner *u, struct ch_err *err)
{
	struct ch_needs needs = { 0 };

	for (size_t i = 0; i < u->n; i++)
		if (u->turn[i].read && u->turn[i].due)
			ch_needs_add(&needs, &u->turn[i].rule.k);
	return ch_needs_meet(&needs, u->job.store, u->job.shelf, u->job.now,
			     err);
}

static int meet_one_by_one(struct ch_rule_runner *u)
{
	for (size_t i = 0; i < u->n; i++) {
		struct turn *t = &u->turn[i];
		struct ch_needs needs = { 0 };
		struct ch_err why;

		if (!t->read || !t->due)
			continue;
		ch_needs_add(&needs, &t->rule.k);
		if (!ch_needs_meet(&needs, u->job.store, u->job.shelf,
				   u->job.now, &why))
			continue;
		snprintf(t->wrong, sizeof(t->wrong), "%s", why.msg);
		ch_rule_free(&t->rule);
		t->read = false;
	}
	return 0;
}

int ch_rule_runner_new(struct ch_rule_runner **out,
		       const struct ch_rule_job *job, struct ch_err *err)
{
	struct ch_rule_runner *u = *out = calloc(1, sizeof(*u));
	struct ch_err why;
	int rc;

	if (!u)
		return ch_nomem(err);
	u->job = *job;
	rc = read_all(u, err);
	if (!rc && meet(u, &why)) {
		meet_one_by_one(u);
		rc = meet(u, err);
	}
	return rc;
}

void ch_rule_runner_free(struct ch_rule_runner **runner)
{
	struct ch_rule_runner *u = *runner;

	for (size_t i = 0; u && i < u->n; i++)
		ch_rule_free(&u->turn[i].rule);
	if (u)
		free(u->turn);
	free(u);
	*runner = NULL;
}

/* ---- what they look at ---- */

/* From where all that look at news miss nothing. */
static const struct ch_mark *since(struct ch_rule_runner *u,
				   struct ch_mark *mark)
{
	bool any = false;

	for (size_t i = 0; i < u->n; i++) {
		const struct turn *t = &u->turn[i];

		if (!t->news)
			continue;
		if (any)
			ch_mark_earlier(mark, &t->last.mark);
		else
			*mark = t->last.mark;
		any = true;
	}
	return mark;
}

static int make_views(struct ch_rule_runner *u, bool news, struct ch_err *err)
{
	struct ch_mark mark;
	int rc = 0;

	if (!u->marked)
		rc = ch_mark_now(u->job.store, u->types, &u->now, err);
	u->marked = true;
	if (rc || (u->views && u->whole_views == !news))
		return rc;
	rc = ch_heard_make(u->job.store, u->types, news ? since(u, &mark) :
			   NULL, 0, err);
	u->views = true;
	u->whole_views = !news;
	return rc;
}

/* ---- a turn ---- */

static int act(struct ch_rule_runner *u, struct ch_ruling *r,
	       struct ch_err *err)
{
	const struct ch_rule_job *job = &u->job;
	int rc = 0;

	for (size_t i = 0; i < r->overs && !rc; i++)
		rc = ch_ruling_close(r, &r->over[i], job->did, job->ctx, err);
	ch_ruling_renew(r);
	for (size_t i = 0; i < r->n && !rc; i++)
		if (r->match[i].is == CH_MATCH_NEW)
			rc = ch_ruling_fire(r, &r->match[i], job->did,
					    job->ctx, err);
		else if (r->match[i].is == CH_MATCH_AGAIN)
			rc = ch_ruling_again(r, &r->match[i], err);
	return rc;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Another text than the last time is in force: an auditor sees both. */
static int tell_change(struct ch_rule_runner *u, const struct turn *t,
		       struct ch_err *err)
{
	char cause[300], fields[2 * sizeof(t->last.hash) + 32];
	const struct ch_event event = { .action = "rule", .cause = cause,
					.fields = { fields, 0 } };
	struct ch_event e = event;

	if (!t->read || !t->last.any || !strcmp(t->last.hash, t->rule.k.hash))
		return 0;
	snprintf(cause, sizeof(cause), "rules/%s", t->name);
	e.fields.n = (size_t)snprintf(fields, sizeof(fields),
				      "{\"hash\":[\"%s\",\"%s\"]}",
				      t->last.hash, t->rule.k.hash);
	return ch_journal(u->job.store, &e, err);
}

static bool is_its_own_fault(int code)
{
	return code == CH_EDATA || code == CH_EUSAGE || code == CH_ENOENT;
}

static int end(struct ch_rule_runner *u, const struct turn *t,
	       const struct ch_ruling *r, const char *wrong, double took,
	       struct ch_err *err)
{
	bool whole = !t->news && !wrong && !u->job.past;
	bool told = !u->job.n && t->last.any && (wrong || r->count.refused ?
		!t->last.well : !t->news &&
		!strcmp(t->last.hash, t->rule.k.hash));
	const struct ch_rule_job *job = &u->job;
	int rc = tell_change(u, t, err);

	if (!rc)
		rc = ch_attempt_note(job->store, t->name, t->read ?
				     t->rule.k.hash : t->last.hash, &r->count,
				     wrong, took, whole ? job->now : 0,
				     wrong || job->past || r->count.refused ?
				     NULL : &u->now, err);
	if (!rc && job->ended)
		job->ended(job->ctx, t->name, &r->count, wrong, told);
	return rc;
}

/* A query that fails has written nothing yet. */
static int plan_and_act(struct ch_rule_runner *u, struct turn *t,
			struct ch_ruling *r, struct ch_err *err)
{
	struct ch_err why = { .code = 0 };
	int rc = ch_ruling_plan(r, &why);

	if (!rc)
		return act(u, r, err);
	if (!is_its_own_fault(rc))
		return ch_fail(err, rc, "%s", why.msg);
	snprintf(t->wrong, sizeof(t->wrong), "%s", why.msg);
	return 0;
}

static int take_turn(struct ch_rule_runner *u, struct turn *t,
		     struct ch_err *err)
{
	struct ch_ruling r = { .store = u->job.store, .shelf = u->job.shelf,
			       .rule = &t->rule, .now = u->job.now,
			       .news = t->news };
	double began = seconds();
	int rc = make_views(u, t->news, err);

	if (!rc && t->read)
		rc = plan_and_act(u, t, &r, err);
	if (!rc)
		rc = end(u, t, &r, *t->wrong ? t->wrong : NULL,
			 seconds() - began, err);
	ch_ruling_free(&r);
	return rc;
}

/* Those that look at news alone come first: the others see all. */
static struct turn *next_turn(struct ch_rule_runner *u)
{
	for (int news = 1; news >= 0; news--)
		for (size_t i = 0; i < u->n; i++)
			if (u->turn[i].due && !u->turn[i].done &&
			    u->turn[i].news == news)
				return &u->turn[i];
	return NULL;
}

int ch_rule_runner_next(struct ch_rule_runner *u, struct ch_err *err)
{
	struct turn *t = next_turn(u);

	if (!t)
		return CH_END;
	t->done = true;
	return take_turn(u, t, err);
}
