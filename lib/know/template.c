/* template.c - a plan template's file, key by key: its shape alone. */
#include <jansson.h>
#include <limits.h>
#include <math.h>

#include "know/template.h"

#define DAYS(where) CH_KEY_WHOLE, .at = where, .high = 36500, \
	.says = "not a number of days, 0 or more"

static const char *const states[] = { "draft", "active", "retired", NULL };
static const char *const begins[] = { "discharge", "today", NULL };
static const char *const signs[] = { "<", "<=", ">=", ">", NULL };
static const char *const priorities[] = { "routine", "urgent", "asap", "stat",
					  NULL };
static const char *const levels[] = { "911", "same-day", "next-business-day",
				      NULL };
/* How far a value is to be trusted. */
static const char *const trust[] = { "verified", "secondary",
				     "general-knowledge", "our-choice", NULL };

#define GOAL(field) offsetof(struct ch_template_goal, field)
#define ACTIVITY(field) offsetof(struct ch_template_activity, field)
#define TOPIC(field) offsetof(struct ch_template_topic, field)
#define WHOLE(field) offsetof(struct ch_template, field)

static const struct ch_key whole_keys[] = {
	{ "template", CH_KEY_TEXT, .at = WHOLE(template), .required = true },
	{ "title", CH_KEY_TEXT, .at = WHOLE(title), .required = true },
	{ "version", CH_KEY_TEXT, .at = WHOLE(version), .required = true },
	{ "status", CH_KEY_TEXT, .at = WHOLE(status), .required = true,
	  .words = states },
	{ "source", CH_KEY_TEXT, .at = WHOLE(source), .required = true },
	{ "note", CH_KEY_TEXT, .at = WHOLE(note) },
	{ "begins", CH_KEY_TEXT, .at = WHOLE(begins), .words = begins },
	{ "review_days", DAYS(WHOLE(review_days)), .required = true },
	{ "for", .as = CH_KEY_OWN, .required = true },
	{ "goals", .as = CH_KEY_OWN, .required = true },
	{ "activities", .as = CH_KEY_OWN, .required = true },
	{ "education", .as = CH_KEY_OWN },
	{ "red_flags", .as = CH_KEY_OWN },
	{ "examples", .as = CH_KEY_OWN, .required = true },
	{ 0 }
};

static const struct ch_key goal_keys[] = {
	{ "item", CH_KEY_TEXT, .at = GOAL(item), .required = true },
	{ "title", CH_KEY_TEXT, .at = GOAL(title), .required = true },
	{ "measure", CH_KEY_TEXT, .at = GOAL(measure) },
	{ "compare", CH_KEY_TEXT, .at = GOAL(compare), .words = signs },
	{ "value", CH_KEY_NUMBER, .at = GOAL(value) },
	{ "low", CH_KEY_NUMBER, .at = GOAL(low) },
	{ "high", CH_KEY_NUMBER, .at = GOAL(high) },
	{ "unit", CH_KEY_TEXT, .at = GOAL(unit) },
	{ "by_days", DAYS(GOAL(by_days)) },
	{ "source", CH_KEY_TEXT, .at = GOAL(source), .required = true },
	{ "status", CH_KEY_TEXT, .at = GOAL(status), .required = true,
	  .words = trust },
	{ "note", CH_KEY_TEXT, .at = GOAL(note) },
	{ 0 }
};

