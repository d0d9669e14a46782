/* keep.c - thins out dated backups: by day, then by week, then by month. */
#include <dirent.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/text.h"
#include "store/keep.h"

int ch_keep_parse(struct ch_keep *out, const char *text, struct ch_err *err)
{
	*out = (struct ch_keep){ 0 };
	while (*text) {
		size_t n = strspn(text, "0123456789");
		int64_t count;
		int *where;

		where = text[n] == 'd' ? &out->days : text[n] == 'w' ?
			&out->weeks : text[n] == 'm' ? &out->months : NULL;
		if (!where || n > 4 || !ch_text_int(text, n, &count))
			return ch_fail(err, CH_EUSAGE, "--keep is like "
				       "7d4w12m: days, weeks, months");
		*where = (int)count;
		text += n + 1;
	}
	if (!out->days && !out->weeks && !out->months)
		return ch_fail(err, CH_EUSAGE, "--keep would keep nothing");
	return 0;
}

void ch_keep_name(char *out, size_t size, const char *stem, int64_t seconds)
{
	char t[CH_MOMENT_MAX];

	ch_moment_print(ch_moment_make(seconds, 0, 0, CH_SAID_SECOND_Z), t);
	snprintf(out, size, "%s.%.13s%.2s%.2sZ", stem, t, t + 14, t + 17);
}

/* The day in a name's ending, or false when it is not one of ours. */
static bool day_of_name(const char *name, const char *stem, int64_t *day)
{
	size_t n = strlen(stem);
	int64_t m;

	if (strncmp(name, stem, n) || strlen(name) != n + CH_KEEP_END ||
	    name[n] != '.' || name[n + CH_KEEP_END - 1] != 'Z')
		return false;
	if (ch_moment_parse(name + n + 1, 10, &m))
		return false;
	*day = ch_moment_day(m);
	return true;
}

static int64_t month_of(int64_t day)
{
	int64_t year;
	int month, d;

	ch_civil_of_days(day, &year, &month, &d);
	return year * 12 + month;
}

/* Whether `period` is new, and one of the first `most`. */
static bool first_of(int64_t period, int64_t *last, int *seen, int most)
{
	if (*seen && *last == period)
		return false;
	*last = period;
	return (*seen)++ < most;
}

/* Names come newest first. */
static bool stays(int64_t day, const struct ch_keep *keep, int64_t last[3],
		  int seen[3])
{
	bool by_day = first_of(day, &last[0], &seen[0], keep->days);
	bool by_week = first_of((day + 3) / 7, &last[1], &seen[1],
				keep->weeks);
	bool by_month = first_of(month_of(day), &last[2], &seen[2],
				 keep->months);

	return by_day || by_week || by_month;
}

static int newest_first(const struct dirent **a, const struct dirent **b)
{
	return alphasort(b, a);
}

int ch_keep_prune(const char *stem, const struct ch_keep *keep, int *removed,
		  struct ch_err *err)
{
	const char *slash = strrchr(stem, '/'), *base = slash ? slash + 1 :
		stem;
	int64_t last[3] = { 0 }, day;
	struct dirent **entry;
	char dir[4096], path[4400];
	int seen[3] = { 0 }, n;

	snprintf(dir, sizeof(dir), "%.*s", slash ? (int)(slash - stem + 1) : 1,
		 slash ? stem : ".");
	*removed = 0;
	n = scandir(dir, &entry, NULL, newest_first);
	if (n < 0)
		return ch_fail_errno(err, dir);
	for (int i = 0; i < n; i++) {
		if (day_of_name(entry[i]->d_name, base, &day) &&
		    !stays(day, keep, last, seen)) {
			snprintf(path, sizeof(path), "%s/%s", dir,
				 entry[i]->d_name);
			*removed += !unlink(path);
		}
		free(entry[i]);
	}
	free(entry);
	return 0;
}
