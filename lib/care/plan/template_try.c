/* template_try.c - a template's own examples, tried: due days and goals. */
#include <jansson.h>
#include <math.h>

#include "base/moment.h"
#include "care/plan/goal.h"
#include "when/schedule.h"
#include "care/plan/template_in.h"

/* What an example shows differs from what the template gives. */
#define DIFFERS "the template gives another day"

struct trying {
	struct ch_checking *c;
	size_t n;		/* which example */
	int64_t start;
};

static bool read_day(const json_t *v, int64_t *day)
{
	int64_t m;

	if (!json_is_string(v) || ch_moment_parse(json_string_value(v),
						  json_string_length(v), &m) ||
	    ch_moment_said(m) != CH_SAID_DAY)
		return false;
	*day = ch_moment_day(m);
	return true;
}

static const struct ch_template_activity *
find_activity(const struct ch_template *t, const char *item)
{
	for (size_t i = 0; i < t->activities; i++)
		if (!strcmp(t->activity[i].item, item))
			return &t->activity[i];
	return NULL;
}

static const struct ch_template_goal *
find_goal(const struct ch_template *t, const char *item)
{
	for (size_t i = 0; i < t->goals; i++)
		if (!strcmp(t->goal[i].item, item))
			return &t->goal[i];
	return NULL;
}

static struct ch_schedule schedule_of(const struct ch_template_activity *a,
				      int64_t start)
{
	struct ch_schedule s = { .at = start + a->at_days,
				 .until = CH_NEVER };

	if (a->every)
		ch_every_parse(a->every, strlen(a->every), &s.every);
	if (a->until_days >= 0)
		s.until = start + a->until_days;
	return s;
}

static void wrong(const struct trying *y, const char *words, const char *what,
		  const char *item)
{
	ch_faults_add(&y->c->f, words, "examples[%zu].%s%s%s", y->n, what,
			  item ? "." : "", item ? item : "");
}

static void try_day(const struct trying *y, const json_t *v, int64_t is,
		    const char *what, const char *item)
{
	int64_t day;

	if (!read_day(v, &day))
		wrong(y, "not a day, YYYY-MM-DD", what, item);
	else if (day != is)
		wrong(y, DIFFERS, what, item);
}

/* "due": one day, or the first days in order. */
static void try_due(const struct trying *y, const char *item, json_t *v)
{
	const struct ch_template_activity *a = find_activity(y->c->t, item);
	struct ch_schedule s;
	int64_t due;
	json_t *one;
	size_t i;

	if (!a) {
		wrong(y, "no activity has this item", "due", item);
		return;
	}
	s = schedule_of(a, y->start);
	due = s.at;
	if (!json_is_array(v)) {
		try_day(y, v, due, "due", item);
		return;
	}
	json_array_foreach(v, i, one) {
		try_day(y, one, due, "due", item);
		due = ch_schedule_due(&s, due == CH_NEVER ? due : due + 1);
	}
}

static void try_closes(const struct trying *y, const char *item, json_t *v)
{
	const struct ch_template_activity *a = find_activity(y->c->t, item);
	struct ch_schedule s;

	if (!a) {
		wrong(y, "no activity has this item", "closes", item);
		return;
	}
	s = schedule_of(a, y->start);
	try_day(y, v, ch_schedule_closes(&s, s.at, a->closes), "closes",
		item);
}

static void try_by(const struct trying *y, const char *item, json_t *v)
{
	const struct ch_template_goal *g = find_goal(y->c->t, item);

	if (!g || g->by_days < 0)
		wrong(y, "no goal has this item and by_days", "by", item);
	else
		try_day(y, v, y->start + g->by_days, "by", item);
}

static struct ch_target target_of(const struct ch_template_goal *g)
{
	struct ch_target t = { .low = -INFINITY, .high = INFINITY };
	bool below = g->compare && *g->compare == '<';

	if (!isnan(g->low))
		t.low = g->low;
	if (!isnan(g->high))
		t.high = g->high;
	if (!isnan(g->value))
		*(below ? &t.high : &t.low) = g->value;
	t.high_out = g->compare && !strcmp(g->compare, "<");
	t.low_out = g->compare && !strcmp(g->compare, ">");
	return t;
}

/* "reached": {"GOAL": [VALUE, true]}. */
static void try_reached(const struct trying *y, const char *item, json_t *v)
{
	const struct ch_template_goal *g = find_goal(y->c->t, item);
	json_t *value = json_array_get(v, 0), *holds = json_array_get(v, 1);
	struct ch_target target;

	if (!g || !g->measure || !json_is_number(value) ||
	    !json_is_boolean(holds)) {
		wrong(y, "not a goal that is measured: [value, true or false]",
		      "reached", item);
		return;
	}
	target = target_of(g);
	if ((ch_target_holds(&target, "", json_number_value(value)) ==
	     CH_HOLDS_YES) != json_is_true(holds))
		wrong(y, "the goal says otherwise", "reached", item);
}

static void try_each(const struct trying *y, json_t *example, const char *key,
		     void (*one)(const struct trying *, const char *,
				 json_t *))
{
	json_t *all = json_object_get(example, key), *v;
	const char *item;

	if (all && !json_is_object(all))
		wrong(y, "not an object", key, NULL);
	json_object_foreach(all, item, v)
		one(y, item, v);
}

static bool is_key(const char *key)
{
	static const char *const keys[] = { "title", "start", "due", "closes",
					    "by", "review", "reached" };

	for (size_t i = 0; i < CH_COUNT(keys); i++)
		if (!strcmp(keys[i], key))
			return true;
	return false;
}

static void try_example(struct trying *y, json_t *example)
{
	json_t *review = json_object_get(example, "review"), *v;
	const char *key;

	if (!json_is_object(example) ||
	    !read_day(json_object_get(example, "start"), &y->start)) {
		wrong(y, "not a day, YYYY-MM-DD", "start", NULL);
		return;
	}
	json_object_foreach(example, key, v)
		if (!is_key(key))
			wrong(y, "unknown key", key, NULL);
	try_each(y, example, "due", try_due);
	try_each(y, example, "closes", try_closes);
	try_each(y, example, "by", try_by);
	try_each(y, example, "reached", try_reached);
	if (review)
		try_day(y, review, y->start + y->c->t->review_days, "review",
			NULL);
}

void ch_template_try(struct ch_checking *c)
{
	json_t *list = json_object_get(c->t->doc, "examples"), *one;
	struct trying y = { .c = c };

	if (!json_is_array(list) || !json_array_size(list))
		ch_faults_add(&c->f, "not a list with one example at least",
				  "examples");
	json_array_foreach(list, y.n, one)
		try_example(&y, one);
}
