/* ical_in.h - libical, loaded when a rule needs it: it brings ICU along, which
 * would cost each start of a program more than all the rest of it. */
#ifndef CH_ICAL_IN_H
#define CH_ICAL_IN_H

#include <libical/ical.h>

#include "base/base.h"

/* What is used of it; each is called as ch_ical.NAME(), without its "ical". */
#define CH_ICAL(X) \
	X(component_count_errors) X(component_free) \
	X(component_get_first_component) X(component_get_first_property) \
	X(component_get_next_component) X(component_get_next_property) \
	X(component_get_status) X(component_isa) X(durationtype_as_int) \
	X(error_set_errors_are_fatal) X(parameter_get_tzid) \
	X(parser_parse_string) X(property_get_dtend) \
	X(property_get_dtstart) X(property_get_duration) \
	X(property_get_exdate) X(property_get_first_parameter) \
	X(property_get_rdate) X(property_get_rrule) X(recur_iterator_free) \
	X(recur_iterator_new) X(recur_iterator_next) \
	X(recur_iterator_set_start) X(recurrencetype_day_day_of_week) \
	X(recurrencetype_day_position) X(time_is_null_time) X(time_is_utc) \
	X(time_null_time)

struct ch_ical {
#define X(f) __typeof__(ical##f) *f;
	CH_ICAL(X)
#undef X
};

extern struct ch_ical ch_ical;

/* Before the first call; once is enough. CH_EIO: it is not there. */
int ch_ical_load(struct ch_err *err);

/* libical reads its table of zones to answer that; where none is set, none. */
static inline bool ch_ical_utc(struct icaltimetype t)
{
	return t.zone && ch_ical.time_is_utc(t);
}

#endif
