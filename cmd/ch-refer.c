/* ch-refer - referrals, followed until the person got help. */
#include "refer/refer.h"
#include "hub/adding.h"
#include "hub/listing.h"
#include "hub/made.h"
#include "hub/showing.h"
#include "hub/stepping.h"
#include "hub/verb.h"
#include "refer/directory.h"

struct opts {
	struct ch_directory_opts directory;	/* begins with a step's */
	const char *category, *title, *priority, *stage, *owner, *role;
	struct ch_given due, patient;
	bool mine, all;
};

#define AT(field) offsetof(struct opts, field)
#define REASONS "{capacity|not-eligible|out-of-area|missing-documents|" \
	"client-declined|cannot-contact|duplicate|other}"
#define SERVICE(doc) { "service", 0, "service/ID", doc, CH_STEP_AT(service) }

static const struct ch_option add_options[] = {
	{ "category", 0, "NAME", "what kind of service: transport, food, "
	  "cardiology ... (required)", AT(category) },
	{ "title", 0, "TEXT", "what is asked for", AT(title) },
	SERVICE("the service that it goes to"),
	{ "to", 0, "NAME", "who sees to it here: a login or role:NAME",
	  CH_STEP_AT(to) },
	{ "priority", 0, "{routine|urgent|asap|stat}", "how soon",
	  AT(priority) },
	{ "due", 0, "DATE", "to be served by then", AT(due) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	{ "category", 0, "NAME", "only this kind of service", AT(category) },
	{ "stage", 0, "NAME", "only in this stage", AT(stage) },
	{ "mine", 0, NULL, "only those that you see to", AT(mine) },
	{ "owner", 0, "NAME", "only those that this login sees to",
	  AT(owner) },
	{ "role", 'r', "NAME", "only what waits for this role", AT(role) },
	{ "patient", 'p', "ID", "only about this person", AT(patient) },
	{ "all", 0, NULL, "also what is over", AT(all) },
	{ 0 }
};

static const struct ch_option send_options[] = {
	SERVICE("the service that it goes to (default: its own, else the only "
		"one that fits)"),
	{ "anyway", 0, NULL, "also to a service that does not serve where the "
	  "patient lives", CH_STEP_AT(anyway) },
	{ 0 }
};

static const struct ch_option redirect_options[] = {
	SERVICE("the service that it goes to instead (required)"),
	{ 0 }
};

static const struct ch_option reason_options[] = {
	{ "reason", 0, REASONS, "why (required)", CH_STEP_AT(reason) },
	{ 0 }
};

#define WHEN { "at", 0, "DATE", "when that was (default: now)", CH_STEP_AT(at) }

static const struct ch_option when_options[] = { WHEN, { 0 } };

static const struct ch_option schedule_options[] = {
	{ "until", 0, "DATE", "the time that they gave", CH_STEP_AT(until) },
	{ 0 }
};

static const struct ch_option report_options[] = {
	WHEN,
	{ "evidence", 0, "TYPE/ID", "the record that reports",
	  CH_STEP_AT(evidence) },
	{ 0 }
};

static const struct ch_option close_options[] = {
	{ "outcome", 0, "{got-help|partly|no-help|seen}",
	  "what came of it for the patient (required)", CH_STEP_AT(outcome) },
	{ 0 }
};

/* ---- add ---- */

static int begin(struct ch_ui *ui, struct ch_adding *a)
{
	const struct opts *o = a->opt;
	const char *to = o->directory.step.to;

	if (!o->category)
		return ch_ui_usage(ui, "for what? --category NAME");
	ch_buf_addf(&a->maker, "referral:%s", o->category);
	return to ? ch_step_whom(ui, a->store, to, &a->to) : 0;
}

static int fill(struct ch_ui *ui, const struct ch_adding *a,
		const struct ch_subject *s, struct ch_row *row)
{
	const struct opts *o = a->opt;

	if (a->to.team)
		return ch_ui_usage(ui, "a referral is seen to by a login or "
				   "by role:NAME");
	ch_row_put_texts(row, "stage", "created", "intent", "order",
			 "category", o->category, "title", o->title,
			 "priority", o->priority ? o->priority : "routine",
			 NULL);
	if (!strcmp(s->type->name, "need"))
		ch_row_put_int(row, "need", s->id);
	if (o->due.v)
		ch_row_put_int(row, "due", o->due.v);
	if (o->directory.step.service.v)
		ch_row_put_int(row, "service", o->directory.step.service.v);
	return 0;
}

static const struct ch_add add = {
	.status = "draft", .asks_detail = true, .begin = begin, .fill = fill,
};

/* ---- list ---- */

static const struct ch_filter filters[] = {
	{ "category", CH_IS, AT(category) },
	{ "stage", CH_IS, AT(stage) },
	{ "owner", CH_IS_MINE, AT(mine) },
	{ "owner", CH_IS_STAFF, AT(owner) },
	{ "role", CH_IS, AT(role) },
	{ "patient", CH_IS_OF, AT(patient) },
	{ "status", CH_NOT_OVER, AT(all) },
	{ 0 }
};

static const struct ch_list open_ones = { .order = "at, id",
					  .filters = filters };

/* ---- run ---- */

struct running {
	struct ch_store *store;
	struct ch_made made;
};

static int work(struct ch_ui *ui, void *ctx)
{
	struct running *r = ctx;

	return ch_refer_run(r->store, &ui->shelf, ui->now, ch_made_note,
			    &r->made, &ui->err);
}

static int run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	struct running r = { .store = store };
	int rc = ch_made_run(ui, store, &r.made, work, &r);

	(void)opt, (void)argc, (void)argv;
	ch_made_free(&r.made);
	return rc;
}

