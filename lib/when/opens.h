/* opens.h - spans of open hours, in order. */
#ifndef CH_OPENS_H
#define CH_OPENS_H

#include "when/hours.h"

/* From then until before then, in seconds since 1970. */
struct ch_open {
	int64_t from, until;
};

/* Zeroed is never. */
struct ch_opens {
	struct ch_open *at;
	size_t n, room;
};

int ch_opens_add(struct ch_opens *o, int64_t from, int64_t until,
		 struct ch_err *err);
void ch_opens_free(struct ch_opens *o);

/* Puts them in order; what overlaps becomes one, what only touches stays. */
void ch_opens_merge(struct ch_opens *o);

/* Of the days of `h` that are not as their weekday, by the clock of the zone
 * that is set, leaves the hours that those have: none on one that is closed. */
int ch_opens_leave(struct ch_opens *o, const struct ch_hours *h,
		   struct ch_err *err);

/* What each holds of spans of that length, one after the other; what is left at
 * its end is none. Free `out` also then. */
int ch_opens_cut(const struct ch_opens *o, int64_t seconds,
		 struct ch_opens *out, struct ch_err *err);

/* Whether it is open at an instant; whether one begins then. */
bool ch_opens_at(const struct ch_opens *o, int64_t seconds);
bool ch_opens_begin(const struct ch_opens *o, int64_t seconds);

#endif
