/* fold_stitch.c - stays that touch, made one. */
#include "when/fold.h"

static int32_t end_of(const struct ch_fact *f)
{
	return f->last == CH_NO_DAY ? f->day : f->last;
}

static bool touches(const struct ch_fact *f, const struct ch_fact *next)
{
	return next->day <= end_of(f) + f->transfer;
}

/* Whether `next` ended the episode: it ended later, or cannot be told to have
 * ended before. A stay without an end is one that goes on from where it
 * began. */
static bool ends(const struct ch_fact *f, const struct ch_fact *next)
{
	if (end_of(next) != end_of(f))
		return end_of(next) > end_of(f);
	return !f->until || !next->until || next->until >= f->until;
}

static void join(struct ch_fact *f, const struct ch_fact *next)
{
	struct ch_fact first = *f;

	if (!ends(f, next))
		return;
	*f = *next;
	f->at = first.at;
	f->day = first.day;
	f->planned = first.planned;
}

size_t ch_fold_stitch(struct ch_fact *f, size_t n, const char *stay)
{
	struct ch_fact *open = NULL;
	size_t left = 0;

	for (size_t i = 0; i < n; i++) {
		if (f[i].role != stay || f[i].day == CH_NO_DAY) {
			f[left++] = f[i];
			continue;
		}
		if (open && open->person == f[i].person &&
		    touches(open, &f[i])) {
			join(open, &f[i]);
			continue;
		}
		open = &f[left];
		f[left++] = f[i];
	}
	for (size_t i = 0; i < left; i++) {
		if (f[i].role != stay || f[i].last == CH_NO_DAY)
			continue;
		f[i].value = f[i].last - f[i].day;
		f[i].has_value = true;
	}
	return left;
}
