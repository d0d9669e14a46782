/* recurrence.c - on which days an RRULE falls. */
#include "base/moment.h"
#include "when/recurrence_in.h"

int ch_recur_count(const short *list)
{
	int n = 0;

	while (list[n] != ICAL_RECURRENCE_ARRAY_MAX)
		n++;
	return n;
}

/* libical looks beyond the first that is none. */
static void forget(short *list, size_t n)
{
	while (n--)
		list[n] = ICAL_RECURRENCE_ARRAY_MAX;
}

/* From Monday, as 1970 began on a Thursday. */
static int weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7);
}

/* Days or weeks, with no more than weekdays. */
static bool is_plain(const struct icalrecurrencetype *rule)
{
	bool weekly = rule->freq == ICAL_WEEKLY_RECURRENCE;
	int days = ch_recur_count(rule->by_day);

	if ((!weekly && (rule->freq != ICAL_DAILY_RECURRENCE || days)) ||
	    rule->interval < 1 || rule->rscale ||
	    ch_recur_count(rule->by_month) ||
	    ch_recur_count(rule->by_month_day) ||
	    ch_recur_count(rule->by_year_day) ||
	    ch_recur_count(rule->by_week_no) ||
	    ch_recur_count(rule->by_set_pos))
		return false;
	while (days--)
		if (ch_ical.recurrencetype_day_position(rule->by_day[days]))
			return false;
	return true;
}

/* libical counts weekdays from Sunday, which is 1. */
static int from_monday(int day)
{
	return (day + 5) % 7;
}

static void open_plain(struct ch_recur *r,
		       const struct icalrecurrencetype *rule, int64_t from)
{
	int start = rule->week_start ? from_monday(rule->week_start) : 0;

	r->every = rule->interval;
	r->week = r->first - (weekday(r->first) - start + 7) % 7;
	for (int i = 0; i < ch_recur_count(rule->by_day); i++)
		r->on |= 1u << from_monday(
			ch_ical.recurrencetype_day_day_of_week(
				rule->by_day[i]));
	if (!r->on && rule->freq == ICAL_WEEKLY_RECURRENCE)
		r->on = 1u << weekday(r->first);
	r->day = (from > r->first ? from : r->first) - 1;
}

static int64_t next_plain(struct ch_recur *r)
{
	int64_t day = r->day + 1, over;

	if (!r->on) {
		over = (day - r->first) % r->every;
		return r->day = day + (over ? r->every - over : 0);
	}
	for (;; day++) {
		over = (day - r->week) / 7 % r->every;
		if (over)
			day = r->week + ((day - r->week) / 7 + r->every -
					 over) * 7;
		if (r->on >> weekday(day) & 1)
			return r->day = day;
	}
}

static struct icaltimetype date_of(int64_t day)
{
	struct icaltimetype t = ch_ical.time_null_time();
	int64_t year;

	ch_civil_of_days(day, &year, &t.month, &t.day);
	t.year = (int)year;
	return t;
}

bool ch_recur_open(struct ch_recur *r, struct icalrecurrencetype rule,
		   int64_t first, int64_t from)
{
	*r = (struct ch_recur){ .first = first };
	if (is_plain(&rule)) {
		open_plain(r, &rule, from);
		return true;
	}
	rule.until = ch_ical.time_null_time();
	rule.count = 0;
	forget(rule.by_hour, CH_COUNT(rule.by_hour));
	forget(rule.by_minute, CH_COUNT(rule.by_minute));
	r->each = ch_ical.recur_iterator_new(rule, date_of(first));
	/* It goes wrong where years begin within a week. */
	if (r->each && from > first && !ch_recur_count(rule.by_week_no) &&
	    !ch_recur_count(rule.by_set_pos))
		ch_ical.recur_iterator_set_start(r->each, date_of(from));
	return r->each;
}

int64_t ch_recur_next(struct ch_recur *r)
{
	struct icaltimetype t;

	if (!r->each)
		return next_plain(r);
	t = ch_ical.recur_iterator_next(r->each);
	return ch_ical.time_is_null_time(t) ? INT64_MAX :
		ch_days_of_civil(t.year, t.month, t.day);
}

void ch_recur_close(struct ch_recur *r)
{
	if (r->each)
		ch_ical.recur_iterator_free(r->each);
	r->each = NULL;
}
