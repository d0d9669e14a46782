/* template_check.c - whether what a template says makes sense. */
#include <jansson.h>
#include <limits.h>
#include <math.h>

#include "step/evidence.h"
#include "care/plan/plan_check.h"
#include "when/schedule.h"
#include "care/plan/template_in.h"

static void check_name(struct ch_checking *c, const char *name,
		       const char *list, size_t i, const char *key)
{
	if (name && !ch_plan_is_name(name))
		ch_faults_add(&c->f, "not a name of small letters, digits and "
				  "hyphens", "%s[%zu].%s", list, i, key);
}

/* ---- goals ---- */

static void check_unit(struct ch_checking *c,
		       const struct ch_template_goal *g, size_t i)
{
	struct ch_err err;
	const char *wrong = NULL;

	if (!ch_plan_is_loinc(g->measure, strlen(g->measure)))
		ch_faults_add(&c->f, "not a LOINC code: its last digit does "
				  "not check", "goals[%zu].measure", i);
	if (!g->unit) {
		ch_faults_add(&c->f, "missing: what is measured needs one",
				  "goals[%zu].unit", i);
		return;
	}
	if (ch_plan_unit(c->shelf, (struct ch_slice){ g->measure,
			 strlen(g->measure) }, (struct ch_slice){ g->unit,
			 strlen(g->unit) }, &wrong, &err))
		wrong = "codes/units.tsv cannot be read";
	if (wrong)
		ch_faults_add(&c->f, wrong, "goals[%zu].unit", i);
}

static void check_ends(struct ch_checking *c,
		       const struct ch_template_goal *g, size_t i)
{
	bool ends = !isnan(g->low) || !isnan(g->high);

	if (!g->compare != isnan(g->value))
		ch_faults_add(&c->f, "compare and value go together",
				  "goals[%zu].%s", i, g->compare ? "compare" :
				  "value");
	if (!isnan(g->value) && ends)
		ch_faults_add(&c->f, "either value, or low and high",
				  "goals[%zu].value", i);
	if (g->low > g->high)
		ch_faults_add(&c->f, "above high", "goals[%zu].low", i);
	if (g->measure && isnan(g->value) && !ends)
		ch_faults_add(&c->f, "a measure without a value to be reached",
				  "goals[%zu].measure", i);
	if (!g->measure && (!isnan(g->value) || ends || g->unit))
		ch_faults_add(&c->f, "missing: a value is of something",
				  "goals[%zu].measure", i);
}

static void check_goal(struct ch_checking *c, size_t i)
{
	const struct ch_template_goal *g = &c->t->goal[i];

	check_name(c, g->item, "goals", i, "item");
	for (size_t k = 0; k < i && g->item; k++)
		if (c->t->goal[k].item && !strcmp(c->t->goal[k].item, g->item))
			ch_faults_add(&c->f, "an item that was there before",
					  "goals[%zu].item", i);
	check_ends(c, g, i);
	if (g->measure)
		check_unit(c, g, i);
}

/* ---- activities ---- */

static bool has_goal(const struct ch_template *t, const char *item)
{
	for (size_t i = 0; i < t->goals; i++)
		if (t->goal[i].item && !strcmp(t->goal[i].item, item))
			return true;
	return false;
}

static void check_times(struct ch_checking *c,
			const struct ch_template_activity *a, size_t i)
{
	struct ch_every every;

	if (a->every && !ch_every_parse(a->every, strlen(a->every), &every))
		ch_faults_add(&c->f, "not an interval: 90d, 2w, 3m, 1y",
				  "activities[%zu].every", i);
	if (a->every_met && !ch_every_parse(a->every_met,
					    strlen(a->every_met), &every))
		ch_faults_add(&c->f, "not an interval: 90d, 2w, 3m, 1y",
				  "activities[%zu].every_met", i);
	if (a->every_met && (!a->every || !a->goal))
		ch_faults_add(&c->f, "needs every, and the goal to be reached",
				  "activities[%zu].every_met", i);
	if (a->until_days >= 0 && a->until_days < a->at_days)
		ch_faults_add(&c->f, "before it is first due",
				  "activities[%zu].until_days", i);
	if (a->timing && !ch_plan_is_timing(a->timing, strlen(a->timing)))
		ch_faults_add(&c->f, "not an event-timing code: WAKE, CM, HS "
				  "...", "activities[%zu].timing", i);
	if (a->shift != INT_MIN && !a->timing)
		ch_faults_add(&c->f, "minutes after what? timing is missing",
				  "activities[%zu].shift", i);
}

