/* task_list.c - ch-task list and workload: worklists, and who has how much. */
#include "base/moment.h"
#include "base/text.h"
#include "care/people/names.h"
#include "care/task/task.h"
#include "care/task/worklist.h"
#include "task/task.h"

static struct ch_value text_of(const struct ch_buf *b)
{
	return (struct ch_value){ .s = b->s ? b->s : "", .kind = CH_TEXT,
				  .n = (uint32_t)b->n };
}

static struct ch_value text_or_null(struct ch_slice s)
{
	if (!s.n)
		return (struct ch_value){ .kind = CH_NULL };
	return (struct ch_value){ .s = s.s, .kind = CH_TEXT,
				  .n = (uint32_t)s.n };
}

static struct ch_value int_or_null(int64_t i)
{
	return (struct ch_value){ .i = i, .kind = i ? CH_INT : CH_NULL };
}

/* ---- list ---- */

static void add_slice(struct ch_buf *out, const char *before,
		      struct ch_slice s, const char *after)
{
	if (!s.n)
		return;
	ch_buf_adds(out, before);
	ch_text_visible(out, s.s, s.n);
	ch_buf_adds(out, after);
}

static void add_who(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *task)
{
	int64_t owner = ch_row_get_int(task, "owner");

	if (owner) {
		ch_tasks_name(ui, out, "staff", owner);
		return;
	}
	add_slice(out, "any ", ch_ui_word(ui, "task", "role",
					  ch_row_get_text(task, "role")), "");
	if (!out->n)
		add_slice(out, "team ", ch_row_get_text(task, "team"), "");
}

/* What a nurse reads: when, whom, what, who. */
static int print_line(struct ch_ui *ui, const struct ch_row *task)
{
	struct ch_buf b[4] = { CH_BUF_INIT, CH_BUF_INIT, CH_BUF_INIT,
			       CH_BUF_INIT };
	struct ch_slice priority = ch_row_get_text(task, "priority");
	int64_t patient = ch_row_get_int(task, "patient");
	struct ch_cell cell[] = {
		{ .name = "Due", .as = CH_AS_TEXT },
		{ .name = "Patient", .as = CH_AS_TEXT },
		{ .name = "Task", .as = CH_AS_TEXT },
		{ .name = "Who", .as = CH_AS_TEXT },
		{ .name = "Id", .as = CH_AS_ID, .v = task->v[0] },
	};
	int rc = 0;

	ch_tasks_stand(ui, &b[0], task);
	if (patient)
		ch_tasks_name(ui, &b[1], "patient", patient);
	if (priority.n && !ch_slice_is(priority, "routine"))
		add_slice(&b[2], "", ch_ui_word(ui, "task", "priority",
						priority), ": ");
	add_slice(&b[2], "", ch_row_get_text(task, "title"), "");
	add_who(ui, &b[3], task);
	for (int i = 0; i < 4 && !rc; i++) {
		rc = ch_buf_ok(&b[i], &ui->err);
		cell[i].v = text_of(&b[i]);
	}
	if (!rc)
		rc = ch_ui_cells(ui, "task", cell, CH_COUNT(cell));
	for (int i = 0; i < 4; i++)
		ch_buf_free(&b[i]);
	return rc;
}

static int print_task(void *ctx, const struct ch_row *task, struct ch_err *err)
{
	struct ch_ui *ui = ctx;

	(void)err;
	ui->missed = false;
	return ui->format == CH_FORMAT_TABLE ? print_line(ui, task) :
		ch_ui_row(ui, task);
}

static int read_options(struct ch_ui *ui, struct ch_store *store,
			const struct ch_tasks_opts *o, struct ch_worklist *l)
{
	int rc = o->status ? ch_hub_word(ui, ch_type_find("task"), "status",
					 "status", o->status) : 0;

	*l = (struct ch_worklist){
		.now = ui->now, .mine = o->mine || o->owner,
		.owner = store->staff, .role = o->role, .team = o->team,
		.kind = o->kind, .overdue = o->overdue,
		.unassigned = o->unassigned, .status = o->status,
		.ahead = o->ahead, .all = o->all,
	};
	if (o->mine && o->owner)
		return ch_ui_usage(ui, "--mine and --owner: one of them");
	if (!rc && o->owner)
		rc = ch_staff_find(store, o->owner, &l->owner, &ui->err);
	if (!rc && o->patient)
		rc = ch_hub_patient(ui, store, o->patient, strlen(o->patient),
				    NULL, &l->patient);
	if (!rc && o->due)
		rc = ch_tasks_date(ui, "due", o->due, 0, &l->due);
	return rc;
}

