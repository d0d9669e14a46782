/* ch-alert - what somebody should look at: listed, answered, settled. */
#include "base/moment.h"
#include "care/ladder/ladder.h"
#include "hub/listing.h"
#include "hub/made.h"
#include "hub/records.h"
#include "hub/showing.h"
#include "hub/stepping.h"
#include "hub/verb.h"

struct opts {
	struct ch_step_opts step;
	const char *level, *status, *rule, *role, *owner;
	struct ch_given patient;
	bool mine, unanswered, unheard, all;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option list_options[] = {
	{ "level", 'l', "{info|warning|urgent|critical}", "only this serious",
	  AT(level) },
	{ "status", 0, "{new|notified|acknowledged|resolved|expired|"
	  "suppressed}", "only those that stand so", AT(status) },
	{ "rule", 0, "NAME", "only what this rule raised", AT(rule) },
	{ "role", 'r', "NAME", "only what waits for this role", AT(role) },
	{ "owner", 0, "NAME", "only what this login looks at", AT(owner) },
	{ "mine", 0, NULL, "only what you look at", AT(mine) },
	{ "unanswered", 0, NULL, "only what nobody looks at",
	  AT(unanswered) },
	{ "patient", 'p', "ID", "only about this person", AT(patient) },
	{ "reached-nobody", 0, NULL, "only what climbed its ladder and reached "
	  "nobody", AT(unheard) },
	{ "all", 0, NULL, "also what is settled", AT(all) },
	{ 0 }
};

static const struct ch_option ack_options[] = {
	{ "read-back", 0, "{-|ask}", "the value of the result as it was read "
	  "back: from standard input, or asked for", CH_STEP_AT(read_back) },
	{ 0 }
};

static const struct ch_option to_options[] = {
	{ "to", 0, "NAME", "whom: a login, role:NAME or team:NAME (required)",
	  CH_STEP_AT(to) },
	{ 0 }
};

static const struct ch_filter filters[] = {
	{ "level", CH_IS, AT(level) },
	{ "status", CH_IS, AT(status) },
	{ "rule", CH_IS, AT(rule) },
	{ "role", CH_IS, AT(role) },
	{ "owner", CH_IS_STAFF, AT(owner) },
	{ "owner", CH_IS_MINE, AT(mine) },
	{ "owner", CH_IS_NOBODYS, AT(unanswered) },
	{ "patient", CH_IS_OF, AT(patient) },
	{ "status", CH_NOT_OVER, AT(all) },
	{ "climbed", CH_IS_SAID, AT(unheard) },
	{ "notified", CH_IS_NOBODYS, AT(unheard) },
	{ "acknowledged", CH_IS_NOBODYS, AT(unheard) },
	{ 0 }
};

static const struct ch_list unsettled = { .order = "by_level, at, id",
					  .filters = filters };

#define TELLS .takes = CH_STAYS, .asks = CH_ASKS_TO, .then = ch_answer_tell

static const struct ch_step steps[] = {
	{ "ack", .becomes = "acknowledged", .stamps = "acknowledged",
	  .takes = CH_OTHERS_NOT | CH_OTHERS_MOVE | CH_OWNER,
	  .asks = CH_ASKS_READ_BACK, .sets = ch_answer_read_back },
	{ "inform", TELLS }, { "help", TELLS },
	{ "hand-over", .becomes = "notified", .stamps = "notified",
	  .takes = CH_GIVES, .sets = ch_answer_hand_over,
	  .then = ch_answer_tell },
	{ "resolve", .becomes = "resolved", .stamps = "resolved",
	  .asks = CH_ASKS_REASON, .then = ch_answer_settle },
	{ 0 }
};

struct climbing {
	struct ch_escalation e;
	struct ch_made made;
};

static int climb(struct ch_ui *ui, void *ctx)
{
	struct climbing *c = ctx;

	return ch_escalate(&c->e, &ui->err);
}

static void doubt(void *ui, const char *words)
{
	ch_ui_warn(ui, "%s", words);
}

static int run_escalate(struct ch_ui *ui, struct ch_store *store, void *opt,
			int argc, char **argv)
{
	struct climbing c = { .e = {
		.store = store, .now = ui->now, .did = ch_made_note,
		.ctx = &c.made, .more = &c.made.more,
		.set = { &ui->shelf, ch_moment_seconds(ui->now), doubt, ui },
	} };
	int rc = argc ? ch_records_read(ui, store, ch_type_find("alert"), argc,
					argv, &c.e.alerts) : 0;

	(void)opt;
	if (!rc && (!argc || c.e.alerts.n))
		rc = ch_made_run(ui, store, &c.made, climb, &c);
	ui->missed = c.e.set.unheard;
	if (!rc && ui->missed)
		ch_ui_warn(ui, "%lld reached nobody: ch-alert list "
			   "--reached-nobody", (long long)c.e.set.unheard);
	if (!rc && c.e.set.broken)
		rc = ch_fail(&ui->err, CH_EDATA, "a ladder cannot be used: "
			     "ch-knowledge check");
	ch_climbs_free(&c.e.set);
	ch_ids_free(&c.e.alerts);
	ch_made_free(&c.made);
	return rc;
}

static const struct ch_verb verbs[] = {
	{ "list", "", "List what nobody has settled, the most serious first",
	  list_options, CH_READS | CH_EXIT, "read:alert", ch_list_run,
	  &unsettled },
	{ "show", "ID...|-", "Show an alert and what happened to it", NULL,
	  CH_READS | CH_KEEP, "read:alert", ch_show_run },
	{ "escalate", "[ID...|-]", "Tell the next level of what nobody "
	  "answered in time", NULL, CH_WRITE | CH_DRY | CH_EXIT,
	  "write:alert", run_escalate },
	{ "ack", "ID...|-", "Say that you look at it", ack_options, CH_WRITES,
	  "write:alert", ch_step_run, steps },
	{ "inform", "ID...|-", "Tell somebody of it", to_options, CH_WRITES,
	  "write:alert", ch_step_run, steps },
	{ "help", "ID...|-", "Ask somebody for help; it stays whose it is",
	  to_options, CH_WRITES, "write:alert", ch_step_run, steps },
	{ "hand-over", "ID...|-", "Give it to somebody, who is to answer",
	  to_options, CH_WRITES, "write:alert", ch_step_run, steps },
	{ "resolve", "ID...|-", "Say that it is settled", ch_reason_options,
	  CH_WRITES, "write:alert", ch_step_run, steps },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-alert", "what somebody should look at, and who does", verbs,
	sizeof(struct opts), .type = "alert"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
