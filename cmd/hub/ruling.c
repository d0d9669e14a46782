/* ruling.c - rules in their turn, and what is said of how each ended. */
#include "care/rule/rule_run.h"
#include "hub/made.h"
#include "hub/ruling.h"

struct running {
	struct ch_made made;		/* first: it is told of what was made */
	struct ch_rule_job job;
	struct ch_rule_runner *runner;
	struct ch_ui *ui;
	int failed;
};

static void ended(void *ctx, const char *rule,
		  const struct ch_rule_count *count, const char *wrong,
		  bool told)
{
	struct running *r = ctx;

	told = told && !r->ui->verbose;
	r->failed += (wrong || count->refused) && !told;
	if (wrong && !told)
		ch_ui_warn(r->ui, "%s", wrong);
	else if (count->refused && !told)
		ch_ui_warn(r->ui, "%s: left out, for nobody that the hub knows "
			   "or as nothing that can be written: %lld", rule,
			   (long long)count->refused);
	if (r->ui->verbose || (count->late && !wrong && !told))
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

int ch_ruling_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv)
{
	struct running r = { .ui = ui, .job = {
		.store = store, .shelf = &ui->shelf, .now = ui->now,
		.names = argv, .n = argc, .whole = argc > 0, .ended = ended,
		.past = store->as_of != 0, .did = ch_made_note } };
	int rc;

	(void)opt;
	if (ui->prog->type)
		r.job.makes = ch_type_find(ui->prog->type);
	r.job.ctx = &r;
	rc = ch_rule_runner_new(&r.runner, &r.job, &ui->err);
	if (!rc)
		rc = ch_made_run(ui, store, &r.made, work, &r);
	ch_rule_runner_free(&r.runner);
	ch_made_free(&r.made);
	return rc ? rc : r.failed ? CH_EDATA : 0;
}
