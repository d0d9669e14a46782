/* plan_diff.c - ch-plan diff: what changed, a line a field. */
#include "base/moment.h"
#include "care/plan/plan_diff.h"
#include "plan/plan.h"

static struct ch_cell cell(const char *name, const char *text, size_t n)
{
	struct ch_cell c = { .name = name, .as = CH_AS_TEXT };

	if (n)
		c.v = (struct ch_value){ .s = text, .n = (uint32_t)n,
					 .kind = CH_TEXT };
	return c;
}

static int print_change(void *ctx, const struct ch_plan_change *change,
			struct ch_err *err)
{
	static const char *const words[] = { [' '] = "changed",
					     ['+'] = "added",
					     ['-'] = "taken out" };
	struct ch_ui *ui = ctx;
	const char *word = words[(unsigned char)change->sign];
	const struct ch_cell cells[] = {
		cell("change", word, strlen(word)),
		cell("record", change->type, strlen(change->type)),
		cell("item", change->item.s, change->item.n),
		cell("field", change->field, strlen(change->field)),
		cell("was", change->was, strlen(change->was)),
		cell("is", change->is, strlen(change->is)),
	};

	(void)err;
	ui->missed = false;
	return ch_ui_cells(ui, "change", cells, (int)CH_COUNT(cells));
}

static int diff_times(struct ch_ui *ui, struct ch_store *store, int64_t plan,
		      const struct ch_plan_opts *o)
{
	int64_t from = 0, to = ch_moment_local(INT64_C(253402300799));
	int rc = o->from ? ch_hub_moment(ui, o->from, &from) : 0;

	if (!rc && o->to)
		rc = ch_hub_moment(ui, o->to, &to);
	if (!rc && from > to)
		rc = ch_ui_usage(ui, "--to is before --from");
	return rc ? rc : ch_plan_diff(store, plan, from, to, print_change, ui,
				      &ui->err);
}

int ch_plan_run_diff(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct ch_plan_opts *o = opt;
	int64_t plan;
	int rc;

	if (argc != 1)
		return ch_ui_usage(ui, "which plan? ID");
	if (o->against_template && (o->from || o->to))
		return ch_ui_usage(ui, "--template compares with how the plan "
				   "is now: without --from and --to");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	if (!rc)
		rc = ch_store_find(store, ch_type_find("plan"), argv[0],
				   strlen(argv[0]), &plan, &ui->err);
	ui->missed = true;
	if (rc)
		return rc;
	return o->against_template ?
		ch_plan_diff_template(store, &ui->shelf, plan, print_change,
				      ui, &ui->err) :
		diff_times(ui, store, plan, o);
}
