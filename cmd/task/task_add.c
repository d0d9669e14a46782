/* task_add.c - ch-task add: work about people, or about what came in. */
#include "base/moment.h"
#include "care/step/evidence.h"
#include "care/make.h"
#include "care/people/names.h"
#include "care/task/task.h"
#include "hub/made.h"
#include "hub/subjects.h"
#include "task/task.h"

struct adding {
	struct ch_store *store;
	const struct ch_tasks_opts *opt;
	struct ch_subjects subjects;
	struct ch_step_to to;
	struct ch_made made;
	struct ch_buf maker;	/* what makes them: "task:TITLE" and the kind */
	char detail[1024];
};

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
	if (!o->from_record)
		return put_dates(ui, o, &row, 0);
	/* Which comes first only a record can tell. */
	return 0;
}

/* ---- one task ---- */

static int64_t id_of(const struct adding *a, const struct ch_subject *s)
{
	const char *occurrence = a->opt->occurrence;

	if (s->by_hand && !occurrence)
		return ch_id_random();
	return ch_make_id(a->store, ch_type_find("task"), a->maker.s,
			  s->type->name, s->id, occurrence ? occurrence : "");
}

static int fill(struct ch_ui *ui, const struct adding *a,
		const struct ch_subject *s, struct ch_row *row)
{
	const struct ch_tasks_opts *o = a->opt;
	int rc;

	ch_row_start(row, ch_type_find("task"));
	ch_row_int(row, 0, id_of(a, s));
	ch_row_put_int(row, "patient", s->person);
	ch_row_put_text(row, "status", "requested");
	ch_row_put_text(row, "title", o->title);
	if (o->priority)
		ch_row_put_text(row, "priority", o->priority);
	if (o->kind)
		ch_row_put_text(row, "kind", o->kind);
	if (o->needs)
		ch_row_put_text(row, "needs", o->needs);
	if (*a->detail)
		ch_row_put_text(row, "detail", a->detail);
	ch_step_give(row, &a->to, false);
	if (a->store->staff)
		ch_row_put_int(row, "requester", a->store->staff);
	ch_make_ref(row, "about", s->type, s->id);
	ch_row_put_int(row, "at", ui->now);
	if (o->from_record && !s->at)
		return ch_fail(&ui->err, CH_EDATA, "--from-record: what came "
			       "in has no time of its own");
	/* The dates were fine: this record makes them impossible. */
	rc = put_dates(ui, o, row, o->from_record ? s->at : 0);
	return rc == CH_EUSAGE ? ui->err.code = CH_EDATA : rc;
}

static int add_one(struct ch_ui *ui, struct adding *a,
		   const struct ch_subject *s)
{
	enum ch_did did;
	struct ch_row row;
	int rc = fill(ui, a, s, &row);

	if (!rc)
		rc = ch_make(a->store, &row, NULL, &did, &ui->err);
	return rc ? rc : ch_made_add(&a->made, row.type, row.v[0].i, did,
				     &ui->err);
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct adding *a = ctx;
	int left_out = 0, rc = ch_staff_may(a->store, &ui->err);

	if (rc == CH_END)
		rc = 0;
	for (size_t i = 0; i < a->subjects.n && !rc; i++) {
		rc = add_one(ui, a, &a->subjects.v[i]);
		if (rc != CH_EDATA || !ui->keep_going)
			continue;
		ch_ui_warn(ui, "%s", ui->err.msg);
		*ui->err.msg = '\0';
		left_out = rc;
		rc = 0;
	}
	return rc ? rc : left_out;
}

/* ---- all of them ---- */

/* More to say about it is nobody's to read in a list of processes. */
static void ask_detail(struct ch_ui *ui, struct adding *a, int argc,
		       char **argv)
{
	for (int i = 0; i < argc; i++)
		if (!strcmp(argv[i], "-"))
			return;
	if (!ch_ui_ask(ui, "Detail (or nothing):", false, a->detail,
		       sizeof(a->detail)))
		*a->detail = '\0';
}

static int read_all(struct ch_ui *ui, struct adding *a, int argc, char **argv)
{
	const struct ch_tasks_opts *o = a->opt;
	int rc = check_dates(ui, o);

	if (!rc && o->step.to)
		rc = ch_step_to(a->store, o->step.to, &a->to, &ui->err);
	if (rc)
		return rc;
	ch_buf_addf(&a->maker, "task:%s", o->title);
	if (o->kind)
		ch_buf_addf(&a->maker, "\x1f%s", o->kind);
	rc = ch_buf_ok(&a->maker, &ui->err);
	if (!rc)
		rc = ch_subjects_read(ui, a->store, argc, argv, &a->subjects);
	if (!rc)
		ask_detail(ui, a, argc, argv);
	return rc;
}

int ch_tasks_add(struct ch_ui *ui, struct ch_store *store, void *opt,
		 int argc, char **argv)
{
	struct adding a = { .store = store, .opt = opt };
	int rc = check(ui, opt), left_out = 0;

	if (!rc)
		rc = read_all(ui, &a, argc, argv);
	if (rc == CH_EDATA && ui->keep_going) {
		left_out = rc;
		rc = 0;
	}
	if (!rc)
		rc = ch_made_run(ui, store, &a.made, work, &a);
	ch_subjects_free(&a.subjects);
	ch_made_free(&a.made);
	ch_buf_free(&a.maker);
	return rc ? rc : left_out;
}
