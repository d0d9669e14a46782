/* measure_memory.c - words and days that were met before, remembered. */
#include "measure/measure_in.h"

#define DAY 86400

/* ---- words ---- */

const char *ch_word(struct ch_word_list *list, const char *s, size_t n)
{
	struct ch_err err;

	for (size_t i = 0; i < list->n; i++)
		if (ch_slice_is((struct ch_slice){ s, n }, list->v[i]))
			return list->v[i];
	if (ch_grow((void **)&list->v, &list->room, list->n,
		    sizeof(*list->v), &err))
		return NULL;
	list->v[list->n] = strndup(s, n);
	return list->v[list->n] ? list->v[list->n++] : NULL;
}

/* ---- days ---- */

/* Asking the C library for the zone costs more than reading a row. */
int32_t ch_day_remember(struct ch_day_memory *memory, int64_t moment)
{
	int64_t s = ch_moment_seconds(moment);
	int64_t day = (s >= 0 ? s : s - DAY + 1) / DAY;
	size_t slot = (uint64_t)day % CH_DAY_SLOTS;

	if (!ch_moment_has_zone(moment))
		return (int32_t)ch_moment_day(moment);
	if (!memory->known[slot] || memory->day[slot] != day) {
		int a = ch_moment_offset(ch_moment_local(day * DAY));
		int b = ch_moment_offset(ch_moment_local(day * DAY + DAY - 1));

		memory->known[slot] = true;
		memory->day[slot] = day;
		memory->offset[slot] = a == b ? a * 60 : INT32_MIN;
	}
	if (memory->offset[slot] == INT32_MIN)
		return (int32_t)ch_moment_local_day(moment);
	s += memory->offset[slot];
	return (int32_t)((s >= 0 ? s : s - DAY + 1) / DAY);
}
