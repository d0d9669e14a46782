/* place_tour.c - distances worked by hand, ZIP codes found, short ways. */
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "place/tour.h"
#include "place/zips.h"
#include "tap.h"

static bool near(double a, double b, double within)
{
	return fabs(a - b) <= within;
}

static void distances(void)
{
	struct ch_point o = { 0, 0 };
	struct ch_point equator = { 0, 1 }, pole = { 90, 0 };
	struct ch_point nyc = { 40.7128, -74.0060 };
	struct ch_point la = { 34.0522, -118.2437 };
	struct ch_point fiji = { -17, 179.5 }, east = { -17, -179.5 };

	/* 6371.0088 * pi / 180 */
	ok(near(ch_point_km(o, equator), 111.195080, 1e-6), "a degree");
	ok(near(ch_point_km(o, pole), 90 * 111.195080, 1e-4), "a quarter");
	ok(near(ch_point_km(o, (struct ch_point){ 0, 180 }), 180 * 111.195080,
		1e-4), "half the way round");
	ok(ch_point_km(nyc, nyc) == 0, "no way at all");
	ok(near(ch_point_km(nyc, la), 3935.75, 0.5), "New York, Los Angeles");
	ok(near(ch_point_miles(nyc, la), 2445.56, 0.5), "the same in miles");
	ok(ch_point_km(la, nyc) == ch_point_km(nyc, la), "and back");
	/* cos 17 degrees of a degree */
	ok(near(ch_point_km(fiji, east), 106.336, 0.01), "over the date line");
	ok(isnan(ch_point_km(o, CH_POINT_NOWHERE)), "nowhere is not far");
	ok(!ch_point_known((struct ch_point){ 91, 0 }), "beyond the pole");
	ok(!ch_point_known((struct ch_point){ 0, 181 }), "round again");
	ok(ch_point_known((struct ch_point){ -90, -180 }), "the last point");
}

static void is_tour(const char *what, const struct ch_point *at, size_t n,
		    const struct ch_point *from, const char *want, double km)
{
	size_t order[64];
	char got[256] = "";
	double way;

	ok(!ch_tour(at, n, from, order, &way, NULL), "%s: a tour", what);
	for (size_t i = 0; i < n; i++) {
		size_t used = strlen(got);

		snprintf(got + used, sizeof(got) - used, i ? " %zu" : "%zu",
			 order[i]);
	}
	ok(!strcmp(got, want), "%s: %s (got %s)", what, want, got);
	ok(near(way, km, km / 1e4), "%s: %.3f km (got %.3f)", what, km, way);
}

