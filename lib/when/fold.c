/* fold.c - facts in order, as folds ask for them. */
#include <stdlib.h>

#include "base/grow.h"
#include "when/fold.h"

const char *const ch_outcome_words[5] = {
	"met", "missed", "pending", "excluded",
};

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int ch_fact_order(const void *a, const void *b)
{
	const struct ch_fact *x = a, *y = b;
	int d = compare(x->person, y->person);

	if (!d)
		d = compare(x->day, y->day);
	if (!d)
		d = compare(x->at, y->at);
	if (!d)
		d = compare(x->until, y->until);
	return d ? d : compare(x->about, y->about);
}

/* What decides nearly always, and where the fact is: facts are too big to be
 * moved about. */
struct key {
	uint64_t person;
	uint32_t day, place;
};

#define AHEAD 12	/* facts that are fetched before they are used */
#define DIGIT 11
#define DIGITS (1u << DIGIT)
#define BY_DAY 3		/* passes of the 32 bits of a day */
#define PASSES (BY_DAY + 6)	/* and of the 64 of a person */

static uint32_t digit(const struct key *k, int p)
{
	uint64_t of = p < BY_DAY ? k->day : k->person;

	return of >> (p < BY_DAY ? p : p - BY_DAY) * DIGIT & (DIGITS - 1);
}

/* A radix sort, by day and then by person; returns which of the two has it. A
 * pass in which all have the same digit is passed over. */
static struct key *sort_keys(struct key *a, struct key *b, size_t n,
			     uint32_t count[PASSES][DIGITS])
{
	for (size_t i = 0; i < n; i++)
		for (int p = 0; p < PASSES; p++)
			count[p][digit(&a[i], p)]++;
	for (int p = 0; p < PASSES; p++) {
		struct key *from = a;
		uint32_t sum = 0;

		if (count[p][digit(a, p)] == n)
			continue;
		for (uint32_t d = 0; d < DIGITS; d++) {
			uint32_t here = count[p][d];

			count[p][d] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++)
			b[count[p][digit(&a[i], p)]++] = a[i];
		a = b;
		b = from;
	}
	return a;
}

/* They are fetched some way ahead: each is somewhere else. */
static void gather(struct ch_fact *to, const struct ch_fact *from,
		   const struct key *key, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i + AHEAD < n)
			ch_fact_fetch(&from[key[i + AHEAD].place]);
		to[i] = from[key[i].place];
	}
}

/* Of one person on one day: few. */
static void settle_ties(struct ch_fact *f, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct ch_fact one = f[i];
		size_t j = i;

		while (j && ch_fact_order(&f[j - 1], &one) > 0) {
			f[j] = f[j - 1];
			j--;
		}
		if (j != i)
			f[j] = one;
	}
}

bool ch_fact_sort(struct ch_fact **facts, size_t *room, size_t n)
{
	uint32_t (*count)[DIGITS];
	struct ch_fact *f = *facts, *to;
	struct key *a, *b;
	size_t i = 1;
	bool good;

	while (i < n && ch_fact_order(&f[i - 1], &f[i]) <= 0)
		i++;
	if (i >= n)
		return true;
	a = ch_large(n, sizeof(*a));
	b = ch_large(n, sizeof(*b));
	to = ch_large(n, sizeof(*to));
	count = calloc(PASSES, sizeof(*count));
	good = a && b && to && count && n <= UINT32_MAX;
	/* Days before 1970 are below zero. */
	for (i = 0; good && i < n; i++) {
		__builtin_prefetch(&f[i + AHEAD].person);
		a[i] = (struct key){ (uint64_t)f[i].person,
				     (uint32_t)f[i].day ^ 1u << 31,
				     (uint32_t)i };
	}
	if (good) {
		gather(to, f, sort_keys(a, b, n, count), n);
		settle_ties(to, n);
		*facts = to;
		*room = n;
	}
	free(good ? f : to);
	free(a);
	free(b);
	free(count);
	return good;
}
