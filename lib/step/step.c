/* step.c - takes a step: whether it may be taken, and what it sets. */
#include "people/names.h"
#include "step/evidence.h"
#include "step/step.h"
#include "step/story.h"
#include "record/lifecycle.h"

const struct ch_step *ch_step_find(const struct ch_step *steps,
				   const char *word)
{
	for (; steps->word; steps++)
		if (!strcmp(steps->word, word))
			return steps;
	return NULL;
}

/* ---- refusals, with who it was ---- */

/* Whoever made the record what it is (`moved`), or gave it to whom has it. A
 * copy whose actor is "" when the journal does not know. */
static int find_last(struct ch_taking *t, bool moved,
		     struct ch_story_event *out, struct ch_err *err)
{
	CH_AUTO(ch_story_free) struct ch_story story = { 0 };
	const struct ch_story_event *last;
	int rc = ch_story_read(t->store, &t->was, t->column, t->how->now,
			       &story, err);

	last = rc ? NULL : ch_story_last(&story, moved);
	if (last)
		*out = *last;
	else
		memset(out, 0, sizeof(*out));
	return rc;
}

static int refuse(struct ch_taking *t, const char *words, struct ch_err *err)
{
	struct ch_story_event last;
	int rc = find_last(t, true, &last, err);

	if (rc)
		return rc;
	*t->when = last.at;
	return ch_fail(err, CH_EDATA, "%s%s%s", words, *last.actor ? " by " :
		       "", last.actor);
}

static int refuse_over(struct ch_taking *t, struct ch_err *err)
{
	char words[64];

	snprintf(words, sizeof(words), "already %s",
		 !strcmp(t->word, "completed") ? "done" : t->word);
	return refuse(t, words, err);
}

/* Somebody else has it: since they claimed it, or were given it. */
static int refuse_taken(struct ch_taking *t, struct ch_err *err)
{
	struct ch_story_event last;
	int rc = find_last(t, false, &last, err);
	bool given = !strcmp(last.word, "assign") || !strcmp(last.word, "add");
	char owner[64];

	if (rc)
		return rc;
	ch_staff_call(t->store, ch_row_get_int(&t->was, "owner"), owner,
		      sizeof(owner));
	*t->when = last.at;
	return ch_fail(err, CH_EPERM, "%s %s", given ? "assigned to" :
		       "claimed by", owner);
}

static int refuse_step(struct ch_taking *t, struct ch_err *err)
{
	if (t->step->cannot)
		return ch_fail(err, CH_EDATA, "%s", t->step->cannot);
	return ch_fail(err, CH_EDATA, "cannot %s what is %s", t->step->word,
		       *t->word ? t->word : "nothing yet");
}

/* ---- where it leads ---- */

/* Whether the same person brought the record to where the step leads. */
static int was_ours(struct ch_taking *t, bool *ours, struct ch_err *err)
{
	struct ch_story_event last;
	int rc = find_last(t, true, &last, err);

	*ours = !rc && !strcmp(last.word, t->step->word) &&
		!strcmp(last.actor, t->store->actor);
	return rc;
}

static struct ch_slice slice(const char *s)
{
	return (struct ch_slice){ s, strlen(s) };
}

/* What was said is not what the record says of it. */
static bool differs(const struct ch_row *was, const char *field,
		    const char *said)
{
	int c = ch_field(was->type, field);

	return said && c >= 0 && (!ch_row_has(was, c) || !ch_slice_is(
			(struct ch_slice){ was->v[c].s, was->v[c].n }, said));
}

/* TYPE/ID, or the beginning of an id. */
static bool is_evidence(const struct ch_row *was, const char *said)
{
	const char *hex = strchr(said, '/');
	char there[CH_ID_HEX];

	ch_id_print(ch_row_get_int(was, "evidence"), there);
	hex = hex ? hex + 1 : said;
	return !strncmp(hex, there, strlen(hex));
}

/* Taken again it must say the same again: nothing is dropped in silence. */
static int check_again(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_step *s = t->step;
	const struct ch_step_how *how = t->how;

	if (differs(&t->was, "outcome", how->outcome) ||
	    (s->asks & CH_ASKS_REASON &&
	     differs(&t->was, s->why ? s->why : "reason", how->reason)) ||
	    (s->stamps && how->at &&
	     how->at != ch_row_get_int(&t->was, s->stamps)) ||
	    (s->asks & CH_ASKS_EVIDENCE && how->evidence &&
	     !is_evidence(&t->was, how->evidence)))
		return refuse_over(t, err);
	return 0;
}

/* Leaves `becomes` empty where the record is there already. */
static int find_way(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_step *s = t->step;
	const struct ch_type *type = t->was.type;
	const char *rather = t->how->becomes ? t->how->becomes :
		s->leads ? s->leads(t->how) : s->becomes;
	bool over = ch_life_is_over(type, t->column, slice(t->word));
	const char *next;
	bool ours = false;
	int rc = 0;

	if (rather && !strcmp(t->word, rather)) {
		rc = over ? was_ours(t, &ours, err) : 0;
		if (rc || !over)
			return rc;
		return ours ? check_again(t, err) : refuse_over(t, err);
	}
	if (over && !(s->takes & CH_REOPENS))
		return refuse_over(t, err);
	next = ch_life_next(type, t->column, slice(t->word), s->word, rather);
	/* Where somebody said what it is to become, nothing else will do. */
	if (next && t->how->becomes && strcmp(next, rather))
		next = NULL;
	if (next) {
		snprintf(t->becomes, sizeof(t->becomes), "%s", next);
		return 0;
	}
	if (s->takes & CH_STAYS)
		return strcmp(t->word, "draft") || (s->takes & CH_GIVES) ? 0 :
			refuse_step(t, err);
	rc = s->takes & CH_REOPENS ? was_ours(t, &ours, err) : 0;
	return rc || ours ? rc : refuse_step(t, err);
}

