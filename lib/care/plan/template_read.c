/* template_read.c - a template's file, key by key. */
#include <jansson.h>
#include <limits.h>
#include <math.h>

#include "base/file.h"
#include "care/plan/template_in.h"

#define FILE_MAX (1u << 20)
#define DAYS_MAX 36500

/* What a key holds, and where it goes. */
struct key {
	const char *name;
	enum { TEXT, DAYS, MINUTES, NUMBER, OTHER } holds;
	size_t to;
	bool required;
};

#define GOAL(field) offsetof(struct ch_template_goal, field)
#define ACTIVITY(field) offsetof(struct ch_template_activity, field)
#define TOPIC(field) offsetof(struct ch_template_topic, field)
#define WHOLE(field) offsetof(struct ch_template, field)

static const struct key whole_keys[] = {
	{ "template", TEXT, WHOLE(template), true },
	{ "title", TEXT, WHOLE(title), true },
	{ "version", TEXT, WHOLE(version), true },
	{ "status", TEXT, WHOLE(status), true },
	{ "source", TEXT, WHOLE(source), true },
	{ "note", TEXT, WHOLE(note), false },
	{ "begins", TEXT, WHOLE(begins), false },
	{ "review_days", DAYS, WHOLE(review_days), true },
	{ "for", OTHER, 0, true },
	{ "goals", OTHER, 0, true },
	{ "activities", OTHER, 0, true },
	{ "education", OTHER, 0, false },
	{ "red_flags", OTHER, 0, false },
	{ "examples", OTHER, 0, true },
	{ 0 }
};

static const struct key goal_keys[] = {
	{ "item", TEXT, GOAL(item), true },
	{ "title", TEXT, GOAL(title), true },
	{ "measure", TEXT, GOAL(measure), false },
	{ "compare", TEXT, GOAL(compare), false },
	{ "value", NUMBER, GOAL(value), false },
	{ "low", NUMBER, GOAL(low), false },
	{ "high", NUMBER, GOAL(high), false },
	{ "unit", TEXT, GOAL(unit), false },
	{ "by_days", DAYS, GOAL(by_days), false },
	{ "source", TEXT, GOAL(source), true },
	{ "status", TEXT, GOAL(status), true },
	{ "note", TEXT, GOAL(note), false },
	{ 0 }
};

static const struct key activity_keys[] = {
	{ "item", TEXT, ACTIVITY(item), true },
	{ "title", TEXT, ACTIVITY(title), true },
	{ "kind", TEXT, ACTIVITY(kind), true },
	{ "role", TEXT, ACTIVITY(role), true },
	{ "code", TEXT, ACTIVITY(code), false },
	{ "system", TEXT, ACTIVITY(system), false },
	{ "at_days", DAYS, ACTIVITY(at_days), true },
	{ "every", TEXT, ACTIVITY(every), false },
	{ "every_met", TEXT, ACTIVITY(every_met), false },
	{ "goal", TEXT, ACTIVITY(goal), false },
	{ "opens", DAYS, ACTIVITY(opens), false },
	{ "closes", DAYS, ACTIVITY(closes), false },
	{ "until_days", DAYS, ACTIVITY(until_days), false },
	{ "needs", TEXT, ACTIVITY(needs), false },
	{ "priority", TEXT, ACTIVITY(priority), false },
	{ "timing", TEXT, ACTIVITY(timing), false },
	{ "shift", MINUTES, ACTIVITY(shift), false },
	{ "source", TEXT, ACTIVITY(source), true },
	{ "status", TEXT, ACTIVITY(status), true },
	{ "note", TEXT, ACTIVITY(note), false },
	{ 0 }
};

static const struct key topic_keys[] = {
	{ "topic", TEXT, TOPIC(topic), true },
	{ 0 }
};

struct flag {
	const char *level, *text, *source, *status;
};

static const struct key flag_keys[] = {
	{ "level", TEXT, offsetof(struct flag, level), true },
	{ "text", TEXT, offsetof(struct flag, text), true },
	{ "source", TEXT, offsetof(struct flag, source), false },
	{ "status", TEXT, offsetof(struct flag, status), false },
	{ 0 }
};

