/* fold.h - what happened to people, in order, folded into what counts. */
#ifndef CH_CARE_FOLD_H
#define CH_CARE_FOLD_H

#include "base/base.h"

enum ch_outcome { CH_MET, CH_MISSED, CH_PENDING, CH_EXCLUDED };

/* "met", "missed", "pending", "excluded". */
extern const char *const ch_outcome_words[5];

/* Days since 1970 in the hub's zone; not said. */
#define CH_NO_DAY INT32_MIN

/*
 * One thing that happened to a person, and what became of it. Words (role, why)
 * are compared by address: whoever fills a fact keeps one of each.
 */
struct ch_fact {
	int64_t person;
	int64_t at, until;	/* moments; 0: not said */
	int32_t day, last;	/* their days; CH_NO_DAY: not said */
	int64_t about, answer;	/* records; 0: none */
	int64_t organization;
	const char *role;	/* what it is: "stay", "visit" ... */
	const char *why;	/* why it does not count, or why its outcome;
				   NULL: nothing */
	double value;
	const void *about_type, *answer_type;	/* struct ch_type */
	int32_t closes;		/* the day when its window closes */
	uint8_t outcome;	/* enum ch_outcome, once it is a case */
	bool is_case, has_value;
	bool planned;		/* it was meant to be so */
	bool transfer;		/* it went on elsewhere within a day */
	bool unknown;		/* something that matters was not said */
};

/* Says that a fact will soon be read or written; it need not be one. */
static inline void ch_fact_fetch(const struct ch_fact *f)
{
	__builtin_prefetch(f, 1);
	__builtin_prefetch((const char *)f + 64, 1);
}

/* By person, day, then at, until and about: the order that folds ask for. A
 * date comes before the hours of its day, wherever the hub is. */
int ch_fact_order(const void *a, const void *b);

/* Puts facts in that order, in an array of their own that has just that room,
 * unless they are in order; false when there is no memory. */
bool ch_fact_sort(struct ch_fact **f, size_t *room, size_t n);

/*
 * Stays of one person that touch become one: the next begins on the day on
 * which the last ended, or before, or a day later when the last went on by
 * transfer. `at`, `day` and `planned` are the first stay's, the rest is that of
 * the stay that ended last. What has another role stays where it is. Returns
 * how many facts are left. `value` becomes the days from first to last.
 */
size_t ch_fold_stitch(struct ch_fact *f, size_t n, const char *stay);

/* A role, and what an index is left out for when such a fact is found;
 * `by_end`: on the day when the index ended or before, whenever that was. */
struct ch_unless {
	const char *role, *why;
	bool by_end;
};

#define CH_UNLESS_MAX 8

/* How ch_fold_next judges. */
struct ch_next {
	const char *index;	/* the role that makes cases */
	const char *answer;	/* the role that answers; NULL: none does */
	int from, to;		/* so many days after the index ended */
	struct ch_unless unless[CH_UNLESS_MAX];
	int unlesses;
	int32_t today;		/* windows that end on it are still open */
	bool later;		/* an answer that was planned is passed over */
	bool once_a_day;	/* of those of one day only the first counts */
	enum ch_outcome answered;	/* the other is that of no answer */
	const char *answered_why, *planned_why, *pending_why, *again_why;
};

/*
 * Makes a case of every index: left out (`why`) as it was, or because of what
 * `unless` names, from the day it began to the end of its window, in whatever
 * order its day had them; pending until its window is over; else by its first
 * answer, `from` to `to` days after its last day. A first answer that was
 * planned is none.
 */
void ch_fold_next(struct ch_fact *f, size_t n, const struct ch_next *how);

/* Days from `first` to before `end`. */
struct ch_span {
	int32_t first, end;
};

/*
 * The days of one person's facts of that role, `last` included, as spans in
 * order that neither touch nor overlap. What has no `last` lasts until `today`;
 * nothing lasts beyond it, nor from before they were born. `out` has room for
 * n. Returns how many.
 */
size_t ch_fold_cover(const struct ch_fact *f, size_t n, const char *role,
		     int32_t born, int32_t today, struct ch_span *out);

#endif
