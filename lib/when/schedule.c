/* schedule.c - arithmetic of due days. */
#include "base/moment.h"
#include "base/text.h"
#include "when/schedule.h"

#define HUNDRED_YEARS 36525

bool ch_every_parse(const char *s, size_t n, struct ch_every *out)
{
	struct ch_every every;
	int64_t count;

	*out = (struct ch_every){ 0, 'd' };
	if (!n)
		return true;
	if (n < 2 || n > 5 || !memchr("dwmy", s[n - 1], 4) ||
	    (unsigned char)(*s - '0') > 9 ||
	    !ch_text_int(s, n - 1, &count) || count < 1)
		return false;
	every = (struct ch_every){ (int)count, s[n - 1] };
	if (ch_every_add(0, every, 1) > HUNDRED_YEARS)
		return false;
	*out = every;
	return true;
}

int64_t ch_every_add(int64_t day, struct ch_every every, int64_t times)
{
	switch (every.unit) {
	case 'w':
		return day + 7 * every.n * times;
	case 'm':
		return ch_civil_add_months(day, every.n * times);
	case 'y':
		return ch_civil_add_months(day, 12 * every.n * times);
	}
	return day + every.n * times;
}

/* The longest that one interval can be: so many fit at least. */
static int64_t longest(struct ch_every every)
{
	static const int64_t days[] = { ['d'] = 1, ['w'] = 7, ['m'] = 31,
					['y'] = 366 };

	return every.n * days[(unsigned char)every.unit];
}

/* How many intervals after `at` the last due day at or before `day` is. */
static int64_t times_by(const struct ch_schedule *s, int64_t day)
{
	int64_t times;

	if (!s->every.n)
		return 0;
	times = (day - s->at) / longest(s->every);
	while (ch_every_add(s->at, s->every, times + 1) <= day)
		times++;
	return times;
}

static int64_t within(const struct ch_schedule *s, int64_t day)
{
	return day <= s->until && day <= CH_DAY_LAST ? day : CH_NEVER;
}

int64_t ch_schedule_due(const struct ch_schedule *s, int64_t day)
{
	int64_t times;

	if (s->at == CH_NEVER || day == CH_NEVER)
		return CH_NEVER;
	if (day <= s->at)
		return within(s, s->at);
	if (!s->every.n)
		return CH_NEVER;
	times = times_by(s, day - 1) + 1;
	return within(s, ch_every_add(s->at, s->every, times));
}

int64_t ch_schedule_last(const struct ch_schedule *s, int64_t day)
{
	if (day > s->until)
		day = s->until;
	if (s->at == CH_NEVER || day < s->at)
		return CH_NEVER;
	return ch_every_add(s->at, s->every, times_by(s, day));
}

int64_t ch_schedule_closes(const struct ch_schedule *s, int64_t due,
			   int64_t closes)
{
	struct ch_schedule endless = *s;
	int64_t day;

	endless.until = CH_NEVER;
	if (closes >= 0)
		day = due + closes;
	else if (!s->every.n)
		day = due + CH_CLOSES_ONCE;
	else
		day = ch_schedule_due(&endless, due + 1) - 1;
	return day < CH_DAY_LAST ? day : CH_DAY_LAST;
}

/* Whether the day is one that the schedule itself would give. */
static bool is_due(const struct ch_schedule *s, int64_t day)
{
	return day == s->at || (day > s->at && s->every.n &&
		ch_every_add(s->at, s->every, times_by(s, day)) == day);
}

int64_t ch_schedule_open(const struct ch_schedule *s, int64_t made,
			 int64_t closes, int64_t today,
			 struct ch_schedule *from)
{
	int64_t first, due;

	*from = *s;
	if (made == CH_NEVER) {
		first = s->at;
	} else {
		if (!s->every.n)
			return CH_NEVER;
		if (!is_due(s, made))
			from->at = made;
		first = ch_schedule_due(from, made + 1);
	}
	if (first == CH_NEVER ||
	    ch_schedule_closes(from, first, closes) >= today)
		return within(from, first);
	if (closes >= 0)
		due = ch_schedule_due(from, today - closes);
	else
		due = from->every.n ? ch_schedule_last(from, today) : CH_NEVER;
	/* What is due last may be over, too. */
	if (due == CH_NEVER || due < first ||
	    ch_schedule_closes(from, due, closes) < today)
		return CH_NEVER;
	return due;
}
