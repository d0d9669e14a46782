/* plan_make.c - a plan and its parts, out of a template. */
#include <limits.h>
#include <math.h>

#include "base/moment.h"
#include "step/make.h"
#include "care/plan/plan.h"
#include "when/schedule.h"

struct making {
	const struct ch_store *store;
	const struct ch_plan_new *plan;
	int64_t id;		/* of the plan */
	char maker[160];
};

static void maker_of(char *out, size_t size, const char *template)
{
	snprintf(out, size, CH_PLAN_MAKER "%s", template);
}

int64_t ch_plan_id(const struct ch_store *store, const char *template,
		   const struct ch_type *about_type, int64_t about,
		   const char *occurrence)
{
	char maker[160];

	maker_of(maker, sizeof(maker), template);
	return ch_make_id(store, ch_type_find("plan"), maker,
			  about_type->name, about, occurrence);
}

static void put_text(struct ch_row *row, const char *field, const char *s)
{
	if (s)
		ch_row_put_text(row, field, s);
}

static void put_day(struct ch_row *row, const char *field, int64_t day)
{
	ch_row_put_int(row, field, ch_moment_of_day(day));
}

static void put_real(struct ch_row *row, const char *field, double d)
{
	if (!isnan(d))
		ch_row_real(row, ch_field(row->type, field), d);
}

static int64_t id_of_part(const struct making *m, const char *type,
			  const char *item)
{
	return ch_make_id(m->store, ch_type_find(type), m->maker, "plan",
			  m->id, item);
}

static void start_part(const struct making *m, struct ch_row *row,
		       const char *type, const char *item)
{
	ch_row_start(row, ch_type_find(type));
	ch_row_int(row, 0, id_of_part(m, type, item));
	ch_row_put_int(row, "patient", m->plan->person);
	ch_row_put_int(row, "plan", m->id);
	ch_row_put_text(row, "item", item);
	put_day(row, "at", m->plan->start);
}

static void fill_plan(const struct making *m, struct ch_row *row)
{
	const struct ch_plan_new *p = m->plan;
	const struct ch_template *t = p->template;

	ch_row_start(row, ch_type_find("plan"));
	ch_row_int(row, 0, m->id);
	ch_row_put_int(row, "patient", p->person);
	if (!strcmp(p->about_type->name, "encounter"))
		ch_row_put_int(row, "encounter", p->about);
	ch_row_put_text(row, "status", "active");
	ch_row_put_text(row, "intent", "plan");
	put_text(row, "title", t->title);
	put_day(row, "at", p->start);
	if (m->store->staff)
		ch_row_put_int(row, "author", m->store->staff);
	put_text(row, "template", t->name);
	put_text(row, "template_version", t->version);
	put_text(row, "template_hash", t->hash);
	ch_make_ref(row, "about", p->about_type, p->about);
	put_text(row, "red_flags", t->red_flags);
	put_day(row, "review", p->start + t->review_days);
}

static void fill_goal(const struct making *m, struct ch_row *row,
		      const struct ch_template_goal *g)
{
	bool below = g->compare && *g->compare == '<';

	start_part(m, row, "goal", g->item);
	ch_row_put_text(row, "status", "active");
	put_text(row, "title", g->title);
	put_text(row, "measure", g->measure);
	put_text(row, "compare", g->compare);
	put_real(row, "low", g->compare && !below ? g->value : g->low);
	put_real(row, "high", below ? g->value : g->high);
	put_text(row, "unit", g->unit);
	if (g->by_days >= 0)
		put_day(row, "due", m->plan->start + g->by_days);
}

static void fill_activity(const struct making *m, struct ch_row *row,
			  const struct ch_template_activity *a)
{
	start_part(m, row, "activity", a->item);
	if (a->goal)
		ch_row_put_int(row, "goal", id_of_part(m, "goal", a->goal));
	ch_row_put_text(row, "status", "not-started");
	put_text(row, "title", a->title);
	put_text(row, "kind", a->kind);
	put_text(row, "role", a->role);
	put_text(row, "code", a->code);
	put_text(row, "system", a->system);
	put_text(row, "every", a->every);
	put_text(row, "every_met", a->every_met);
	put_text(row, "timing", a->timing);
	put_text(row, "priority", a->priority);
	put_text(row, "needs", a->needs);
	ch_row_put_int(row, "opens", a->opens);
	if (a->closes >= 0)
		ch_row_put_int(row, "closes", a->closes);
	if (a->shift != INT_MIN)
		ch_row_put_int(row, "shift", a->shift);
	put_day(row, "at", m->plan->start + a->at_days);
	if (a->until_days >= 0)
		put_day(row, "until", m->plan->start + a->until_days);
}

static void fill_teaching(const struct making *m, struct ch_row *row,
			  const struct ch_template_topic *topic)
{
	start_part(m, row, "teaching", topic->topic);
	ch_row_put_text(row, "status", "assigned");
}

/* The last day that the plan would name. */
static int64_t last_day(const struct ch_plan_new *plan)
{
	const struct ch_template *t = plan->template;
	int most = t->review_days;

	for (size_t i = 0; i < t->goals; i++)
		most = t->goal[i].by_days > most ? t->goal[i].by_days : most;
	for (size_t i = 0; i < t->activities; i++) {
		const struct ch_template_activity *a = &t->activity[i];

		most = a->at_days > most ? a->at_days : most;
		most = a->until_days > most ? a->until_days : most;
	}
	return plan->start + most;
}

int ch_plan_rows(const struct ch_store *store, const struct ch_plan_new *plan,
		 int64_t id, ch_plan_each each, void *ctx, struct ch_err *err)
{
	struct making m = { .store = store, .plan = plan, .id = id };
	const struct ch_template *t = plan->template;
	struct ch_row row;
	int rc;

	if (plan->start < CH_DAY_FIRST || last_day(plan) > CH_DAY_LAST)
		return ch_fail(err, CH_EDATA, "at: not all days of the plan "
			       "would lie in the years 1 to 9999");
	maker_of(m.maker, sizeof(m.maker), t->name);
	fill_plan(&m, &row);
	rc = each(ctx, &row, err);
	for (size_t i = 0; i < t->goals && !rc; i++) {
		fill_goal(&m, &row, &t->goal[i]);
		rc = each(ctx, &row, err);
	}
	for (size_t i = 0; i < t->activities && !rc; i++) {
		fill_activity(&m, &row, &t->activity[i]);
		rc = each(ctx, &row, err);
	}
	for (size_t i = 0; i < t->topics && !rc; i++) {
		fill_teaching(&m, &row, &t->topic[i]);
		rc = each(ctx, &row, err);
	}
	return rc;
}
