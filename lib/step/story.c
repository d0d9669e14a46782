/* story.c - reads the journal of a record forwards, and tells it. */
#include "base/grow.h"
#include "base/moment.h"
#include "step/story.h"
#include "record/lifecycle.h"
#include "store/past.h"
#include "store/trail.h"

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

/* What is read: whose story, and which field it moves along. */
struct reading {
	const struct ch_type *type;
	int column, owner;
	struct ch_story *out;
};

static struct ch_story_event *add(struct ch_story *s)
{
	if (ch_grow((void **)&s->v, &s->room, s->n, sizeof(*s->v), NULL))
		return NULL;
	return memset(&s->v[s->n++], 0, sizeof(*s->v));
}

/* The event keeps, for now, how the record was before it. */
static int read_change(const struct reading *r, struct ch_story_event *e,
		       const struct ch_row *row, struct ch_err *err)
{
	struct ch_past past;
	int rc = ch_past_read(&past, r->type, ch_row_get_text(row, "fields"),
			      err);

	if (rc)
		return rc;
	e->moved = past.row.set >> r->column & 1;
	e->handed = r->owner >= 0 && (past.row.set >> r->owner & 1);
	if (ch_row_has(&past.row, r->column))
		ch_slice_copy(e->status, sizeof(e->status), (struct ch_slice){
			      past.row.v[r->column].s,
			      past.row.v[r->column].n });
	if (ch_row_has(&past.row, r->owner))
		e->owner = past.row.v[r->owner].i;
	ch_past_free(&past);
	return 0;
}

static int read_row(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct ch_slice action = ch_row_get_text(row, "action");
	bool made = ch_slice_is(action, "create");
	const struct reading *r = ctx;
	struct ch_story_event *e;

	if (!made && !ch_slice_is(action, "update"))
		return 0;
	e = add(r->out);
	if (!e)
		return ch_nomem(err);
	e->at = ch_row_get_int(row, "at");
	ch_slice_copy(e->actor, sizeof(e->actor),
		      ch_row_get_text(row, "actor"));
	ch_slice_copy(e->word, sizeof(e->word),
		      verb_of(ch_row_get_text(row, "program")));
	ch_slice_copy(e->reason, sizeof(e->reason),
		      ch_row_get_text(row, "reason"));
	e->moved = e->handed = made;
	return made ? 0 : read_change(r, e, row, err);
}

/* Backwards: what was before a change is what was after those before it. */
static void turn_around(const struct reading *r, const struct ch_row *row)
{
	char status[24] = "", was[24];
	int64_t owner = ch_row_has(row, r->owner) ? row->v[r->owner].i : 0;

	if (ch_row_has(row, r->column))
		ch_slice_copy(status, sizeof(status), (struct ch_slice){
			      row->v[r->column].s, row->v[r->column].n });
	for (size_t i = r->out->n; i--;) {
		struct ch_story_event *e = &r->out->v[i];
		int64_t had = e->owner;

		memcpy(was, e->status, sizeof(was));
		memcpy(e->status, status, sizeof(status));
		e->owner = owner;
		if (e->moved)
			memcpy(status, was, sizeof(was));
		if (e->handed)
			owner = had;
	}
}

static void measure(const struct reading *r, int64_t now)
{
	int64_t end = ch_moment_seconds(now);

	for (size_t i = r->out->n; i--;) {
		struct ch_story_event *e = &r->out->v[i];

		if (!e->moved)
			continue;
		if (!ch_life_is_over(r->type, r->column, (struct ch_slice){
				     e->status, strlen(e->status) }) &&
		    end > ch_moment_seconds(e->at))
			e->seconds = end - ch_moment_seconds(e->at);
		end = ch_moment_seconds(e->at);
	}
}

int ch_story_read(struct ch_store *store, const struct ch_row *row,
		  int column, int64_t now, struct ch_story *out,
		  struct ch_err *err)
{
	const struct ch_trail trail = { .record = row->v[0].i };
	struct reading r = { row->type, column, ch_field(row->type, "owner"),
			     out };
	int rc = ch_trail_read(store, &trail, read_row, &r, err);

	if (rc)
		return rc;
	turn_around(&r, row);
	measure(&r, now);
	return 0;
}

const struct ch_story_event *
ch_story_last(const struct ch_story *story, bool moved)
{
	for (size_t i = story->n; i--;)
		if (moved ? story->v[i].moved : story->v[i].handed)
			return &story->v[i];
	return NULL;
}

void ch_story_free(struct ch_story *story)
{
	free(story->v);
	*story = (struct ch_story){ 0 };
}
