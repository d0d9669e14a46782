/* plan_change.c - ch-plan review, close, hold and resume. */
#include "base/moment.h"
#include "care/plan/plan_change.h"
#include "hub/columns.h"
#include "plan/plan.h"
#include "hub/reason.h"

struct changing {
	struct ch_store *store;
	const struct ch_plan_opts *opts;
	struct ch_plan_list plans;
	struct ch_made made;
	int64_t next;		/* review; 0: as the template says */
	int (*change)(struct ch_ui *ui, struct changing *c, int64_t plan);
};

static int change_all(struct ch_ui *ui, void *ctx)
{
	struct changing *c = ctx;
	bool left_out = false;

	for (size_t i = 0; i < c->plans.n; i++) {
		int rc = c->change(ui, c, c->plans.id[i]);

		if (!ch_plan_leave_out(ui, rc, &left_out))
			return rc;
	}
	return left_out ? CH_EDATA : 0;
}

static int run_change(struct ch_ui *ui, struct changing *c, int argc,
		      char **argv)
{
	int rc = ch_plans_read(ui, c->store, argc, argv, &c->plans), done;

	if (rc && !(rc == CH_EDATA && ui->keep_going))
		return rc;
	ch_ui_columns(ui, ch_plan_columns);
	done = ch_made_run(ui, c->store, &c->made, change_all, c);
	return done ? done : rc;
}

static void end(struct changing *c)
{
	ch_plan_list_free(&c->plans);
	ch_made_free(&c->made);
	ch_hub_close(&c->store);
}

/* ---- review ---- */

/* So many days from now, as its template has it. */
static int next_review(struct ch_ui *ui, struct changing *c, int64_t plan,
		       int64_t *next)
{
	struct ch_template t;
	struct ch_slice name;
	struct ch_row row;
	char file[160];
	int rc = ch_store_get(c->store, ch_type_find("plan"), plan, &row,
			      &ui->err);

	if (rc)
		return rc;
	name = ch_row_get_text(&row, "template");
	if (!name.n)
		return ch_fail(&ui->err, CH_EDATA, "a plan without a template:"
			       " --next DATE says when it is to be reviewed");
	snprintf(file, sizeof(file), "%.*s", (int)name.n, name.s);
	rc = ch_template_read(&t, file, &ui->shelf, &ui->err);
	if (rc)
		return rc;
	*next = ch_moment_of_day(ch_moment_local_day(ui->now) +
				 t.review_days);
	ch_template_free(&t);
	return 0;
}

static int review_one(struct ch_ui *ui, struct changing *c, int64_t plan)
{
	int64_t next = c->next;
	int rc = next ? 0 : next_review(ui, c, plan, &next);

	return rc ? rc : ch_plan_review(c->store, plan, ui->now, next,
					c->opts->reason, ch_plan_note,
					&c->made, &ui->err);
}

static int list_due(struct ch_ui *ui, struct changing *c)
{
	const struct ch_type *type = ch_type_find("plan");
	int64_t by = ui->now;
	struct ch_row row;
	int rc = c->opts->until ? ch_hub_moment(ui, c->opts->until, &by) : 0;

	if (!rc)
		rc = ch_plans_to_review(c->store, by, ui->now, &c->plans,
					&ui->err);
	if (!rc)
		rc = ch_columns_for(ui, type);
	ui->missed = true;
	for (size_t i = 0; i < c->plans.n && !rc; i++) {
		rc = ch_store_get(c->store, type, c->plans.id[i], &row,
				  &ui->err);
		if (!rc)
			rc = ch_ui_row(ui, &row);
		ui->missed = false;
	}
	return rc;
}

int ch_plan_run_review(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct changing c = { .opts = opt, .change = review_one };
	int rc;

	if (!argc && (c.opts->next || c.opts->reason))
		return ch_ui_usage(ui, "which plans were reviewed? ID... or "
				   "-");
	rc = ch_hub_reason(ui, c.opts->reason);
	if (!rc)
		rc = ch_hub_open(ui, &c.store, argc ? CH_STORE_WRITE :
				 CH_STORE_READ);
	if (!rc && c.opts->next)
		rc = ch_hub_moment(ui, c.opts->next, &c.next);
	if (!rc && c.next && ch_moment_local_day(c.next) <=
	    ch_moment_local_day(ui->now))
		rc = ch_ui_usage(ui, "--next is not after today");
	if (!rc)
		rc = argc ? run_change(ui, &c, argc, argv) : list_due(ui, &c);
	end(&c);
	return rc;
}

/* ---- close, hold, resume ---- */

static int close_one(struct ch_ui *ui, struct changing *c, int64_t plan)
{
	const struct ch_plan_end how = {
		.completed = !strcmp(c->opts->as, "completed"),
		.keep_tasks = c->opts->keep_tasks,
		.reason = c->opts->reason,
		.now = ui->now,
	};

	return ch_plan_close(c->store, plan, &how, ch_plan_note, &c->made,
			     &ui->err);
}

int ch_plan_run_close(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct changing c = { .opts = opt, .change = close_one };
	int rc;

	if (!c.opts->as || (strcmp(c.opts->as, "completed") &&
			    strcmp(c.opts->as, "revoked")))
		return ch_ui_usage(ui, "--as completed or --as revoked: how "
				   "does it end?");
	if (!c.opts->reason)
		return ch_ui_usage(ui, "--reason NAME: why does it end?");
	rc = ch_hub_reason(ui, c.opts->reason);
	if (!rc)
		rc = ch_hub_open(ui, &c.store, CH_STORE_WRITE);
	if (!rc)
		rc = run_change(ui, &c, argc, argv);
	end(&c);
	return rc;
}

static int hold_one(struct ch_ui *ui, struct changing *c, int64_t plan)
{
	return ch_plan_hold(c->store, plan, true, c->opts->reason,
			    ch_plan_note, &c->made, &ui->err);
}

static int resume_one(struct ch_ui *ui, struct changing *c, int64_t plan)
{
	return ch_plan_hold(c->store, plan, false, c->opts->reason,
			    ch_plan_note, &c->made, &ui->err);
}

int ch_plan_run_hold(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct changing c = { .opts = opt, .change = hold_one };
	int rc;

	if (!c.opts->reason)
		return ch_ui_usage(ui, "--reason NAME: why does it wait?");
	rc = ch_hub_reason(ui, c.opts->reason);
	if (!rc)
		rc = ch_hub_open(ui, &c.store, CH_STORE_WRITE);
	if (!rc)
		rc = run_change(ui, &c, argc, argv);
	end(&c);
	return rc;
}

int ch_plan_run_resume(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct changing c = { .opts = opt, .change = resume_one };
	int rc = ch_hub_reason(ui, c.opts->reason);

	if (!rc)
		rc = ch_hub_open(ui, &c.store, CH_STORE_WRITE);
	if (!rc)
		rc = run_change(ui, &c, argc, argv);
	end(&c);
	return rc;
}
