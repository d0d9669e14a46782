/* recurrence_in.h - the days of an RRULE; for the files of this room alone. */
#ifndef CH_RECURRENCE_IN_H
#define CH_RECURRENCE_IN_H

#include "when/ical_in.h"

/* How many values a BY list has. */
int ch_recur_count(const short *list);

struct ch_recur {
	icalrecur_iterator *each;	/* NULL: by arithmetic: */
	int64_t first, day;		/* days since 1970; the last given */
	int64_t every;			/* days, or weeks */
	int64_t week;			/* when the first week begins */
	unsigned on;			/* weekdays, from Monday; 0: daily */
};

/*
 * The days that a rule says from `first` on, in order, whatever its hours,
 * UNTIL and COUNT are; those before `from` may be left out. Plain days and
 * weekdays are counted here, which is ten times as fast; libical says the rest.
 * False for a rule that is none, or never. Close it also then.
 */
bool ch_recur_open(struct ch_recur *r, struct icalrecurrencetype rule,
		   int64_t first, int64_t from);
/* INT64_MAX: there are no more. */
int64_t ch_recur_next(struct ch_recur *r);
void ch_recur_close(struct ch_recur *r);

#endif
