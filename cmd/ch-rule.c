/* ch-rule - rules: who is noticed, what is made of it, and why. */
#include "care/rule/rule_run.h"
#include "hub/knowing.h"
#include "hub/made.h"
#include "hub/verb.h"

/* ---- run ---- */

struct running {
	struct ch_rule_job job;
	struct ch_rule_runner *runner;
	struct ch_made made;
	struct ch_ui *ui;
	struct ch_rule_count all;
	int rules, failed;
};

static int did(void *ctx, const struct ch_type *type, int64_t id,
	       enum ch_did what, struct ch_err *err)
{
	struct running *r = ctx;

	return ch_made_note(&r->made, type, id, what, err);
}

static void ended(void *ctx, const char *rule,
		  const struct ch_rule_count *count, const char *wrong)
{
	struct running *r = ctx;

	r->rules++;
	r->failed += wrong || count->refused;
	if (wrong)
		ch_ui_warn(r->ui, "%s", wrong);
	else if (count->refused)
		ch_ui_warn(r->ui, "%s: left out, for nobody that the hub knows "
			   "or as nothing that can be written: %lld", rule,
			   (long long)count->refused);
	if (r->ui->verbose || (count->late && !r->ui->quiet))
		ch_ui_warn(r->ui, "%s: fired %lld, again %lld, settled %lld, "
			   "older than its window %lld, compared %lld", rule,
			   (long long)count->fired, (long long)count->again,
			   (long long)count->settled, (long long)count->late,
			   (long long)count->compared);
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct running *r = ctx;
	int rc = ch_rule_runner_next(r->runner, &ui->err);

	r->made.more = !rc;
	return rc == CH_END ? 0 : rc;
}

static int run_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	struct running r = { .ui = ui, .job = {
		.store = store, .shelf = &ui->shelf, .now = ui->now,
		.names = argv, .n = argc, .whole = argc > 0, .past = store->as_of != 0,
		.did = did, .ended = ended } };
	int rc;

	(void)opt;
	r.job.ctx = &r;
	rc = ch_rule_runner_new(&r.runner, &r.job, &ui->err);
	if (!rc)
		rc = ch_made_run(ui, store, &r.made, work, &r);
	ch_rule_runner_free(&r.runner);
	ch_made_free(&r.made);
	return rc ? rc : r.failed ? CH_EDATA : 0;
}

static const struct ch_knowing rules = {
	"rules", "rule", "draft",
	"name title version status by at hash file",
	"name title version status",
};

static const struct ch_verb verbs[] = {
	{ "list", "", "List the rules in force", NULL, CH_READ,
	  "read:knowledge", ch_knowing_list, &rules },
	{ "check", "[RULE...]", "Say what is wrong with rules", NULL, CH_READ,
	  "read:knowledge", ch_knowing_check, &rules },
	{ "test", "[RULE...]", "Try the cases in the rules' own files", NULL,
	  CH_READ, "read:knowledge", ch_knowing_test, &rules },
	{ "approve", "RULE...", "Say that these rules are right: they are "
	  "drafts no more", NULL, CH_WRITE | CH_DRY, "approve:knowledge",
	  ch_knowing_approve, &rules },
	{ "run", "[RULE...]", "Run the rules that are due, or those named",
	  NULL, CH_WRITES, "run:rule", run_run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-rule", "who is noticed, and what comes of it", verbs, 1
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