#define STEP(word, doc, options) \
	{ word, "ID...|-", doc, options, CH_WRITES, "write:referral", \
	  ch_step_run, ch_refer_steps }

static const struct ch_verb verbs[] = {
	{ "add", "ID...|-", "Refer people, or what records are about",
	  add_options, CH_WRITES, "write:referral", ch_add_run, &add },
	{ "list", "", "List referrals that are not over, the oldest first",
	  list_options, CH_READS | CH_EXIT, "read:referral", ch_list_run,
	  &open_ones },
	{ "show", "ID...|-", "Show a referral and what happened to it", NULL,
	  CH_READS | CH_KEEP, "read:referral", ch_show_run },
	{ "run", "", "Take what feeds and carriers say of referrals",
	  NULL, CH_WRITE | CH_DRY, "write:referral", run },
	{ "services", "", "List the services that fit a need, and why",
	  ch_directory_services_options, CH_READ | CH_EXIT, "read:service",
	  ch_directory_services },
	{ "capacity", "SERVICE [N]", "Show how many places are free, or say it",
	  ch_directory_capacity_options, CH_READ | CH_WRITE | CH_DRY,
	  "write:service", ch_directory_capacity },
	STEP("send", "Send it, if the patient allows it", send_options),
	STEP("receive", "Say that it arrived", when_options),
	STEP("accept", "Say that they take it", when_options),
	STEP("reject", "Say that they do not take it, and why",
	     reason_options),
	STEP("schedule", "Say that they gave a time", schedule_options),
	STEP("serve", "Say that the patient was seen, or got help",
	     when_options),
	STEP("miss", "Say that the patient did not come", NULL),
	STEP("report", "Say that their report has come", report_options),
	STEP("review", "Say that you read the report", NULL),
	STEP("redirect", "Send it on to another service, as a referral of its "
	     "own", redirect_options),
	STEP("close", "Say what came of it", close_options),
	STEP("cancel", "Say that it need not be served", reason_options),
	STEP("reopen", "Take back that it is over", NULL),
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-refer", "referrals, followed until the person got help", verbs,
	sizeof(struct opts), .type = "referral"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
