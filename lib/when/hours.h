/* hours.h - when work is done: waits that count working time alone. */
#ifndef CH_HOURS_H
#define CH_HOURS_H

#include "base/shelf.h"

/* Minutes of a day by the clock of the hub's zone; closed: from == until. */
struct ch_hours_day {
	int64_t day;	/* since 1970; of a weekday 0 is Monday */
	int from, until;
};

/* Zeroed is never open. */
struct ch_hours {
	struct ch_hours_day week[7];
	struct ch_hours_day *odd;	/* days that are not as their weekday */
	size_t n, room;
};

/* A line of a calendar: "monday" or "2026-12-25", and "08:00-17:00" or
 * "closed"; what is said of a day last counts. NULL, or what is wrong. */
const char *ch_hours_say(struct ch_hours *h, const char *day,
			 const char *hours);

/* Reads calendars/NAME.tsv: such lines, with a tab between and a name behind
 * that nobody reads. CH_ENOENT; CH_EDATA names the line. Free it also then. */
int ch_hours_read(struct ch_hours *out, const struct ch_shelf *shelf,
		  const char *name, struct ch_err *err);
void ch_hours_free(struct ch_hours *h);

/* The hours of a day (since 1970) that is not as its weekday; else NULL. */
const struct ch_hours_day *ch_hours_odd(const struct ch_hours *h, int64_t day);

/* When so many minutes of work are done that begin at `seconds` (since 1970),
 * or as soon as work does. NULL: all hours count. INT64_MAX where there is no
 * such time within ten years. */
int64_t ch_hours_after(const struct ch_hours *h, int64_t seconds,
		       int64_t minutes);

#endif
