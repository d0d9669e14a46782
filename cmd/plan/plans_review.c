/* plans_review.c - ch-plan review: plans to be looked at again, and those that
 * were. */
#include "base/moment.h"
#include "care/plan/plan_change.h"
#include "plan/plans.h"

struct reviewing {
	struct ch_store *store;
	const struct ch_plan_opts *opts;
	struct ch_ids plans;
	struct ch_made made;
};

/* So many days from now, as its template has it. */
static int next_review(struct ch_ui *ui, struct reviewing *r, int64_t plan,
		       int64_t *next)
{
	struct ch_template t;
	struct ch_slice name;
	struct ch_row row;
	char file[160];
	int rc = ch_store_get(r->store, ch_type_find("plan"), plan, &row,
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

static int review_one(struct ch_ui *ui, struct reviewing *r, int64_t plan)
{
	int64_t next = r->opts->next.v;
	int rc = next ? 0 : next_review(ui, r, plan, &next);

	return rc ? rc : ch_plan_review(r->store, plan, ui->now, next,
					r->opts->step.reason, ch_made_note,
					&r->made, &ui->err);
}

static int review_all(struct ch_ui *ui, void *ctx)
{
	struct reviewing *r = ctx;
	bool left_out = false;

	for (size_t i = 0; i < r->plans.n; i++) {
		int rc = review_one(ui, r, r->plans.id[i]);

		if (!ch_made_go_on(ui, rc, &left_out))
			return rc;
	}
	return left_out ? CH_EDATA : 0;
}

static int list_due(struct ch_ui *ui, struct reviewing *r)
{
	const struct ch_type *type = ch_type_find("plan");
	int64_t by = r->opts->until.text ? ch_hub_begin(r->opts->until.v) :
		ui->now;
	struct ch_row row;
	int rc = ch_plans_to_review(r->store, by, ui->now, &r->plans,
				    &ui->err);

	ui->missed = true;
	for (size_t i = 0; i < r->plans.n && !rc; i++) {
		rc = ch_store_get(r->store, type, r->plans.id[i], &row,
				  &ui->err);
		if (!rc)
			rc = ch_ui_row(ui, &row);
		ui->missed = false;
	}
	return rc;
}

/* --next, but not a day that is past. */
static int check_options(struct ch_ui *ui, const struct ch_plan_opts *o,
			 int argc)
{
	if (!argc && (o->next.text || o->step.reason))
		return ch_ui_usage(ui, "which plans were reviewed? ID... or "
				   "-");
	if (o->next.text && ch_moment_local_day(o->next.v) <=
	    ch_moment_local_day(ui->now))
		return ch_ui_usage(ui, "--next is not after today");
	return ch_step_reason(ui, o->step.reason);
}

int ch_plans_review(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	struct reviewing r = { .store = store, .opts = opt };
	int rc = check_options(ui, opt, argc), done = 0;

	if (!rc && !argc)
		rc = list_due(ui, &r);
	else if (!rc)
		rc = ch_records_read(ui, store, ch_type_find("plan"), argc,
				     argv, &r.plans);
	if (argc && (!rc || (rc == CH_EDATA && ui->keep_going)))
		done = ch_made_run(ui, store, &r.made, review_all, &r);
	ch_ids_free(&r.plans);
	ch_made_free(&r.made);
	return done ? done : rc;
}
