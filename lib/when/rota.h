/* rota.h - who is on when: gaps and overlaps of shifts. */
#ifndef CH_ROTA_H
#define CH_ROTA_H

#include "base/base.h"

/* From then until before then, in seconds since 1970. */
struct ch_shift {
	char role[64], name[64];
	int64_t from, until, who;	/* who 0: nobody */
};

/* Zeroed is empty. */
struct ch_rota {
	struct ch_shift *shift;
	size_t n, room;
};

/* Texts are cut to their room. */
int ch_rota_add(struct ch_rota *rota, const struct ch_shift *shift,
		struct ch_err *err);
void ch_rota_free(struct ch_rota *rota);

/* A stretch with the same people on: none is a gap, several an overlap. */
struct ch_stretch {
	const char *role;
	int64_t from, until;
	size_t on;
	int64_t who;		/* the first of them; 0: nobody */
	char names[256];	/* of all, with blanks between; cut */
};

typedef int (*ch_rota_each_fn)(void *ctx, const struct ch_stretch *s,
			       struct ch_err *err);

/*
 * Role by role, all of the time from `from` to before `until`, in order.
 * Somebody's shifts that touch are one; a shift of nobody's only says that
 * there is such a role. What `each` returns but 0 ends it.
 */
int ch_rota_each(struct ch_rota *rota, int64_t from, int64_t until,
		 ch_rota_each_fn each, void *ctx, struct ch_err *err);

#endif
