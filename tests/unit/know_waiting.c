/* know_waiting.c - whom a waiting list asks first. */
#include <string.h>

#include "know/waiting.h"
#include "tap.h"

enum { DAY = 86400 };
#define NOW INT64_C(1800000000)

/* Each comes before the next, in whatever order they are given. */
static const struct ch_waiting order[] = {
	{ 1, 1, NOW, -1, 0 },
	{ 2, 2, NOW - 9 * DAY, 50, 0 },
	{ 3, 2, NOW - DAY, 3, 0 },
	{ 4, 2, NOW - 2 * DAY, 10, 0 },
	{ 5, 2, NOW - 2 * DAY, 10, 24 },
	{ 6, 2, NOW - DAY, 10, 24 },
	{ 7, 2, NOW - 6 * DAY, -1, 0 },
	{ 8, 0, NOW - 99 * DAY, 0, 0 },
	{ 9, 0, NOW - 8 * DAY, -1, 0 },
	{ 10, 0, 0, -1, 0 },
	{ 11, 0, 0, -1, 0 },
};

static void is_said(const struct ch_waiting *w, size_t of, const char *want)
{
	char words[CH_WAITING_WORDS];

	ch_waiting_say(w, of, NOW, words);
	ok(!strcmp(words, want), "\"%s\"", words);
}

int main(void)
{
	struct ch_waiting w[CH_COUNT(order)];
	size_t n = CH_COUNT(order), good = 0;

	for (size_t i = 0; i < n; i++)
		w[i] = order[(i * 7 + 3) % n];
	ch_waiting_rank(w, n, NOW);
	for (size_t i = 0; i < n; i++)
		good += w[i].id == order[i].id;
	ok(good == n, "%zu of %zu in their places", good, n);
	ch_waiting_rank(w, 0, NOW);
	is_said(&order[1], 5, "priority 2, 9 days waiting, 50 miles: first "
		"of 5");
	is_said(&order[5], 1, "priority 2, 1 day waiting, 10 miles, 24 h notice"
		": first of 1");
	is_said(&order[9], 2, "no priority: first of 2");
	return tap_end();
}