static void tours(void)
{
	static const struct ch_point line[] = {
		{ 0, 3 }, { 0, 1 }, { 0, 4 }, { 0, 2 },
	};
	/* Nearest first goes to 1, to -2, and far back to 5; turned round, it
	 * goes to -2 first: 2 + 3 + 4 degrees, not 1 + 3 + 7. */
	static const struct ch_point trap[] = { { 0, 1 }, { 0, -2 }, { 0, 5 } };
	static const struct ch_point here = { 0, 0 };
	static const struct ch_point same[] = {
		{ 1, 1 }, { 1, 1 }, { 1, 1 },
	};
	struct ch_point lost[] = {
		CH_POINT_NOWHERE, { 0, 2 }, CH_POINT_NOWHERE, { 0, 1 },
	};
	const double degree = 111.195080;

	is_tour("a line", line, 4, &here, "1 3 0 2", 4 * degree);
	is_tour("a line from anywhere", line, 4, NULL, "2 0 3 1", 3 * degree);
	is_tour("a trap", trap, 3, &here, "1 0 2", 9 * degree);
	is_tour("one house", same, 3, &here, "0 1 2",
		ch_point_km(here, same[0]));
	is_tour("two lost", lost, 4, &here, "3 1 0 2", 2 * degree);
	is_tour("start lost", line, 4, &lost[0], "2 0 3 1", 3 * degree);
	is_tour("all lost", lost, 1, &here, "0", 0);
	is_tour("one visit", line, 1, &here, "0", 3 * degree);
	is_tour("no visit", line, 0, &here, "", 0);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A day of 60 visits on a circle of 10 degrees, in a bad order: no other way
 * is as short as round it. */
static void a_day(void)
{
	struct ch_point at[60], from = { 10, 0 };
	size_t order[60], again[60];
	double km, round_it = 0, begin, took;

	for (size_t i = 0; i < 60; i++) {
		double turn = (double)(i * 7 % 60) * 2 * M_PI / 60;

		at[i] = (struct ch_point){ 10 * cos(turn), 10 * sin(turn) };
	}
	for (size_t k = 0; k + 1 < 60; k++)
		round_it += ch_point_km(at[k * 43 % 60], at[(k + 1) * 43 % 60]);
	begin = seconds();
	ok(!ch_tour(at, 60, &from, order, &km, NULL), "60 visits");
	took = seconds() - begin;
	ok(near(km, round_it, 1), "round it: %.1f km, %.1f", round_it,
	   km);
	ok(took < 0.01, "in %.2f ms", took * 1000);
	ok(!ch_tour(at, 60, &from, again, NULL, NULL) &&
	   !memcmp(order, again, sizeof(order)), "and so again");
}

static const char table[] =
	"# zip.tsv: where postal codes are\n"
	"# zip\tlatitude\tlongitude\tsource\tstatus\n"
	"00501\t40.8\t-73.0\ttest\tdraft\n"
	"00544\t40.9\t-73.1\ttest\tdraft\r\n"
	"10001\tnorth\t-74\ttest\tdraft\n"
	"12345\t42.8142\t-73.9396\ttest\tdraft\n"
	"99950\t55.5\t-131.4\n"
	"SW1A 1AA\t51.5\t-0.14";

static const char *shelve(const char *text)
{
	static char dir[] = "/tmp/place_tour.XXXXXX", path[64];
	static bool made;
	FILE *f;

	if (!made && mkdtemp(dir)) {
		made = true;
		snprintf(path, sizeof(path), "%s/places", dir);
		ok(!mkdir(path, 0700), "a shelf");
		snprintf(path, sizeof(path), "%s/places/zip.tsv", dir);
	}
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
	return dir;
}

static void is_at(const struct ch_zips *z, const char *zip, double north)
{
	struct ch_point p = ch_zips_find(z, zip);

	ok(isnan(north) ? !ch_point_known(p) : p.latitude == north,
	   "%s is %s", zip ? zip : "none", isnan(north) ? "nowhere" : "found");
}

static void codes(void)
{
	struct ch_shelf shelf = { { shelve(table) } };
	struct ch_zips z;
	struct ch_err err = { 0 };
	size_t rows;

	ok(!ch_zips_open(&z, &shelf, &err), "the table is open");
	is_at(&z, "00501", 40.8);
	is_at(&z, "00544", 40.9);
	is_at(&z, "12345", 42.8142);
	is_at(&z, " 12345-6789 ", 42.8142);
	is_at(&z, "123456789", 42.8142);
	is_at(&z, "99950", 55.5);
	is_at(&z, "SW1A 1AA", 51.5);
	is_at(&z, "10001", NAN);
	is_at(&z, "00000", NAN);
	is_at(&z, "00502", NAN);
	is_at(&z, "1234", NAN);
	is_at(&z, "ZZ", NAN);
	is_at(&z, "", NAN);
	is_at(&z, NULL, NAN);
	ch_zips_close(&z);
	ok(ch_zips_check(&shelf, &rows, &err) == CH_EDATA &&
	   strstr(err.msg, "zip.tsv:5: not a latitude"), "a row that is none");
	shelve("b\t1\t1\na\t1\t1\n");
	ok(ch_zips_check(&shelf, &rows, &err) == CH_EDATA &&
	   strstr(err.msg, "zip.tsv:2: not after"), "not sorted");
	shelve("");
	ok(!ch_zips_open(&z, &shelf, &err), "an empty table");
	is_at(&z, "12345", NAN);
	ch_zips_close(&z);
	ok(!ch_zips_check(&shelf, &rows, &err) && rows == 0, "is no fault");
}

static void installed(void)
{
	struct ch_shelf shelf = { { "share" } };
	struct ch_err err = { 0 };
	size_t rows;

	if (access("share/places/zip.tsv", R_OK))
		shelf.dir[0] = "../share";
	ok(!ch_zips_check(&shelf, &rows, &err) && rows == 11,
	   "ours is sorted: %s", err.msg);
}

int main(void)
{
	distances();
	tours();
	a_day();
	codes();
	installed();
	return tap_end();
}
