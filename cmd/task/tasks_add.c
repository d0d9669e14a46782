/* tasks_add.c - ch-task add: what is to be done, by when, shown by what. */
#include "base/moment.h"
#include "step/evidence.h"
#include "task/tasks.h"

/* ---- dates ---- */

static bool is_relative(const char *expr)
{
	return expr && (*expr == '+' || *expr == '-');
}

static int put_date(struct ch_ui *ui, struct ch_row *row, const char *field,
		    const char *expr, int64_t from)
{
	int64_t m;
	int rc = expr ? ch_hub_date(ui, field, expr, from, &m) : 0;

	if (!rc && expr)
		ch_row_put_int(row, field, m);
	return rc;
}

/* Start, due and until; `from` is the record's own time, or 0. */
static int put_dates(struct ch_ui *ui, const struct ch_tasks_opts *o,
		     struct ch_row *row, int64_t from)
{
	int64_t start, due, until;
	int rc = put_date(ui, row, "start", o->start.text, from);

	if (!rc)
		rc = put_date(ui, row, "due", o->due.text, from);
	if (!rc)
		rc = put_date(ui, row, "until", o->step.until.text, from);
	if (rc)
		return rc;
	start = ch_row_get_int(row, "start");
	due = ch_row_get_int(row, "due");
	until = ch_row_get_int(row, "until");
	if (start && due && ch_moment_over(due, start))
		return ch_ui_usage(ui, "--due is before --start");
	if (until && due && ch_moment_over(until, due))
		return ch_ui_usage(ui, "--until is before --due");
	if (until && start && ch_moment_over(until, start))
		return ch_ui_usage(ui, "--until is before --start");
	return 0;
}

/* Before anything is read: whether the dates can be read at all. */
static int check_dates(struct ch_ui *ui, const struct ch_tasks_opts *o)
{
	struct ch_row row;

	if (o->from_record && !is_relative(o->due.text) &&
	    !is_relative(o->start.text) && !is_relative(o->step.until.text))
		return ch_ui_usage(ui, "--from-record counts a relative date "
				   "from the record's own time: --due +7d");
	ch_row_start(&row, ch_type_find("task"));
	/* Counted from a record, only that can tell which comes first. */
	return o->from_record ? 0 : put_dates(ui, o, &row, 0);
}

/* ---- the task ---- */

static int check(struct ch_ui *ui, const struct ch_tasks_opts *o)
{
	struct ch_row row;

	if (!o->title || !*o->title)
		return ch_ui_usage(ui, "what is to be done? --title TEXT");
	ch_row_start(&row, ch_type_find("task"));
	ch_row_put_text(&row, "title", o->title);
	if (o->kind)
		ch_row_put_text(&row, "kind", o->kind);
	if (ch_row_check(&row, &ui->err))
		return CH_EDATA;
	return o->needs ? ch_evidence_check(o->needs, &ui->err) : 0;
}

/* The same title and kind about the same record is the same task. */
static int begin(struct ch_ui *ui, struct ch_adding *a)
{
	const struct ch_tasks_opts *o = a->opt;
	int rc = check(ui, o);

	if (!rc)
		rc = check_dates(ui, o);
	if (!rc && o->step.to)
		rc = ch_step_whom(ui, a->store, o->step.to, &a->to);
	if (rc)
		return rc;
	a->occurrence = o->occurrence;
	ch_buf_addf(&a->maker, "task:%s", o->title);
	if (o->kind)
		ch_buf_addf(&a->maker, "\x1f%s", o->kind);
	return 0;
}

static int fill(struct ch_ui *ui, const struct ch_adding *a,
		const struct ch_subject *s, struct ch_row *row)
{
	const struct ch_tasks_opts *o = a->opt;
	int rc;

	ch_row_put_text(row, "title", o->title);
	if (o->priority)
		ch_row_put_text(row, "priority", o->priority);
	if (o->kind)
		ch_row_put_text(row, "kind", o->kind);
	if (o->needs)
		ch_row_put_text(row, "needs", o->needs);
	if (o->from_record && !s->at)
		return ch_fail(&ui->err, CH_EDATA, "--from-record: what came "
			       "in has no time of its own");
	/* The dates were fine: this record makes them impossible. */
	rc = put_dates(ui, o, row, o->from_record ? s->at : 0);
	return rc == CH_EUSAGE ? ui->err.code = CH_EDATA : rc;
}

const struct ch_add ch_tasks_add = {
	.status = "requested", .asks_detail = true, .begin = begin,
	.fill = fill,
};
