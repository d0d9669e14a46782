/* plan_apply.c - finds the plan that a template makes about a record, or makes
 * it. */
#include "base/moment.h"
#include "step/make.h"
#include "people/dead.h"
#include "care/plan/plan.h"
#include "store/ask.h"

struct applying {
	struct ch_store *store;
	const char *template;
	char cause[32];		/* of the parts: the plan */
	ch_step_did each;
	void *ctx;
};

/* ---- from when ---- */

static bool did_not_happen(const struct ch_row *encounter)
{
	static const char *const words[] = { "planned", "cancelled",
					     "entered-in-error" };
	struct ch_slice status = ch_row_get_text(encounter, "status");

	for (size_t i = 0; i < CH_COUNT(words) && status.s; i++)
		if (ch_slice_is(status, words[i]))
			return true;
	return false;
}

/* As the store has it: what came in may be a part of the record. */
static int day_of_discharge(struct ch_store *store, int64_t encounter,
			    int64_t now, int64_t *day, struct ch_err *err)
{
	struct ch_row row;
	int64_t until;
	int rc = ch_store_get(store, ch_type_find("encounter"), encounter,
			      &row, err);

	if (rc)
		return rc == CH_END ? ch_refuse(err, "encounter", "no-record")
			: rc;
	if (did_not_happen(&row))
		return ch_fail(err, CH_EDATA, "encounter: did not take place");
	until = ch_row_get_int(&row, "until");
	*day = ch_moment_local_day(until);
	if (!ch_row_has(&row, ch_field(row.type, "until")) ||
	    *day > ch_moment_local_day(now))
		return ch_fail(err, CH_EDATA, "encounter: not over");
	return 0;
}

static int start_of(struct ch_store *store, const struct ch_plan_new *plan,
		    int64_t now, int64_t *day, struct ch_err *err)
{
	const char *begins = plan->template->begins;

	*day = plan->start;
	if (plan->start_said)
		return 0;
	*day = ch_moment_local_day(now);
	if (!begins || strcmp(begins, "discharge"))
		return 0;
	if (strcmp(plan->about_type->name, "encounter"))
		return ch_fail(err, CH_EDATA, "about: the plan begins with a "
			       "discharge: name the visit, or --at DATE");
	return day_of_discharge(store, plan->about, now, day, err);
}

/* The record of a stay that counts, where there are several. */
static int mind_twin(struct ch_store *store, struct ch_plan_new *plan,
		     struct ch_err *err)
{
	struct ch_row row;
	int same, rc;

	if (strcmp(plan->about_type->name, "encounter"))
		return 0;
	rc = ch_store_get(store, plan->about_type, plan->about, &row, err);
	same = ch_field(plan->about_type, "same_as");
	if (!rc && ch_row_has(&row, same))
		plan->about = row.v[same].i;
	return rc == CH_END ? 0 : rc;
}

/* ---- whether it is there ---- */

struct found {
	int64_t id;		/* 0: none */
	bool open;
	int64_t at, ended;	/* days */
};

/* $1 a record of the person, $2 the template, $3 and $4 what it is about. */
static const char of_person[] =
	"SELECT p.id, p.status IS NULL OR p.status = 'active' OR p.status = "
	"'on-hold' OR p.status = 'draft' OR p.status = 'unknown' AS live, "
	"local_day(p.at), local_day(coalesce(p.until, p.at)) "
	"FROM patient x JOIN plan p ON p.patient = x.id "
	"WHERE x.person = (SELECT person FROM patient WHERE id = $1) "
	"AND p.template = $2 AND p.about_type = $3 AND ($3 = 'patient' OR "
	"p.about = $4 OR ($3 = 'encounter' AND (SELECT e.same_as FROM "
	"encounter e WHERE e.id = p.about) = $4)) "
	"ORDER BY live DESC, p.at DESC, p.id LIMIT 1";