void ch_template_wrong(struct ch_checking *c, const char *words,
		       const char *place, ...)
{
	char where[256];
	va_list ap;

	va_start(ap, place);
	vsnprintf(where, sizeof(where), place, ap);
	va_end(ap);
	if (!c->faults++)
		ch_fail(c->err, CH_EDATA, "%s: %s: %s", c->t->path, where,
			words);
	if (c->fault)
		c->fault(c->ctx, where, words);
}

/* One value to where its key says; NULL, or what is wrong with it. */
static const char *take(const struct key *k, const json_t *v, char *to)
{
	json_int_t whole = json_integer_value(v);

	switch (k->holds) {
	case TEXT:
		if (!json_is_string(v) || !json_string_length(v))
			return "not a text";
		*(const char **)(void *)(to + k->to) = json_string_value(v);
		break;
	case DAYS:
		if (!json_is_integer(v) || whole < 0 || whole > DAYS_MAX)
			return "not a number of days, 0 or more";
		*(int *)(void *)(to + k->to) = (int)whole;
		break;
	case MINUTES:
		if (!json_is_integer(v) || whole < 0 || whole > 1440)
			return "not a number of minutes within a day";
		*(int *)(void *)(to + k->to) = (int)whole;
		break;
	case NUMBER:
		if (!json_is_number(v))
			return "not a number";
		*(double *)(void *)(to + k->to) = json_number_value(v);
		break;
	case OTHER:
		break;
	}
	return NULL;
}

static const struct key *find(const struct key *keys, const char *name)
{
	for (; keys->name; keys++)
		if (!strcmp(keys->name, name))
			return keys;
	return NULL;
}

/* Reads an object; `place` is "" or "goals[2].". */
static void read_object(struct ch_checking *c, json_t *object,
			const struct key *keys, void *to, const char *place)
{
	const char *name;
	json_t *v;

	json_object_foreach(object, name, v) {
		const struct key *k = find(keys, name);
		const char *wrong = k ? take(k, v, to) : "unknown key";

		if (wrong)
			ch_template_wrong(c, wrong, "%s%s", place, name);
	}
	for (; keys->name; keys++)
		if (keys->required && !json_object_get(object, keys->name))
			ch_template_wrong(c, "missing", "%s%s", place,
					  keys->name);
}

/* Reads a list of objects into an array of structs of that size, each a copy
 * of `fresh` before. */
static void *read_list(struct ch_checking *c, const char *name,
		       const struct key *keys, const void *fresh, size_t size,
		       size_t *n)
{
	json_t *list = json_object_get(c->t->doc, name), *one;
	char place[64], *all;
	size_t i;

	*n = 0;
	if (!list)
		return NULL;
	if (!json_is_array(list)) {
		ch_template_wrong(c, "not a list", "%s", name);
		return NULL;
	}
	all = calloc(json_array_size(list) + 1, size);
	if (!all) {
		ch_nomem(c->err);
		c->faults++;
		return NULL;
	}
	json_array_foreach(list, i, one) {
		snprintf(place, sizeof(place), "%s[%zu].", name, i);
		memcpy(all + i * size, fresh, size);
		if (json_is_object(one))
			read_object(c, one, keys, all + i * size, place);
		else
			ch_template_wrong(c, "not an object", "%s[%zu]", name,
					  i);
	}
	*n = json_array_size(list);
	return all;
}

static const struct ch_template_goal fresh_goal = {
	.value = NAN, .low = NAN, .high = NAN, .by_days = -1,
};
static const struct ch_template_activity fresh_activity = {
	.at_days = 0, .opens = 0, .closes = -1, .until_days = -1,
	.shift = INT_MIN,
};

