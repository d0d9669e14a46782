/* map_dates.c - how a map says that dates are spelled, and reads them so. */
#include "base/moment.h"
#include "feed/map_run.h"

#define PATTERNS 16

int ch_map_dates(struct map_parse *ps, const struct map_line *line, int from,
		 int to, struct map_dates *out)
{
	struct ch_arena *a = &ps->m->arena;

	out->line = line->no;
	if (!out->pattern)
		out->pattern = ch_arena_zero(a, PATTERNS,
					     sizeof(*out->pattern));
	if (!out->pattern)
		ps->nomem = true;
	for (int i = from; out->pattern && i < to; i++) {
		const struct map_tok *t = &line->tok[i];

		if (t->kind != '"' && t->kind != 'w')
			return ch_map_fail(ps, "dates takes patterns, in quotes"
					   " where there is a blank in one");
		if (out->n == PATTERNS)
			return ch_map_fail(ps, "more than %d patterns",
					   PATTERNS);
		out->pattern[out->n] = ch_arena_copy(a, t->s, t->n);
		if (!out->pattern[out->n++])
			ps->nomem = true;
	}
	return ps->nomem ? ch_map_fail(ps, "no memory") : 0;
}

int ch_map_check_dates(struct map_parse *ps, const struct map_dates *dates)
{
	struct ch_err why;

	for (int i = 0; i < dates->n; i++)
		if (ch_moment_pattern(dates->pattern[i], ps->m->century,
				      &why)) {
			ps->line = dates->line;
			return ch_map_fail(ps, "%s", why.msg);
		}
	return 0;
}

int ch_map_moment(const struct ch_map *m, const struct map_dates *dates,
		  struct ch_slice text, int64_t *out)
{
	if (!dates->n)
		dates = &m->dates;
	for (int i = 0; i < dates->n; i++)
		if (!ch_moment_parse_as(dates->pattern[i], m->century, text.s,
					text.n, out))
			return 0;
	return dates->n ? CH_EDATA : ch_moment_parse(text.s, text.n, out);
}
