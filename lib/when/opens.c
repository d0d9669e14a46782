/* opens.c - open hours put in order, and cut by days that are closed. */
#include <stdlib.h>

#include "base/grow.h"
#include "base/moment.h"
#include "when/day.h"
#include "when/opens.h"

int ch_opens_add(struct ch_opens *o, int64_t from, int64_t until,
		 struct ch_err *err)
{
	int rc = ch_grow((void **)&o->at, &o->room, o->n, sizeof(*o->at), err);

	if (!rc)
		o->at[o->n++] = (struct ch_open){ from, until };
	return rc;
}

static int by_start(const void *a, const void *b)
{
	const struct ch_open *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->until < y->until ? -1 : x->until > y->until;
}

void ch_opens_merge(struct ch_opens *o)
{
	size_t n = 0;

	if (o->n)
		qsort(o->at, o->n, sizeof(*o->at), by_start);
	for (size_t i = 0; i < o->n; i++) {
		struct ch_open *last = n ? &o->at[n - 1] : NULL;

		if (!last || o->at[i].from >= last->until)
			o->at[n++] = o->at[i];
		else if (o->at[i].until > last->until)
			last->until = o->at[i].until;
	}
	o->n = n;
}

/* Leaves of one open span what the days that it touches allow. */
static int leave(struct ch_opens *to, const struct ch_hours *h,
		 struct ch_open open, struct ch_err *err)
{
	int64_t day = ch_moment_local_day(ch_moment_local(open.from));
	size_t first = to->n;

	for (; ch_day_instant(day, 0) < open.until; day++) {
		const struct ch_hours_day *odd = ch_hours_odd(h, day);
		struct ch_open a = {
			ch_day_instant(day, odd ? odd->from : 0),
			ch_day_instant(day, odd ? odd->until : 24 * 60),
		};

		a.from = a.from > open.from ? a.from : open.from;
		a.until = a.until < open.until ? a.until : open.until;
		if (a.from >= a.until)
			continue;
		if (to->n > first && to->at[to->n - 1].until == a.from)
			to->at[to->n - 1].until = a.until;
		else if (ch_opens_add(to, a.from, a.until, err))
			return CH_ENOMEM;
	}
	return 0;
}

int ch_opens_leave(struct ch_opens *o, const struct ch_hours *h,
		   struct ch_err *err)
{
	struct ch_opens all = *o;
	int rc = 0;

	*o = (struct ch_opens){ .n = 0 };
	for (size_t i = 0; !rc && i < all.n; i++)
		rc = leave(o, h, all.at[i], err);
	ch_opens_free(&all);
	return rc;
}

void ch_opens_free(struct ch_opens *o)
{
	free(o->at);
	*o = (struct ch_opens){ .n = 0 };
}

bool ch_opens_at(const struct ch_opens *o, int64_t seconds)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->at[i].from <= seconds &&
		    seconds < o->at[i].until)
			return true;
	return false;
}

bool ch_opens_begin(const struct ch_opens *o, int64_t seconds)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->at[i].from == seconds)
			return true;
	return false;
}

int ch_opens_cut(const struct ch_opens *o, int64_t seconds,
		 struct ch_opens *out, struct ch_err *err)
{
	int rc = 0;

	*out = (struct ch_opens){ .n = 0 };
	for (size_t i = 0; i < o->n; i++) {
		int64_t at = o->at[i].from;

		for (; !rc && seconds > 0 && at + seconds <= o->at[i].until;
		     at += seconds)
			rc = ch_opens_add(out, at, at + seconds, err);
	}
	return rc;
}
