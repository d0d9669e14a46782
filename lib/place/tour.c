/* tour.c - a short way round: nearest neighbour, then 2-opt. */
#include "place/tour.h"

#define GAIN 1e-9		/* km: less is rounding */

struct way {
	size_t n;
	double *between;	/* n * n */
	double *start;		/* from the start; zeros where it is free */
	size_t *order;
};

static double leg(const struct way *w, size_t a, size_t b)
{
	return w->between[a * w->n + b];
}

/* Into the visit at place i of the order, from what is before it. */
static double leg_into(const struct way *w, size_t i, size_t visit)
{
	return i ? leg(w, w->order[i - 1], visit) : w->start[visit];
}

static double leg_out_of(const struct way *w, size_t i, size_t visit)
{
	return i + 1 < w->n ? leg(w, visit, w->order[i + 1]) : 0;
}

static void measure(struct way *w, const struct ch_point *at,
		    const struct ch_point *from)
{
	for (size_t i = 0; i < w->n; i++) {
		w->start[i] = from && ch_point_known(*from) ?
			ch_point_km(*from, at[w->order[i]]) : 0;
		for (size_t j = 0; j < i; j++)
			w->between[i * w->n + j] = w->between[j * w->n + i] =
				ch_point_km(at[w->order[i]], at[w->order[j]]);
		w->between[i * w->n + i] = 0;
	}
	for (size_t i = 0; i < w->n; i++)
		w->order[i] = i;
}

static void go_to_the_nearest(struct way *w)
{
	for (size_t i = 0; i < w->n; i++) {
		size_t best = i, visit;

		for (size_t j = i + 1; j < w->n; j++)
			if (leg_into(w, i, w->order[j]) <
			    leg_into(w, i, w->order[best]))
				best = j;
		/* The rest keeps its order, so that ties go to the first. */
		visit = w->order[best];
		memmove(w->order + i + 1, w->order + i,
			(best - i) * sizeof(*w->order));
		w->order[i] = visit;
	}
}

static void turn_round(size_t *from, size_t *to)
{
	for (; from < to; from++, to--) {
		size_t visit = *from;

		*from = *to;
		*to = visit;
	}
}

static bool mend(struct way *w)
{
	bool any = false;

	for (size_t i = 0; i + 1 < w->n; i++)
		for (size_t j = i + 1; j < w->n; j++) {
			size_t a = w->order[i], b = w->order[j];
			double now = leg_into(w, i, a) + leg_out_of(w, j, b);

			if (leg_into(w, i, b) + leg_out_of(w, j, a) >=
			    now - GAIN)
				continue;
			turn_round(w->order + i, w->order + j);
			any = true;
		}
	return any;
}

static double length(const struct way *w)
{
	double km = 0;

	for (size_t i = 0; i < w->n; i++)
		km += leg_into(w, i, w->order[i]);
	return km;
}

/* Those that are known first; returns how many they are. */
static size_t part(const struct ch_point *at, size_t n, size_t *order)
{
	size_t known = 0, end;

	for (size_t i = 0; i < n; i++)
		if (ch_point_known(at[i]))
			order[known++] = i;
	end = known;
	for (size_t i = 0; i < n; i++)
		if (!ch_point_known(at[i]))
			order[end++] = i;
	return known;
}

int ch_tour(const struct ch_point *at, size_t n, const struct ch_point *from,
	    size_t *order, double *km, struct ch_err *err)
{
	struct way w = { .n = part(at, n, order) };
	CH_AUTO(ch_free) double *room = calloc(w.n * w.n + w.n + 1,
					       sizeof(double));
	CH_AUTO(ch_free) size_t *visit = malloc((w.n + 1) * sizeof(*visit));

	if (!room || !visit)
		return ch_nomem(err);
	w.between = room;
	w.start = room + w.n * w.n;
	w.order = visit;
	memcpy(visit, order, w.n * sizeof(*visit));
	measure(&w, at, from);
	go_to_the_nearest(&w);
	while (mend(&w))
		;
	if (km)
		*km = length(&w);
	for (size_t i = 0; i < w.n; i++)
		visit[i] = order[visit[i]];
	memcpy(order, visit, w.n * sizeof(*visit));
	return 0;
}
