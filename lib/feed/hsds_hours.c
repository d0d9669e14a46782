/* hsds_hours.c - schedules and holidays of a service become VEVENTs. */
#include "base/moment.h"
#include "base/text.h"
#include "feed/hsds_in.h"

enum { FIRST_YEAR = 2024, LAST_YEAR = 2030, RULES = 200 };

static void add_time(struct ch_buf *b, const char *name, int64_t day,
		     int minute)
{
	int64_t year;
	int month, of_month;

	ch_civil_of_days(day + minute / (24 * 60), &year, &month, &of_month);
	minute %= 24 * 60;
	ch_buf_addf(b, "%s:%04d%02d%02dT%02d%02d00\n", name, (int)year, month,
		    of_month, minute / 60, minute % 60);
}

static void add_day(struct ch_buf *b, int64_t day)
{
	int64_t year;
	int month, of_month;

	ch_civil_of_days(day, &year, &month, &of_month);
	ch_buf_addf(b, "%04d%02d%02d", (int)year, month, of_month);
}

/* ---- holidays ---- */

struct span {
	int64_t from, until;
};

/* The days of a holiday in a year; false: not in it, or longer than any. */
static bool in_year(const struct hsds_holiday *h, int year, struct span *out)
{
	int64_t of_year;
	int month, day, month_end, day_end;

	*out = (struct span){ h->from, h->until };
	if (h->yearly) {
		ch_civil_of_days(h->from, &of_year, &month, &day);
		out->from = ch_days_of_civil(year, month, day);
		ch_civil_of_days(h->until, &of_year, &month_end, &day_end);
		year += month_end < month ||
			(month_end == month && day_end < day);
		out->until = ch_days_of_civil(year, month_end, day_end);
	}
	return out->from <= out->until && out->until - out->from <
		HSDS_HOLIDAY_DAYS;
}

/* Calls for the days of each holiday, those of every year in every year. */
static void each_holiday(struct hsds_row *const *from, size_t n,
			 void (*what)(void *ctx, const struct hsds_holiday *h,
				      struct span days), void *ctx)
{
	struct hsds_holiday h;
	struct span days;

	for (size_t i = 0; i < n; i++)
		for (struct hsds_kid *k = from[i]->kids; k; k = k->next) {
			if (k->row->kind != HSDS_HOLIDAY || k->row->bad ||
			    ch_hsds_holiday(k->row, &h, NULL))
				continue;
			for (int y = FIRST_YEAR; y <= LAST_YEAR; y++)
				if (in_year(&h, y, &days)) {
					what(ctx, &h, days);
					if (!h.yearly)
						break;
				}
		}
}

#define BUT_FIRST 14245		/* 2009-01-01 */
#define BUT_DAYS (30 * 366)

struct but {
	struct ch_buf *b;
	unsigned weekdays;	/* those on which it would be open; 0: any */
	int64_t start;
	unsigned char said[BUT_DAYS / 8];	/* bits, from BUT_FIRST */
	size_t n;
};

static bool said_before(struct but *but, int64_t day)
{
	int64_t i = day - BUT_FIRST;
	unsigned char bit, *at;

	if (i < 0 || i >= BUT_DAYS / 8 * 8)
		return false;
	at = &but->said[i / 8];
	bit = (unsigned char)(1u << i % 8);
	if (*at & bit)
		return true;
	*at |= bit;
	return false;
}

/* Nothing begins on these days. */
static void leave_out(void *ctx, const struct hsds_holiday *h,
		      struct span days)
{
	struct but *but = ctx;

	(void)h;
	for (int64_t d = days.from; d <= days.until; d++) {
		if (d < but->start || (but->weekdays && !(but->weekdays >>
		    ((d + 3) % 7 + 7) % 7 & 1)) || said_before(but, d))
			continue;
		ch_buf_adds(but->b, but->n++ ? "," : "EXDATE;VALUE=DATE:");
		add_day(but->b, d);
	}
}

/* Hours of their own on these days. */
static void put_in(void *ctx, const struct hsds_holiday *h, struct span days)
{
	struct ch_buf *b = ctx;

	if (h->opens < 0)
		return;
	ch_buf_adds(b, "BEGIN:VEVENT\n");
	add_time(b, "DTSTART", days.from, h->opens);
	add_time(b, "DTEND", days.from, h->closes);
	if (days.until > days.from) {
		ch_buf_adds(b, "RRULE:FREQ=DAILY;UNTIL=");
		add_day(b, days.until);
		ch_buf_addc(b, '\n');
	}
	ch_buf_adds(b, "END:VEVENT\n");
}

/* ---- rules ---- */

static void add_rule(struct ch_buf *b, const struct hsds_rule *r,
		     struct hsds_row *const *from, size_t n)
{
	struct but but = { .b = b, .weekdays = r->days, .start = r->start };

