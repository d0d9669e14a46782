/* reconcile.c - medicines before and after a stay, decided line by line. */
#include "base/moment.h"
#include "step/make.h"
#include "people/person.h"
#include "care/safety/safety_in.h"
#include "care/task/task.h"
#include "know/reconcile.h"

#define DUE 30		/* days after the discharge */

/* $2 is now, $3 the stay that is meant; 0: the last that has ended. Beside it a
 * task about it that is there already. */
static const char stay[] =
	"SELECT e.id, e.until, coalesce((SELECT min(t.id) FROM task t WHERE "
	"t.patient IN " CH_MINE " AND t.kind = 'med-reconciliation' AND "
	"(t.encounter = e.id OR t.about = e.id) AND t.status <> "
	"'entered-in-error'), 0) FROM encounter_once e WHERE e.patient IN "
	CH_MINE " AND e.until <= $2 AND (e.status IS NULL OR e.status = "
	"'finished') AND (e.id = $3 OR ($3 = 0 AND e.class IN ('IMP', "
	"'ACUTE', 'OBSENC'))) ORDER BY e.until DESC, e.id LIMIT 1";

/* Orders that held when the stay $3 began, and those that hold now. One that
 * was stopped since, nobody said when, held if the hub heard of that later. */
static const char orders[] =
	", b, a FROM (SELECT t.*, coalesce(t.at < e.at, 1) AND (t.until >= "
	"e.at OR (t.until IS NULL AND (t.status IN ('active', 'on-hold') OR "
	"EXISTS (SELECT 1 FROM journal j WHERE j.record = t.id AND j.at >= "
	"e.at AND j.fields LIKE '%\"status\":[\"active\"%')))) AS b, t.status "
	"IN ('active', 'on-hold') AND (t.at IS NULL OR t.at <= $2) AND "
	"(t.until IS NULL OR NOT is_over(t.until, $2)) AS a FROM medication t "
	"JOIN encounter e ON e.id = $3 WHERE t.patient IN " CH_MINE " AND "
	"t.status IN ('active', 'on-hold', 'stopped', 'completed') AND "
	"(t.intent IS NULL OR t.intent NOT IN ('proposal', 'plan', 'option')) "
	"AND coalesce(t.category, '') <> 'inpatient' AND "
	"coalesce(t.prohibited, 0) = 0) q WHERE b OR a ORDER BY at, id";

/* ---- the work ---- */

static int find_stay(struct ch_reconcile *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_person_of(r->s->store, r->patient, &r->person, err);

	if (!rc)
		rc = ch_store_ask_row(&st, r->s->store, stay,
				      CH_WITH(ch_ask_int(r->person),
					      ch_ask_int(r->s->now),
					      ch_ask_int(r->encounter)), err);
	if (rc)
		return rc == CH_END ? ch_fail(err, CH_ENOENT, "no such stay "
					      "that has ended") : rc;
	r->encounter = ch_stmt_int(st, 0);
	r->until = ch_stmt_int(st, 1);
	r->task = ch_stmt_int(st, 2);
	r->made = r->task;
	if (!r->made)
		r->task = ch_make_id(r->s->store, ch_type_find("task"),
				     "med-reconciliation", "encounter",
				     r->encounter, "");
	return 0;
}

int ch_reconcile_open(struct ch_reconcile *r, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub" };
	char needs[80] = "decision kind=reconciliation encounter=";
	int rc = find_stay(r, err);
	enum ch_did did;
	struct ch_row row;

	if (rc)
		return rc;
	ch_id_print(r->encounter, needs + strlen(needs));
	ch_row_start(&row, ch_type_find("task"));
	ch_row_put_text(&row, "needs", needs);
	/* Whoever made it before, this is how it ends. */
	ch_row_put_int(&row, "id", r->task);
	if (r->made)
		return ch_put(r->s->store, &row, &how, &did, err);
	ch_row_put_int(&row, "patient", r->person);
	ch_row_put_int(&row, "encounter", r->encounter);
	ch_make_ref(&row, "about", ch_type_find("encounter"), r->encounter);
	ch_row_put_texts(&row, "status", "requested", "priority", "routine",
			 "kind", "med-reconciliation", "title", "Go over the "
			 "medicines after the stay", NULL);
	ch_row_put_int(&row, "at", r->s->now);
	ch_row_put_int(&row, "due", ch_moment_of_day(DUE +
			ch_moment_local_day(r->until)));
	return ch_put(r->s->store, &row, &how, &did, err);
}

/* ---- the lines ---- */

