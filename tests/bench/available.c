/* available.c - a year of the hours of 1,000 resources, expanded: prints the
 * milliseconds. */
#include <time.h>

#include "base/moment.h"
#include "when/availability.h"

#define EVENT(hours, rule) "BEGIN:VEVENT\nDTSTART:20250106T" hours "\n" \
	"DURATION:PT4H\nRRULE:" rule "\nEND:VEVENT\n"

static const char *const weeks[] = {
	EVENT("080000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
	EVENT("130000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
	EVENT("090000", "FREQ=DAILY"),
	EVENT("100000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
	EVENT("100000", "FREQ=MONTHLY;BYDAY=1WE,-1FR"),
};
static const char *const zones[] = { "America/New_York", "America/Denver" };

int main(void)
{
	const int64_t from = INT64_C(1798779600), year = 365 * 86400;
	struct timespec a, b;
	struct ch_err err;

	if (ch_zone_set(zones[0], &err))
		return 1;
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (size_t i = 0; i < 1000; i++) {
		struct ch_available of = { weeks[i % CH_COUNT(weeks)],
					   zones[i % 2], zones[0], NULL };
		struct ch_opens opens;

		if (ch_available(&of, from, from + year, &opens, &err) ||
		    opens.n < 20)
			return 1;
		ch_opens_free(&opens);
	}
	clock_gettime(CLOCK_MONOTONIC, &b);
	printf("%.1f\n", (double)(b.tv_sec - a.tv_sec) * 1e3 +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e6);
	return 0;
}