	ch_buf_adds(b, "BEGIN:VEVENT\n");
	add_time(b, "DTSTART", r->start, r->opens);
	add_time(b, "DTEND", r->start, r->closes);
	if (*r->text)
		ch_buf_addf(b, "RRULE:%s", r->text);
	if (*r->text && r->end != INT64_MAX) {
		ch_buf_adds(b, ";UNTIL=");
		add_day(b, r->end);
	}
	if (*r->text)
		ch_buf_addc(b, '\n');
	each_holiday(from, n, leave_out, &but);
	if (but.n)
		ch_buf_addc(b, '\n');
	ch_buf_adds(b, "END:VEVENT\n");
}

static bool is_plain(const struct hsds_rule *r)
{
	return !strncmp(r->text, "FREQ=WEEKLY;BYDAY=", 18) &&
		!strchr(r->text + 18, ';');
}

/* Weekdays with the same hours are one rule; false: it is another. */
static bool join(struct hsds_rule *to, const struct hsds_rule *r)
{
	static const char *const weekday[] = { "MO", "TU", "WE", "TH", "FR",
					       "SA", "SU" };
	size_t n = 18;

	if (!is_plain(to) || !is_plain(r) || to->opens != r->opens ||
	    to->closes != r->closes || to->end != r->end ||
	    (to->start > r->start ? to->start - r->start :
	     r->start - to->start) > 6)
		return false;
	to->days |= r->days;
	to->start = to->start < r->start ? to->start : r->start;
	for (int i = 0; i < 7; i++)
		if (to->days >> i & 1)
			n += (size_t)snprintf(to->text + n,
					      sizeof(to->text) - n, "%s%s",
					      n > 18 ? "," : "", weekday[i]);
	return true;
}

static void collect(struct hsds_rule *all, size_t *n,
		    const struct hsds_rule *r)
{
	for (size_t i = 0; i < *n; i++) {
		if (all[i].opens == r->opens && all[i].closes == r->closes &&
		    all[i].start == r->start && all[i].end == r->end &&
		    !strcmp(all[i].text, r->text))
			return;
		if (join(&all[i], r))
			return;
	}
	if (*n < RULES)
		all[(*n)++] = *r;
}

/* ---- zones ---- */

static bool is_ours(int minutes)
{
	int64_t winter = ch_moment_civil(20454, 12, 0, 0);	/* 2026-01-01 */
	int64_t summer = ch_moment_civil(20635, 12, 0, 0);	/* in July */

	return ch_moment_offset(ch_moment_local(winter)) == minutes ||
		ch_moment_offset(ch_moment_local(summer)) == minutes;
}

/* A zone's name, or an offset in hours: that of the hub's own clock means that
 * clock, so that hours stay what they are when clocks change. */
static void read_zone(struct ch_slice s, char *out, size_t size)
{
	int64_t hours;

	if (!s.n || s.n >= size)
		return;
	if (memchr(s.s, '/', s.n)) {
		ch_slice_copy(out, size, s);
		if (!ch_zone_is(out))
			*out = '\0';
		return;
	}
	if (s.n > 3 && s.s[s.n - 3] == ':')	/* -05:00 */
		s.n -= 3;
	if (ch_text_int(s.s, s.n, &hours) && hours >= -12 && hours <= 14 &&
	    !is_ours((int)hours * 60))
		/* POSIX counts the other way. */
		snprintf(out, size, "Etc/GMT%+d", (int)-hours);
}

static bool read_holder(struct hsds_hours *out, struct hsds_row *row,
			struct hsds_rule *all, size_t *n)
{
	bool any = false;

	for (struct hsds_kid *k = row->kids; k; k = k->next) {
		struct hsds_rule rule;

		if (k->row->kind != HSDS_SCHEDULE || k->row->bad)
			continue;
		any = true;
		ch_hsds_also(&out->words, "; ", ch_hsds_get(k->row,
							HSDS_DESCRIPTION));
		if (!*out->zone)
			read_zone(ch_hsds_get(k->row, HSDS_ZONE), out->zone,
				  sizeof(out->zone));
		if (!ch_hsds_rule(k->row, &rule, NULL))
			collect(all, n, &rule);
	}
	return any;
}

void ch_hsds_hours(struct hsds_hours *out, struct hsds_row *const *from,
		   size_t n)
{
	CH_AUTO(ch_free) struct hsds_rule *all = calloc(RULES, sizeof(*all));
	size_t rules = 0;

	*out = (struct hsds_hours){ .zone = "" };
	if (!all) {
		out->events.failed = true;
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (read_holder(out, from[i], all, &rules))
			break;
	for (size_t i = 0; i < rules; i++)
		add_rule(&out->events, &all[i], from, n);
	if (rules)
		each_holiday(from, n, put_in, &out->events);
}

void ch_hsds_hours_free(struct hsds_hours *hours)
{
	ch_buf_free(&hours->events);
	ch_buf_free(&hours->words);
}
