/* task.c - how a task stands at a moment, and to whom it goes. */
#include "base/moment.h"
#include "care/people/names.h"
#include "care/task/task.h"
#include "care/task/worklist_in.h"

bool ch_task_is_over(struct ch_slice status)
{
	static const char *const over[] = {
		"completed", "failed", "cancelled", "rejected",
		"entered-in-error",
	};

	for (size_t i = 0; status.s && i < CH_COUNT(over); i++)
		if (ch_slice_is(status, over[i]))
			return true;
	return false;
}

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

	if (ch_task_is_over(status))
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

/* ---- to whom ---- */

int ch_task_to(struct ch_store *store, const char *text,
	       struct ch_task_to *out, struct ch_err *err)
{
	struct ch_staff_now staff;
	int rc;

	*out = (struct ch_task_to){ 0 };
	if (!strncmp(text, "role:", 5))
		out->role = text + 5;
	else if (!strncmp(text, "team:", 5))
		out->team = text + 5;
	if ((out->role && !*out->role) || (out->team && !*out->team))
		return ch_fail(err, CH_EUSAGE, "to whom? a login, role:NAME "
			       "or team:NAME");
	if (out->role || out->team)
		return 0;
	rc = ch_staff_find(store, text, &out->owner, err);
	if (!rc)
		rc = ch_staff_look(store, out->owner, 0, &staff, err);
	if (!rc && !staff.active)
		return ch_fail(err, CH_ENOENT, "that login is no longer "
			       "active");
	return rc;
}

static void put_or_clear(struct ch_row *task, const char *field,
			 const char *text)
{
	if (text)
		ch_row_put_text(task, field, text);
	else
		ch_row_null(task, ch_field(task->type, field));
}

void ch_task_give(struct ch_row *task, const struct ch_task_to *to, bool again)
{
	if (to->owner) {
		ch_row_put_int(task, "owner", to->owner);
		return;
	}
	if (!to->role && !to->team)
		return;
	if (again)
		ch_row_null(task, ch_field(task->type, "owner"));
	put_or_clear(task, "role", to->role);
	put_or_clear(task, "team", to->team);
}

int ch_task_needs(struct ch_store *store, int64_t id, struct ch_buf *out,
		  struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT needs FROM task WHERE "
			       "id = $1 AND " CH_NOT_OVER, err);
	struct ch_slice s;

	ch_buf_clear(out);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, id);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	s = ch_stmt_text(st, 0);
	if (s.n)
		ch_buf_add(out, s.s, s.n);
	return ch_buf_ok(out, err);
}
