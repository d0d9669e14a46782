/* plan.h - care plans: made from templates, read, and what ends with them. */
#ifndef CH_PLAN_H
#define CH_PLAN_H

#include "care/plan/template.h"
#include "base/ids.h"
#include "step/step.h"

/* A plan to be made: for whom, from what, about which record, from when. */
struct ch_plan_new {
	const struct ch_template *template;
	int64_t person;
	const struct ch_type *about_type;
	int64_t about;
	int64_t start;		/* a day */
	bool start_said;	/* somebody named it; else it is worked out */
};

/* What came of it. */
struct ch_plan_applied {
	int64_t id;
	bool over;		/* found, and it has ended */
	bool moved;		/* found, and its visit has another end now */
};

/* Told of records: plan, then its goals, activities and teaching. */
typedef int (*ch_plan_each)(void *ctx, struct ch_row *row, struct ch_err *err);

/* The id of the plan that a template makes about a record: the first ("") or,
 * after one that ended, that of a day. */
int64_t ch_plan_id(const struct ch_store *store, const char *template,
		   const struct ch_type *about_type, int64_t about,
		   const char *occurrence);

/* The rows that `plan` is made of, ids and all; `id` is its own. Nothing is
 * written. CH_EDATA when its days cannot be written. */
int ch_plan_rows(const struct ch_store *store, const struct ch_plan_new *plan,
		 int64_t id, ch_plan_each each, void *ctx,
		 struct ch_err *err);

/*
 * Makes the plan and its parts, inside a transaction, or finds it: then it
 * and its parts stay as they are. About a patient it is found whichever record
 * of the person it was made for, about a stay whichever record of that; one
 * that ended is found, too, unless a start was said that is after its end.
 *
 * Without a start that was said it begins on the day of `now`, or as the
 * template says: of a discharge. CH_EDATA, with nothing written, when that
 * cannot be told, and with reason "died" for somebody who had died by `now`.
 */
int ch_plan_apply(struct ch_store *store, const struct ch_plan_new *plan,
		  int64_t now, ch_step_did each, void *ctx,
		  struct ch_plan_applied *out, struct ch_err *err);

/* The id of every part of a plan: goals, activities and teaching, in the order
 * in which they came; with `tasks` also its tasks, by due day. */
int ch_plan_parts(struct ch_store *store, int64_t plan, bool tasks,
		  int (*each)(void *ctx, const struct ch_type *type,
			      int64_t id, struct ch_err *err),
		  void *ctx, struct ch_err *err);

/*
 * Calls `each` with the plan and everything in it: goals, activities, teaching,
 * and tasks by due day; as --known has it. The row borrows until `each`
 * returns. CH_ENOENT when there is no such plan.
 */
int ch_plan_records(struct ch_store *store, int64_t plan, ch_plan_each each,
		    void *ctx, struct ch_err *err);

/*
 * When an activity is next due: the day of the first of its tasks that is
 * open, else of the one that will be made, or for a patient's own of the next
 * day that it is to be done; CH_NEVER. `*open` counts its open tasks.
 */
int ch_plan_next_due(struct ch_store *store, const struct ch_row *activity,
		     int64_t now, int64_t *due, int *open,
		     struct ch_err *err);

/* What the person of a patient said of goals, food, beliefs and language. */
int ch_plan_wishes(struct ch_store *store, int64_t patient, ch_plan_each each,
		   void *ctx, struct ch_err *err);

/* Each red flag of a plan's `red_flags`; what is none is passed over. */
void ch_plan_flags(struct ch_slice red_flags,
		   void (*each)(void *ctx, const char *level,
				const char *text),
		   void *ctx);

/* All the active plans that are the hub's own. */
int ch_plans_active(struct ch_store *store, struct ch_ids *out,
		    struct ch_err *err);

/* All the active plans whose review is due by a moment, the oldest first, of
 * people who had not died by `now`. */
int ch_plans_to_review(struct ch_store *store, int64_t by, int64_t now,
		       struct ch_ids *out, struct ch_err *err);

/* Who or what the records that a plan makes are made by, for their ids. */
#define CH_PLAN_MAKER "plan:"

#endif
