/* fold_next.c - what came next, within so many days. */
#include "when/fold.h"

static int32_t end_of(const struct ch_fact *f)
{
	return f->last == CH_NO_DAY ? f->day : f->last;
}

/* What bars the index, of those that it is not to be followed by. */
static const struct ch_unless *barred(const struct ch_next *how,
				      const struct ch_fact *index,
				      const struct ch_fact *f)
{
	for (int i = 0; i < how->unlesses; i++) {
		const struct ch_unless *u = &how->unless[i];

		if (u->role == f->role && (u->by_end ?
		    f->day <= end_of(index) : f->day >= index->day))
			return u;
	}
	return NULL;
}

/* Where to look from: all that was, when something may have been before. */
static int32_t look_from(const struct ch_next *how, const struct ch_fact *index)
{
	int32_t first = end_of(index) + how->from;

	for (int i = 0; i < how->unlesses; i++)
		if (how->unless[i].by_end)
			return INT32_MIN;
	return first < index->day ? first : index->day;
}

/* Whether it answers at all: the first one that was planned ends the search,
 * unless those are passed over. */
static bool answers(const struct ch_next *how, const struct ch_fact *f)
{
	return how->answer && f->role == how->answer &&
		!(how->later && f->planned);
}

static void settle(struct ch_fact *index, const struct ch_fact *answer,
		   const struct ch_next *how)
{
	bool yes = answer && !answer->planned;

	if (answer) {
		index->answer = answer->about;
		index->answer_type = answer->about_type;
	}
	if (index->closes >= how->today) {	/* the day itself is not over */
		index->outcome = CH_PENDING;
		index->why = how->pending_why;
		return;
	}
	index->outcome = yes ? how->answered :
		how->answered == CH_MET ? CH_MISSED : CH_MET;
	if (answer)
		index->why = yes ? how->answered_why : how->planned_why;
}

static bool within(const struct ch_fact *f, const struct ch_fact *index)
{
	return f->person == index->person && f->day <= index->closes;
}

/* From where on the facts of that person are of `day` or later. */
static size_t reach_back(const struct ch_fact *f, size_t i, int32_t day)
{
	size_t j = i;

	while (j && f[j - 1].person == f[i].person && f[j - 1].day >= day)
		j--;
	return j;
}

static void judge(struct ch_fact *f, size_t n, size_t i,
		  const struct ch_next *how)
{
	struct ch_fact *index = &f[i];
	const struct ch_fact *answer = NULL;
	int32_t first = end_of(index) + how->from;
	size_t j = reach_back(f, i, look_from(how, index));

	for (; j < n && within(&f[j], index); j++) {
		const struct ch_unless *u = barred(how, index, &f[j]);

		if (j == i)
			continue;
		if (u) {
			index->outcome = CH_EXCLUDED;
			index->why = u->why;
			index->answer = f[j].about;
			index->answer_type = f[j].about_type;
			return;
		}
		if (!answer && answers(how, &f[j]) && f[j].day >= first)
			answer = &f[j];
	}
	settle(index, answer, how);
}

/* Whether one of that person and day has been counted. */
static bool counted(const struct ch_fact *f, size_t i)
{
	for (size_t j = reach_back(f, i, f[i].day); j < i; j++)
		if (f[j].is_case && f[j].outcome != CH_EXCLUDED)
			return true;
	return false;
}

void ch_fold_next(struct ch_fact *f, size_t n, const struct ch_next *how)
{
	for (size_t i = 0; i < n; i++) {
		if (f[i].role != how->index || f[i].day == CH_NO_DAY)
			continue;
		f[i].is_case = true;
		f[i].closes = end_of(&f[i]) + how->to;
		if (f[i].why)
			f[i].outcome = CH_EXCLUDED;
		else
			judge(f, n, i, how);
		if (!how->once_a_day || f[i].outcome == CH_EXCLUDED ||
		    !counted(f, i))
			continue;
		f[i].outcome = CH_EXCLUDED;
		f[i].why = how->again_why;
	}
}
