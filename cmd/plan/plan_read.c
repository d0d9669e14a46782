/* plan_read.c - which plans are meant. */
#include "plan/plan.h"

const char ch_plan_columns[] = "at:From patient:Patient status:Status "
	"title:Title role:Role due:By review:Review item:Item id:Id";

struct reading {
	struct ch_store *store;
	struct ch_plan_list *out;
};

static int plans_of(struct ch_ui *ui, struct reading *r, int64_t patient)
{
	return ch_plans_of(r->store, patient, r->out, &ui->err);
}

/* What a record names must be there. */
static int add_plan(struct ch_ui *ui, struct reading *r, int64_t id)
{
	struct ch_row there;
	int rc = ch_store_get(r->store, ch_type_find("plan"), id, &there,
			      &ui->err);

	if (rc == CH_END)
		return ch_fail(&ui->err, CH_EDATA, "a plan that is not in the "
			       "store");
	return rc ? rc : ch_plan_list_add(r->out, id, &ui->err);
}

static int read_record(struct ch_ui *ui, struct reading *r,
		       const struct ch_row *row)
{
	int plan = ch_field(row->type, "plan");

	if (!strcmp(row->type->name, "plan") && ch_row_has(row, 0))
		return add_plan(ui, r, row->v[0].i);
	if (ch_row_has(row, plan))
		return add_plan(ui, r, row->v[plan].i);
	if (!strcmp(row->type->name, "patient") && ch_row_has(row, 0))
		return plans_of(ui, r, row->v[0].i);
	return ch_fail(&ui->err, CH_EDATA, "a %s record that names no plan",
		       row->type->name);
}

static int read_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	struct reading *r = ctx;
	int64_t id;
	int rc;

	if (row)
		return read_record(ui, r, row);
	rc = ch_store_find(r->store, ch_type_find("plan"), text, n, &id,
			   &ui->err);
	if (!rc)
		return ch_plan_list_add(r->out, id, &ui->err);
	if (rc != CH_ENOENT ||
	    ch_hub_patient(ui, r->store, text, n, NULL, &id))
		return rc == CH_ENOENT ? ch_fail(&ui->err, rc, "no plan or "
						 "patient with that id") : rc;
	return plans_of(ui, r, id);
}

int ch_plans_read(struct ch_ui *ui, struct ch_store *store, int argc,
		  char **argv, struct ch_plan_list *out)
{
	struct reading r = { store, out };
	int rc = ch_ui_operands(ui, argc, argv, read_one, &r), once;

	once = ch_plan_list_once(out, &ui->err);
	return rc ? rc : once;
}

int ch_plan_note(void *ctx, const struct ch_type *type, int64_t id,
		 enum ch_did did, struct ch_err *err)
{
	return ch_made_add(ctx, type, id, did, err);
}

bool ch_plan_leave_out(struct ch_ui *ui, int rc, bool *left_out)
{
	if (rc != CH_EDATA || !ui->keep_going)
		return !rc;
	ch_ui_warn(ui, "%s", ui->err.msg);
	ui->err.msg[0] = '\0';
	return *left_out = true;
}
