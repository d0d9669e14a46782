/* task_story.c - reads the journal of a task forwards, and tells it. */
#include "base/grow.h"
#include "base/moment.h"
#include "care/task/task.h"
#include "care/task/task_story.h"
#include "store/past.h"
#include "store/trail.h"

static void copy(char *out, size_t size, struct ch_slice s)
{
	snprintf(out, size, "%.*s", (int)s.n, s.s ? s.s : "");
}

/* "claim" of "ch-task claim". */
static struct ch_slice verb_of(struct ch_slice program)
{
	const char *blank = program.n ? memchr(program.s, ' ', program.n) :
		NULL;

	if (!blank)
		return program;
	return (struct ch_slice){ blank + 1, program.n - 1 -
				  (size_t)(blank - program.s) };
}

static struct ch_task_event *add(struct ch_task_story *s)
{
	if (ch_grow((void **)&s->v, &s->room, s->n, sizeof(*s->v), NULL))
		return NULL;
	return memset(&s->v[s->n++], 0, sizeof(*s->v));
}

/* The event keeps, for now, how the task was before it. */
static int read_change(struct ch_task_event *e, const struct ch_row *row,
		       struct ch_err *err)
{
	const struct ch_type *task = ch_type_find("task");
	struct ch_past past;
	int rc = ch_past_read(&past, task, ch_row_get_text(row, "fields"),
			      err);

	if (rc)
		return rc;
	e->moved = past.row.set >> task->status & 1;
	e->handed = past.row.set >> ch_field(task, "owner") & 1;
	copy(e->status, sizeof(e->status),
	     ch_row_get_text(&past.row, "status"));
	e->owner = ch_row_get_int(&past.row, "owner");
	ch_past_free(&past);
	return 0;
}

static int read_row(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct ch_slice action = ch_row_get_text(row, "action");
	bool made = ch_slice_is(action, "create");
	struct ch_task_event *e;

	if (!made && !ch_slice_is(action, "update"))
		return 0;
	e = add(ctx);
	if (!e)
		return ch_nomem(err);
	e->at = ch_row_get_int(row, "at");
	copy(e->actor, sizeof(e->actor), ch_row_get_text(row, "actor"));
	copy(e->word, sizeof(e->word),
	     verb_of(ch_row_get_text(row, "program")));
	copy(e->reason, sizeof(e->reason), ch_row_get_text(row, "reason"));
	e->moved = e->handed = made;
	return made ? 0 : read_change(e, row, err);
}

/* Backwards: what was before a change is what was after those before it. */
static void turn_around(struct ch_task_story *s, const struct ch_row *task)
{
	char status[24], was[24];
	int64_t owner = ch_row_get_int(task, "owner"), had;

	copy(status, sizeof(status), ch_row_get_text(task, "status"));
	for (size_t i = s->n; i--;) {
		struct ch_task_event *e = &s->v[i];

		memcpy(was, e->status, sizeof(was));
		had = e->owner;
		memcpy(e->status, status, sizeof(status));
		e->owner = owner;
		if (e->moved)
			memcpy(status, was, sizeof(was));
		if (e->handed)
			owner = had;
	}
}

static void measure(struct ch_task_story *s, int64_t now)
{
	int64_t end = ch_moment_seconds(now);

	for (size_t i = s->n; i--;) {
		struct ch_task_event *e = &s->v[i];
		struct ch_slice status = { e->status, strlen(e->status) };

		if (!e->moved)
			continue;
		if (!ch_task_is_over(status) && end > ch_moment_seconds(e->at))
			e->seconds = end - ch_moment_seconds(e->at);
		end = ch_moment_seconds(e->at);
	}
}

int ch_task_story_read(struct ch_store *store, const struct ch_row *task,
		       int64_t now, struct ch_task_story *out,
		       struct ch_err *err)
{
	const struct ch_trail trail = { .record = task->v[0].i };
	int rc = ch_trail_read(store, &trail, read_row, out, err);

	if (rc)
		return rc;
	turn_around(out, task);
	measure(out, now);
	return 0;
}

const struct ch_task_event *
ch_task_story_last(const struct ch_task_story *story, bool moved)
{
	for (size_t i = story->n; i--;)
		if (moved ? story->v[i].moved : story->v[i].handed)
			return &story->v[i];
	return NULL;
}

void ch_task_story_free(struct ch_task_story *story)
{
	free(story->v);
	*story = (struct ch_task_story){ 0 };
}