static void check_code(struct ch_checking *c,
		       const struct ch_template_activity *a, size_t i)
{
	if (a->system && !a->code)
		ch_faults_add(&c->f, "missing: its system is there",
				  "activities[%zu].code", i);
	if (a->code && !a->system)
		ch_faults_add(&c->f, "missing: a code is of a system",
				  "activities[%zu].system", i);
	if (a->code && a->system && !strcmp(a->system, "http://loinc.org") &&
	    !ch_plan_is_loinc(a->code, strlen(a->code)))
		ch_faults_add(&c->f, "not a LOINC code: its last digit does "
				  "not check", "activities[%zu].code", i);
}

/* A task of a role that nobody has is on nobody's list. */
static void check_role(struct ch_checking *c, const char *role, size_t i)
{
	const char *wrong = NULL;

	if (!role || !ch_plan_is_name(role))
		return;
	if (ch_plan_role(c->shelf, (struct ch_slice){ role, strlen(role) },
			 &wrong, NULL))
		wrong = "codes/words.tsv cannot be read";
	if (wrong)
		ch_faults_add(&c->f, wrong, "activities[%zu].role", i);
}

static void check_activity(struct ch_checking *c, size_t i)
{
	const struct ch_template_activity *a = &c->t->activity[i];

	check_name(c, a->item, "activities", i, "item");
	check_name(c, a->kind, "activities", i, "kind");
	check_name(c, a->role, "activities", i, "role");
	check_role(c, a->role, i);
	for (size_t k = 0; k < i && a->item; k++)
		if (c->t->activity[k].item &&
		    !strcmp(c->t->activity[k].item, a->item))
			ch_faults_add(&c->f, "an item that was there before",
					  "activities[%zu].item", i);
	check_code(c, a, i);
	check_times(c, a, i);
	if (a->goal && !has_goal(c->t, a->goal))
		ch_faults_add(&c->f, "no goal has this item",
				  "activities[%zu].goal", i);
	if (a->needs && ch_evidence_check(a->needs, NULL))
		ch_faults_add(&c->f, "not TYPE or TYPE FIELD=VALUE",
				  "activities[%zu].needs", i);
}

/* ---- the rest ---- */

static void check_sets(struct ch_checking *c)
{
	json_t *list = json_object_get(c->t->doc, "for"), *one;
	struct ch_book book;
	size_t i;

	if (list && (!json_is_array(list) || !json_array_size(list)))
		ch_faults_add(&c->f, "not a list of code sets", "for");
	json_array_foreach(list, i, one)
		if (!json_is_string(one) ||
		    ch_shelf_find(c->shelf, "codes", json_string_value(one),
				  ".tsv", &book, NULL))
			ch_faults_add(&c->f, "no such code set in codes/",
					  "for[%zu]", i);
}

static void check_topics(struct ch_checking *c)
{
	const struct ch_template *t = c->t;

	for (size_t i = 0; i < t->topics; i++)
		for (size_t k = 0; k < i && t->topic[i].topic; k++)
			if (t->topic[k].topic &&
			    !strcmp(t->topic[k].topic, t->topic[i].topic))
				ch_faults_add(&c->f, "a topic that was there "
						  "before",
						  "education[%zu].topic", i);
}

void ch_template_sense(struct ch_checking *c)
{
	const struct ch_template *t = c->t;

	if (t->template && (strcmp(t->template, t->name) ||
			    !ch_plan_is_name(t->name)))
		ch_faults_add(&c->f, "not the name of its file", "template");
	if (!t->goals && !t->activities)
		ch_faults_add(&c->f, "nothing in it, nor in goals",
				  "activities");
	check_sets(c);
	for (size_t i = 0; i < t->goals; i++)
		check_goal(c, i);
	for (size_t i = 0; i < t->activities; i++)
		check_activity(c, i);
	check_topics(c);
}