static int read_orders(struct ch_reconcile *r, struct ch_lines *lines,
		       struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("medication");
	CH_AUTO(ch_rows_close) struct ch_rows *rows = NULL;
	CH_AUTO(ch_chart_free) struct ch_chart chart = {
		.drugs = r->s->tables.drugs };
	struct ch_row row;
	int rc = ch_rows_open(&rows, r->s->store, type, orders, err);

	if (rc)
		return rc;
	ch_rows_ask(rows, CH_WITH(ch_ask_int(r->person),
				  ch_ask_int(r->s->now),
				  ch_ask_int(r->encounter)));
	while (!rc && !(rc = ch_rows_next(rows, &row, err))) {
		rc = ch_safety_hold(r->s, &chart, CH_HELD_MEDICINE, &row, err);
		if (!rc)
			rc = ch_lines_add(lines, chart.drugs,
					  &chart.v[chart.n - 1],
					  ch_row_get_text(&row, "name"),
					  ch_rows_beside(rows, 0),
					  ch_rows_beside(rows, 1), err);
	}
	return rc == CH_END ? 0 : rc;
}

static void start(struct ch_reconcile *r, const char *maker,
		  const char *kind, struct ch_row *row)
{
	const struct ch_type *type = ch_type_find("decision");

	ch_row_start(row, type);
	ch_row_put_int(row, "id", ch_make_id(r->s->store, type, maker,
					     "encounter", r->encounter, ""));
	ch_row_put_int(row, "patient", r->person);
	ch_row_put_int(row, "encounter", r->encounter);
	ch_row_put_int(row, "task", r->task);
	ch_row_put_text(row, "kind", kind);
}

static int tell(struct ch_reconcile *r, const struct ch_line *line,
		ch_each_row each, void *ctx, struct ch_err *err)
{
	static const char *const decided[] = { "decision", "reason", "staff",
					       "at" };
	const struct ch_type *type = ch_type_find("medication");
	char maker[192], basis[CH_ID_HEX];
	struct ch_row row, was;
	int rc;

	snprintf(maker, sizeof(maker), "reconcile:%s", line->key);
	start(r, maker, "medicine", &row);
	ch_id_print(ch_line_basis(line), basis);
	ch_row_put_texts(&row, "item", line->key, "name", line->key,
			 "decision", ch_line_proposal(line), "basis", basis,
			 NULL);
	if (line->before)
		ch_make_ref(&row, "first", type, line->before);
	if (line->after)
		ch_make_ref(&row, "second", type, line->after);
	rc = ch_store_get(r->s->store, row.type, row.v[0].i, &was, err);
	if (rc && rc != CH_END)
		return rc;
	if (!rc && ch_slice_is(ch_row_get_text(&was, "basis"), basis))
		for (size_t i = 0; i < CH_COUNT(decided); i++)
			ch_row_copy(&row, decided[i], &was, decided[i]);
	else
		r->open++;
	return each ? each(ctx, &row, err) : 0;
}

int ch_reconcile_lines(struct ch_reconcile *r, ch_each_row each, void *ctx,
		       struct ch_err *err)
{
	CH_AUTO(ch_lines_free) struct ch_lines lines = { 0 };
	int rc = ch_safe_medicines(&r->s->tables, r->s->shelf, err);

	r->open = 0;
	if (!rc)
		rc = find_stay(r, err);
	if (!rc)
		rc = read_orders(r, &lines, err);
	for (size_t i = 0; i < lines.n && !rc; i++)
		rc = tell(r, &lines.v[i], each, ctx, err);
	return rc;
}

int ch_reconcile_decide(struct ch_reconcile *r, const struct ch_row *line,
			const char *decision, const char *reason,
			enum ch_did *did, struct ch_err *err)
{
	struct ch_row row = *line;

	ch_row_null(&row, ch_field(row.type, "reason"));
	ch_row_put_texts(&row, "decision", decision, "reason", reason, NULL);
	return ch_safety_decide(r->s, &row, did, err);
}

int ch_reconcile_close(struct ch_reconcile *r, ch_step_did did, void *ctx,
		       struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("task");
	char evidence[32] = "decision/";
	struct ch_step_how how = { .now = r->s->now, .evidence = evidence };
	struct ch_row row;
	enum ch_did done;
	int64_t when;
	int rc = ch_reconcile_lines(r, NULL, NULL, err);

	if (!rc)
		rc = ch_store_get(r->s->store, type, r->task, &row, err);
	if (rc || r->open || ch_step_is_over(&row))
		return rc;
	start(r, "reconciliation", "reconciliation", &row);
	ch_id_print(row.v[0].i, evidence + strlen(evidence));
	rc = ch_safety_decide(r->s, &row, &done, err);
	return rc ? rc : ch_step_take(r->s->store, type,
				      ch_step_find(ch_task_steps, "done"),
				      &how, r->task, did, ctx, &when, err);
}
