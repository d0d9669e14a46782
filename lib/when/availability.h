/* availability.h - when somebody or something can be had, by iCalendar. */
#ifndef CH_AVAILABILITY_H
#define CH_AVAILABILITY_H

#include "when/opens.h"

/*
 * `text` is one VEVENT or more, in a VCALENDAR or not: DTSTART with DTEND or
 * DURATION (a date alone is that whole day), RRULE, RDATE, EXDATE, STATUS:
 * CANCELLED. Times are by the clock of their TZID, of Z, or else of `zone`
 * (NULL or "": `home`), all names of the system's tzdata.
 */
struct ch_available {
	const char *text;
	const char *zone;
	const char *home;	/* the zone that is set again at the end */
	const struct ch_hours *holidays;	/* its days that are not as
		their weekday close it, or leave it their hours; NULL: none */
};

/*
 * The open hours that touch [from, until), whole, in order. What overlaps is
 * one; what only touches stays two. Hours end by the clock: 22:00 to 06:00 is
 * seven hours or nine in the nights when clocks change. A time that the clocks
 * skip is the moment of the change (02:30 to 03:30 is 03:00 to 03:30 that day,
 * 02:00 to 03:00 is not at all); of one that comes twice the first is meant, as
 * a beginning and as an end.
 *
 * CH_EDATA says what it refuses, with no word of the text: what is no
 * iCalendar, a day that is none, years but 1970 to 2200, what lasts over 31
 * days, FREQ of hours, minutes or seconds, BYSECOND, more than 96 times a day,
 * more than 500 events or 100,000 times, EXRULE and RECURRENCE-ID, and what
 * libical 3 gets wrong: days from the end of a month where FREQ is DAILY, and
 * BYSETPOS of hours or weeks. Free `out` also then (ch_opens_free).
 */
int ch_available(const struct ch_available *of, int64_t from, int64_t until,
		 struct ch_opens *out, struct ch_err *err);

/* The same, cut into spans of so many minutes (0: 30). */
int ch_available_spans(const struct ch_available *of, int64_t from,
		       int64_t until, int64_t minutes, struct ch_opens *out,
		       struct ch_err *err);

#endif
