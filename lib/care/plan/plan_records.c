/* plan_records.c - a plan with everything in it, read for a page. */
#include <jansson.h>

#include "base/moment.h"
#include "care/plan/plan.h"
#include "care/plan/plan_past.h"
#include "store/rows.h"

static int read_rows(struct ch_store *store, const char *type,
		     const char *rest, int64_t key, ch_plan_each each,
		     void *ctx, bool *any, struct ch_err *err)
{
	CH_AUTO(ch_rows_close) struct ch_rows *rows = NULL;
	struct ch_row row;
	int rc = ch_rows_open(&rows, store, ch_type_find(type), rest, err);

	if (!rc)
		ch_rows_ask(rows, CH_WITH(ch_ask_int(key)));
	while (!rc && !(rc = ch_rows_next(rows, &row, err))) {
		if (any)
			*any = true;
		rc = each(ctx, &row, err);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_plan_records(struct ch_store *store, int64_t plan, ch_plan_each each,
		    void *ctx, struct ch_err *err)
{
	/* By plan there is no index of teaching and tasks; by patient, yes. */
	static const struct {
		const char *type, *rest;
	} all[] = {
		{ "goal", "FROM goal WHERE plan = $1 ORDER BY rowid" },
		{ "activity", "FROM activity WHERE plan = $1 "
		  "ORDER BY rowid" },
		{ "teaching", "FROM teaching WHERE patient = (SELECT patient "
		  "FROM plan WHERE id = $1) AND plan = $1 ORDER BY rowid" },
		{ "task", "FROM task WHERE activity IN (SELECT id FROM "
		  "activity WHERE plan = $1) OR (patient = (SELECT patient "
		  "FROM plan WHERE id = $1) AND plan = $1) ORDER BY due, id" },
	};
	bool any = false;
	int rc = read_rows(store, "plan", "FROM plan WHERE id = $1", plan,
			   each, ctx, &any, err);

	if (!rc && !any)
		return ch_fail(err, CH_ENOENT, "no such plan");
	for (size_t i = 0; i < CH_COUNT(all) && !rc; i++)
		rc = read_rows(store, all[i].type, all[i].rest, plan, each,
			       ctx, NULL, err);
	return rc;
}

int ch_plan_wishes(struct ch_store *store, int64_t patient, ch_plan_each each,
		   void *ctx, struct ch_err *err)
{
	return read_rows(store, "preference", "FROM preference WHERE patient "
			 "IN (SELECT p.id FROM patient p JOIN patient q ON "
			 "p.person = q.person WHERE q.id = $1) AND value IS "
			 "NOT NULL AND (kind = 'goal' OR kind = 'diet' OR "
			 "kind = 'belief' OR kind = 'language') ORDER BY CASE "
			 "kind WHEN 'goal' THEN 1 WHEN 'language' THEN 2 ELSE "
			 "3 END, id", patient, each, ctx, NULL, err);
}

static int read_tasks(struct ch_store *store, struct ch_plan_past *past,
		      int64_t *first, int *open, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, store, "SELECT id, local_day(due), status "
			      "FROM task WHERE activity = $1 AND due IS NOT "
			      "NULL ORDER BY due, id",
			      CH_WITH(ch_ask_int(past->activity)), err);

	*first = CH_NEVER;
	*open = 0;
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		int64_t due = ch_stmt_int(st, 1);

		ch_plan_past_add(past, store, ch_stmt_int(st, 0), due,
				 ch_stmt_text(st, 2));
		if (ch_plan_task_is_open(ch_stmt_text(st, 2)) && !(*open)++)
			*first = due;
	}
	return rc == CH_END ? 0 : rc;
}

static int64_t day_or(const struct ch_row *row, int c, int64_t otherwise)
{
	return ch_row_has(row, c) ? ch_moment_local_day(row->v[c].i) :
		otherwise;
}

int ch_plan_next_due(struct ch_store *store, const struct ch_row *activity,
		     int64_t now, int64_t *due, int *open, struct ch_err *err)
{
	const struct ch_type *type = activity->type;
	struct ch_slice every = ch_row_get_text(activity, "every");
	struct ch_slice role = ch_row_get_text(activity, "role");
	int closes = ch_field(type, "closes");
	int64_t today = ch_moment_local_day(now);
	struct ch_schedule from, s = {
		.at = day_or(activity, type->at, CH_NEVER),
		.until = day_or(activity, ch_field(type, "until"), CH_NEVER),
	};
	struct ch_plan_past past;
	int rc;

	ch_plan_past_begin(&past, activity->v[0].i, &s);
	rc = read_tasks(store, &past, due, open, err);
	if (rc || *open || s.at == CH_NEVER ||
	    !ch_every_parse(every.s ? every.s : "", every.n, &s.every))
		return rc;
	if (role.s && ch_slice_is(role, "patient"))
		*due = ch_schedule_due(&s, today);
	else
		*due = ch_schedule_open(&s, ch_plan_past_made(&past),
					ch_row_has(activity, closes) ?
					activity->v[closes].i :
					CH_CLOSES_DEFAULT, today, &from);
	return 0;
}

void ch_plan_flags(struct ch_slice red_flags,
		   void (*each)(void *ctx, const char *level,
				const char *text),
		   void *ctx)
{
	json_t *list = json_loadb(red_flags.s ? red_flags.s : "", red_flags.n,
				  0, NULL), *one;
	size_t i;

	json_array_foreach(list, i, one) {
		const char *level = json_string_value(
			json_object_get(one, "level"));
		const char *text = json_string_value(
			json_object_get(one, "text"));

		if (text)
			each(ctx, level ? level : "", text);
	}
	json_decref(list);
}
