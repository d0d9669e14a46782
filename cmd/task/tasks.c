/* tasks.c - what the verbs of ch-task have in common: ids, dates, words. */
#include "base/moment.h"
#include "base/text.h"
#include "care/task/task.h"
#include "task/tasks.h"
#include "ui/page.h"

/* How long a deadline has been over. */
static void add_late(struct ch_ui *ui, struct ch_buf *out, int64_t due)
{
	int64_t days = ch_task_days_late(due, ui->now);
	int64_t minutes = (ch_moment_seconds(ui->now) -
			   ch_moment_instant(due)) / 60;

	if (days > 1)
		ch_buf_addf(out, "%lld days late", (long long)days);
	else if (days == 1)
		ch_buf_adds(out, "1 day late");
	else if (minutes >= 120)
		ch_buf_addf(out, "%lld hours late", (long long)(minutes / 60));
	else
		ch_buf_addf(out, "%lld min late", (long long)minutes);
}

/* On the hub's day, so that "today" is today there. */
static void add_when(struct ch_ui *ui, struct ch_buf *out, int64_t m,
		     bool coming)
{
	int64_t days = -ch_task_days_late(m, ui->now);

	if (ch_moment_said(m) > CH_SAID_DAY)
		m = ch_moment_local(ch_moment_seconds(m));
	if (days > 1 && coming)
		m = ch_moment_of_day(ch_moment_local_day(m));
	if (days > 1 && coming)
		ch_page_moment(out, m);
	else
		ch_ui_when(ui, out, m);
}

/* Nobody is at it; where it was put on hold, that says why. */
static void add_start(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *task, bool held)
{
	ch_buf_adds(out, held ? " until " : "from ");
	add_when(ui, out, ch_row_get_int(task, "start"), true);
}

void ch_tasks_stand(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *task)
{
	struct ch_slice status = ch_row_get_text(task, "status");
	enum ch_task_state state = ch_task_state(task, ui->now);
	bool held = status.s && ch_slice_is(status, "on-hold");
	int64_t due = ch_row_get_int(task, "due");

	if (state == CH_TASK_OVER || held) {
		status = ch_ui_word(ui, "task", "status", status);
		ch_text_visible(out, status.s, status.n);
	}
	if (held && (state == CH_TASK_OVERDUE || state == CH_TASK_EXPIRED))
		ch_buf_adds(out, ", ");
	if (state == CH_TASK_SCHEDULED)
		add_start(ui, out, task, held);
	else if (state == CH_TASK_EXPIRED)
		ch_buf_adds(out, "expired");
	else if (state == CH_TASK_OVERDUE)
		add_late(ui, out, due);
	else if (state == CH_TASK_DUE && !held)
		add_when(ui, out, due, false);
}

/* What only time can change is no field. */
static void add_state(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *task, const char *field)
{
	enum ch_task_state state = ch_task_state(task, ui->now);

	if (strcmp(field, "status") || state == CH_TASK_OVER)
		return;
	ch_page_label(out, "State");
	ch_buf_adds(out, ch_task_state_word(state));
	if (state != CH_TASK_NO_DEADLINE && state != CH_TASK_EXPIRED) {
		ch_buf_adds(out, ", ");
		ch_tasks_stand(ui, out, task);
	}
	ch_buf_addc(out, '\n');
}

const struct ch_show ch_tasks_show = { .more = add_state };
