/* tasks_list.c - ch-task list and workload: worklists, and who has how much. */
#include "base/moment.h"
#include "base/text.h"
#include "people/names.h"
#include "care/task/task.h"
#include "care/task/worklist.h"
#include "task/tasks.h"
#include "ui/piece.h"

/* ---- list ---- */

static void add_who(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *task)
{
	static const struct ch_piece pool[] = {
		{ CH_SAY_WORD, "role", "any " },
		{ CH_SAY_TEXT, "team", "team ", .without = "role" }, { 0 }
	};
	int64_t owner = ch_row_get_int(task, "owner");

	if (owner)
		ch_page_name(ui, out, "staff", owner);
	else
		ch_page_pieces(ui, out, task, pool);
}

/* What a nurse reads: when, whom, what, who. */
static int print_line(struct ch_ui *ui, const struct ch_row *task)
{
	static const struct ch_piece what[] = {
		{ CH_SAY_WORD, "priority", .after = ": ", .but = "routine" },
		{ CH_SAY_TEXT, "title" }, { 0 }
	};
	static const char *const name[] = { "Due", "Patient", "Task", "Who" };
	struct ch_buf b[4] = { CH_BUF_INIT, CH_BUF_INIT, CH_BUF_INIT,
			       CH_BUF_INIT };
	int64_t patient = ch_row_get_int(task, "patient");
	struct ch_cell cell[5];
	int rc = 0;

	ch_tasks_stand(ui, &b[0], task);
	if (patient)
		ch_page_name(ui, &b[1], "patient", patient);
	ch_page_pieces(ui, &b[2], task, what);
	add_who(ui, &b[3], task);
	for (int i = 0; i < 4 && !rc; i++) {
		rc = ch_buf_ok(&b[i], &ui->err);
		cell[i] = ch_cell_buf(name[i], &b[i]);
	}
	cell[4] = ch_cell_given("Id", CH_AS_ID, task->v[0].i);
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
	const struct ch_type *task = ch_type_find("task");
	const char *status = o->status;
	int rc = status ? ch_ui_coded(ui, task, task->status, &status) : 0;

	*l = (struct ch_worklist){
		.now = ui->now, .mine = o->mine || o->owner,
		.owner = store->staff, .role = o->role, .team = o->team,
		.kind = o->kind, .overdue = o->overdue,
		.unassigned = o->unassigned, .died = o->died,
		.status = status,
		.ahead = o->ahead, .all = o->all, .due = o->due.v,
		.patient = o->patient.v,
	};
	if (o->mine && o->owner)
		return ch_ui_usage(ui, "--mine and --owner: one of them");
	if (!rc && o->owner)
		rc = ch_staff_find(store, o->owner, &l->owner, &ui->err);
	return rc;
}

int ch_tasks_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv)
{
	struct ch_worklist list;
	int rc = read_options(ui, store, opt, &list);

	(void)argc, (void)argv;
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
		ch_page_moment(out, ch_moment_of_day(
				ch_moment_local_day(l->away_until)));
	}
	if (l->cover) {
		ch_buf_adds(out, "; ");
		ch_page_name(ui, out, "staff", l->cover);
		ch_buf_adds(out, " covers");
	}
}

static void add_slice(struct ch_buf *out, const char *before,
		      struct ch_slice s)
{
	if (!s.n)
		return;
	ch_buf_adds(out, before);
	ch_text_visible(out, s.s, s.n);
}

static void add_pool(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_workload *l)
{
	if (l->staff) {
		ch_page_name(ui, out, "staff", l->staff);
		return;
	}
	add_slice(out, "any ", ch_ui_word(ui, "task", "role", l->role));
	add_slice(out, out->n ? ", team " : "team ", l->team);
	if (!out->n)
		ch_buf_adds(out, "unassigned");
}

static int print_load_line(struct ch_ui *ui, const struct ch_workload *l)
{
	struct ch_buf who = CH_BUF_INIT, away = CH_BUF_INIT;
	struct ch_buf oldest = CH_BUF_INIT;
	int rc;

	add_pool(ui, &who, l);
	if (l->oldest)
		ch_ui_when(ui, &oldest, ch_moment_of_day(
				ch_moment_local_day(l->oldest)));
	add_away(ui, &away, l);
	const struct ch_cell cell[] = {
		ch_cell_buf("Who", &who), ch_cell_int("Open", l->open),
		ch_cell_int("Today", l->today),
		ch_cell_int("Overdue", l->overdue),
		ch_cell_int("Held", l->held), ch_cell_int("Died", l->died),
		ch_cell_buf("Oldest", &oldest),
		ch_cell_buf("Away", &away),
	};

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
		ch_cell_given("staff", CH_AS_ID, l->staff),
		ch_cell_slice("login", l->login),
		ch_cell_slice("role", l->role),
		ch_cell_slice("team", l->team),
		ch_cell_int("open", l->open),
		ch_cell_int("today", l->today),
		ch_cell_int("overdue", l->overdue),
		ch_cell_int("held", l->held),
		ch_cell_int("died", l->died),
		ch_cell_given("oldest", CH_AS_MOMENT, l->oldest),
		ch_cell_given("away_from", CH_AS_MOMENT, l->away_from),
		ch_cell_given("away_until", CH_AS_MOMENT, l->away_until),
		ch_cell_given("cover", CH_AS_ID, l->cover),
	};

	(void)err;
	return ui->format == CH_FORMAT_TABLE ? print_load_line(ui, l) :
		ch_ui_cells(ui, "workload", cell, CH_COUNT(cell));
}

int ch_tasks_workload(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	const struct ch_tasks_opts *o = opt;

	(void)argc, (void)argv;
	return ch_workload_read(store, o->role, ui->now, print_load, ui,
				&ui->err);
}
