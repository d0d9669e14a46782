/* hsds_json.c - JSON objects of a package become rows, each in its table. */
#include <jansson.h>

#include "base/text.h"
#include "feed/hsds_in.h"

#define DEEP 24

struct walk {
	struct ch_hsds *h;
	const struct ch_hsds_to *to;
	struct ch_err *err;
	const char *text, *end, *at;	/* up to where lines were counted */
	long first, line;		/* of the text, and there */
	long here;			/* of the object at hand */
	int deep;
};

static int refuse(struct walk *w, const char *reason, long line, long column)
{
	struct ch_item item = { .kind = "", .raw = { w->text,
				(size_t)(w->end - w->text) } };
	struct ch_err bad;

	ch_refuse(&bad, NULL, reason);
	bad.column = column;
	w->to->at(w->to->ctx, w->h->file, line);
	return w->to->sink->item(w->to->sink->ctx, &item, &bad, w->err);
}

/* What nothing here is made for. */
static int skip(struct walk *w, const char *kind)
{
	struct ch_item item = { .kind = kind, .kind_n = strlen(kind),
				.skipped = true };

	return w->to->sink->item(w->to->sink->ctx, &item, NULL, w->err);
}

/* The line where an object's id stands, after those before it. */
static void find_line(struct walk *w, const json_t *object)
{
	const char *id = json_string_value(json_object_get(object, "id"));
	const char *found = id && *id ? memmem(w->at, (size_t)(w->end - w->at),
					       id, strlen(id)) : NULL;

	for (; found && w->at < found; w->at++)
		w->line += *w->at == '\n';
	w->here = w->line;
}

/* ---- texts ---- */

/* A text, number or flag as text; false for what is nothing, or more. */
static bool scalar(const json_t *v, char number[CH_REAL_MAX],
		   struct ch_slice *out)
{
	switch (json_typeof(v)) {
	case JSON_STRING:
		*out = (struct ch_slice){ json_string_value(v),
					  json_string_length(v) };
		return true;
	case JSON_INTEGER:
		snprintf(number, CH_REAL_MAX, "%lld",
			 (long long)json_integer_value(v));
		break;
	case JSON_REAL:
		ch_text_print_real(json_real_value(v), number);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		snprintf(number, CH_REAL_MAX, json_is_true(v) ? "true" :
			 "false");
		break;
	default:
		return false;
	}
	*out = (struct ch_slice){ number, strlen(number) };
	return true;
}

/* A list of texts as one; false where it has anything else. */
static bool list(const json_t *v, struct ch_buf *out)
{
	char number[CH_REAL_MAX];
	struct ch_slice one;
	const json_t *item;
	size_t i;

	json_array_foreach(v, i, item) {
		if (!scalar(item, number, &one))
			return false;
		if (i)
			ch_buf_adds(out, ", ");
		ch_buf_add(out, one.s, one.n);
	}
	return json_is_array(v) && i;
}

static int set_member(struct walk *w, struct hsds_row *row, const char *key,
		      const json_t *v)
{
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;
	int col = ch_hsds_col(row->kind, key, strlen(key));
	char number[CH_REAL_MAX];
	struct ch_slice text;

	if (!scalar(v, number, &text)) {
		if (!list(v, &b))
			return 0;
		text = (struct ch_slice){ b.s, b.n };
	}
	if (!ch_text_trim(text).n)
		return 0;
	return col >= 0 ? ch_hsds_set(w->h, row, (enum hsds_col)col, text,
				      w->err) :
		ch_hsds_count_unread(w->h, row->kind, (struct ch_slice){ key,
				     strlen(key) }, 1, w->err);
}

/* ---- objects ---- */

static int object(struct walk *w, const json_t *o, int kind, bool nested,
		  struct hsds_row **out);

/* Whether it is a table's row that others refer to, and not only a part of the
 * object that holds it. */
static bool stands_alone(int kind)
{
	return kind < HSDS_ADDRESS && kind != HSDS_CONTACT &&
		kind != HSDS_PHONE;
}

static int refer(struct walk *w, struct hsds_row *from, enum hsds_kind kind,
		 const struct hsds_row *to)
{
	struct ch_slice id = ch_hsds_id(to);

	return id.n ? ch_hsds_set(w->h, from,
				  (enum hsds_col)ch_hsds_col_of(kind), id,
				  w->err) : 0;
}

