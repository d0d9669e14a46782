/* schedule.h - when something that recurs is due: days and intervals alone. */
#ifndef CH_SCHEDULE_H
#define CH_SCHEDULE_H

#include "base/base.h"

/* Days count from 1970-01-01 (ch_moment_local_day). No day at all: */
#define CH_NEVER INT64_MAX

/* The days that can be written: 0001-01-01 and 9999-12-31. */
#define CH_DAY_FIRST INT64_C(-719162)
#define CH_DAY_LAST INT64_C(2932896)

/* "90d", "2w", "3m", "1y"; n == 0 is once. */
struct ch_every {
	int n;		/* 1 to 9999, and a hundred years at most */
	char unit;	/* d w m y */
};

/* Reads the whole slice; false when it is anything else. An empty slice is
 * once. */
bool ch_every_parse(const char *s, size_t n, struct ch_every *out);

/* The day that many intervals later. Months are cut to their last day, and
 * not added up one by one: 31 January, 28 February, 31 March. */
int64_t ch_every_add(int64_t day, struct ch_every every, int64_t times);

/* What is due on `at`, and every interval after it, as long as it is not after
 * `until` (CH_NEVER: as long as there are days). */
struct ch_schedule {
	int64_t at, until;
	struct ch_every every;
};

/* The first due day at or after `day`; CH_NEVER when there is none. */
int64_t ch_schedule_due(const struct ch_schedule *s, int64_t day);

/* The last due day at or before `day`; CH_NEVER when there is none. */
int64_t ch_schedule_last(const struct ch_schedule *s, int64_t day);

/* What is due stays open for so many days, where nothing else was said: */
#define CH_CLOSES_ONCE 30
#define CH_CLOSES_DEFAULT (-1)	/* once: 30; else until the day before the
				   next is due */

/* The last day of the window of the occurrence due on `due`, CH_DAY_LAST at
 * most. `closes` counts days after it, or is CH_CLOSES_DEFAULT. */
int64_t ch_schedule_closes(const struct ch_schedule *s, int64_t due,
			   int64_t closes);

/*
 * The first due day that is still to be done: after `made` (the due day of the
 * last that was made; CH_NEVER: none was) and with its window not closed
 * before `today`. A due day that was moved by hand moves those after it.
 * CH_NEVER when there is none. `*from` becomes the schedule that the days
 * after it follow.
 */
int64_t ch_schedule_open(const struct ch_schedule *s, int64_t made,
			 int64_t closes, int64_t today,
			 struct ch_schedule *from);

#endif
