/* measure_sum.c - cases added up, by group, to numbers. */
#include <math.h>

#include "measure/measure_in.h"

struct value {
	int64_t group;
	double value;
};

struct summing {
	struct ch_measuring *s;
	const struct ch_measure *m;
	struct ch_group *group;	/* by key */
	size_t n, room;
	struct value *value;	/* for medians */
	size_t values, values_room;
	struct ch_err *err;
};

/* ---- groups ---- */

/* The group of that key, made when there is none. */
static struct ch_group *group_of(struct summing *sum, int64_t key)
{
	size_t low = 0, high = sum->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (sum->group[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < sum->n && sum->group[low].key == key)
		return &sum->group[low];
	if (ch_grow((void **)&sum->group, &sum->room, sum->n,
		    sizeof(*sum->group), sum->err))
		return NULL;
	memmove(sum->group + low + 1, sum->group + low,
		(sum->n - low) * sizeof(*sum->group));
	sum->n++;
	sum->group[low] = (struct ch_group){ .key = key };
	return &sum->group[low];
}

/* ---- adding ---- */

static int count_why(struct ch_number *n, const char *why, struct ch_err *err)
{
	int i = 0;

	if (!why)
		why = "not-said";
	while (i < n->n_whys && strcmp(n->whys[i].why, why))
		i++;
	if (i == CH_WHYS_MAX)
		return ch_fail(err, CH_EDATA, "more than %d reasons to leave "
			       "somebody out", CH_WHYS_MAX);
	if (i == n->n_whys)
		n->whys[n->n_whys++].why = why;
	n->whys[i].n++;
	return 0;
}

static int keep_value(struct summing *sum, int64_t key, double value)
{
	int rc = ch_grow((void **)&sum->value, &sum->values_room, sum->values,
			 sizeof(*sum->value), sum->err);

	if (!rc)
		sum->value[sum->values++] = (struct value){ key, value };
	return rc;
}

static int add_case(struct summing *sum, int64_t key, const struct ch_fact *f)
{
	struct ch_group *g = group_of(sum, key);
	struct ch_number *n;

	if (!g)
		return CH_ENOMEM;
	n = &g->n;
	if (f->outcome == CH_EXCLUDED) {
		n->excluded++;
		return count_why(n, f->why, sum->err);
	}
	if (f->outcome == CH_PENDING) {
		n->pending++;
		return 0;
	}
	n->unknown += f->unknown;
	n->numerator += f->outcome == sum->m->numerator;
	if (sum->m->kind == CH_RATE)
		return 0;
	n->denominator++;
	if (n->denominator == 1 || f->value < g->least)
		g->least = f->value;
	g->sum += f->value;
	g->squares += f->value * f->value;
	/* What has not happened yet takes longer than anything that has. */
	return sum->m->kind == CH_MEDIAN ?
		keep_value(sum, key, f->has_value ? f->value : INFINITY) : 0;
}

static int add_cases(struct summing *sum, const struct ch_fact *f, size_t n)
{
	struct ch_measuring *s = sum->s;
	int rc = 0;

	for (size_t i = 0; i < n && !rc; i++, f++) {
		if (s->how.by != CH_BY_COHORT) {
			rc = add_case(sum, ch_group_key(s, f->person,
							f->day,
							f->organization), f);
			continue;
		}
		for (size_t c = 0; c < s->cohorts && !rc; c++)
			if (ch_cohort_has(&s->cohort[c], f->person))
				rc = add_case(sum, (int64_t)c, f);
	}
	return rc;
}

/* ---- weight ---- */

/* Members come by person: whoever counted here last counts once. */
static int weigh(struct summing *sum, int64_t key, const struct ch_member *m)
{
	struct ch_group *g = group_of(sum, key);

	if (!g)
		return CH_ENOMEM;
	g->n.denominator++;
	if (g->last_person != m->person) {
		g->n.by_coverage += m->covered;
		g->n.by_contact += !m->covered;
		g->last_person = m->person;
	}
	return 0;
}

/* A month of membership counts for its group; nobody is a member of one
 * organization alone: each is held against all months. */
static int weigh_month(struct summing *sum, const struct ch_member *m,
		       int32_t day)
{
	const struct ch_measuring *s = sum->s;
	int rc = 0;

	if (s->how.by == CH_BY_ORGANIZATION)
		for (size_t g = 0; g < sum->n && !rc; g++)
			rc = weigh(sum, sum->group[g].key, m);
	else if (s->how.by == CH_BY_COHORT)
		for (size_t c = 0; c < s->cohorts && !rc; c++)
			rc = ch_cohort_has(&s->cohort[c], m->person) ?
				weigh(sum, (int64_t)c, m) : 0;
	else
		rc = weigh(sum, ch_group_key(s, m->person, day, 0), m);
	return rc;
}

/* A month counts for whoever is a member on its fifteenth. */
static int weigh_span(struct summing *sum, const struct ch_member *m)
{
	const struct ch_measure_how *how = &sum->s->how;
	int64_t first = m->span.first > how->first ? m->span.first :
		how->first;
	int64_t end = m->span.end < how->end ? m->span.end : how->end;
	int64_t month = ch_month_of(first), day;
	int rc = 0;

	for (; !rc && (day = ch_month_first(month) + 14) < end; month++)
		if (day >= first)
			rc = weigh_month(sum, m, (int32_t)day);
	return rc;
}

static int weigh_all(struct summing *sum)
{
	int rc = 0;

	for (size_t i = 0; i < sum->s->members && !rc; i++)
		rc = weigh_span(sum, &sum->s->member[i]);
	return rc;
}

/* ---- numbers ---- */

static int by_value(const void *a, const void *b)
{
	const struct value *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

static void median(struct ch_number *n, const double *v, size_t count)
{
	double middle = count % 2 ? v[count / 2] :
		(v[count / 2 - 1] + v[count / 2]) / 2;

	n->interval = ch_interval_rank(v, count);
	n->has_value = isfinite(middle);
	n->value = middle;
}

static int medians(struct summing *sum)
{
	double *v = calloc(sum->values + 1, sizeof(*v));

	if (!v)
		return ch_nomem(sum->err);
	if (sum->values)
		qsort(sum->value, sum->values, sizeof(*sum->value), by_value);
	for (size_t i = 0, j; i < sum->values; i = j) {
		struct ch_group *g = group_of(sum, sum->value[i].group);

		for (j = i; j < sum->values && sum->value[j].group ==
		     sum->value[i].group; j++)
			v[j - i] = sum->value[j].value;
		if (g)
			median(&g->n, v, j - i);
	}
	free(v);
	return 0;
}

static void keep_within(struct ch_interval *i, double low, double high)
{
	i->low = fmin(fmax(i->low, low), high);
	i->high = fmin(fmax(i->high, low), high);
}

static void work_out(const struct ch_measure *m, struct ch_group *g)
{
	struct ch_number *n = &g->n;
	double d = n->denominator;

	if (!(d > 0) || m->kind == CH_MEDIAN)
		return;
	n->has_value = true;
	if (m->kind == CH_PROPORTION) {
		n->value = (double)n->numerator / d;
		n->interval = ch_interval_wilson((double)n->numerator, d);
	} else if (m->kind == CH_RATE) {
		n->value = m->per * (double)n->numerator / d;
		n->interval = ch_interval_poisson((double)n->numerator,
						  d / m->per);
	} else {
		n->value = g->sum / d;
		n->interval = ch_interval_normal(g->sum, g->squares, d);
		if (m->kind == CH_SCORE)
			keep_within(&n->interval, -100, 100);
		else if (g->least >= 0)	/* no mean of days is below none */
			keep_within(&n->interval, 0, INFINITY);
	}
}

/* The groups that are there whoever is in them: the whole, every cohort, and
 * the months between. */
static int expected(struct summing *sum)
{
	enum ch_by by = sum->s->how.by;
	int64_t first, last;

	if (by == CH_BY_ALL && !group_of(sum, 0))
		return CH_ENOMEM;
	for (size_t c = 0; by == CH_BY_COHORT && c < sum->s->cohorts; c++)
		if (!group_of(sum, (int64_t)c))
			return CH_ENOMEM;
	if (!ch_by_months(by) || !sum->n)
		return 0;
	first = sum->group[0].key;
	last = sum->group[sum->n - 1].key;
	for (int64_t key = first; key < last; key++)
		if (!group_of(sum, key))
			return CH_ENOMEM;
	return 0;
}

static int by_count(const void *a, const void *b)
{
	const int64_t *x = (const int64_t *)((const char *)a + sizeof(void *));
	const int64_t *y = (const int64_t *)((const char *)b + sizeof(void *));

	if (*x != *y)
		return *x > *y ? -1 : 1;
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int ch_measure_numbers(struct ch_measuring *s, const struct ch_measure *m,
		       int (*each)(void *ctx, const struct ch_number *number,
				   struct ch_err *err),
		       void *ctx, struct ch_err *err)
{
	struct summing sum = { .s = s, .m = m, .err = err };
	const struct ch_fact *f;
	size_t n;
	int rc = ch_measure_cases(s, m, &f, &n, err);

	if (!rc)
		rc = add_cases(&sum, f, n);
	if (!rc)
		rc = expected(&sum);
	if (!rc && m->kind == CH_RATE)
		rc = weigh_all(&sum);
	if (!rc && m->kind == CH_MEDIAN)
		rc = medians(&sum);
	for (size_t i = 0; i < sum.n && !rc; i++) {
		struct ch_group *g = &sum.group[i];

		work_out(m, g);
		ch_group_name(s, g);
		qsort(g->n.whys, (size_t)g->n.n_whys, sizeof(g->n.whys[0]),
		      by_count);
		rc = each(ctx, &g->n, err);
	}
	free(sum.group);
	free(sum.value);
	return rc;
}