/* A service in a location, or a location in a service, is a place of it. */
static int make_place(struct walk *w, const struct hsds_row *a,
		      const struct hsds_row *b)
{
	struct hsds_row *place = ch_hsds_row(w->h, HSDS_PLACE, w->here,
					     w->err), *kept;
	int rc = place ? refer(w, place, a->kind, a) : CH_ENOMEM;

	if (!rc)
		rc = refer(w, place, b->kind, b);
	if (rc)
		return rc;
	place->nested = true;
	return ch_hsds_keep(w->h, place, &kept, w->err);
}

/* An object in another: the one that it refers to (`alone`), one of several
 * that refer to it, or a part of it. */
static int inner(struct walk *w, struct hsds_row *row, int kind,
		 const json_t *v, bool alone)
{
	struct hsds_row *kid = NULL;
	int rc = object(w, v, kind, true, &kid);

	if (rc || !kid)
		return rc;
	if (!stands_alone(kind) || kind == HSDS_TERM) {
		if (kind == HSDS_TERM && alone)
			rc = refer(w, row, HSDS_TERM, kid);
		return rc ? rc : ch_hsds_hold(w->h, row, kid, w->err);
	}
	if (!alone && ((row->kind == HSDS_SERVICE && kind == HSDS_LOCATION) ||
		       (row->kind == HSDS_LOCATION && kind == HSDS_SERVICE)))
		return make_place(w, row, kid);
	return alone ? refer(w, row, kind, kid) :
		row->kind < HSDS_ADDRESS ? refer(w, kid, row->kind, row) : 0;
}

static bool has_objects(const json_t *v)
{
	return json_is_object(v) ||
		(json_is_array(v) && json_is_object(json_array_get(v, 0)));
}

static int descend(struct walk *w, struct hsds_row *row, const char *key,
		   const json_t *v)
{
	int kind = ch_hsds_kind(key, strlen(key)), rc = 0;
	const json_t *item;
	size_t i;

	if (!has_objects(v))
		return 0;
	if (kind < 0 || kind == HSDS_OTHER)
		return ch_hsds_count_unread(w->h, row->kind, (struct ch_slice){
					    key, strlen(key) }, 1, w->err);
	if (json_is_object(v))
		return inner(w, row, kind, v, true);
	json_array_foreach(v, i, item)
		if (!rc && json_is_object(item))
			rc = inner(w, row, kind, item, false);
	return rc;
}

static int object(struct walk *w, const json_t *o, int kind, bool nested,
		  struct hsds_row **out)
{
	struct hsds_row *row = ch_hsds_row(w->h, (enum hsds_kind)kind, w->here,
					   w->err), *kept;
	struct ch_err bad;
	const char *key;
	const json_t *v;
	int rc = row ? 0 : CH_ENOMEM;

	if (w->deep >= DEEP)
		return refuse(w, "too-deep", w->here, 0);
	json_object_foreach((json_t *)o, key, v)
		if (!rc)
			rc = set_member(w, row, key, v);
	if (rc)
		return rc;
	row->nested = nested;
	rc = ch_hsds_keep(w->h, row, &kept, &bad);
	if (rc == CH_EDATA)
		return ch_hsds_refuse(w->h, row, &bad, w->to, w->err);
	w->deep++;
	json_object_foreach((json_t *)o, key, v)
		if (!rc)
			rc = descend(w, kept, key, v);
	w->deep--;
	*out = kept;
	return rc;
}

/* ---- what stands alone ---- */

static bool has(const json_t *o, const char *const *keys)
{
	for (; *keys; keys++)
		if (json_object_get(o, *keys))
			return true;
	return false;
}

