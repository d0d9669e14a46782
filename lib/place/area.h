/* area.h - whether somebody lives where a service serves. */
#ifndef CH_AREA_H
#define CH_AREA_H

#include "base/base.h"

enum ch_area {
	CH_AREA_ANYWHERE,	/* it says of no area */
	CH_AREA_IN,
	CH_AREA_OUT,
	CH_AREA_ASK,		/* nobody can tell from what is said */
};

/* Where somebody lives; what is not known is NULL or "". */
struct ch_home {
	const char *zip, *city, *district, *state;
};

/*
 * An area is a list with commas or semicolons between: postal codes (94063),
 * where they begin (940, 940*, SW1*), from the first to the last (94000-94199),
 * names of towns and counties, and sentences that name them; "nationwide" is
 * everywhere. Only a list of postal codes alone says that somebody lives
 * outside.
 */
enum ch_area ch_area_of(struct ch_slice area, const struct ch_home *home);

#endif
