/* rota.c - cuts time where somebody comes or goes. */
#include <string.h>

#include "base/grow.h"
#include "when/rota.h"

int ch_rota_add(struct ch_rota *rota, const struct ch_shift *shift,
		struct ch_err *err)
{
	int rc = ch_grow((void **)&rota->shift, &rota->room, rota->n,
			 sizeof(*shift), err);

	if (!rc)
		rota->shift[rota->n++] = *shift;
	return rc;
}

void ch_rota_free(struct ch_rota *rota)
{
	free(rota->shift);
	*rota = (struct ch_rota){ NULL };
}

static bool is_on(const struct ch_shift *s, int64_t at)
{
	return s->who && s->from <= at && at < s->until;
}

/* Whoever is on when it begins. */
static struct ch_stretch look(const struct ch_shift *shift, size_t n,
			      int64_t from, int64_t until)
{
	struct ch_stretch out = { .role = shift->role, .from = from,
				  .until = until };

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(out.names);
		bool before = !is_on(&shift[i], from);

		for (size_t k = 0; k < i && !before; k++)
			before = shift[k].who == shift[i].who &&
				is_on(&shift[k], from);
		if (before)
			continue;
		snprintf(out.names + len, sizeof(out.names) - len, "%s%s",
			 len ? " " : "", shift[i].name);
		if (!out.on++)
			out.who = shift[i].who;
	}
	return out;
}

static int by_time(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Where somebody comes or goes, and both ends. */
static size_t find_ends(const struct ch_shift *shift, size_t n, int64_t from,
			int64_t until, int64_t *end)
{
	size_t ends = 0;

	end[ends++] = from;
	end[ends++] = until;
	for (size_t i = 0; i < n; i++) {
		if (shift[i].from > from && shift[i].from < until)
			end[ends++] = shift[i].from;
		if (shift[i].until > from && shift[i].until < until)
			end[ends++] = shift[i].until;
	}
	qsort(end, ends, sizeof(*end), by_time);
	return ends;
}

/* One role's. */
static int tell(const struct ch_shift *shift, size_t n, int64_t from,
		int64_t until, ch_rota_each_fn each, void *ctx,
		struct ch_err *err)
{
	CH_AUTO(ch_free) int64_t *end = calloc(2 * n + 2, sizeof(*end));
	struct ch_stretch last = { .until = from }, next;
	size_t ends;
	int rc = 0;

	if (!end)
		return ch_nomem(err);
	ends = find_ends(shift, n, from, until, end);
	for (size_t i = 1; i < ends && !rc; i++) {
		if (end[i - 1] == end[i])
			continue;
		next = look(shift, n, end[i - 1], end[i]);
		if (last.role && last.on < 2 && next.on == last.on &&
		    next.who == last.who) {
			last.until = next.until;
			continue;
		}
		if (last.role)
			rc = each(ctx, &last, err);
		last = next;
	}
	return rc || !last.role ? rc : each(ctx, &last, err);
}

static int by_role(const void *a, const void *b)
{
	const struct ch_shift *x = a, *y = b;
	int by = strcmp(x->role, y->role);

	if (!by)
		by = (x->from > y->from) - (x->from < y->from);
	return by ? by : (x->who > y->who) - (x->who < y->who);
}

int ch_rota_each(struct ch_rota *rota, int64_t from, int64_t until,
		 ch_rota_each_fn each, void *ctx, struct ch_err *err)
{
	int rc = 0;

	if (rota->n)
		qsort(rota->shift, rota->n, sizeof(*rota->shift), by_role);
	for (size_t i = 0, n; i < rota->n && !rc; i += n) {
		const struct ch_shift *first = &rota->shift[i];

		for (n = 1; i + n < rota->n &&
		     !strcmp(first[n].role, first->role); n++)
			;
		rc = tell(first, n, from, until, each, ctx, err);
	}
	return rc;
}
