/* load_seen.c - the set of ids that a load has met. */
#include "base/id.h"
#include "load/seen.h"
#include "tap.h"

static void many(size_t most, size_t n)
{
	struct ch_seen s;
	size_t again = 0, there = 0;
	bool had, failed = false;

	ch_seen_init(&s, most);
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 1; i <= n; i++) {
			/* Spread as hashes are, and never 0. */
			int64_t id = (int64_t)(i * UINT64_C(0x9e3779b97f4a7c15)
					       >> 1 | 1);

			failed |= ch_seen_add(&s, id, &had);
			again += had;
			there += ch_seen_has(&s, id);
		}
	ok(!failed, "%zu of %zu: no failure", n, most);
	if (n <= most)
		ok(again == n && there == 2 * n && s.n == n,
		   "%zu of %zu: each is met again", n, most);
	else
		ok(s.n == most && ch_seen_full(&s) && again == most,
		   "%zu of %zu: a full set takes no more", n, most);
	ch_seen_clear(&s);
	ok(!s.n && !ch_seen_has(&s, 1) && !ch_seen_full(&s), "cleared");
	ch_seen_free(&s);
}

int main(void)
{
	struct ch_seen s;

	ch_seen_init(&s, 10);
	ok(!ch_seen_has(&s, 5), "an empty set");
	ch_seen_free(&s);
	many(10, 5);
	many(100000, 100000);
	many(2000, 5000);
	return tap_end();
}