/* ---- what it sets ---- */

static void clear(struct ch_taking *t, const char *fields)
{
	while (*fields) {
		size_t n = strcspn(fields, " ");

		ch_row_null(&t->row, ch_field_find(t->row.type, fields, n));
		fields += n + (fields[n] == ' ');
	}
}

static void keep_reason(struct ch_taking *t)
{
	int c = ch_field(t->row.type, t->step->why ? t->step->why : "reason");

	if (c >= 0 && t->how->reason && t->step->asks & CH_ASKS_REASON)
		ch_row_text(&t->row, c, t->how->reason,
			    strlen(t->how->reason));
}

static int fill(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_step *s = t->step;
	int64_t at = t->how->at ? t->how->at : t->how->now;

	if (*t->becomes)
		ch_row_text(&t->row, t->column, t->becomes,
			    strlen(t->becomes));
	if (s->takes & CH_GIVES)
		ch_step_give(&t->row, &t->how->to, true);
	if (s->clears && *t->becomes)
		clear(t, s->clears);
	keep_reason(t);
	/* What was taken back and is done again keeps when it first was. */
	if (s->stamps && *t->becomes && !ch_row_get_int(&t->was, s->stamps))
		ch_row_put_int(&t->row, s->stamps, at);
	return s->sets ? s->sets(t, err) : 0;
}

/* ---- whose it is ---- */

static int check_owner(struct ch_taking *t, struct ch_err *err)
{
	int c = ch_field(t->was.type, "owner");
	int64_t owner = ch_row_has(&t->was, c) ? t->was.v[c].i : 0;

	/* The same login may just have got its record from another process. */
	if (!t->store->staff)
		t->store->staff = ch_staff_of_login(t->store,
						    t->store->actor);
	if (t->step->takes & CH_OTHERS_MOVE && *t->becomes)
		return 0;
	if (t->step->takes & CH_OTHERS_NOT && owner &&
	    owner != t->store->staff)
		return refuse_taken(t, err);
	return 0;
}

/* Last of all: only who was not refused gets a staff record. */
static int take_over(struct ch_taking *t, struct ch_err *err)
{
	unsigned takes = t->step->takes;
	int rc;

	if (takes & CH_OWNER_IF_FREE && *t->becomes &&
	    !ch_row_get_int(&t->was, "owner"))
		takes |= CH_OWNER;
	if (!(takes & CH_OWNER))
		return 0;
	rc = ch_staff_self(t->store, err);
	if (!rc)
		ch_row_put_int(&t->row, "owner", t->store->staff);
	return rc;
}

/* ---- the whole of it ---- */

/* The store's row borrows from a statement that others use meanwhile: what
 * is still needed of its texts is copied. */
static int read_record(struct ch_taking *t, const struct ch_type *type,
		       int64_t id, char needs[1024], struct ch_err *err)
{
	int c = ch_field(type, "needs");
	int rc = ch_store_need(t->store, type, id, &t->was, err);

	if (rc)
		return rc;
	t->column = ch_field(type, t->step->field ? t->step->field : "status");
	if (ch_row_has(&t->was, t->column))
		ch_slice_copy(t->word, sizeof(t->word),
			      (struct ch_slice){ t->was.v[t->column].s,
						 t->was.v[t->column].n });
	*needs = '\0';
	if (ch_row_has(&t->was, c))
		snprintf(needs, 1024, "%.*s", (int)t->was.v[c].n,
			 t->was.v[c].s);
	if (*needs)
		ch_row_text(&t->was, c, needs, strlen(needs));
	ch_row_start(&t->row, type);
	ch_row_int(&t->row, 0, id);
	return 0;
}

int ch_step_write(struct ch_store *store, struct ch_row *row,
		  const char *reason, ch_step_did did, void *ctx,
		  struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.reason = reason };
	const struct ch_type *type = row->type;
	int64_t id = row->v[0].i;
	enum ch_did what;
	int rc = ch_put(store, row, &how, &what, err);

	return rc ? rc : did(ctx, type, id, what, err);
}

bool ch_step_is_over(const struct ch_row *row)
{
	int c = row->type->status;

	return ch_row_has(row, c) && ch_life_is_over(row->type, c,
			(struct ch_slice){ row->v[c].s, row->v[c].n });
}

int ch_step_take(struct ch_store *store, const struct ch_type *type,
		 const struct ch_step *step, const struct ch_step_how *how,
		 int64_t id, ch_step_did did, void *ctx, int64_t *when,
		 struct ch_err *err)
{
	struct ch_taking t = { .store = store, .step = step, .how = how,
			       .did = did, .ctx = ctx, .when = when };
	char needs[1024];
	int rc = read_record(&t, type, id, needs, err);

	*when = 0;
	if (!rc)
		rc = find_way(&t, err);
	if (!rc)
		rc = check_owner(&t, err);
	if (!rc)
		rc = fill(&t, err);
	if (!rc)
		rc = take_over(&t, err);
	if (!rc)
		rc = ch_step_write(store, &t.row, how->reason, did, ctx, err);
	return rc || !step->then ? rc : step->then(&t, err);
}
