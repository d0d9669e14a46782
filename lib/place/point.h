/* point.h - places on the earth, and how far they are from each other. */
#ifndef CH_POINT_H
#define CH_POINT_H

#include "base/base.h"

/* Degrees north and east. */
struct ch_point {
	double latitude, longitude;
};

/* Nobody knows where it is. */
#define CH_POINT_NOWHERE ((struct ch_point){ __builtin_nan(""), \
					     __builtin_nan("") })

#define CH_KM_PER_MILE 1.609344

/* Whether it is on the earth: two numbers in their ranges. */
bool ch_point_known(struct ch_point p);

/* Along the great circle, on a sphere of the earth's mean radius (up to 0.6 %
 * off); NaN where a point is not known. Roads are longer. */
double ch_point_km(struct ch_point a, struct ch_point b);
static inline double ch_point_miles(struct ch_point a, struct ch_point b)
{
	return ch_point_km(a, b) / CH_KM_PER_MILE;
}

#endif
