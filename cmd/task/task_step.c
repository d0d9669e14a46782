/* task_step.c - ch-task claim, done and the other steps, over all operands. */
#include "base/grow.h"
#include "base/moment.h"
#include "care/people/names.h"
#include "care/task/task.h"
#include "hub/columns.h"
#include "hub/made.h"
#include "hub/reason.h"
#include "task/task.h"

#define EVIDENCE_MAX 96

struct stepping {
	struct ch_store *store;
	const struct ch_task_step *step;
	struct ch_task_how how;
	struct ch_made made;
	struct operand {
		int64_t id;
		char evidence[EVIDENCE_MAX];	/* as answered; "" */
	} *v;
	size_t n, room;
};

static int read_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	struct stepping *s = ctx;
	int64_t id;
	int rc = ch_tasks_find(ui, s->store, text, n, row, &id);

	if (!rc)
		rc = ch_grow((void **)&s->v, &s->room, s->n, sizeof(*s->v),
			     &ui->err);
	if (!rc)
		s->v[s->n++] = (struct operand){ .id = id };
	return rc;
}

/* On a terminal, before anybody has to wait in the writers' queue. */
static int ask_evidence(struct ch_ui *ui, struct stepping *s)
{
	struct ch_buf needs = CH_BUF_INIT;
	char question[320];
	int rc = 0;

	for (size_t i = 0; i < s->n && !rc; i++) {
		rc = ch_task_needs(s->store, s->v[i].id, &needs, &ui->err);
		if (rc || !needs.n)
			continue;
		snprintf(question, sizeof(question), "Evidence (%s), its ID:",
			 needs.s);
		if (!ch_ui_ask(ui, question, false, s->v[i].evidence,
			       sizeof(s->v[i].evidence)))
			s->v[i].evidence[0] = '\0';
	}
	ch_buf_free(&needs);
	return rc;
}

/* "1234abcd: claimed by robin, today 10:05". */
static int tell(struct ch_ui *ui, int64_t id, int64_t when)
{
	struct ch_buf words = CH_BUF_INIT;
	struct ch_err why = ui->err;
	char hex[CH_ID_HEX];

	ch_id_print(id, hex);
	ch_buf_addf(&words, "%s: %s", hex, why.msg);
	if (when) {
		ch_buf_adds(&words, ", ");
		ch_ui_when(ui, &words,
			   ch_moment_local(ch_moment_seconds(when)));
	}
	ch_fail(&ui->err, why.code, "%s", words.s ? words.s : why.msg);
	ui->err.reason = why.reason;
	ch_buf_free(&words);
	return ui->err.code;
}

static int step_one(struct ch_ui *ui, struct stepping *s,
		    const struct operand *o)
{
	struct ch_task_how how = s->how;
	int64_t when = 0;
	enum ch_did did;
	int rc;

	if (*o->evidence)
		how.evidence = o->evidence;
	rc = ch_task_take(s->store, s->step, &how, o->id, &did, &when,
			  &ui->err);
	if (rc == CH_EDATA || rc == CH_EPERM || rc == CH_ENOENT ||
	    rc == CH_EUSAGE)
		return tell(ui, o->id, when);
	return rc ? rc : ch_made_add(&s->made, ch_type_find("task"), o->id,
				     did, &ui->err);
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct stepping *s = ctx;
	int left_out = 0, rc = ch_staff_may(s->store, &ui->err);

	if (rc && rc != CH_END)
		return rc;
	for (size_t i = 0; i < s->n; i++) {
		rc = step_one(ui, s, &s->v[i]);
		if (!rc)
			continue;
		if (!ui->keep_going || (rc != CH_EDATA && rc != CH_EPERM &&
					rc != CH_ENOENT))
			return rc;
		ch_ui_warn(ui, "%s", ui->err.msg);
		*ui->err.msg = '\0';
		left_out = CH_EDATA;
	}
	return left_out;
}

/* ---- what the options say ---- */

static int read_reason(struct ch_ui *ui, const struct ch_tasks_opts *o,
		       struct stepping *s)
{
	static char answer[256];	/* as long as the program */

	s->how.reason = o->reason;
	if (ch_hub_reason(ui, o->reason))
		return CH_EUSAGE;
	if (!ch_task_step_asks_reason(s->step) || (o->reason && *o->reason))
		return 0;
	if (!o->reason && ch_ui_ask(ui, "Reason:", false, answer,
				    sizeof(answer))) {
		s->how.reason = answer;
		return 0;
	}
	return ch_ui_usage(ui, "why? --reason NAME");
}

/* It is theirs all the same; but whoever gives it should know. */
static void warn_away(struct ch_ui *ui, struct ch_store *store, int64_t staff)
{
	char who[64], cover[64];
	struct ch_staff_now now;

	if (!staff || ch_staff_look(store, staff, ui->now, &now, NULL) ||
	    !now.away)
		return;
	ch_staff_call(store, staff, who, sizeof(who));
	if (now.cover)
		ch_staff_call(store, now.cover, cover, sizeof(cover));
	ch_ui_warn(ui, "%s is away%s%s%s", who, now.cover ? "; " : "",
		   now.cover ? cover : "", now.cover ? " covers" : "");
}

static int read_options(struct ch_ui *ui, const struct ch_tasks_opts *o,
			struct stepping *s)
{
	bool assign = !strcmp(ui->verb->name, "assign");
	int rc = 0;

	s->step = ch_task_step(ui->verb->name);
	s->how.now = ui->now;
	s->how.outcome = o->outcome;
	s->how.evidence = o->evidence;
	if (assign && !o->to)
		return ch_ui_usage(ui, "to whom? --to NAME");
	if (assign)
		rc = ch_task_to(s->store, o->to, &s->how.to, &ui->err);
	if (assign && !rc)
		warn_away(ui, s->store, s->how.to.owner);
	if (!rc && o->at)
		rc = ch_tasks_date(ui, "at", o->at, 0, &s->how.at);
	if (!rc && o->until)
		rc = ch_tasks_date(ui, "until", o->until, 0, &s->how.until);
	if (!rc && o->until && ch_moment_over(s->how.until, ui->now))
		return ch_ui_usage(ui, "--until is past");
	return rc;
}

int ch_tasks_step(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct ch_tasks_opts *o = opt;
	struct stepping s = { 0 };
	int rc = ch_hub_open(ui, &store, CH_STORE_WRITE), left_out = 0;

	s.store = store;
	if (!rc)
		rc = read_options(ui, o, &s);
	if (!rc && argc)
		rc = read_reason(ui, o, &s);
	if (!rc)
		rc = ch_ui_operands(ui, argc, argv, read_one, &s);
	if (rc == CH_EDATA && ui->keep_going) {
		left_out = rc;
		rc = 0;
	}
	if (!rc && !o->evidence && !strcmp(ui->verb->name, "done"))
		rc = ask_evidence(ui, &s);
	if (!rc)
		rc = ch_columns_for(ui, ch_type_find("task"));
	if (!rc)
		rc = ch_made_run(ui, store, &s.made, work, &s);
	ch_made_free(&s.made);
	free(s.v);
	return rc ? rc : left_out;
}
