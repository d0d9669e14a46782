/* tasks_modify.c - ch-task modify and note: what is said of a task, later. */
#include "base/moment.h"
#include "base/text.h"
#include "hub/records.h"
#include "hub/writing.h"
#include "task/tasks.h"

struct modifying {
	const struct ch_tasks_opts *o;
	struct ch_step_to to;
	int64_t due;
};

static int modify(struct ch_ui *ui, struct ch_store *store, void *ctx,
		  int64_t task, struct ch_made *made)
{
	struct modifying *m = ctx;
	struct ch_row row;

	ch_row_start(&row, ch_type_find("task"));
	ch_row_int(&row, 0, task);
	ch_row_put_texts(&row, "title", m->o->title, "priority",
			 m->o->priority, NULL);
	if (m->due)
		ch_row_put_int(&row, "due", m->due);
	ch_step_give(&row, &m->to, true);
	return ch_step_write(store, &row, NULL, ch_made_note, made, &ui->err);
}

int ch_tasks_modify(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	const struct ch_tasks_opts *o = opt;
	struct modifying m = { .o = o };
	int rc = 0;

	if (!o->title && !o->priority && !o->due.text && !o->step.to)
		return ch_ui_usage(ui, "what of it? --title, --due, --priority"
				   " or --to");
	if (o->due.text)
		rc = ch_hub_date(ui, "due", o->due.text, 0, &m.due);
	if (!rc && o->step.to)
		rc = ch_step_whom(ui, store, o->step.to, &m.to);
	return rc ? rc : ch_records_run(ui, store, argc, argv, modify, &m);
}

/* What is said of a patient's work is nobody's to read in a list of
 * processes: from the terminal, or all of stdin. */
static int read_note(struct ch_ui *ui, char *text, size_t size)
{
	struct ch_slice said;
	size_t n;

	if (ui->in_tty) {
		if (!ch_ui_ask(ui, "Note:", false, text, size))
			return ch_ui_usage(ui, "no note");
	} else {
		n = fread(text, 1, size - 1, stdin);
		text[n] = '\0';
		if (n == size - 1)
			return ch_fail(&ui->err, CH_EDATA, "<stdin>: longer "
				       "than a note may be");
	}
	said = ch_text_trim((struct ch_slice){ text, strlen(text) });
	if (!said.n)
		return ch_fail(&ui->err, CH_EDATA, "<stdin>: no note");
	memmove(text, said.s, said.n);
	text[said.n] = '\0';
	return 0;
}

int ch_tasks_note(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv)
{
	struct ch_ids tasks = { 0 };
	struct ch_row task, row;
	char text[8192];
	int rc = ch_records_read(ui, store, ch_type_find("task"), argc, argv,
				 &tasks);

	(void)opt;
	if (!rc)
		rc = ch_store_get(store, ch_type_find("task"), tasks.id[0],
				  &task, &ui->err);
	if (!rc)
		rc = read_note(ui, text, sizeof(text));
	if (!rc) {
		ch_row_start(&row, ch_type_find("note"));
		ch_row_int(&row, 0, ch_id_random());
		if (ch_row_get_int(&task, "patient"))
			ch_row_put_int(&row, "patient",
				       ch_row_get_int(&task, "patient"));
		ch_row_put_text(&row, "kind", "task");
		ch_row_put_text(&row, "text", text);
		if (store->staff)
			ch_row_put_int(&row, "author", store->staff);
		ch_row_put_text(&row, "about_type", "task");
		ch_row_put_int(&row, "about", tasks.id[0]);
		ch_row_put_int(&row, "at", ui->now);
		rc = ch_write_one(ui, store, &row);
	}
	ch_ids_free(&tasks);
	return rc;
}
