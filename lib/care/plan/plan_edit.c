/* plan_edit.c - a plan's records as somebody wrote them anew. */
#include "base/moment.h"
#include "step/make.h"
#include "care/plan/plan_change.h"
#include "care/plan/plan_check.h"
#include "care/plan/plan_past.h"
#include "store/ask.h"

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
	struct ch_buf occurrence = CH_BUF_INIT;
	int rc;

	if (!name.n)
		name = ch_row_get_text(row, "title");
	if (!name.n)
		return ch_refuse(err, "title", "missing");
	ch_buf_add(&occurrence, name.s, name.n);
	ch_buf_addc(&occurrence, '\0');
	rc = ch_buf_ok(&occurrence, err);
	if (!rc)
		ch_row_int(row, 0, ch_make_id(store, row->type, "plan edit",
					      "plan", ch_row_get_int(row,
								     "plan"),
					      occurrence.s));
	ch_buf_free(&occurrence);
	return rc;
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
		!strncmp(name, "template", 8) || !strcmp(name, "achievement");
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

/* Without these nobody would ever look at it again. */
static int check_kept(const struct ch_row *row, const struct ch_row *was,
		      struct ch_err *err)
{
	const int kept[] = { row->type->status, row->type->at };

	for (size_t i = 0; i < CH_COUNT(kept); i++)
		if (ch_row_has(was, kept[i]) && !ch_row_has(row, kept[i]))
			return ch_refuse(err, row->type->field[kept[i]].name,
					 "missing");
	return 0;
}

/* ---- what was only shown ---- */

/* ch-plan show prints them, too. */
static int pass_over(struct ch_store *store, const struct ch_row *row,
		     ch_step_did each, void *ctx, struct ch_err *err)
{
	struct ch_row was;
	int64_t id = ch_row_has(row, 0) ? row->v[0].i : 0;
	int rc = id ? ch_store_get(store, row->type, id, &was, err) : CH_END;

	for (int c = 0; c < row->type->n && !rc; c++)
		if (row->set >> c & 1 && !ch_row_same(row, &was, c))
			rc = CH_END;
	if (rc == CH_END)
		return ch_fail(err, CH_EDATA, "a %s record that is not as it "
			       "is stored: of a plan, only plan, goal and "
			       "activity are edited", row->type->name);
	return rc ? rc : each(ctx, row->type, id, CH_UNCHANGED, err);
}

/* ---- an activity on another day ---- */

static const char first_open[] =
	"SELECT id, status FROM task WHERE activity = $1 AND due IS NOT NULL "
	"ORDER BY due, id";

static int find_open(struct ch_store *store, int64_t activity, int64_t *task,
		     struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, store, first_open,
			      CH_WITH(ch_ask_int(activity)), err);

	*task = 0;
	while (!rc && !*task && !(rc = ch_stmt_step(st, err)))
		if (ch_plan_task_is_open(ch_stmt_text(st, 1)))
			*task = ch_stmt_int(st, 0);
	return rc == CH_END ? 0 : rc;
}

static int move_task(struct ch_store *store, const struct ch_row *activity,
		     const struct ch_put_how *how, ch_step_did each, void *ctx,
		     struct ch_err *err)
{
	int64_t at = ch_moment_local_day(activity->v[activity->type->at].i);
	int closes = ch_field(activity->type, "closes");
	struct ch_slice every = ch_row_get_text(activity, "every");
	struct ch_schedule s = { .at = at, .until = CH_NEVER };
	int64_t id, start = at - ch_row_get_int(activity, "opens");
	const struct ch_type *type = ch_type_find("task");
	enum ch_did did;
	struct ch_row task;
	int rc = find_open(store, activity->v[0].i, &id, err);

	if (rc || !id || !ch_every_parse(every.s ? every.s : "", every.n,
					 &s.every))
		return rc;
	ch_row_start(&task, type);
	ch_row_int(&task, 0, id);
	ch_row_put_int(&task, "start", ch_moment_of_day(
		       start > CH_DAY_FIRST ? start : CH_DAY_FIRST));
	ch_row_put_int(&task, "due", ch_moment_of_day(at));
	ch_row_put_int(&task, "until", ch_moment_of_day(ch_schedule_closes(
		       &s, at, ch_row_has(activity, closes) ?
		       activity->v[closes].i : CH_CLOSES_DEFAULT)));
	rc = ch_put(store, &task, how, &did, err);
	return rc ? rc : each(ctx, type, id, did, err);
}

static bool has_moved(const struct ch_row *was, const struct ch_row *is)
{
	int at = is->type->at;

	return !strcmp(is->type->name, "activity") && ch_row_has(was, at) &&
		ch_row_has(is, at) && ch_moment_local_day(was->v[at].i) !=
		ch_moment_local_day(is->v[at].i);
}

/* ---- one record ---- */

/* `*was` becomes the record as it is: empty for a new part. */
static int look_up(struct ch_store *store, struct ch_row *row,
		   struct ch_row *was, bool whole, int64_t now,
		   struct ch_err *err)
{
	bool named = ch_row_has(row, 0);
	int rc = 0;

	if (!strcmp(row->type->name, "goal"))
		row->set &= ~(UINT64_C(1) << ch_field(row->type,
						      "achievement"));
	if (!named)
		rc = is_part(row->type) ? name_part(store, row, err) :
			ch_refuse(err, "id", "missing");
	if (!rc)
		rc = ch_store_get(store, row->type, row->v[0].i, was, err);
	if (rc == CH_END) {
		ch_row_start(was, row->type);
		return named ? ch_refuse(err, "id", "no-record") :
			begin_part(store, row, now, err);
	}
	return rc ? rc : weigh(row, was, whole, err);
}

int ch_plan_edit(struct ch_store *store, struct ch_row *row, bool whole,
		 const struct ch_shelf *shelf, int64_t now, ch_step_did each,
		 void *ctx, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.hold_rev = true, .reason = "edit" };
	const struct ch_type *type = row->type;
	static struct ch_row was, merged;
	bool moved;
	enum ch_did did;
	int rc;

	if (!strcmp(type->name, "teaching") || !strcmp(type->name, "task"))
		return pass_over(store, row, each, ctx, err);
	if (strcmp(type->name, "plan") && !is_part(type))
		return ch_fail(err, CH_EDATA, "a %s record: a plan's records "
			       "are plan, goal and activity", type->name);
	rc = look_up(store, row, &was, whole, now, err);
	if (rc)
		return rc;
	merge(&merged, &was, row);
	moved = has_moved(&was, &merged);
	rc = check_kept(&merged, &was, err);
	if (!rc)
		rc = ch_row_check(row, err);
	if (!rc)
		rc = ch_plan_check(&merged, shelf, err);
	if (!rc)
		rc = ch_put(store, row, &how, &did, err);
	if (!rc)
		rc = each(ctx, type, row->v[0].i, did, err);
	if (rc || !moved)
		return rc;
	rc = ch_store_get(store, type, row->v[0].i, &merged, err);
	return rc ? rc : move_task(store, &merged, &how, each, ctx, err);
}
