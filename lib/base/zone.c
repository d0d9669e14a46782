/* zone.c - civil time in the zone of the hub. */
#include "base/moment.h"

#include <fcntl.h>
#include <unistd.h>

enum { DAY = 86400 };

/* A plain relative name: it becomes a file's path and a TZ that the C library
 * would otherwise read in ways of its own ("EST5EDT,M3.2.0"). */
static bool is_name(const char *s)
{
	if (!*s || *s == '/' || strlen(s) > 100 || strstr(s, ".."))
		return false;
	return strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		      "0123456789_+-/") == strlen(s);
}

static bool is_zone_file(const char *name)
{
	char path[160], magic[4];
	bool good;
	int fd;

	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	good = read(fd, magic, 4) == 4 && !memcmp(magic, "TZif", 4);
	close(fd);
	return good;
}

bool ch_zone_is(const char *name)
{
	return is_name(name) && (!strcmp(name, "UTC") || is_zone_file(name));
}

int ch_zone_set(const char *name, struct ch_err *err)
{
	if (!ch_zone_is(name))
		return ch_fail(err, CH_EUSAGE, "no such time zone: use a name "
			       "such as America/New_York");
	if (setenv("TZ", name, 1))
		return ch_nomem(err);
	tzset();
	return 0;
}

/* Seconds east of UTC at an instant. */
static int64_t offset_at(int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	return localtime_r(&t, &tm) ? tm.tm_gmtoff : 0;
}

int64_t ch_moment_local(int64_t seconds)
{
	return ch_moment_make(seconds, 0, (int)(offset_at(seconds) / 60),
			      CH_SAID_SECOND_OFF);
}

bool ch_moment_has_zone(int64_t m)
{
	switch (ch_moment_said(m)) {
	case CH_SAID_MINUTE_Z:
	case CH_SAID_MINUTE_OFF:
	case CH_SAID_SECOND_Z:
	case CH_SAID_SECOND_OFF:
	case CH_SAID_MS_Z:
	case CH_SAID_MS_OFF:
		return true;
	default:
		return false;
	}
}

int64_t ch_moment_local_day(int64_t m)
{
	int64_t seconds = ch_moment_seconds(m);

	if (!ch_moment_has_zone(m))
		return ch_moment_day(m);
	return ch_moment_day(ch_moment_local(seconds));
}

int64_t ch_moment_instant(int64_t m)
{
	int64_t wall = ch_moment_seconds(m), day = ch_moment_day(m);

	if (ch_moment_has_zone(m))
		return wall;
	wall -= day * DAY;
	return ch_moment_civil(day, (int)(wall / 3600), (int)(wall / 60 % 60),
			       (int)(wall % 60));
}

int64_t ch_moment_last_day(int64_t m)
{
	int64_t year, day = ch_moment_day(m);
	int month, d;

	ch_civil_of_days(day, &year, &month, &d);
	if (ch_moment_said(m) == CH_SAID_YEAR)
		return ch_days_of_civil(year + 1, 1, 1) - 1;
	if (ch_moment_said(m) == CH_SAID_MONTH)
		return ch_days_of_civil(year + month / 12, month % 12 + 1,
					1) - 1;
	return ch_moment_local_day(m);
}

bool ch_moment_over(int64_t m, int64_t now)
{
	if (ch_moment_said(m) > CH_SAID_DAY)
		return ch_moment_instant(m) < ch_moment_seconds(now);
	return ch_moment_last_day(m) < ch_moment_local_day(now);
}

int64_t ch_moment_civil(int64_t day, int hour, int minute, int second)
{
	int64_t wall = day * DAY + hour * 3600 + minute * 60 + second;
	int64_t a = offset_at(wall - DAY), b = offset_at(wall + DAY);
	int64_t low = wall - (a > b ? a : b), high = wall - (a > b ? b : a);

	/* The first instant whose clock shows `wall` or later is one of the
	 * two ends, or, in a gap, the change of clocks between them. */
	if (low + offset_at(low) == wall)
		return low;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;

		if (middle + offset_at(middle) >= wall)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
