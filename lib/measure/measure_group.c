/* measure_group.c - into which group a case falls, and what it is called. */
#include "measure/measure_in.h"

int64_t ch_month_of(int64_t day)
{
	int64_t year;
	int month, d;

	ch_civil_of_days(day, &year, &month, &d);
	return year * 12 + month - 1;
}

int64_t ch_month_first(int64_t month)
{
	return ch_days_of_civil(month / 12, (int)(month % 12) + 1, 1);
}

int ch_by_months(enum ch_by by)
{
	return by == CH_BY_MONTH ? 1 : by == CH_BY_QUARTER ? 3 :
		by == CH_BY_YEAR ? 12 : 0;
}

static const int bands[] = { 18, 35, 50, 65, 75, 85 };

static int64_t age_band(const struct ch_who *who, int32_t day)
{
	int age, i = 0;

	if (!who || !who->birth)
		return -1;
	age = ch_moment_age(who->birth, ch_moment_of_day(day));
	while (i < (int)CH_COUNT(bands) && age >= bands[i])
		i++;
	return i;
}

/* A short word as a number, so that words sort as such; none goes last. */
static int64_t packed(const char *s)
{
	int64_t key = 0;

	for (; *s; s++)
		key = key << 8 | (unsigned char)*s;
	return key ? key : INT64_MAX;
}

int64_t ch_group_key(const struct ch_measuring *s, int64_t person,
		     int32_t day, int64_t organization)
{
	enum ch_by by = s->how.by;
	const struct ch_who *who = ch_people_who(&s->people, person);

	if (ch_by_months(by))
		return ch_month_of(day) / ch_by_months(by);
	switch (by) {
	case CH_BY_ORGANIZATION:
		return organization;
	case CH_BY_SEX:
		return packed(who ? who->sex : "");
	case CH_BY_AGE:
		return age_band(who, day);
	case CH_BY_ZIP3:
		return packed(who ? who->zip3 : "");
	default:
		return 0;
	}
}

bool ch_cohort_has(const struct ch_cohort *c, int64_t person)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (c->person[middle] < person)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->n && c->person[low] == person;
}

static void name_time(const struct ch_measuring *s, struct ch_group *g)
{
	int months = ch_by_months(s->how.by);
	int64_t month = g->key * months;
	struct ch_number *n = &g->n;
	int year = (int)(month / 12), place = (int)(month % 12) / months + 1;

	n->first = ch_month_first(month);
	n->end = ch_month_first(month + months);
	if (n->first < s->how.first)
		n->first = s->how.first;
	if (n->end > s->how.end)
		n->end = s->how.end;
	snprintf(n->group, sizeof(n->group), months == 12 ? "%04d" :
		 months == 3 ? "%04d-Q%d" : "%04d-%02d", year, place);
}

static void name_band(struct ch_group *g)
{
	const int n = (int)CH_COUNT(bands);
	int i = (int)g->key;

	if (i < 0)
		snprintf(g->n.group, sizeof(g->n.group), "unknown");
	else if (i == n)
		snprintf(g->n.group, sizeof(g->n.group), "%d+", bands[n - 1]);
	else
		snprintf(g->n.group, sizeof(g->n.group), "%d-%d",
			 i ? bands[i - 1] : 0, bands[i] - 1);
}

static void name_packed(struct ch_group *g)
{
	char *out = g->n.group;

	if (g->key == INT64_MAX) {
		snprintf(out, sizeof(g->n.group), "unknown");
		return;
	}
	for (int shift = 56; shift >= 0; shift -= 8)
		if (g->key >> shift & 0xff)
			*out++ = (char)(g->key >> shift & 0xff);
	*out = '\0';
}

void ch_group_name(const struct ch_measuring *s, struct ch_group *g)
{
	g->n.first = s->how.first;
	g->n.end = s->how.end;
	switch (s->how.by) {
	case CH_BY_MONTH:
	case CH_BY_QUARTER:
	case CH_BY_YEAR:
		name_time(s, g);
		break;
	case CH_BY_AGE:
		name_band(g);
		break;
	case CH_BY_SEX:
	case CH_BY_ZIP3:
		name_packed(g);
		break;
	case CH_BY_COHORT:
		snprintf(g->n.group, sizeof(g->n.group), "%s",
			 s->cohort[g->key].name);
		break;
	case CH_BY_ORGANIZATION:
		g->n.organization = g->key;
		break;
	default:
		break;
	}
}

