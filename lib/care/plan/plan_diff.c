/* plan_diff.c - a plan held against its past, and against its template. */
#include <jansson.h>

#include "base/moment.h"
#include "base/text.h"
#include "care/plan/plan_diff.h"
#include "store/ask.h"

struct diffing {
	struct ch_store *store;
	int64_t from, to;
	ch_plan_changed each;
	void *ctx;
	struct ch_ids made;	/* of those that the template makes */
};

static struct ch_slice name_of(const struct ch_row *row)
{
	struct ch_slice item = { NULL, 0 };

	if (!strcmp(row->type->name, "plan"))
		return item;
	item = ch_row_get_text(row, "item");
	if (!item.n && ch_field(row->type, "title") >= 0)
		item = ch_row_get_text(row, "title");
	return item;
}

/* A field of one that is in both; the texts are what it was and is. */
static int tell_field(struct diffing *d, const struct ch_row *row, int c,
		      const struct ch_buf *was, const struct ch_buf *is,
		      struct ch_err *err)
{
	const struct ch_plan_change change = {
		.sign = ' ', .type = row->type->name, .item = name_of(row),
		.field = row->type->field[c].name,
		.was = was->s ? was->s : "", .is = is->s ? is->s : "",
	};

	if (was->failed || is->failed)
		return ch_nomem(err);
	return d->each(d->ctx, &change, err);
}

static int tell_part(struct diffing *d, char sign, const struct ch_row *row,
		     struct ch_err *err)
{
	struct ch_plan_change change = {
		.sign = sign, .type = row->type->name, .item = name_of(row),
		.field = "title", .was = "", .is = "",
	};
	int c = ch_field(row->type, "title"), rc;
	struct ch_buf title = CH_BUF_INIT;

	ch_buf_adds(&title, "");
	if (ch_row_has(row, c))
		ch_row_spell(&title, row, c);
	rc = ch_buf_ok(&title, err);
	if (title.s)
		*(sign == '-' ? &change.was : &change.is) = title.s;
	if (!rc)
		rc = d->each(d->ctx, &change, err);
	ch_buf_free(&title);
	return rc;
}

/* ---- two moments ---- */

static const char of_record[] =
	"SELECT action, fields FROM journal WHERE record = $1 AND at > $2 "
	"AND at <= $3 AND (action = 'create' OR action = 'update') "
	"ORDER BY seq";

/* The plan's own rows in the journal: when the last part was made. */
static const char applied[] =
	"SELECT max(at) FROM journal WHERE patient = (SELECT patient FROM "
	"plan WHERE id = $1) AND action = 'create' AND (record = $1 OR "
	"cause = $2)";

static int applied_at(struct diffing *d, int64_t plan, struct ch_err *err)
{
	char cause[32] = "plan/";
	int64_t at;
	int rc;

	ch_id_print(plan, cause + 5);
	rc = ch_store_ask_int(d->store, applied,
			      CH_WITH(ch_ask_int(plan), ch_ask_str(cause)),
			      &at, err);
	d->from = rc ? 0 : ch_moment_top(at);
	return rc == CH_END ? 0 : rc;
}

/* The first that each field was, and the last that it became. */
struct story {
	json_t *was[CH_FIELDS_MAX], *is[CH_FIELDS_MAX];
	bool created;
};

static void keep(json_t **at, json_t *value)
{
	json_decref(*at);
	*at = json_incref(value);
}

static void take_fields(struct story *s, const struct ch_type *type,
			struct ch_slice fields)
{
	json_t *doc = json_loadb(fields.s ? fields.s : "", fields.n, 0, NULL);
	const char *name;
	json_t *pair;

	json_object_foreach(doc, name, pair) {
		int c = ch_field(type, name);

		if (c < 0 || c == type->recorded || c == type->rev ||
		    c == type->batch)
			continue;
		if (!s->was[c])
			keep(&s->was[c], json_array_get(pair, 0));
		keep(&s->is[c], json_array_get(pair, 1));
	}
	json_decref(doc);
}

static int read_story(struct diffing *d, const struct ch_type *type,
		      int64_t id, struct story *s, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, d->store, of_record,
			      CH_WITH(ch_ask_int(id), ch_ask_int(d->from),
				      ch_ask_int(d->to)), err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		if (ch_slice_is(ch_stmt_text(st, 0), "create"))
			s->created = true;
		else
			take_fields(s, type, ch_stmt_text(st, 1));
	}
	return rc == CH_END ? 0 : rc;
}

static void spell(struct ch_buf *out, const json_t *v)
{
	char number[CH_REAL_MAX], *text;

	ch_buf_clear(out);
	ch_buf_adds(out, "");
	if (json_is_string(v)) {
		ch_buf_add(out, json_string_value(v), json_string_length(v));
	} else if (json_is_number(v)) {
		ch_buf_add(out, number, ch_text_print_real(
			   json_number_value(v), number));
	} else if (v && !json_is_null(v)) {
		text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
		ch_buf_adds(out, text ? text : "");
		free(text);
	}
}

static int tell_story(struct diffing *d, const struct ch_row *row,
		      const struct story *s, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf was = CH_BUF_INIT;
	CH_AUTO(ch_buf_free) struct ch_buf is = CH_BUF_INIT;
	int rc = 0;

	if (s->created)
		return tell_part(d, '+', row, err);
	for (int c = 0; c < row->type->n && !rc; c++) {
		if (!s->was[c] || json_equal(s->was[c], s->is[c]))
			continue;
		spell(&was, s->was[c]);
		spell(&is, s->is[c]);
		rc = tell_field(d, row, c, &was, &is, err);
	}
	return rc;
}

