/* climb.h - ladders in use: what is climbed, and who is asked on the way. */
#ifndef CH_CLIMB_H
#define CH_CLIMB_H

#include "base/ids.h"
#include "know/ladder.h"

/* Something on its ladder. */
struct ch_climber {
	char ladder[64], level[64];
	bool named;		/* else it is a level's, which may have none; a
				   named one that cannot be used is the
				   level's */
	bool untold;		/* nobody was told yet */
	char role[64], owner[64];	/* its own: a role, an id; "": none */
	struct ch_rung rung;
};

struct ch_climb;
struct ch_heard;

/* The ladders that a run uses, and whom their words mean: words that mean the
 * same people for all are asked once. Begins with the first two lines set. */
struct ch_climbs {
	const struct ch_shelf *shelf;
	int64_t now;		/* seconds since 1970 */
	void (*doubt)(void *ctx, const char *words);	/* told once of each
							   odd thing */
	void *doubt_ctx;
	bool broken;		/* a ladder cannot be used */
	int64_t unheard;	/* how many reached nobody */
	struct ch_climb *climb;		/* private */
	struct ch_heard *heard;
};
void ch_climbs_free(struct ch_climbs *set);

/* What is to be done with it now; one without a usable ladder waits. */
int ch_climbs_next(struct ch_climbs *set, const struct ch_climber *c,
		   enum ch_ladder_next *out, struct ch_err *err);

/* Who a word means: "role:nurse", an id, "team:pcp" ...; and that they are to
 * be told, on that step (from 1). */
typedef int (*ch_climb_who)(void *ctx, const char *who, struct ch_ids *out,
			    struct ch_err *err);
typedef int (*ch_climb_tell)(void *ctx, const struct ch_climber *c,
			     const struct ch_ids *staff, struct ch_err *err);

/*
 * Climbs all that is due: the next level, levels that wait no longer, and at
 * once the level behind one that nobody holds. Its rung is where it is then;
 * `*any`: somebody was told.
 */
int ch_climbs_climb(struct ch_climbs *set, struct ch_climber *c,
		    ch_climb_who who, ch_climb_tell tell, void *ctx, bool *any,
		    struct ch_err *err);

#endif