static const struct ch_key activity_keys[] = {
	{ "item", CH_KEY_TEXT, .at = ACTIVITY(item), .required = true },
	{ "title", CH_KEY_TEXT, .at = ACTIVITY(title), .required = true },
	{ "kind", CH_KEY_TEXT, .at = ACTIVITY(kind), .required = true },
	{ "role", CH_KEY_TEXT, .at = ACTIVITY(role), .required = true },
	{ "code", CH_KEY_TEXT, .at = ACTIVITY(code) },
	{ "system", CH_KEY_TEXT, .at = ACTIVITY(system) },
	{ "at_days", DAYS(ACTIVITY(at_days)), .required = true },
	{ "every", CH_KEY_TEXT, .at = ACTIVITY(every) },
	{ "every_met", CH_KEY_TEXT, .at = ACTIVITY(every_met) },
	{ "goal", CH_KEY_TEXT, .at = ACTIVITY(goal) },
	{ "opens", DAYS(ACTIVITY(opens)) },
	{ "closes", DAYS(ACTIVITY(closes)) },
	{ "until_days", DAYS(ACTIVITY(until_days)) },
	{ "needs", CH_KEY_TEXT, .at = ACTIVITY(needs) },
	{ "priority", CH_KEY_TEXT, .at = ACTIVITY(priority),
	  .words = priorities },
	{ "timing", CH_KEY_TEXT, .at = ACTIVITY(timing) },
	{ "shift", CH_KEY_WHOLE, .at = ACTIVITY(shift), .high = 1440,
	  .says = "not a number of minutes within a day" },
	{ "source", CH_KEY_TEXT, .at = ACTIVITY(source), .required = true },
	{ "status", CH_KEY_TEXT, .at = ACTIVITY(status), .required = true,
	  .words = trust },
	{ "note", CH_KEY_TEXT, .at = ACTIVITY(note) },
	{ 0 }
};

static const struct ch_key topic_keys[] = {
	{ "topic", CH_KEY_TEXT, .at = TOPIC(topic), .required = true },
	{ 0 }
};

struct flag {
	const char *level, *text, *source, *status;
};

#define FLAG(field) offsetof(struct flag, field)

static const struct ch_key flag_keys[] = {
	{ "level", CH_KEY_TEXT, .at = FLAG(level), .required = true,
	  .words = levels },
	{ "text", CH_KEY_TEXT, .at = FLAG(text), .required = true },
	{ "source", CH_KEY_TEXT, .at = FLAG(source) },
	{ "status", CH_KEY_TEXT, .at = FLAG(status), .words = trust },
	{ 0 }
};

static const struct ch_template_goal fresh_goal = {
	.value = NAN, .low = NAN, .high = NAN, .by_days = -1,
};
static const struct ch_template_activity fresh_activity = {
	.at_days = 0, .opens = 0, .closes = -1, .until_days = -1,
	.shift = INT_MIN,
};

/* The red flags are kept as they stand; here only their shape is looked at. */
static void read_flags(struct ch_template *t, struct ch_faults *f)
{
	const struct flag fresh = { 0 };
	json_t *list = json_object_get(t->doc, "red_flags");
	size_t n;

	free(ch_json_keys_list(f, t->doc, "red_flags", flag_keys,
			       &fresh, sizeof(fresh), &n));
	if (json_is_array(list) && json_array_size(list))
		t->red_flags = json_dumps(list, JSON_COMPACT);
}

static void read_shape(struct ch_template *t, struct ch_faults *f)
{
	const struct ch_template_topic fresh_topic = { 0 };

	t->review_days = -1;
	ch_json_keys_read(f, t->doc, whole_keys, t, "");
	t->goal = ch_json_keys_list(f, t->doc, "goals", goal_keys,
				    &fresh_goal, sizeof(*t->goal), &t->goals);
	t->activity = ch_json_keys_list(f, t->doc, "activities",
					activity_keys, &fresh_activity,
					sizeof(*t->activity), &t->activities);
	t->topic = ch_json_keys_list(f, t->doc, "education", topic_keys,
				     &fresh_topic, sizeof(*t->topic),
				     &t->topics);
	read_flags(t, f);
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

int ch_template_open(struct ch_template *out, const char *path,
		     struct ch_faults *f)
{
	struct json_t *doc;
	int rc;

	*out = (struct ch_template){ 0 };
	snprintf(out->path, sizeof(out->path), "%s", path);
	name_of_file(out);
	rc = ch_json_keys_open(&doc, out->hash, f);
	out->doc = doc;
	if (!rc && doc)
		read_shape(out, f);
	return rc;
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
