/* plans_review.c - ch-plan review: plans to be looked at again, and those that
 * were. */
#include "base/moment.h"
#include "care/plan/plan_change.h"
#include "plan/plans.h"

/* So many days from now, as its template has it. */
static int next_review(struct ch_ui *ui, struct ch_store *store, int64_t plan,
		       int64_t *next)
{
	struct ch_template t;
	struct ch_slice name;
	struct ch_row row;
	char file[160];
	int rc = ch_store_get(store, ch_type_find("plan"), plan, &row,
			      &ui->err);

	if (rc)
		return rc;
	name = ch_row_get_text(&row, "template");
	if (!name.n)
		return ch_fail(&ui->err, CH_EDATA, "a plan without a template:"
			       " --next DATE says when it is to be reviewed");
	ch_slice_copy(file, sizeof(file), name);
	rc = ch_template_read(&t, file, &ui->shelf, &ui->err);
	if (rc)
		return rc;
	*next = ch_moment_of_day(ch_moment_local_day(ui->now) +
				 t.review_days);
	ch_template_free(&t);
	return 0;
}

static int review_one(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int64_t plan, struct ch_made *made)
{
	const struct ch_plan_opts *o = opt;
	int64_t next = o->next.v;
	int rc = next ? 0 : next_review(ui, store, plan, &next);

	return rc ? rc : ch_plan_review(store, plan, ui->now, next,
					o->step.reason, ch_made_note, made,
					&ui->err);
}

static int list_due(struct ch_ui *ui, struct ch_store *store,
		    const struct ch_plan_opts *o)
{
	CH_AUTO(ch_ids_free) struct ch_ids plans = { 0 };
	const struct ch_type *type = ch_type_find("plan");
	int64_t by = o->until.text ? ch_hub_begin(o->until.v) : ui->now;
	struct ch_row row;
	int rc = ch_plans_to_review(store, by, ui->now, &plans, &ui->err);

	ui->missed = true;
	for (size_t i = 0; i < plans.n && !rc; i++) {
		rc = ch_store_get(store, type, plans.id[i], &row, &ui->err);
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
	int rc = check_options(ui, opt, argc);

	if (rc)
		return rc;
	return argc ? ch_records_run(ui, store, argc, argv, review_one, opt) :
		list_due(ui, store, opt);
}
