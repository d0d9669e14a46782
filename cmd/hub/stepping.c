/* stepping.c - claim, done, close and the like, over all operands. */
#include "base/moment.h"
#include "people/names.h"
#include "step/evidence.h"
#include "hub/made.h"
#include "hub/operand.h"
#include "hub/records.h"
#include "hub/stepping.h"

#define EVIDENCE_MAX 96
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

const struct ch_option ch_reason_options[] = {
	CH_REASON_OPTION("why, in a word (required)"),
	{ 0 }
};

struct stepping {
	struct ch_store *store;
	const struct ch_type *type;
	const struct ch_step *step;
	struct ch_step_how how;
	struct ch_made made;
	struct ch_ids records;
	char (*evidence)[EVIDENCE_MAX];	/* as answered, one each; or NULL */
	char read_back[256];
};

int ch_step_reason(struct ch_ui *ui, const char *text)
{
	size_t n = text ? strlen(text) : 1;

	if (!text || (n && n <= 40 && !text[strspn(text, LETTERS
						    "0123456789-_")]))
		return 0;
	return ch_ui_usage(ui, "--reason is a word: letters, digits, - and _, "
			   "40 at most");
}

/* On a terminal, before anybody has to wait in the writers' queue. */
static int ask_evidence(struct ch_ui *ui, struct stepping *s)
{
	struct ch_buf needs = CH_BUF_INIT;
	char question[320];
	int rc = 0;

	s->evidence = calloc(s->records.n + 1, sizeof(*s->evidence));
	if (!s->evidence)
		return ch_nomem(&ui->err);
	for (size_t i = 0; i < s->records.n && !rc; i++) {
		rc = ch_evidence_asked(s->store, s->type, s->records.id[i],
				       &needs, &ui->err);
		if (rc || !needs.n)
			continue;
		snprintf(question, sizeof(question), "Evidence (%s), its ID:",
			 needs.s);
		if (!ch_ui_ask(ui, question, false, s->evidence[i],
			       EVIDENCE_MAX))
			s->evidence[i][0] = '\0';
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

static int step_one(struct ch_ui *ui, void *ctx, size_t i)
{
	struct stepping *s = ctx;
	struct ch_step_how how = s->how;
	int64_t id = s->records.id[i], when = 0;
	int rc;

	if (s->evidence && *s->evidence[i])
		how.evidence = s->evidence[i];
	rc = ch_step_take(s->store, s->type, s->step, &how, id, ch_made_note,
			  &s->made, &when, &ui->err);
	if (rc == CH_EDATA || rc == CH_EPERM || rc == CH_ENOENT ||
	    rc == CH_EUSAGE)
		return tell(ui, id, when);
	return rc;
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct stepping *s = ctx;
	int rc = ch_staff_may(s->store, &ui->err);

	if (rc && rc != CH_END)
		return rc;
	rc = ch_made_each(ui, s->records.n, step_one, s);
	return s->step->takes & (CH_OWNER | CH_GIVES) ?
		ch_made_warn_died(ui, s->store, &s->made, rc) : rc;
}

/* ---- what the options say ---- */

static int read_reason(struct ch_ui *ui, const struct ch_step_opts *o,
		       struct stepping *s)
{
	static char answer[256];	/* as long as the program */

	s->how.reason = o->reason;
	s->how.read_back = o->read_back ? s->read_back : NULL;
	if (ch_step_reason(ui, o->reason))
		return CH_EUSAGE;
	if (!(s->step->asks & CH_ASKS_REASON) || o->reason)
		return 0;
	if (ch_ui_ask(ui, "Reason:", false, answer, sizeof(answer))) {
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

int ch_step_whom(struct ch_ui *ui, struct ch_store *store, const char *text,
		 struct ch_step_to *to)
{
	int rc = ch_step_to(store, text, to, &ui->err);

	if (!rc && *to->doubt)
		ch_ui_warn(ui, "%s", to->doubt);
	if (!rc)
		warn_away(ui, store, to->owner);
	return rc;
}

static int read_options(struct ch_ui *ui, const struct ch_step_opts *o,
			struct stepping *s)
{
	bool gives = s->step->takes & CH_GIVES || s->step->asks & CH_ASKS_TO;
	int rc = 0;

	s->how.now = ui->now;
	s->how.shelf = &ui->shelf;
	s->how.service = o->service.v;
	s->how.outcome = o->outcome;
	s->how.evidence = o->evidence;
	s->how.becomes = o->as;
	s->how.keep = o->keep;
	s->how.anyway = o->anyway;
	s->how.at = o->at.v;
	s->how.until = o->until.v;
	if (gives && !o->to)
		return ch_ui_usage(ui, "to whom? --to NAME");
	if (s->step->asks & CH_ASKS_BECOMES && !o->as)
		return ch_ui_usage(ui, "how does it end? --as NAME");
	if (gives)
		rc = ch_step_whom(ui, s->store, o->to, &s->how.to);
	if (!rc && o->until.text && ch_moment_over(s->how.until, ui->now))
		return ch_ui_usage(ui, "--until is past");
	return rc ? rc : read_reason(ui, o, s);
}

int ch_step_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		char **argv)
{
	const struct ch_step_opts *o = opt;
	struct stepping s = {
		.store = store,
		.step = ch_step_find(ui->verb->rows, ui->verb->name),
	};
	int rc = read_options(ui, o, &s);

	s.type = ch_type_find(s.step->type ? s.step->type : ui->prog->type);
	if (!rc)
		rc = ch_made_read(ui, &s.made, ch_records_read(
				  ui, store, s.type, argc, argv, &s.records));
	if (!rc && !o->evidence && s.step->asks & CH_ASKS_EVIDENCE)
		rc = ask_evidence(ui, &s);
	if (!rc && s.step->asks & CH_ASKS_READ_BACK && o->read_back)
		rc = s.records.n != 1 ?
			ch_ui_usage(ui, "--read-back: one at a time") :
			ch_ui_aside(ui, o->read_back, "The value, read back:",
				    s.read_back, sizeof(s.read_back));
	if (!rc)
		rc = ch_made_run(ui, store, &s.made, work, &s);
	ch_made_free(&s.made);
	ch_ids_free(&s.records);
	free(s.evidence);
	return rc;
}
