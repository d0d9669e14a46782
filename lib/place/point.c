/* point.c - great-circle distance, by the haversine formula. */
#include <math.h>

#include "place/point.h"

#define EARTH_KM 6371.0088	/* mean radius, IUGG */

bool ch_point_known(struct ch_point p)
{
	/* False for NaN, too. */
	return p.latitude >= -90 && p.latitude <= 90 &&
		p.longitude >= -180 && p.longitude <= 180;
}

static double radians(double degrees)
{
	return degrees * (M_PI / 180);
}

double ch_point_km(struct ch_point a, struct ch_point b)
{
	double north = sin(radians(b.latitude - a.latitude) / 2);
	double east = sin(radians(b.longitude - a.longitude) / 2);
	double h = north * north + cos(radians(a.latitude)) *
		cos(radians(b.latitude)) * east * east;

	if (!ch_point_known(a) || !ch_point_known(b))
		return NAN;
	return 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1));
}
