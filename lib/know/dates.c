/* dates.c - days and times as a language says them. */
#include "base/moment.h"
#include "know/tsv.h"
#include "know/dates.h"

#define LANGUAGES 64

struct ch_dates {
	struct ch_tsv table;	/* what the words borrow from */
	int n;
	struct said {
		const char *language, *pattern;
		bool twelve;
		const char *weekday[7], *month[12];
	} said[LANGUAGES];
};

static bool take_words(char *list, const char **out, int n)
{
	int i = 0;

	for (char *word; list && (word = strsep(&list, " "));)
		if (*word && i < n)
			out[i++] = word;
	return i == n;
}

/* language, pattern, clock, weekdays, months, with tabs between. */
static bool take_row(struct said *s, char **part)
{
	if (!part[4])
		return false;
	s->language = part[0];
	s->pattern = part[1];
	s->twelve = !strcmp(part[2], "12");
	return take_words(part[3], s->weekday, 7) &&
		take_words(part[4], s->month, 12);
}

int ch_dates_read(struct ch_dates **out, const struct ch_shelf *shelf,
		  struct ch_err *err)
{
	struct ch_dates *d = *out = calloc(1, sizeof(*d));
	int rc = d ? ch_tsv_open(&d->table, shelf, "texts", "dates", err) :
		ch_nomem(err);

	while (!rc && ch_tsv_next(&d->table))
		if (d->n == LANGUAGES)
			rc = ch_tsv_wrong(&d->table, "too many languages",
					  err);
		else if (!take_row(&d->said[d->n++], d->table.field))
			rc = ch_tsv_wrong(&d->table, "a line needs a "
					  "language, a pattern, a clock, 7 "
					  "weekdays and 12 months", err);
	if (rc)
		ch_dates_free(out);
	return rc;
}

void ch_dates_free(struct ch_dates **dates)
{
	if (*dates)
		ch_tsv_close(&(*dates)->table);
	free(*dates);
	*dates = NULL;
}

static const struct said *find(const struct ch_dates *d, const char *language)
{
	const struct said *english = NULL;
	size_t base = strcspn(language, "-");

	for (int i = 0; i < d->n; i++) {
		const char *have = d->said[i].language;

		if (strlen(have) == base && !memcmp(have, language, base))
			return &d->said[i];
		if (!strcmp(have, "en"))
			english = &d->said[i];
	}
	return english;
}

static void fill(const char *pattern, const char *weekday, const char *month,
		 int day, struct ch_buf *out)
{
	for (const char *p = pattern; *p;) {
		if (!strncmp(p, "{weekday}", 9)) {
			ch_buf_adds(out, weekday);
			p += 9;
		} else if (!strncmp(p, "{month}", 7)) {
			ch_buf_adds(out, month);
			p += 7;
		} else if (!strncmp(p, "{d}", 3)) {
			ch_buf_addf(out, "%d", day);
			p += 3;
		} else {
			ch_buf_addc(out, *p++);
		}
	}
}

void ch_dates_day(const struct ch_dates *dates, const char *language,
		  int64_t day, struct ch_buf *out)
{
	const struct said *s = find(dates, language);
	int64_t year;
	int month, d;

	ch_civil_of_days(day, &year, &month, &d);
	/* 1970-01-01 was a Thursday. */
	if (s)
		fill(s->pattern, s->weekday[((day + 4) % 7 + 7) % 7],
		     s->month[month - 1], d, out);
	else
		ch_buf_addf(out, "%04lld-%02d-%02d", (long long)year, month, d);
}

static const char *longest(const char *const *word, int n)
{
	const char *most = word[0];

	for (int i = 1; i < n; i++)
		if (strlen(word[i]) > strlen(most))
			most = word[i];
	return most;
}

void ch_dates_longest(const struct ch_dates *dates, const char *language,
		      struct ch_buf *out)
{
	const struct said *s = find(dates, language);

	if (s)
		fill(s->pattern, longest(s->weekday, 7),
		     longest(s->month, 12), 30, out);
	else
		ch_buf_adds(out, "2026-09-30");
}

void ch_dates_time(const struct ch_dates *dates, const char *language,
		   int minute, struct ch_buf *out)
{
	const struct said *s = find(dates, language);
	int hour = minute / 60;

	minute %= 60;
	if (!s || !s->twelve)
		ch_buf_addf(out, "%d:%02d", hour, minute);
	else
		ch_buf_addf(out, "%d:%02d %s", hour % 12 ? hour % 12 : 12,
			    minute, hour < 12 ? "AM" : "PM");
}
