/* fold.c - facts in order, as folds ask for them. */
#include <stdlib.h>

#include "care/measure/fold.h"

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
	uint64_t person, day;
	size_t place;
};

#define DIGIT 11
#define DIGITS (1u << DIGIT)

/* One pass of a radix sort by `DIGIT` bits of the person, or of the day;
 * false when all have the same there, and nothing was done. */
static bool pass(const struct key *from, struct key *to, size_t n,
		 bool by_person, int shift)
{
	size_t place[DIGITS] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		place[(by_person ? from[i].person : from[i].day) >> shift &
		      (DIGITS - 1)]++;
	for (size_t d = 0; d < DIGITS; d++) {
		size_t count = place[d];

		if (count == n)
			return false;
		place[d] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[place[(by_person ? from[i].person : from[i].day) >> shift &
			 (DIGITS - 1)]++] = from[i];
	return true;
}

static struct key *sort_keys(struct key *a, struct key *b, size_t n)
{
	for (int by_person = 0; by_person < 2; by_person++) {
		for (int shift = 0; shift < 64; shift += DIGIT) {
			struct key *from = a;

			if (!pass(a, b, n, by_person, shift))
				continue;
			a = b;
			b = from;
		}
	}
	return a;
}

/* Facts go where their keys are, each moved once. */
static void move(struct ch_fact *f, struct key *key, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ch_fact first = f[i];
		size_t to = i, from;

		while ((from = key[to].place) != i) {
			key[to].place = to;
			if (from == to)
				break;
			f[to] = f[from];
			to = from;
		}
		if (from == i && to != i) {
			f[to] = first;
			key[to].place = to;
		}
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

bool ch_fact_sort(struct ch_fact *f, size_t n)
{
	struct key *a, *b;
	size_t i = 1;
	bool good;

	while (i < n && ch_fact_order(&f[i - 1], &f[i]) <= 0)
		i++;
	if (i >= n)
		return true;
	a = malloc(n * sizeof(*a));
	b = malloc(n * sizeof(*b));
	good = a && b;
	/* Days before 1970 are below zero. */
	for (i = 0; good && i < n; i++)
		a[i] = (struct key){ (uint64_t)f[i].person,
				     (uint64_t)f[i].day ^ 1ull << 63, i };
	if (good) {
		move(f, sort_keys(a, b, n), n);
		settle_ties(f, n);
	}
	free(a);
	free(b);
	return good;
}