static int find(struct ch_store *store, const struct ch_plan_new *plan,
		struct found *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, store, of_person,
				  CH_WITH(ch_ask_int(plan->person),
					  ch_ask_str(plan->template->name),
					  ch_ask_str(plan->about_type->name),
					  ch_ask_int(plan->about)), err);

	*out = (struct found){ 0 };
	if (rc)
		return rc == CH_END ? 0 : rc;
	out->id = ch_stmt_int(st, 0);
	out->open = ch_stmt_int(st, 1);
	out->at = ch_stmt_int(st, 2);
	out->ended = ch_stmt_int(st, 3);
	if (out->ended < out->at)
		out->ended = out->at;
	return 0;
}

/* After one that ended another may begin, if somebody says when: named after
 * that day, it is found when the same is said again. */
static int64_t id_of(struct ch_store *store, const struct ch_plan_new *plan,
		     const struct found *there)
{
	const char *name = plan->template->name;
	char day[CH_MOMENT_MAX];

	if (!there->id)
		return ch_plan_id(store, name, plan->about_type, plan->about,
				  "");
	if (there->open || !plan->start_said || plan->start <= there->ended)
		return there->id;
	ch_moment_print(ch_moment_of_day(plan->start), day);
	return ch_plan_id(store, name, plan->about_type, plan->about, day);
}

static int tell_part(void *ctx, const struct ch_type *type, int64_t id,
		     struct ch_err *err)
{
	struct applying *a = ctx;

	return a->each(a->ctx, type, id, CH_UNCHANGED, err);
}

/* Whatever the template says by now: a plan is not rewritten. */
static int tell_found(struct applying *a, const struct ch_plan_new *plan,
		      const struct found *there, int64_t now,
		      struct ch_plan_applied *out, struct ch_err *err)
{
	int64_t day;
	int rc;

	out->over = there->id == out->id && !there->open;
	out->moved = there->id == out->id && there->open &&
		!plan->start_said && plan->template->begins &&
		!strcmp(plan->template->begins, "discharge") &&
		(start_of(a->store, plan, now, &day, NULL) ||
		 day != there->at);
	rc = a->each(a->ctx, ch_type_find("plan"), out->id, CH_UNCHANGED, err);
	return rc ? rc : ch_plan_parts(a->store, out->id, false, tell_part, a,
				       err);
}

/* ---- applying ---- */

static int write_row(void *ctx, struct ch_row *row, struct ch_err *err)
{
	struct applying *a = ctx;
	int64_t id = row->v[0].i;
	const struct ch_type *type = row->type;
	bool part = strcmp(type->name, "plan");
	enum ch_did did;
	int rc = ch_make(a->store, row, part ? a->cause : a->template, &did,
			 err);

	return rc ? rc : a->each(a->ctx, type, id, did, err);
}

static int make(struct applying *a, struct ch_plan_new *plan, int64_t now,
		int64_t id, struct ch_err *err)
{
	char hex[CH_ID_HEX];
	bool died = false;
	int rc = ch_person_died(a->store, plan->person, now, &died, err);

	if (!rc && died)
		rc = ch_refuse(err, "patient", "died");
	if (!rc)
		rc = start_of(a->store, plan, now, &plan->start, err);
	ch_id_print(id, hex);
	snprintf(a->cause, sizeof(a->cause), "plan/%s", hex);
	return rc ? rc : ch_plan_rows(a->store, plan, id, write_row, a, err);
}

int ch_plan_apply(struct ch_store *store, const struct ch_plan_new *plan,
		  int64_t now, ch_step_did each, void *ctx,
		  struct ch_plan_applied *out, struct ch_err *err)
{
	char from[160];
	struct applying a = { .store = store, .template = from,
			      .each = each, .ctx = ctx };
	struct ch_plan_new mine = *plan;
	struct ch_row row;
	struct found there;
	int rc = mind_twin(store, &mine, err);

	*out = (struct ch_plan_applied){ 0 };
	if (!rc)
		rc = find(store, &mine, &there, err);
	if (rc)
		return rc;
	snprintf(from, sizeof(from), "plans/%s", plan->template->name);
	out->id = id_of(store, &mine, &there);
	rc = ch_store_get(store, ch_type_find("plan"), out->id, &row, err);
	if (!rc)
		return tell_found(&a, &mine, &there, now, out, err);
	return rc == CH_END ? make(&a, &mine, now, out->id, err) : rc;
}
