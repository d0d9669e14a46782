/* hours.c - reads working hours, and counts them. */
#include <string.h>

#include "base/file.h"
#include "base/grow.h"
#include "base/moment.h"
#include "when/day.h"
#include "when/hours.h"

#define FILE_MAX (1u << 20)
#define TEN_YEARS 3653

static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
					"thursday", "friday", "saturday",
					"sunday" };

/* "08:00", up to "24:00"; -1. */
static int clock_time(const char *s)
{
	int hour, minute;

	for (int i = 0; i < 5; i++)
		if (i == 2 ? s[i] != ':' : s[i] < '0' || s[i] > '9')
			return -1;
	hour = (s[0] - '0') * 10 + s[1] - '0';
	minute = (s[3] - '0') * 10 + s[4] - '0';
	return minute > 59 || hour * 60 + minute > 24 * 60 ? -1 :
		hour * 60 + minute;
}

static bool read_span(const char *s, struct ch_hours_day *out)
{
	out->from = out->until = 0;
	if (!strcmp(s, "closed"))
		return true;
	if (strlen(s) != 11 || s[5] != '-')
		return false;
	out->from = clock_time(s);
	out->until = clock_time(s + 6);
	return out->from >= 0 && out->from < out->until;
}

const char *ch_hours_say(struct ch_hours *h, const char *day,
			 const char *hours)
{
	struct ch_hours_day d = { 0 };
	int64_t m;

	if (!read_span(hours, &d))
		return "not hours: 08:00-17:00, or closed";
	for (; d.day < 7; d.day++)
		if (!strcmp(weekdays[d.day], day)) {
			h->week[d.day] = d;
			return NULL;
		}
	if (ch_moment_parse(day, strlen(day), &m) ||
	    ch_moment_said(m) != CH_SAID_DAY)
		return "not a day: monday, or 2026-12-25";
	d.day = ch_moment_day(m);
	if (ch_grow((void **)&h->odd, &h->room, h->n, sizeof(*h->odd), NULL))
		return "no memory";
	h->odd[h->n++] = d;
	return NULL;
}

static const char *read_line(struct ch_hours *h, char *line)
{
	char *day = strsep(&line, "\t"), *hours = strsep(&line, "\t\r");

	return hours ? ch_hours_say(h, day, hours) :
		"a day and its hours, with a tab between";
}

int ch_hours_read(struct ch_hours *out, const struct ch_shelf *shelf,
		  const char *name, struct ch_err *err)
{
	struct ch_book book;
	char *text = NULL, *rest, *line;
	const char *wrong = NULL;
	int n = 0, rc;
	size_t size;

	*out = (struct ch_hours){ .n = 0 };
	rc = ch_shelf_find(shelf, "calendars", name, ".tsv", &book, err);
	if (!rc)
		rc = ch_file_slurp(book.path, FILE_MAX, &text, &size, err);
	for (rest = text; !rc && !wrong && (line = strsep(&rest, "\n")); n++)
		if (*line && *line != '#' && strcmp(line, "\r"))
			wrong = read_line(out, line);
	free(text);
	return wrong ? ch_fail(err, CH_EDATA, "%s:%d: %s", book.path, n,
			       wrong) : rc;
}

void ch_hours_free(struct ch_hours *h)
{
	free(h->odd);
	*h = (struct ch_hours){ .n = 0 };
}

const struct ch_hours_day *ch_hours_odd(const struct ch_hours *h, int64_t day)
{
	for (size_t i = h->n; i-- > 0;)
		if (h->odd[i].day == day)
			return &h->odd[i];
	return NULL;
}

static const struct ch_hours_day *hours_of(const struct ch_hours *h,
					   int64_t day)
{
	const struct ch_hours_day *odd = ch_hours_odd(h, day);

	/* 1970 began on a Thursday. */
	return odd ? odd : &h->week[((day + 3) % 7 + 7) % 7];
}

int64_t ch_hours_after(const struct ch_hours *h, int64_t seconds,
		       int64_t minutes)
{
	int64_t left = minutes * 60, day;

	if (!h)
		return seconds + left;
	day = ch_moment_local_day(ch_moment_local(seconds));
	for (int i = 0; i < TEN_YEARS; i++) {
		const struct ch_hours_day *d = hours_of(h, day + i);
		int64_t from, until;

		if (d->from == d->until)
			continue;
		from = ch_day_instant(day + i, d->from);
		until = ch_day_instant(day + i, d->until);
		if (from < seconds)
			from = seconds;
		if (from >= until)
			continue;
		if (left <= until - from)
			return from + left;
		left -= until - from;
	}
	return INT64_MAX;
}
