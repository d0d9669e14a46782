/* rota.c - cuts time where somebody comes or goes. */
#include "when/rota.h"

static bool is_on(const struct ch_shift *s, int64_t at)
{
	return s->from <= at && at < s->until;
}

int64_t ch_rota_next(const struct ch_shift *shift, size_t n, int64_t at,
		     size_t *i)
{
	while (*i < n) {
		const struct ch_shift *s = &shift[(*i)++];
		bool before = false;

		for (const struct ch_shift *p = shift; p < s; p++)
			before |= p->who == s->who && is_on(p, at);
		if (is_on(s, at) && !before)
			return s->who;
	}
	return 0;
}

static int by_time(const void *a, const void *b)
{
	const struct ch_stretch *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static struct ch_stretch look(const struct ch_shift *shift, size_t n,
			      int64_t from, int64_t until)
{
	struct ch_stretch s = { .from = from, .until = until };
	size_t i = 0;
	int64_t who;

	while ((who = ch_rota_next(shift, n, from, &i))) {
		if (!s.on++)
			s.who = who;
	}
	return s;
}

size_t ch_rota(const struct ch_shift *shift, size_t n, int64_t from,
	       int64_t until, struct ch_stretch *out)
{
	size_t ends = 0, made = 0;

	out[ends++].from = from;
	for (size_t i = 0; i < n; i++) {
		if (shift[i].from > from && shift[i].from < until)
			out[ends++].from = shift[i].from;
		if (shift[i].until > from && shift[i].until < until)
			out[ends++].from = shift[i].until;
	}
	qsort(out, ends, sizeof(*out), by_time);
	out[ends].from = until;
	/* Never written before it was read: a stretch needs two ends. */
	for (size_t i = 0; i < ends; i++) {
		struct ch_stretch s = look(shift, n, out[i].from,
					   out[i + 1].from), *last;

		if (s.from >= s.until)
			continue;
		last = made ? &out[made - 1] : NULL;
		if (last && last->on == s.on && s.on < 2 &&
		    last->who == s.who)
			last->until = s.until;
		else
			out[made++] = s;
	}
	return made;
}
