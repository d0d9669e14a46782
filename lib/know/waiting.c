/* waiting.c - the order of a waiting list, in one comparison and in words. */
#include "know/waiting.h"

enum { DAY = 86400, WEEK = 7 * DAY };

struct place {
	int64_t key[5];		/* less is sooner */
	struct ch_waiting w;
};

static struct place place_of(const struct ch_waiting *w, int64_t now)
{
	return (struct place){ {
		w->priority > 0 ? w->priority : INT64_MAX,
		w->since ? -((now - w->since) / WEEK) : 0,
		w->miles >= 0 ? w->miles : INT64_MAX,
		w->notice,
		w->since ? w->since : INT64_MAX,
	}, *w };
}

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	for (size_t i = 0; i < CH_COUNT(x->key); i++)
		if (x->key[i] != y->key[i])
			return x->key[i] < y->key[i] ? -1 : 1;
	return x->w.id < y->w.id ? -1 : x->w.id > y->w.id;
}

/* Lists are short: who waits for one kind of time. */
void ch_waiting_rank(struct ch_waiting *w, size_t n, int64_t now)
{
	for (size_t i = 1; i < n; i++) {
		struct place p = place_of(&w[i], now), before;
		size_t k = i;

		for (; k > 0; k--) {
			before = place_of(&w[k - 1], now);
			if (by_place(&before, &p) <= 0)
				break;
			w[k] = w[k - 1];
		}
		w[k] = p.w;
	}
}

void ch_waiting_say(const struct ch_waiting *w, size_t of, int64_t now,
		    char out[CH_WAITING_WORDS])
{
	char priority[32] = "no priority", since[40] = "", miles[32] = "",
		notice[32] = "";
	int64_t days = (now - w->since) / DAY;

	if (w->priority > 0)
		snprintf(priority, sizeof(priority), "priority %lld",
			 (long long)w->priority);
	if (w->since)
		snprintf(since, sizeof(since), ", %lld day%s waiting",
			 (long long)days, days == 1 ? "" : "s");
	if (w->miles >= 0)
		snprintf(miles, sizeof(miles), ", %lld miles",
			 (long long)w->miles);
	if (w->notice)
		snprintf(notice, sizeof(notice), ", %lld h notice",
			 (long long)w->notice);
	snprintf(out, CH_WAITING_WORDS, "%s%s%s%s: first of %zu", priority,
		 since, miles, notice, of);
}
