/* goal.h - where a person stands on a goal, from their own observations. */
#ifndef CH_GOAL_H
#define CH_GOAL_H

#include "store/store.h"

/* What a goal asks for: a value between two ends, in one unit. */
struct ch_target {
	double low, high;	/* -INFINITY, INFINITY: no such end */
	bool low_out, high_out;	/* the end itself does not reach it */
	struct ch_slice measure, unit;	/* borrowed from the goal */
};

/* False when the goal says nothing that can be measured. */
bool ch_target_of(const struct ch_row *goal, struct ch_target *out);

enum ch_holds { CH_HOLDS_NO, CH_HOLDS_YES, CH_HOLDS_UNKNOWN };

/* Whether a value reaches the target. `compare` is the observation's own: of
 * "< 5" only some targets can be told; "" where it has none. */
enum ch_holds ch_target_holds(const struct ch_target *target,
			      const char *compare, double value);

enum ch_standing_kind {
	CH_STANDING_UNMEASURED,	/* the goal names no measure */
	CH_STANDING_NO_RESULT,
	CH_STANDING_NOT_COMPARABLE,	/* another unit, or "< 5" */
	CH_STANDING_COMPARED,
};

/* Where somebody stands. The value is as it is compared: in the goal's unit,
 * or, where it is not comparable, as it was sent. */
struct ch_standing {
	enum ch_standing_kind kind;
	double value, before;
	int64_t at, before_at;	/* before_at 0: nothing before it */
	char compare[4], unit[40];
	bool reached;		/* only where it was compared */
	const char *achievement;	/* FHIR goal-achievement; NULL: none can
				   be told. Never stored. */
};

/*
 * Where the goal's patient stood at `now`: the latest result of the person,
 * whichever of their records it came with, that was not taken back, and the
 * one before it. `due` of the goal counts as in is_over().
 */
int ch_goal_standing(struct ch_store *store, const struct ch_row *goal,
		     int64_t now, struct ch_standing *out,
		     struct ch_err *err);

/* "138 mm[Hg] on 2026-05-02, goal < 130 by 2026-09-30: not reached, improving
 * (before: 146)". */
void ch_goal_words(struct ch_buf *out, const struct ch_row *goal,
		   const struct ch_standing *standing);

#endif
