/* place_area.c - who lives in an area of postal codes and names. */
#include <string.h>

#include "place/area.h"
#include "tap.h"

static const struct ch_home here = { "94063-1234", "Redwood City",
				     "San Mateo County", "California" };

static void is(const char *area, const struct ch_home *home, enum ch_area want)
{
	enum ch_area got = ch_area_of((struct ch_slice){ area, strlen(area) },
				      home);

	ok(got == want, "\"%s\": %d (got %d)", area, want, got);
}

int main(void)
{
	static const struct ch_home nobody = { NULL };
	static const struct ch_home london = { "SW1A 1AA" };

	is("", &here, CH_AREA_ANYWHERE);
	is(" ; ,", &here, CH_AREA_ANYWHERE);
	is("94063", &here, CH_AREA_IN);
	is("94061, 94062", &here, CH_AREA_OUT);
	is("94061, 94063", &here, CH_AREA_IN);
	is("94061 94063", &here, CH_AREA_IN);
	is("94061 94062", &here, CH_AREA_OUT);
	is("940", &here, CH_AREA_IN);
	is("940*", &here, CH_AREA_IN);
	is("941*; 95*", &here, CH_AREA_OUT);
	is("94000-94199", &here, CH_AREA_IN);
	is("94064-94199", &here, CH_AREA_OUT);
	is("94063-9999", &here, CH_AREA_IN);
	is("94060 - 94070", &here, CH_AREA_IN);
	is("94061 94062- 94064", &here, CH_AREA_IN);
	is("94064 -94070 94061", &here, CH_AREA_OUT);
	is("94061 94063", &here, CH_AREA_IN);
	is("2138, 2139", &here, CH_AREA_ASK);
	is("2138, 94063", &here, CH_AREA_IN);
	is("- 94061 -", &here, CH_AREA_ASK);
	is("94061", &nobody, CH_AREA_ASK);
	is("San Mateo County", &here, CH_AREA_IN);
	is("san mateo", &here, CH_AREA_IN);
	is("Alameda County, San Mateo County", &here, CH_AREA_IN);
	is("Alameda County", &here, CH_AREA_ASK);
	is("Alameda County, 94063", &here, CH_AREA_IN);
	is("Alameda County, 94061", &here, CH_AREA_ASK);
	is("All who live in Redwood City or nearby", &here, CH_AREA_IN);
	is("Redwood Cityville", &here, CH_AREA_ASK);
	is("Nationwide", &here, CH_AREA_IN);
	is("California", &here, CH_AREA_IN);
	is("SW1*", &london, CH_AREA_IN);
	is("NW1*", &london, CH_AREA_OUT);
	is("Colma", &nobody, CH_AREA_ASK);
	return tap_end();
}
