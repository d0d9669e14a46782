/* sim_people.c - the made-up population: its clock, its dice, its files. */
#include <dirent.h>
#include <ftw.h>
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/moment.h"
#include "sim/person.h"
#include "sim/sim.h"
#include "sim/when.h"
#include "tap.h"

static bool prints(int64_t utc, const char *want)
{
	char got[CH_SIM_TIME + 1] = "";

	ch_sim_put_time(utc, got);
	return !strcmp(got, want);
}

static void test_clock(void)
{
	int64_t march = ch_days_of_civil(2026, 3, 8);
	int64_t november = ch_days_of_civil(2026, 11, 1);

	ok(prints(ch_sim_at(march, 3600), "2026-03-08T01:00:00-05:00"),
	   "before the spring change");
	ok(prints(ch_sim_at(march, 3 * 3600), "2026-03-08T03:00:00-04:00"),
	   "after it");
	ok(prints(ch_sim_at(november, 0), "2026-11-01T00:00:00-04:00"),
	   "before the autumn change");
	ok(prints(ch_sim_at(november, 3 * 3600), "2026-11-01T03:00:00-05:00"),
	   "after it");
	ok(prints(ch_sim_at(ch_days_of_civil(1931, 7, 4), 43200),
		  "1931-07-04T12:00:00-04:00"), "before 1970");
	ok(ch_sim_weekday(ch_days_of_civil(2026, 11, 22)) == 0, "a Sunday");
}

static int make(const char *dir, int64_t patients, enum ch_sim_form form,
		struct ch_sim_tally *tally, struct ch_err *err)
{
	struct ch_sim_plan plan = {
		.patients = patients, .seed = 42, .dir = dir, .form = form,
		.end = ch_days_of_civil(2026, 6, 30), .site = "A \"B\" \\ C",
	};

	return ch_sim_run(&plan, tally, err);
}

static char *slurp(const char *dir, const char *name, size_t *n)
{
	char path[512], *text = NULL;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (ch_file_slurp(path, 64 << 20, &text, n, NULL))
		*n = 0;
	return text;
}

/* Every line of every file is a resource with an id; counts them. */
static int64_t resources(const char *dir, bool *good)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int64_t lines = 0;

	*good = d != NULL;
	while (d && (e = readdir(d))) {
		size_t n, len;
		char *text, *line;

		if (e->d_name[0] == '.')
			continue;
		text = slurp(dir, e->d_name, &n);
		for (line = text; line && *line; line += len + 1, lines++) {
			json_t *j;

			len = strcspn(line, "\n");
			j = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
			if (!json_is_string(json_object_get(j, "id")))
				*good = false;
			json_decref(j);
		}
		free(text);
	}
	if (d)
		closedir(d);
	return lines;
}

static void test_files(const char *tmp)
{
	char few[300], many[300], sheets[300];
	struct ch_sim_tally tally, again;
	size_t n, m;
	char *a, *b;
	bool good;

	snprintf(few, sizeof(few), "%s/few", tmp);
	snprintf(many, sizeof(many), "%s/many", tmp);
	snprintf(sheets, sizeof(sheets), "%s/sheets", tmp);
	ok(!make(few, 5, CH_SIM_FHIR, &tally, NULL), "five people");
	ok(resources(few, &good) == tally.resources && good,
	   "as many resources as it says, each with an id");
	ok(!make(many, 20, CH_SIM_FHIR, &again, NULL), "twenty people");
	a = slurp(few, "Observation.ndjson", &n);
	b = slurp(many, "Observation.ndjson", &m);
	ok(n && n < m && !memcmp(a, b, n),
	   "the first five are the same people");
	free(a);
	free(b);
	a = slurp(few, "Patient.ndjson", &n);
	ok(strstr(a, "\"HTEST\"") && !strstr(a, "NULL"),
	   "they are marked as made up");
	free(a);
	ok(!make(sheets, 5, CH_SIM_CSV, &tally, NULL) &&
	   tally.patients == 5, "the same as CSV");
	a = slurp(sheets, "patients.csv", &n);
	ok(a && !strncmp(a, "Id,BIRTHDATE,", 13), "with headings");
	free(a);
}

static void test_refusals(const char *tmp)
{
	struct ch_sim_tally tally;
	struct ch_err err = { .code = 0 };
	char dir[300];

	snprintf(dir, sizeof(dir), "%s/few", tmp);
	ok(make(dir, 1, CH_SIM_FHIR, &tally, &err) == CH_ECREATE &&
	   strstr(err.msg, "new one"), "a directory with something in it");
	snprintf(dir, sizeof(dir), "%s/no/such", tmp);
	ok(make(dir, 1, CH_SIM_FHIR, &tally, &err) == CH_ECREATE,
	   "a directory in no directory");
}

static int gone(const char *path, const struct stat *st, int kind,
		struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

int main(void)
{
	char tmp[] = "/tmp/ch-sim.XXXXXX";

	test_clock();
	if (!mkdtemp(tmp))
		return 1;
	test_files(tmp);
	test_refusals(tmp);
	nftw(tmp, gone, 8, FTW_DEPTH | FTW_PHYS);
	return tap_end();
}
