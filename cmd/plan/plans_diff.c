/* plans_diff.c - ch-plan diff and ack: what changed, and who has seen it. */
#include "base/moment.h"
#include "people/names.h"
#include "care/plan/plan_ack.h"
#include "care/plan/plan_diff.h"
#include "plan/plans.h"

static int print_change(void *ctx, const struct ch_plan_change *change,
			struct ch_err *err)
{
	static const char *const words[] = { [' '] = "changed",
					     ['+'] = "added",
					     ['-'] = "taken out" };
	struct ch_ui *ui = ctx;
	const struct ch_cell cells[] = {
		ch_cell_text("change", words[(unsigned char)change->sign]),
		ch_cell_text("record", change->type),
		ch_cell_slice("item", change->item),
		ch_cell_text("field", change->field),
		ch_cell_text("was", change->was),
		ch_cell_text("is", change->is),
	};

	(void)err;
	ui->missed = false;
	return ch_ui_cells(ui, "change", cells, (int)CH_COUNT(cells));
}

static int diff_times(struct ch_ui *ui, struct ch_store *store, int64_t plan,
		      const struct ch_plan_opts *o)
{
	int64_t from = ch_hub_begin(o->from.v);
	int64_t to = o->to.text ? ch_hub_begin(o->to.v) :
		ch_moment_local(INT64_C(253402300799));

	if (from > to)
		return ch_ui_usage(ui, "--to is before --from");
	return ch_plan_diff(store, plan, from, to, print_change, ui,
			    &ui->err);
}

/* Since somebody saw it last: whoever asks, or whom --by names. */
static int diff_unseen(struct ch_ui *ui, struct ch_store *store, int64_t plan,
		       const struct ch_plan_opts *o)
{
	int64_t staff = store->staff, from;
	int rc = o->by ? ch_staff_find(store, o->by, &staff, &ui->err) : 0;

	if (!rc)
		rc = ch_plan_seen(store, plan, staff, &from, &ui->err);
	return rc ? rc : ch_plan_diff(store, plan, from, ch_moment_local(
				      INT64_C(253402300799)), print_change, ui,
				      &ui->err);
}

int ch_plans_diff(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	const struct ch_plan_opts *o = opt;
	int64_t plan;
	int rc;

	(void)argc;
	if ((o->against_template || o->unseen || o->by) && (o->from.text ||
							    o->to.text))
		return ch_ui_usage(ui, "--template and --unseen compare with "
				   "how the plan is now: without --from and "
				   "--to");
	rc = ch_store_find(store, ch_type_find("plan"), argv[0],
			   strlen(argv[0]), &plan, &ui->err);
	ui->missed = true;
	if (rc)
		return rc;
	if (o->unseen || o->by)
		return diff_unseen(ui, store, plan, o);
	return o->against_template ?
		ch_plan_diff_template(store, &ui->shelf, plan, print_change,
				      ui, &ui->err) :
		diff_times(ui, store, plan, o);
}

/* ---- ack ---- */

static int ack_one(struct ch_ui *ui, struct ch_store *store, void *ctx,
		   int64_t plan, struct ch_made *made)
{
	(void)ctx;
	return ch_plan_ack(store, plan, ui->now, ch_made_note, made, &ui->err);
}

int ch_plans_ack(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		 char **argv)
{
	return ch_records_run(ui, store, argc, argv, ack_one, opt);
}
