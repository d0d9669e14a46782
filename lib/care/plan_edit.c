/* plan_edit.c - a plan's records as somebody wrote them anew. */
#include "base/moment.h"
#include "care/make.h"
#include "care/plan_change.h"
#include "care/plan_check.h"

static bool is_part(const struct ch_type *type)
{
	return !strcmp(type->name, "goal") || !strcmp(type->name, "activity");
}

/* A new part is named after its item or title, so that the same words again
 * are the same part. */
static int name_part(struct ch_store *store, struct ch_row *row,
		     struct ch_err *err)
{
	struct ch_slice name = ch_row_get_text(row, "item");
	char occurrence[512];

	if (!name.n)
		name = ch_row_get_text(row, "title");
	if (!name.n)
		return ch_refuse(err, "title", "missing");
	snprintf(occurrence, sizeof(occurrence), "%.*s", (int)name.n, name.s);
	ch_row_int(row, 0, ch_make_id(store, row->type, "plan edit", "plan",
				      ch_row_get_int(row, "plan"),
				      occurrence));
	return 0;
}

/* A new part belongs to its plan's patient, from now on. */
static int begin_part(struct ch_store *store, struct ch_row *row, int64_t now,
		      struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("plan");
	struct ch_row plan;
	int64_t id = ch_row_get_int(row, "plan");
	int rc = id ? ch_store_get(store, type, id, &plan, err) :
		ch_refuse(err, "plan", "missing");

	if (rc == CH_END)
		return ch_refuse(err, "plan", "no-record");
	if (rc)
		return rc;
	ch_row_put_int(row, "patient", ch_row_get_int(&plan, "patient"));
	if (!ch_row_has(row, row->type->status))
		ch_row_put_text(row, "status", strcmp(row->type->name, "goal")
				? "not-started" : "active");
	if (!ch_row_has(row, row->type->at))
		ch_row_put_int(row, "at", ch_moment_of_day(
			       ch_moment_local_day(now)));
	return 0;
}

/* What an editor may not touch: whose it is, and how it came. */
static bool is_fixed(const struct ch_row *row, int c)
{
	const struct ch_type *t = row->type;
	const char *name = t->field[c].name;

	return c == 0 || c == t->source || c == t->origin || c == t->told ||
		c == t->said || c == t->recorded || c == t->batch ||
		c == t->rev || c == t->patient || !strcmp(name, "plan") ||
		!strncmp(name, "template", 8);
}

/* Against the record as it is: fixed fields, and what was taken out. */
static int weigh(struct ch_row *row, const struct ch_row *was, bool whole,
		 struct ch_err *err)
{
	for (int c = 0; c < row->type->n; c++) {
		bool said = row->set >> c & 1;

		if (said && is_fixed(row, c) && c != row->type->rev &&
		    c != row->type->recorded && c != row->type->batch &&
		    !ch_row_same(row, was, c))
			return ch_fail(err, CH_EDATA, "%s: not to be edited",
				       row->type->field[c].name);
		if (!said && whole && !is_fixed(row, c) && ch_row_has(was, c))
			ch_row_null(row, c);
	}
	return 0;
}

/* The record as it will be, for the checks that look at several fields. */
static void merge(struct ch_row *out, const struct ch_row *was,
		  const struct ch_row *row)
{
	*out = *was;
	for (uint64_t left = row->set; left; left &= left - 1) {
		int c = __builtin_ctzll(left);

		out->v[c] = row->v[c];
		out->set |= UINT64_C(1) << c;
	}
}

int ch_plan_edit(struct ch_store *store, struct ch_row *row, bool whole,
		 const struct ch_shelf *shelf, int64_t now, ch_plan_did each,
		 void *ctx, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.hold_rev = true, .reason = "edit" };
	const struct ch_type *type = row->type;
	static struct ch_row was, merged;
	bool named = ch_row_has(row, 0);
	enum ch_did did;
	int rc = 0;

	if (strcmp(type->name, "plan") && !is_part(type))
		return ch_fail(err, CH_EDATA, "a %s record: a plan's records "
			       "are plan, goal and activity", type->name);
	if (!named)
		rc = is_part(type) ? name_part(store, row, err) :
			ch_refuse(err, "id", "missing");
	if (!rc)
		rc = ch_store_get(store, type, row->v[0].i, &was, err);
	if (rc == CH_END) {
		rc = named ? ch_refuse(err, "id", "no-record") :
			begin_part(store, row, now, err);
		ch_row_start(&was, type);
	} else if (!rc) {
		rc = weigh(row, &was, whole, err);
	}
	if (rc)
		return rc;
	merge(&merged, &was, row);
	rc = ch_row_check(row, err);
	if (!rc)
		rc = ch_plan_check(&merged, shelf, err);
	if (!rc)
		rc = ch_put(store, row, &how, &did, err);
	return rc ? rc : each(ctx, type, row->v[0].i, did, err);
}