int ch_tasks_list(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct ch_worklist list;
	int rc;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "list takes no operands; --patient ID "
				   "says about whom");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	if (!rc)
		rc = read_options(ui, store, opt, &list);
	ui->missed = true;
	return rc ? rc : ch_worklist_read(store, &list, print_task, ui,
					  &ui->err);
}

/* ---- workload ---- */

static void add_away(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_workload *l)
{
	if (!l->away_from)
		return;
	ch_buf_adds(out, "away");
	if (l->away_until) {
		ch_buf_adds(out, " until ");
		ch_tasks_moment(out, ch_moment_of_day(
				ch_moment_local_day(l->away_until)));
	}
	if (l->cover) {
		ch_buf_adds(out, "; ");
		ch_tasks_name(ui, out, "staff", l->cover);
		ch_buf_adds(out, " covers");
	}
}

static void add_pool(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_workload *l)
{
	if (l->staff) {
		ch_tasks_name(ui, out, "staff", l->staff);
		return;
	}
	add_slice(out, "any ", ch_ui_word(ui, "task", "role", l->role), "");
	add_slice(out, out->n ? ", team " : "team ", l->team, "");
	if (!out->n)
		ch_buf_adds(out, "unassigned");
}

static int print_load_line(struct ch_ui *ui, const struct ch_workload *l)
{
	struct ch_buf who = CH_BUF_INIT, away = CH_BUF_INIT;
	struct ch_buf oldest = CH_BUF_INIT;
	struct ch_cell cell[] = {
		{ .name = "Who", .as = CH_AS_TEXT },
		{ "Open", CH_AS_INTEGER, { .i = l->open, .kind = CH_INT } },
		{ "Today", CH_AS_INTEGER, { .i = l->today, .kind = CH_INT } },
		{ "Overdue", CH_AS_INTEGER,
		  { .i = l->overdue, .kind = CH_INT } },
		{ "Held", CH_AS_INTEGER, { .i = l->held, .kind = CH_INT } },
		{ .name = "Oldest", .as = CH_AS_TEXT },
		{ .name = "Away", .as = CH_AS_TEXT },
	};
	int rc;

	add_pool(ui, &who, l);
	if (l->oldest)
		ch_ui_when(ui, &oldest, ch_moment_of_day(
				ch_moment_local_day(l->oldest)));
	add_away(ui, &away, l);
	cell[0].v = text_of(&who);
	cell[5].v = text_of(&oldest);
	cell[6].v = text_of(&away);
	rc = ch_ui_cells(ui, "workload", cell, CH_COUNT(cell));
	ch_buf_free(&who);
	ch_buf_free(&away);
	ch_buf_free(&oldest);
	return rc;
}

static int print_load(void *ctx, const struct ch_workload *l,
		      struct ch_err *err)
{
	struct ch_ui *ui = ctx;
	struct ch_cell cell[] = {
		{ "staff", CH_AS_ID, int_or_null(l->staff) },
		{ "login", CH_AS_TEXT, text_or_null(l->login) },
		{ "role", CH_AS_TEXT, text_or_null(l->role) },
		{ "team", CH_AS_TEXT, text_or_null(l->team) },
		{ "open", CH_AS_INTEGER, { .i = l->open, .kind = CH_INT } },
		{ "today", CH_AS_INTEGER, { .i = l->today, .kind = CH_INT } },
		{ "overdue", CH_AS_INTEGER,
		  { .i = l->overdue, .kind = CH_INT } },
		{ "held", CH_AS_INTEGER, { .i = l->held, .kind = CH_INT } },
		{ "oldest", CH_AS_MOMENT, int_or_null(l->oldest) },
		{ "away_from", CH_AS_MOMENT, int_or_null(l->away_from) },
		{ "away_until", CH_AS_MOMENT, int_or_null(l->away_until) },
		{ "cover", CH_AS_ID, int_or_null(l->cover) },
	};

	(void)err;
	return ui->format == CH_FORMAT_TABLE ? print_load_line(ui, l) :
		ch_ui_cells(ui, "workload", cell, CH_COUNT(cell));
}

int ch_tasks_workload(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct ch_tasks_opts *o = opt;
	int rc;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "workload takes no operands");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	return rc ? rc : ch_workload_read(store, o->role, ui->now, print_load,
					  ui, &ui->err);
}