/* Which table it is of, by what it has; -1. */
static int by_shape(const json_t *o)
{
	static const char *const service[] = { "service", "service_id", NULL };
	static const char *const place[] = { "location", "location_id", NULL };
	static const struct {
		int kind;
		const char *keys[12];
	} shape[] = {
		{ HSDS_LOCATION, { "location_type", "latitude", "longitude",
		  "addresses", "physical_address", "transportation" } },
		{ HSDS_SERVICE, { "organization", "organization_id",
		  "service_at_locations", "application_process",
		  "eligibility_description", "eligibility",
		  "fees_description", "minimum_age", "service_areas" } },
		{ HSDS_ORGANIZATION, { "legal_status", "tax_status", "tax_id",
		  "year_incorporated", "services", "locations",
		  "organization_identifiers", "programs" } },
		{ HSDS_SERVICE, { "status", "wait_time", "schedules" } },
		{ HSDS_TERM, { "taxonomy", "taxonomy_detail", "term_uri",
		  "parent_id" } },
		{ HSDS_OTHER, { "openapi_url", "resources", "version" } },
	};

	if (has(o, service) && has(o, place) && !json_object_get(o, "name"))
		return HSDS_PLACE;
	for (size_t i = 0; i < CH_COUNT(shape); i++)
		if (has(o, shape[i].keys))
			return shape[i].kind;
	return -1;
}

static int one(struct walk *w, const json_t *o, int kind)
{
	struct hsds_row *row;

	find_line(w, o);
	if (!json_is_object(o))
		return refuse(w, "not-an-object", w->here, 0);
	if (kind < 0)
		kind = by_shape(o);
	if (kind == HSDS_OTHER)
		return skip(w, w->h->name);
	return kind < 0 ? refuse(w, "not-hsds", w->here, 0) :
		object(w, o, kind, false, &row);
}

static int each(struct walk *w, const json_t *array, int kind)
{
	const json_t *item;
	size_t i;
	int rc = 0;

	json_array_foreach(array, i, item)
		if (!rc)
			rc = one(w, item, kind);
	return rc;
}

/* Which table a member is: "services", "services.csv"; -1. */
static int table_of(const char *key, const json_t *v)
{
	const char *dot = strstr(key, ".csv");

	return json_is_array(v) ? ch_hsds_kind(key, dot ? (size_t)(dot - key) :
					       strlen(key)) : -1;
}

static bool is_tables(const json_t *o)
{
	const char *key;
	const json_t *v;

	if (json_object_get(o, "id"))
		return false;
	json_object_foreach((json_t *)o, key, v)
		if (table_of(key, v) >= 0)
			return true;
	return false;
}

static int tables(struct walk *w, const json_t *o)
{
	const char *key;
	const json_t *v;
	int rc = 0;

	json_object_foreach((json_t *)o, key, v) {
		int kind = table_of(key, v);

		if (rc || !json_is_array(v))
			continue;
		rc = kind < 0 || kind == HSDS_OTHER ? skip(w, key) :
			each(w, v, kind);
		/* Tables come in any order. */
		w->at = w->text;
		w->line = w->here = w->first;
	}
	return rc;
}

/* What interfaces call the list on a page; NULL. */
static json_t *page_of(const json_t *doc)
{
	static const char *const names[] = { "contents", "content", "data",
					     "results", "items" };
	json_t *page = NULL;

	for (size_t i = 0; i < CH_COUNT(names) && !json_is_array(page); i++)
		page = json_object_get(doc, names[i]);
	return page;
}

int ch_hsds_json(struct ch_hsds *h, const char *text, size_t n, long line,
		 const struct ch_hsds_to *to, struct ch_err *err)
{
	struct walk w = { .h = h, .to = to, .err = err, .text = text,
			  .end = text + n, .at = text, .first = line,
			  .line = line, .here = line };
	json_error_t e;
	json_t *doc, *page;
	int rc;

	if (!ch_text_trim((struct ch_slice){ text, n }).n)
		return 0;
	doc = json_loadb(text, n, 0, &e);
	if (!doc)
		return refuse(&w, "bad-json", line + (e.line > 0 ? e.line - 1 :
			      0), e.column);
	page = page_of(doc);
	to->at(to->ctx, h->file, line);
	if (json_is_array(doc) || json_is_array(page))
		rc = each(&w, json_is_array(doc) ? doc : page, h->hint);
	else if (json_is_object(doc) && is_tables(doc))
		rc = tables(&w, doc);
	else
		rc = one(&w, doc, h->hint);
	json_decref(doc);
	return rc;
}
