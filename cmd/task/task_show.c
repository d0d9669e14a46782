/* task_show.c - ch-task show: one task on a small page, with its story. */
#include "base/text.h"
#include "care/task/task.h"
#include "care/step/story.h"
#include "hub/operand.h"
#include "task/task.h"
#include "store/put.h"
#include "store/trail.h"

#define LABEL 9

static void label(struct ch_buf *out, const char *words)
{
	ch_buf_addf(out, "  %-*s  ", LABEL, words);
}

static void add_text(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *task, const char *words,
		     const char *field)
{
	struct ch_slice s = ch_row_get_text(task, field);

	if (!s.n)
		return;
	label(out, words);
	s = ch_ui_word(ui, "task", field, s);
	ch_text_visible(out, s.s, s.n);
	ch_buf_addc(out, '\n');
}

static void add_moment(struct ch_buf *out, const struct ch_row *task,
		       const char *words, const char *field)
{
	int64_t m = ch_row_get_int(task, field);

	if (!m)
		return;
	label(out, words);
	ch_tasks_moment(out, m);
	ch_buf_addc(out, '\n');
}

/* A REF's target is known; an ANYREF's type is its neighbour's word. */
static void add_ref(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *task, const char *words,
		    const char *field)
{
	int c = ch_field(task->type, field);
	const struct ch_field *f = &task->type->field[c];
	char type[32] = "", hex[CH_ID_HEX];

	if (!ch_row_has(task, c))
		return;
	if (f->target)
		snprintf(type, sizeof(type), "%s", f->target);
	else if (ch_row_has(task, f->pair))
		snprintf(type, sizeof(type), "%.*s", (int)task->v[f->pair].n,
			 task->v[f->pair].s);
	label(out, words);
	ch_tasks_name(ui, out, type, task->v[c].i);
	if (!f->target) {
		ch_id_print(task->v[c].i, hex);
		ch_buf_addf(out, " (%s/%s)", type, hex);
	}
	ch_buf_addc(out, '\n');
}

static void add_facts(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *task)
{
	enum ch_task_state state = ch_task_state(task, ui->now);
	char hex[CH_ID_HEX];

	add_ref(ui, out, task, "Patient", "patient");
	add_text(ui, out, task, "Status", "status");
	if (state != CH_TASK_OVER) {
		label(out, "State");
		ch_buf_adds(out, ch_task_state_word(state));
		if (state != CH_TASK_NO_DEADLINE && state != CH_TASK_EXPIRED) {
			ch_buf_adds(out, ", ");
			ch_tasks_stand(ui, out, task);
		}
		ch_buf_addc(out, '\n');
	}
	add_text(ui, out, task, "Priority", "priority");
	add_text(ui, out, task, "Kind", "kind");
	add_ref(ui, out, task, "Owner", "owner");
	add_text(ui, out, task, "Role", "role");
	add_text(ui, out, task, "Team", "team");
	add_ref(ui, out, task, "Asked by", "requester");
	add_moment(out, task, "Made", "at");
	add_moment(out, task, "From", "start");
	add_moment(out, task, "Due", "due");
	add_moment(out, task, "Until", "until");
	add_moment(out, task, "Begun", "begun");
	add_moment(out, task, "Done", "done");
	add_ref(ui, out, task, "About", "about");
	add_ref(ui, out, task, "Plan", "plan");
	add_text(ui, out, task, "Needs", "needs");
	add_ref(ui, out, task, "Evidence", "evidence");
	add_text(ui, out, task, "Outcome", "outcome");
	add_text(ui, out, task, "Reason", "reason");
	add_text(ui, out, task, "Detail", "detail");
	ch_id_print(task->v[0].i, hex);
	label(out, "Id");
	ch_buf_addf(out, "%s\n", hex);
}

/* "3 days", "5 hours", "12 min". */
static void add_span(struct ch_buf *out, int64_t seconds)
{
	if (seconds >= 2 * 86400)
		ch_buf_addf(out, "%lld days", (long long)(seconds / 86400));
	else if (seconds >= 2 * 3600)
		ch_buf_addf(out, "%lld hours", (long long)(seconds / 3600));
	else
		ch_buf_addf(out, "%lld min", (long long)(seconds / 60));
}

static void add_event(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_story_event *e)
{
	struct ch_slice status = { e->status, strlen(e->status) };

	ch_buf_adds(out, "  ");
	ch_tasks_moment(out, e->at);
	ch_buf_adds(out, "  ");
	ch_text_visible(out, e->actor, strlen(e->actor));
	ch_buf_adds(out, ": ");
	ch_text_visible(out, e->word, strlen(e->word));
	if (e->handed && e->owner) {
		ch_buf_adds(out, ", for ");
		ch_tasks_name(ui, out, "staff", e->owner);
	}
	if (*e->reason) {
		ch_buf_adds(out, " (");
		ch_text_visible(out, e->reason, strlen(e->reason));
		ch_buf_addc(out, ')');
	}
	if (e->moved && status.n) {
		status = ch_ui_word(ui, "task", "status", status);
		ch_buf_adds(out, "; ");
		ch_text_visible(out, status.s, status.n);
	}
	if (e->seconds) {
		ch_buf_adds(out, " for ");
		add_span(out, e->seconds);
	}
	ch_buf_addc(out, '\n');
}

static int print_page(struct ch_ui *ui, struct ch_store *store,
		      const struct ch_row *task, bool first)
{
	struct ch_slice title = ch_row_get_text(task, "title");
	struct ch_story story = { 0 };
	struct ch_buf out = CH_BUF_INIT;
	int rc;

	if (!first)
		ch_buf_addc(&out, '\n');
	ch_text_visible(&out, title.n ? title.s : "Task",
			title.n ? title.n : 4);
	ch_buf_addc(&out, '\n');
	add_facts(ui, &out, task);
	rc = ch_story_read(store, task, task->type->status, ui->now, &story,
			   &ui->err);
	if (story.n)
		ch_buf_adds(&out, "\nHistory\n");
	for (size_t i = 0; i < story.n; i++)
		add_event(ui, &out, &story.v[i]);
	ch_story_free(&story);
	if (!rc)
		rc = ch_buf_ok(&out, &ui->err);
	if (!rc)
		rc = ch_ui_text(ui, out.s, out.n);
	ch_buf_free(&out);
	return rc;
}

static int print_journal(void *ctx, const struct ch_row *row,
			 struct ch_err *err)
{
	(void)err;
	return ch_ui_row(ctx, row);
}

struct showing {
	struct ch_store *store;
	bool again;
};

static int show_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	const struct ch_type *type = ch_type_find("task");
	struct showing *s = ctx;
	struct ch_trail trail = { 0 };
	struct ch_row task;
	int rc = ch_operand_record(ui, s->store, type, text, n, row,
				   &trail.record);

	if (!rc)
		rc = ch_store_get(s->store, type, trail.record, &task,
				  &ui->err);
	if (rc == CH_END)
		return ch_fail(&ui->err, ui->from_stdin ? CH_EDATA : CH_ENOENT,
			       "no such task");
	if (!rc && ui->format == CH_FORMAT_TABLE)
		rc = print_page(ui, s->store, &task, !s->again);
	else if (!rc)
		rc = ch_ui_row(ui, &task);
	s->again = true;
	/* CSV holds one kind of record. */
	if (rc || ui->format != CH_FORMAT_JSONL)
		return rc;
	return ch_trail_read(s->store, &trail, print_journal, ui, &ui->err);
}

int ch_tasks_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv)
{
	struct showing s = { .store = store };

	(void)opt;
	return ch_ui_operands(ui, argc, argv, show_one, &s);
}
