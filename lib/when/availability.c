/* availability.c - iCalendar's events become open hours, in bounded time. */
#include <string.h>

#include "base/grow.h"
#include "base/moment.h"
#include "when/availability.h"
#include "when/recurrence_in.h"

enum { DAY = 86400, EVENTS_MAX = 500, TIMES_MAX = 100000, DAILY_MAX = 96 };
enum { FIRST_YEAR = 1970, LAST_YEAR = 2200, LONGEST = 31 * DAY };

/* Times by a clock: seconds since 1970 as if it were UTC. */
struct walls {
	int64_t *at;
	size_t n, room;
};

struct event {
	const char *zone;
	int64_t start, length;
	struct walls but;	/* EXDATE */
	bool utc, whole_day;
};

struct work {
	const struct ch_available *of;
	int64_t from, until;
	struct ch_opens *out;
	size_t times;
	int64_t week;	/* its first day; how far east its clocks are, */
	int64_t east;	/* in seconds, */
	bool still;	/* if they stay so */
	struct ch_err *err;
};

static int no(const struct work *w, const char *what)
{
	return ch_fail(w->err, CH_EDATA, "availability: %s", what);
}

static int add_wall(struct walls *walls, int64_t at, struct ch_err *err)
{
	int rc = ch_grow((void **)&walls->at, &walls->room, walls->n,
			 sizeof(*walls->at), err);

	if (!rc)
		walls->at[walls->n++] = at;
	return rc;
}

