/* plan_diff.h - what changed in a plan, field by field. */
#ifndef CH_PLAN_DIFF_H
#define CH_PLAN_DIFF_H

#include "care/plan/plan.h"

/* One change. Texts are spelled as in ch_row_spell(); "" is nothing. */
struct ch_plan_change {
	char sign;		/* ' ' changed, '+' added, '-' taken out */
	const char *type;	/* plan, goal, activity */
	struct ch_slice item;	/* the part's item or title; n 0 for a plan */
	const char *field, *was, *is;
};

typedef int (*ch_plan_changed)(void *ctx, const struct ch_plan_change *change,
			       struct ch_err *err);

/* Between two moments, as the journal has it; `from` 0: since it was applied,
 * with all its parts. */
int ch_plan_diff(struct ch_store *store, int64_t plan, int64_t from,
		 int64_t to, ch_plan_changed each, void *ctx,
		 struct ch_err *err);

/* Between the plan as it is and what its template would make now for the same
 * day: '-' is in the plan alone, '+' in the template alone. CH_EDATA when it
 * came from no template, CH_ENOENT when that is gone. */
int ch_plan_diff_template(struct ch_store *store, const struct ch_shelf *shelf,
			  int64_t plan, ch_plan_changed each, void *ctx,
			  struct ch_err *err);

#endif