/* The red flags are kept as they stand; here only their shape is looked at. */
static void read_flags(struct ch_checking *c)
{
	static const char *const levels[] = { "911", "same-day",
					      "next-business-day" };
	const struct flag fresh = { 0 };
	json_t *list = json_object_get(c->t->doc, "red_flags");
	struct flag *flag;
	size_t n;

	flag = read_list(c, "red_flags", flag_keys, &fresh, sizeof(fresh), &n);
	for (size_t i = 0; i < n; i++) {
		bool known = false;

		for (size_t k = 0; k < CH_COUNT(levels) && flag[i].level; k++)
			known |= !strcmp(levels[k], flag[i].level);
		if (flag[i].level && !known)
			ch_template_wrong(c, "not 911, same-day or "
					  "next-business-day",
					  "red_flags[%zu].level", i);
		ch_template_status(c, flag[i].status, "red_flags", i);
	}
	free(flag);
	if (json_is_array(list) && json_array_size(list))
		c->t->red_flags = json_dumps(list, JSON_COMPACT);
}

static void read_all(struct ch_checking *c)
{
	struct ch_template *t = c->t;
	const struct ch_template_topic fresh_topic = { 0 };

	t->review_days = -1;
	read_object(c, t->doc, whole_keys, t, "");
	t->goal = read_list(c, "goals", goal_keys, &fresh_goal,
			    sizeof(*t->goal), &t->goals);
	t->activity = read_list(c, "activities", activity_keys,
				&fresh_activity, sizeof(*t->activity),
				&t->activities);
	t->topic = read_list(c, "education", topic_keys, &fresh_topic,
			     sizeof(*t->topic), &t->topics);
	read_flags(c);
}

int ch_template_shape(struct ch_checking *c)
{
	struct ch_template *t = c->t;
	unsigned char sum[CH_SHA256];
	json_error_t wrong;
	char *text;
	size_t n;
	int rc = ch_file_slurp(t->path, FILE_MAX, &text, &n, c->err);

	if (rc)
		return rc;
	ch_sha256(text, n, sum);
	ch_hex(sum, sizeof(sum), t->hash);
	t->doc = json_loadb(text, n, JSON_REJECT_DUPLICATES, &wrong);
	free(text);
	if (!t->doc)
		ch_template_wrong(c, json_error_code(&wrong) ==
				  json_error_duplicate_key ?
				  "a key that was said before" : "not JSON",
				  "line %d, column %d", wrong.line,
				  wrong.column);
	else if (!json_is_object((json_t *)t->doc))
		ch_template_wrong(c, "not an object", "line 1");
	else
		read_all(c);
	return 0;
}

static void name_of_file(struct ch_template *t)
{
	const char *slash = strrchr(t->path, '/');
	const char *name = slash ? slash + 1 : t->path;
	size_t n = strlen(name);

	if (n > 5 && !strcmp(name + n - 5, ".json"))
		n -= 5;
	snprintf(t->name, sizeof(t->name), "%.*s", (int)n, name);
}

int ch_template_load(struct ch_template *out, const char *path,
		     const struct ch_shelf *shelf, ch_template_fault fault,
		     void *ctx, struct ch_err *err)
{
	struct ch_checking c = { .t = out, .shelf = shelf, .fault = fault,
				 .ctx = ctx, .err = err };
	int rc;

	*out = (struct ch_template){ 0 };
	snprintf(out->path, sizeof(out->path), "%s", path);
	name_of_file(out);
	rc = ch_template_shape(&c);
	if (rc == CH_EDATA && fault && err)
		fault(ctx, "file", err->msg);
	if (!rc && json_is_object((json_t *)out->doc)) {
		ch_template_sense(&c);
		/* Examples of what makes no sense would only repeat that. */
		if (!c.faults)
			ch_template_try(&c);
	}
	if (!rc && c.faults)
		rc = err ? err->code : CH_EDATA;
	if (rc)
		ch_template_free(out);
	return rc;
}

int ch_template_read(struct ch_template *out, const char *name,
		     const struct ch_shelf *shelf, struct ch_err *err)
{
	struct ch_book book;
	int rc = ch_shelf_find(shelf, "plans", name, ".json", &book, err);

	*out = (struct ch_template){ 0 };
	return rc ? rc : ch_template_load(out, book.path, shelf, NULL, NULL,
					  err);
}

void ch_template_free(struct ch_template *t)
{
	json_decref(t->doc);
	free(t->goal);
	free(t->activity);
	free(t->topic);
	free(t->red_flags);
	t->doc = NULL;
	t->goal = NULL;
	t->activity = NULL;
	t->topic = NULL;
	t->red_flags = NULL;
}