static int by_wall(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int64_t wall_of(struct icaltimetype t)
{
	int64_t day = ch_days_of_civil(t.year, t.month, t.day);

	return day * DAY + (t.is_date ? 0 :
			    t.hour * 3600 + t.minute * 60 + t.second);
}

static bool is_time(struct icaltimetype t)
{
	int64_t year;
	int month, day;

	if (t.year < FIRST_YEAR || t.year > LAST_YEAR || t.month < 1 ||
	    t.month > 12 || t.day < 1 || t.day > 31)
		return false;
	ch_civil_of_days(ch_days_of_civil(t.year, t.month, t.day), &year,
			 &month, &day);
	return month == t.month && (t.is_date ||
		(t.hour >= 0 && t.hour < 24 && t.minute >= 0 &&
		 t.minute < 60 && t.second >= 0 && t.second <= 60));
}

/* Where the clocks of the zone stay as they are for a week, its instants are
 * the clock's all of that time: asked for once. */
static int64_t instant_of(struct work *w, const struct event *e, int64_t wall)
{
	int64_t day = wall / DAY - (wall % DAY < 0), end;
	int second = (int)(wall - day * DAY);

	if (e->utc)
		return wall;
	if (day < w->week || day >= w->week + 7) {
		w->week = day - (day % 7 + 7) % 7;
		w->east = w->week * DAY - ch_moment_civil(w->week, 0, 0, 0);
		end = ch_moment_civil(w->week + 7, 0, 0, 0);
		w->still = (w->week + 7) * DAY - end == w->east;
	}
	return w->still ? wall - w->east :
		ch_moment_civil(day, second / 3600, second / 60 % 60,
				second % 60);
}

/* What the clock of the zone that is set shows at an instant. */
static int64_t clock_at(int64_t seconds)
{
	return seconds + ch_moment_offset(ch_moment_local(seconds)) * 60;
}

static int put_time(struct work *w, const struct event *e, int64_t wall,
		    int64_t length)
{
	int64_t from, until;

	if (++w->times > TIMES_MAX)
		return no(w, "more than 100,000 times");
	if (wall > w->until + 2 * DAY || wall + length < w->from - 2 * DAY ||
	    (e->but.n && bsearch(&wall, e->but.at, e->but.n, sizeof(wall),
				 by_wall)))
		return 0;
	from = instant_of(w, e, wall);
	until = instant_of(w, e, wall + length);
	return from >= until || from >= w->until || until <= w->from ? 0 :
		ch_opens_add(w->out, from, until, w->err);
}

/* libical 3 finds no such days where FREQ is DAILY. */
static bool is_from_end(const struct icalrecurrencetype *rule)
{
	for (int i = 0; i < ch_recur_count(rule->by_month_day); i++)
		if (rule->by_month_day[i] < 0)
			return true;
	return false;
}

static int check_rule(struct work *w, const struct icalrecurrencetype *rule)
{
	int hours = ch_recur_count(rule->by_hour);
	int minutes = ch_recur_count(rule->by_minute);
	bool daily = rule->freq == ICAL_DAILY_RECURRENCE;

	if (!daily && rule->freq != ICAL_WEEKLY_RECURRENCE &&
	    rule->freq != ICAL_MONTHLY_RECURRENCE &&
	    rule->freq != ICAL_YEARLY_RECURRENCE)
		return no(w, "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY");
	if (ch_recur_count(rule->by_second))
		return no(w, "BYSECOND is not read");
	if ((hours ? hours : 1) * (minutes ? minutes : 1) > DAILY_MAX)
		return no(w, "more than 96 times a day");
	if (rule->interval < 1 || rule->count < 0)
		return no(w, "INTERVAL and COUNT count from 1");
	if (daily && is_from_end(rule))
		return no(w, "BYMONTHDAY from the end needs FREQ=MONTHLY");
	if (ch_recur_count(rule->by_set_pos) && (hours || minutes || daily ||
				rule->freq == ICAL_WEEKLY_RECURRENCE))
		return no(w, "BYSETPOS counts days of months or years");
	return 0;
}

/* The last time that the rule allows, by the clock that it is read by: a date
 * alone is all of that day. */
static int read_until(struct work *w, const struct event *e,
		      struct icaltimetype until, int64_t *last)
{
	*last = INT64_MAX;
	if (ch_ical.time_is_null_time(until))
		return 0;
	if (!is_time(until))
		return no(w, "UNTIL is no time");
	*last = wall_of(until);
	if (until.is_date)
		*last += DAY - 1;
	else if (ch_ical_utc(until) && !e->utc)
		*last = clock_at(*last);
	return 0;
}

/* The times of a day of the rule, as BYHOUR and BYMINUTE say, in order; how
 * many. */
static int read_clock(const struct event *e,
		      const struct icalrecurrencetype *rule, int64_t *clock)
{
	int hours = ch_recur_count(rule->by_hour);
	int minutes = ch_recur_count(rule->by_minute);
	int64_t hour = e->start % DAY / 3600, minute = e->start / 60 % 60;
	int n = 0;

	if (e->whole_day)
		hours = minutes = 0;
	for (int i = 0; i < (hours ? hours : 1); i++)
		for (int k = 0; k < (minutes ? minutes : 1); k++)
			clock[n++] = (hours ? rule->by_hour[i] : hour) * 3600 +
				(minutes ? rule->by_minute[k] : minute) * 60 +
				e->start % 60;
	qsort(clock, (size_t)n, sizeof(*clock), by_wall);
	return n;
}

/* What repeats without a COUNT is looked at from when it matters. */
static int put_rule(struct work *w, const struct event *e,
		    struct icalrecurrencetype rule)
{
	int64_t clock[DAILY_MAX], last, day = 0;
	struct ch_recur days;
	int rc = check_rule(w, &rule), n, left = rule.count;

	if (!rc)
		rc = read_until(w, e, rule.until, &last);
	if (rc)
		return rc;
	if (last > w->until + 2 * DAY)
		last = w->until + 2 * DAY;
	n = read_clock(e, &rule, clock);
	if (!ch_recur_open(&days, rule, e->start / DAY, left ? 0 :
			   (w->from - e->length) / DAY - 2))
		return no(w, "an RRULE that is none, or never");
	while (!rc && day <= last && (!rule.count || left > 0)) {
		day = ch_recur_next(&days);
		if (day > last / DAY)
			break;
		day *= DAY;
		for (int i = 0; !rc && i < n; i++) {
			if (day + clock[i] < e->start)
				continue;
			if (day + clock[i] > last ||
			    (rule.count && left-- <= 0))
				break;
			rc = put_time(w, e, day + clock[i], e->length);
		}
	}
	ch_recur_close(&days);
	return rc;
}

static const char *zone_said(icalproperty *p)
{
	icalparameter *zone = p ? ch_ical.property_get_first_parameter(p,
						ICAL_TZID_PARAMETER) : NULL;

	return zone ? ch_ical.parameter_get_tzid(zone) : NULL;
}

/* The time of a property by the event's own clock, where it is of another. */
static int read_wall(const struct work *w, const struct event *e,
		     icalproperty *p, struct icaltimetype t, int64_t *wall)
{
	const char *zone = t.is_date ? NULL : zone_said(p);

	*wall = wall_of(t);
	if (!t.is_date && ch_ical_utc(t) && !e->utc)
		*wall = clock_at(*wall);
	if (!zone || ch_ical_utc(t) ||
	    (!e->utc && !strcmp(zone, e->zone)))
		return 0;
	if (ch_zone_set(zone, NULL))
		return no(w, "an unknown time zone");
	*wall = ch_moment_civil(*wall / DAY, t.hour, t.minute, t.second);
	if (ch_zone_set(e->zone, NULL))
		return no(w, "an unknown time zone");
	if (!e->utc)
		*wall = clock_at(*wall);
	return 0;
}

/* Of one date alone, for an event of hours, the hour is its own. */
static int put_date(struct work *w, const struct event *e, icalproperty *p)
{
	struct icaldatetimeperiodtype d = ch_ical.property_get_rdate(p);
	bool span = ch_ical.time_is_null_time(d.time);
	struct icaltimetype t = span ? d.period.start : d.time;
	int64_t length = e->length, wall;
	int rc;

	if (!is_time(t))
		return no(w, "RDATE is no time");
	if (span && !ch_ical.time_is_null_time(d.period.end))
		length = is_time(d.period.end) ?
			wall_of(d.period.end) - wall_of(t) : 0;
	else if (span)
		length = ch_ical.durationtype_as_int(d.period.duration);
	if (length <= 0 || length > LONGEST)
		return no(w, "a PERIOD ends before it begins, or "
			  "lasts over 31 days");
	rc = read_wall(w, e, p, t, &wall);
	if (t.is_date && !e->whole_day)
		wall += e->start % DAY;
	return rc ? rc : put_time(w, e, wall, length);
}

static int put_dates(struct work *w, const struct event *e, icalcomponent *c)
{
	icalproperty *p;
	int rc = 0;

	for (p = ch_ical.component_get_first_property(c, ICAL_RDATE_PROPERTY);
	     !rc && p;
	     p = ch_ical.component_get_next_property(c, ICAL_RDATE_PROPERTY))
		rc = put_date(w, e, p);
	return rc;
}

/* A date alone leaves out all that begins on it, for an event of hours it is
 * read as the hour at which that begins. */
static int read_but(struct work *w, struct event *e, icalcomponent *c)
{
	icalproperty *p;
	int rc = 0;

	for (p = ch_ical.component_get_first_property(c, ICAL_EXDATE_PROPERTY);
	     !rc && p;
	     p = ch_ical.component_get_next_property(c, ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype t = ch_ical.property_get_exdate(p);
		int64_t wall;

		if (!is_time(t))
			return no(w, "EXDATE is no time");
		rc = read_wall(w, e, p, t, &wall);
		if (t.is_date && !e->whole_day)
			wall += e->start % DAY;
		if (!rc)
			rc = add_wall(&e->but, wall, w->err);
	}
	if (e->but.n)
		qsort(e->but.at, e->but.n, sizeof(*e->but.at), by_wall);
	return rc;
}

/* The zone of what begins so; NULL: of all that names none. */
static int set_zone(struct work *w, icalproperty *start, const char **name)
{
	const char *zone = zone_said(start);

	if (!zone)
		zone = w->of->zone;
	if (!zone || !*zone)
		zone = w->of->home;
	*name = zone;
	w->week = INT64_MIN / 2;
	return ch_zone_set(zone, NULL) ? no(w, "an unknown time zone") : 0;
}

static int read_length(struct work *w, struct event *e, icalcomponent *c)
{
	icalproperty *end, *lasts;
	struct icaltimetype t;

	end = ch_ical.component_get_first_property(c, ICAL_DTEND_PROPERTY);
	lasts = ch_ical.component_get_first_property(c, ICAL_DURATION_PROPERTY);
	if (end) {
		t = ch_ical.property_get_dtend(end);
		if (!is_time(t))
			return no(w, "DTEND is no time");
		if (ch_ical_utc(t) != e->utc ||
		    (!e->utc && zone_said(end) &&
		     strcmp(zone_said(end), e->zone)))
			return no(w, "DTSTART and DTEND are of two clocks");
		e->length = wall_of(t) - e->start;
	} else if (lasts) {
		e->length = ch_ical.durationtype_as_int(
			ch_ical.property_get_duration(lasts));
	} else if (e->whole_day) {
		e->length = DAY;
	} else {
		return no(w, "neither DTEND nor DURATION");
	}
	return e->length > 0 && e->length <= LONGEST ? 0 :
		no(w, "it ends before it begins, or lasts over 31 days");
}

static bool has(icalcomponent *c, icalproperty_kind kind)
{
	return ch_ical.component_get_first_property(c, kind);
}

static int put_event_times(struct work *w, struct event *e, icalcomponent *c)
{
	icalproperty *rule;
	int rc = read_but(w, e, c);

	if (!rc && !has(c, ICAL_RRULE_PROPERTY))
		rc = put_time(w, e, e->start, e->length);
	for (rule = ch_ical.component_get_first_property(
			c, ICAL_RRULE_PROPERTY);
	     !rc && rule;
	     rule = ch_ical.component_get_next_property(
			c, ICAL_RRULE_PROPERTY))
		rc = put_rule(w, e, ch_ical.property_get_rrule(rule));
	if (!rc)
		rc = put_dates(w, e, c);
	return rc;
}

static int put_event(struct work *w, icalcomponent *c)
{
	struct event e = { 0 };
	struct icaltimetype start;
	icalproperty *p;
	int rc;

	p = ch_ical.component_get_first_property(c, ICAL_DTSTART_PROPERTY);
	if (!p)
		return no(w, "no DTSTART");
	if (has(c, ICAL_EXRULE_PROPERTY) ||
	    has(c, ICAL_RECURRENCEID_PROPERTY))
		return no(w, "EXRULE and RECURRENCE-ID are not read: use "
			  "EXDATE and RDATE");
	if (ch_ical.component_get_status(c) == ICAL_STATUS_CANCELLED)
		return 0;
	start = ch_ical.property_get_dtstart(p);
	if (!is_time(start))
		return no(w, "DTSTART is no time");
	e.start = wall_of(start);
	e.utc = ch_ical_utc(start);
	e.whole_day = start.is_date;
	rc = set_zone(w, p, &e.zone);
	if (!rc)
		rc = read_length(w, &e, c);
	if (!rc)
		rc = put_event_times(w, &e, c);
	free(e.but.at);
	return rc;
}

static int put_events(struct work *w, icalcomponent *root)
{
	icalcomponent *c;
	int n = 0, rc = 0;

	if (ch_ical.component_count_errors(root))
		return no(w, "a line that iCalendar has not");
	if (ch_ical.component_isa(root) == ICAL_VEVENT_COMPONENT)
		return put_event(w, root);
	for (c = ch_ical.component_get_first_component(
			root, ICAL_ANY_COMPONENT);
	     !rc && c;
	     c = ch_ical.component_get_next_component(
			root, ICAL_ANY_COMPONENT)) {
		if (++n > EVENTS_MAX)
			return no(w, "more than 500 events");
		if (ch_ical.component_isa(c) == ICAL_VCALENDAR_COMPONENT)
			rc = put_events(w, c);
		else if (ch_ical.component_isa(c) == ICAL_VEVENT_COMPONENT)
			rc = put_event(w, c);
	}
	return rc || n ? rc : no(w, "no VEVENT");
}

static int leave_holidays(struct work *w)
{
	const char *zone;
	int rc = set_zone(w, NULL, &zone);

	return rc ? rc : ch_opens_leave(w->out, w->of->holidays, w->err);
}

static int read_all(struct work *w)
{
	icalcomponent *root;
	int rc = ch_ical_load(w->err);

	if (rc)
		return rc;
	ch_ical.error_set_errors_are_fatal(0);
	root = ch_ical.parser_parse_string(w->of->text);
	if (!root)
		return no(w, "no VEVENT");
	rc = put_events(w, root);
	ch_ical.component_free(root);
	return rc;
}

int ch_available(const struct ch_available *of, int64_t from, int64_t until,
		 struct ch_opens *out, struct ch_err *err)
{
	struct work w = { .of = of, .from = from, .until = until, .out = out,
			  .err = err };
	int rc;

	*out = (struct ch_opens){ .n = 0 };
	rc = read_all(&w);
	if (!rc) {
		ch_opens_merge(out);
		if (of->holidays && of->holidays->n)
			rc = leave_holidays(&w);
	}
	ch_zone_set(of->home, NULL);
	return rc;
}

int ch_available_spans(const struct ch_available *of, int64_t from,
		       int64_t until, int64_t minutes, struct ch_opens *out,
		       struct ch_err *err)
{
	struct ch_opens open;
	int rc = ch_available(of, from, until, &open, err);

	*out = (struct ch_opens){ .n = 0 };
	if (!rc)
		rc = ch_opens_cut(&open, (minutes > 0 ? minutes : 30) * 60,
				  out, err);
	ch_opens_free(&open);
	return rc;
}
