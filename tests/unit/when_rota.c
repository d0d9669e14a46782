/* when_rota.c - rosters: gaps, overlaps, shifts that touch, several roles. */
#include <string.h>

#include "base/buf.h"
#include "when/rota.h"
#include "tap.h"

static void shift(struct ch_rota *r, const char *role, int64_t who,
		  int64_t from, int64_t until)
{
	struct ch_shift s = { .from = from, .until = until, .who = who };

	snprintf(s.role, sizeof(s.role), "%s", role);
	snprintf(s.name, sizeof(s.name), "%c", 'a' + (int)who - 1);
	ok(!ch_rota_add(r, &s, NULL), "a shift of %s", s.role);
}

static int say(void *ctx, const struct ch_stretch *s, struct ch_err *err)
{
	struct ch_buf *b = ctx;

	(void)err;
	ch_buf_addf(b, "%s%s %lld-%lld %zu %s", b->n ? "; " : "", s->role,
		    (long long)s->from, (long long)s->until, s->on, s->names);
	return 0;
}

static void is_rota(struct ch_rota *r, int64_t from, int64_t until,
		    const char *want, const char *what)
{
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;
	const char *got;

	ok(!ch_rota_each(r, from, until, say, &b, NULL), "%s: told", what);
	got = b.s ? b.s : "";
	ok(!strcmp(got, want), "%s", what);
	if (strcmp(got, want))
		printf("# got %s\n", got);
	ch_rota_free(r);
}

int main(void)
{
	struct ch_rota r = { NULL };

	is_rota(&r, 0, 10, "", "no roster");
	shift(&r, "n", 1, 0, 10);
	is_rota(&r, 0, 10, "n 0-10 1 a", "all of it");
	shift(&r, "n", 1, 2, 4);
	shift(&r, "n", 2, 6, 8);
	is_rota(&r, 0, 10, "n 0-2 0 ; n 2-4 1 a; n 4-6 0 ; n 6-8 1 b; n 8-10 "
		"0 ", "gaps before, between, after");
	shift(&r, "n", 1, 0, 5);
	shift(&r, "n", 2, 5, 10);
	is_rota(&r, 0, 10, "n 0-5 1 a; n 5-10 1 b", "one after the other");
	shift(&r, "n", 1, 0, 6);
	shift(&r, "n", 2, 4, 10);
	is_rota(&r, 0, 10, "n 0-4 1 a; n 4-6 2 a b; n 6-10 1 b", "overlap");
	shift(&r, "n", 1, 0, 5);
	shift(&r, "n", 1, 4, 10);
	is_rota(&r, 0, 10, "n 0-10 1 a", "one person's own shifts are one");
	shift(&r, "n", 1, -5, 3);
	shift(&r, "n", 2, 8, 20);
	shift(&r, "n", 3, 30, 40);
	is_rota(&r, 0, 10, "n 0-3 1 a; n 3-8 0 ; n 8-10 1 b", "cut at both "
		"ends");
	shift(&r, "n", 0, 0, 10);
	is_rota(&r, 0, 10, "n 0-10 0 ", "nobody's shift is none");
	shift(&r, "n", 1, 5, 5);
	shift(&r, "n", 2, 7, 6);
	is_rota(&r, 0, 10, "n 0-10 0 ", "shifts that take no time");
	shift(&r, "p", 2, 0, 5);
	shift(&r, "n", 1, 0, 10);
	shift(&r, "p", 3, 5, 10);
	is_rota(&r, 0, 10, "n 0-10 1 a; p 0-5 1 b; p 5-10 1 c", "role by role");
	return tap_end();
}