static bool is_compared(const struct ch_type *type)
{
	return strcmp(type->name, "task") && strcmp(type->name, "teaching");
}

static int diff_row(void *ctx, struct ch_row *row, struct ch_err *err)
{
	struct diffing *d = ctx;
	struct story s = { 0 };
	int rc;

	if (!is_compared(row->type))
		return 0;
	rc = read_story(d, row->type, row->v[0].i, &s, err);
	if (!rc)
		rc = tell_story(d, row, &s, err);
	for (int c = 0; c < CH_FIELDS_MAX; c++) {
		json_decref(s.was[c]);
		json_decref(s.is[c]);
	}
	return rc;
}

int ch_plan_diff(struct ch_store *store, int64_t plan, int64_t from,
		 int64_t to, ch_plan_changed each, void *ctx,
		 struct ch_err *err)
{
	struct diffing d = { .store = store, .from = from,
			     .to = ch_moment_top(to), .each = each,
			     .ctx = ctx };
	int rc = from ? 0 : applied_at(&d, plan, err);

	return rc ? rc : ch_plan_records(store, plan, diff_row, &d, err);
}

/* ---- the template ---- */

/* Whose it is and how it fares is not the template's to say. */
static bool is_own(const struct ch_row *row, int c)
{
	static const char *const own[] = {
		"id", "patient", "plan", "item", "status", "achievement",
		"own_words", "about", "about_type", "encounter", "author",
		"review", "reviewed", "closing", "intent",
	};
	const struct ch_type *t = row->type;

	if (c == t->source || c == t->origin || c == t->told || c == t->said ||
	    c == t->recorded || c == t->batch || c == t->rev)
		return true;
	if (!strcmp(t->name, "plan") && !strcmp(t->field[c].name, "until"))
		return true;
	for (size_t i = 0; i < CH_COUNT(own); i++)
		if (!strcmp(own[i], t->field[c].name))
			return true;
	return false;
}

static int compare(struct diffing *d, const struct ch_row *there,
		   const struct ch_row *would, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf was = CH_BUF_INIT;
	CH_AUTO(ch_buf_free) struct ch_buf is = CH_BUF_INIT;
	int rc = 0;

	for (int c = 0; c < there->type->n && !rc; c++) {
		if (is_own(there, c) || (!ch_row_has(there, c) &&
		    !ch_row_has(would, c)) || ch_row_same(there, would, c))
			continue;
		ch_buf_clear(&was);
		ch_buf_clear(&is);
		ch_row_spell(&was, there, c);
		ch_row_spell(&is, would, c);
		rc = tell_field(d, there, c, &was, &is, err);
	}
	return rc;
}

static int hold_against(void *ctx, struct ch_row *would, struct ch_err *err)
{
	struct diffing *d = ctx;
	struct ch_row there;
	int rc;

	if (!is_compared(would->type))
		return 0;
	rc = ch_ids_add(&d->made, would->v[0].i, err);
	if (!rc)
		rc = ch_store_get(d->store, would->type, would->v[0].i, &there,
				  err);
	if (rc == CH_END)
		return tell_part(d, '+', would, err);
	return rc ? rc : compare(d, &there, would, err);
}

static int tell_alone(void *ctx, struct ch_row *row, struct ch_err *err)
{
	struct diffing *d = ctx;

	if (!is_compared(row->type))
		return 0;
	for (size_t i = 0; i < d->made.n; i++)
		if (d->made.id[i] == row->v[0].i)
			return 0;
	return tell_part(d, '-', row, err);
}

static int read_plan(struct diffing *d, int64_t plan,
		     const struct ch_shelf *shelf, struct ch_template *t,
		     struct ch_plan_new *would, struct ch_err *err)
{
	struct ch_slice name, about_type;
	struct ch_row row;
	char file[160];
	int rc = ch_store_need(d->store, ch_type_find("plan"), plan, &row,
			       err);

	if (rc)
		return rc;
	name = ch_row_get_text(&row, "template");
	about_type = ch_row_get_text(&row, "about_type");
	*would = (struct ch_plan_new){
		.template = t,
		.person = ch_row_get_int(&row, "patient"),
		.about_type = about_type.n ? ch_type_find_n(about_type.s,
			about_type.n) : ch_type_find("patient"),
		.about = ch_row_get_int(&row, "about"),
		.start = ch_moment_local_day(ch_row_get_int(&row, "at")),
	};
	if (!name.n || !would->about_type)
		return ch_fail(err, CH_EDATA, "template: the plan was made "
			       "from none");
	ch_slice_copy(file, sizeof(file), name);
	return ch_template_read(t, file, shelf, err);
}

int ch_plan_diff_template(struct ch_store *store, const struct ch_shelf *shelf,
			  int64_t plan, ch_plan_changed each, void *ctx,
			  struct ch_err *err)
{
	struct diffing d = { .store = store, .each = each, .ctx = ctx };
	struct ch_template t = { 0 };
	struct ch_plan_new would;
	int rc = read_plan(&d, plan, shelf, &t, &would, err);

	if (!rc)
		rc = ch_plan_rows(store, &would, plan, hold_against, &d, err);
	if (!rc)
		rc = ch_plan_records(store, plan, tell_alone, &d, err);
	ch_template_free(&t);
	ch_ids_free(&d.made);
	return rc;
}
