/* fold_cover.c - the days that a person was covered, each once. */
#include "when/fold.h"

size_t ch_fold_cover(const struct ch_fact *f, size_t n, const char *role,
		     int32_t born, int32_t today, struct ch_span *out)
{
	size_t spans = 0;

	for (size_t i = 0; i < n; i++) {
		struct ch_span s = { f[i].day, f[i].last + 1 };

		if (f[i].role != role || f[i].day == CH_NO_DAY)
			continue;
		if (f[i].last == CH_NO_DAY || f[i].last > today)
			s.end = today + 1;
		if (s.first < born)
			s.first = born;
		if (s.end <= s.first)
			continue;
		if (spans && s.first <= out[spans - 1].end) {
			if (s.end > out[spans - 1].end)
				out[spans - 1].end = s.end;
			continue;
		}
		out[spans++] = s;
	}
	return spans;
}
