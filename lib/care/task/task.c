/* task.c - how a task stands at a moment, and what it asks for. */
#include "base/moment.h"
#include "care/task/task_in.h"

int64_t ch_task_days_late(int64_t due, int64_t now)
{
	/* What has a time is a day late a day later. */
	if (ch_moment_said(due) > CH_SAID_DAY && ch_moment_over(due, now))
		return (ch_moment_seconds(now) - ch_moment_instant(due)) /
			86400;
	return ch_moment_local_day(now) - ch_moment_last_day(due);
}

/* Whether the moment, or the day that was said, has not begun. */
static bool lies_ahead(int64_t m, int64_t now)
{
	if (ch_moment_said(m) > CH_SAID_DAY)
		return ch_moment_seconds(m) > ch_moment_seconds(now);
	return ch_moment_day(m) > ch_moment_local_day(now);
}

enum ch_task_state ch_task_state(const struct ch_row *task, int64_t now)
{
	struct ch_slice status = ch_row_get_text(task, "status");
	int64_t start = ch_row_get_int(task, "start");
	int64_t due = ch_row_get_int(task, "due");
	int64_t until = ch_row_get_int(task, "until");

	if (ch_step_is_over(task))
		return CH_TASK_OVER;
	if (start && lies_ahead(start, now) &&
	    !(status.s && ch_slice_is(status, "in-progress")))
		return CH_TASK_SCHEDULED;
	if (until && ch_moment_over(until, now))
		return CH_TASK_EXPIRED;
	if (due && ch_moment_over(due, now))
		return CH_TASK_OVERDUE;
	return due ? CH_TASK_DUE : CH_TASK_NO_DEADLINE;
}

const char *ch_task_state_word(enum ch_task_state state)
{
	static const char *const word[] = {
		[CH_TASK_OVER] = "over", [CH_TASK_SCHEDULED] = "scheduled",
		[CH_TASK_NO_DEADLINE] = "no deadline", [CH_TASK_DUE] = "due",
		[CH_TASK_OVERDUE] = "overdue", [CH_TASK_EXPIRED] = "expired",
	};

	return word[state];
}

/* Day by day, or second by second, whichever was said. */
static bool is_after(int64_t m, int64_t than)
{
	if (ch_moment_said(m) <= CH_SAID_DAY)
		return ch_moment_day(m) > ch_moment_local_day(than);
	return ch_moment_seconds(m) > ch_moment_seconds(than);
}

int ch_task_check_at(const struct ch_taking *t, struct ch_err *err)
{
	int64_t at = t->how->at ? t->how->at : t->how->now;
	int64_t made = ch_row_get_int(&t->was, "at");
	int64_t begun = ch_row_get_int(&t->was, "begun");

	if (is_after(at, t->how->now))
		return ch_fail(err, CH_EDATA, "done in the future?");
	if (begun && ch_moment_over(at, begun))
		return ch_fail(err, CH_EDATA, "done before it was begun?");
	if (made && ch_moment_over(at, made))
		return ch_fail(err, CH_EDATA, "done before it was made?");
	return 0;
}
