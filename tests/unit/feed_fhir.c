/* feed_fhir.c - resources and Bundles become rows: references, refusals. */
#include "feed.h"
#include "tap.h"

#include <dirent.h>

static struct ch_fhir *f;
static struct noted got;

static void read_it(const char *s)
{
	note_clear(&got);
	if (read_text(f, &got, s))
		printf("# the reader gave up\n");
}

/* The id of a record of this source, as JSON shows it: "patient":"<id>". */
static const char *field_id(const char *field, const char *type, const char *a,
			    const char *b)
{
	static char text[128];
	struct ch_slice part[4] = {
		{ type, strlen(type) }, { "test", 4 }, { a, strlen(a) },
		{ b, b ? strlen(b) : 0 }
	};
	char hex[CH_ID_HEX];

	ch_id_print(ch_id_of(NULL, part, b ? 4 : 3), hex);
	snprintf(text, sizeof(text), "\"%s\":\"%s\"", field, hex);
	return text;
}

static const char *alias_id(const char *field, const char *type,
			    const char *name)
{
	static char text[128];
	struct ch_slice part[4] = {
		{ "alias", 5 }, { type, strlen(type) }, { "test", 4 },
		{ name, strlen(name) }
	};
	char hex[CH_ID_HEX];

	ch_id_print(ch_id_of(NULL, part, 4), hex);
	snprintf(text, sizeof(text), "\"%s\":\"%s\"", field, hex);
	return text;
}

#define OBS(refs) "{\"resourceType\":\"Observation\",\"id\":\"o\"," refs "}"

static void references(void)
{
	read_it(OBS("\"subject\":{\"reference\":\"Patient/p\"}"));
	ok(says(&got, field_id("patient", "patient", "p", NULL)), "relative");
	ok(says(&got, field_id("id", "observation", "o", NULL)), "its own id");
	read_it(OBS("\"subject\":{\"reference\":\"http://h/f/Patient/p\"}"));
	ok(says(&got, field_id("patient", "patient", "p", NULL)), "absolute");
	read_it(OBS("\"subject\":{\"reference\":"
		    "\"http://h/Patient/p/_history/3\"}"));
	ok(says(&got, field_id("patient", "patient", "p", NULL)), "versioned");
	read_it(OBS("\"subject\":{\"reference\":\"urn:uuid:u-1\"}"));
	ok(says(&got, field_id("patient", "patient", "u-1", NULL)),
	   "a bare urn is an id of the type wanted");
	read_it(OBS("\"performer\":[{\"reference\":"
		    "\"Practitioner?identifier=urn:s%7C9\"}]"));
	ok(says(&got, alias_id("practitioner", "staff", "urn:s|9")),
	   "by identifier");
	read_it(OBS("\"performer\":[{\"identifier\":{\"system\":\"urn:s\","
		    "\"value\":\"9\"}}]"));
	ok(says(&got, alias_id("practitioner", "staff", "urn:s|9")),
	   "logical");
	read_it(OBS("\"performer\":[{\"reference\":\"Organization/x\"},"
		    "{\"reference\":\"PractitionerRole/r\"}]"));
	ok(says(&got, field_id("practitioner", "staff", "role", "r")),
	   "the first of the right type, a role apart from persons");
	read_it(OBS("\"performer\":[{\"reference\":\"Organization/x\"}]"));
	ok(got.rows == 1 && !says(&got, "practitioner"), "none of that type");
	read_it(OBS("\"subject\":{\"reference\":\"#p\"}"));
	ok(got.rows == 1 && !says(&got, "\"patient\":"), "contained");
	read_it("{\"resourceType\":\"Task\",\"id\":\"t\",\"focus\":"
		"{\"reference\":\"ServiceRequest/s\"}}");
	ok(says(&got, "\"about\":\"referral/"), "any record");
}

static void bundle(void)
{
	read_it("{\"resourceType\":\"Bundle\",\"type\":\"transaction\","
		"\"entry\":["
		"{\"fullUrl\":\"urn:uuid:aaaa\",\"resource\":{\"resourceType\":"
		"\"Patient\",\"id\":\"p7\"}},"
		"{\"fullUrl\":\"urn:uuid:bbbb\",\"resource\":{\"resourceType\":"
		"\"Observation\",\"subject\":{\"reference\":\"urn:uuid:aaaa\"}"
		"}},"
		"{\"fullUrl\":\"http://h/x\",\"request\":{\"method\":"
		"\"DELETE\"}},"
		"{\"resource\":{\"resourceType\":\"OperationOutcome\"}}]}");
	ok(got.items == 4 && got.skipped == 2 && !got.bad, "four entries");
	ok(says(&got, "skip Bundle.entry") &&
	   says(&got, "skip OperationOutcome"), "what has no map is named");
	ok(says(&got, field_id("patient", "patient", "p7", NULL)),
	   "an urn is the entry's own id");
	ok(says(&got, field_id("id", "observation", "bbbb", NULL)),
	   "a resource without an id goes by its fullUrl");
	ok(says(&got, alias_id("id", "patient", "urn:uuid:aaaa")),
	   "the other name is kept as an alias");
	read_it("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"birthDate\":"
		"\"1999-02-30\"}},{\"resource\":{\"resourceType\":"
		"\"Patient\",\"id\":\"b\"}}]}");
	ok(got.items == 2 && got.bad == 1 && !strcmp(got.field, "birth") &&
	   !strcmp(got.reason, "bad-date"), "a bad entry is refused alone");
	read_it("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"
		"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"
		"{\"resourceType\":\"Patient\",\"id\":\"in\"}}]}}]}");
	ok(got.items == 1 && says(&got, "\"origin\":\"in\""), "one in another");
}

static void refused(const char *text, const char *reason)
{
	read_it(text);
	ok(got.items == 1 && got.bad == 1 && !strcmp(got.reason, reason),
	   "%s: %.30s", reason, text);
}

static void refusals(void)
{
	refused("{\"resourceType\":\"Patient\"", "bad-json");
	refused("[{\"resourceType\":\"Patient\"}]", "json-array");
	refused("\"Patient\"", "not-an-object");
	refused("{\"id\":\"x\"}", "no-resource-type");
	refused("{\"resourceType\":\"Patient\",\"a\":\"\\u0000\"}", "nul");
	refused("{\"resourceType\":\"Patient\",\"a\":\"\xff\"}", "bad-utf8");
	refused("{\"resourceType\":\"Patient\"}", "missing");
	refused("{\"resourceType\":\"Claim\",\"a\":}", "bad-json");
	refused(OBS("\"valueQuantity\":{\"value\":\"a lot\"}"),
		"not-a-number");
	refused("{\"resourceType\":\"Patient\",\"id\":\"a\",\"gender\":\"m\"}",
		"bad-word");
	read_it(" \t ");
	ok(!got.items, "a blank line is nothing");
	read_it("{\"resourceType\":\"Claim\",\"a\":[{}]}");
	ok(got.skipped == 1 && !got.rows, "no map for it");
}

static void values(void)
{
	read_it(OBS("\"component\":[{\"code\":{\"coding\":[{\"code\":\"c\"}]}"
		    ",\"valueInteger\":1},{\"code\":{\"coding\":[{\"code\":"
		    "\"c\"}]},\"valueInteger\":2}]"));
	ok(got.rows == 3 && says(&got, "\"origin\":\"o|c\"") &&
	   says(&got, "\"origin\":\"o|c|#2\""), "the same name twice");
	read_it(OBS("\"valueRatio\":{\"numerator\":{\"value\":1},"
		    "\"denominator\":{\"value\":128}}"));
	ok(!says(&got, "\"value\":") && says(&got, "\"text\":\"1:128\""),
	   "a ratio is words, no number");
	read_it(OBS("\"valueBoolean\":true"));
	ok(says(&got, "\"text\":\"true\""), "a flag spelled as text");
	read_it("{\"resourceType\":\"Patient\",\"id\":\"a\","
		"\"deceasedBoolean\":false,\"meta\":{\"tag\":[{\"code\":"
		"\"HTEST\"}]}}");
	ok(says(&got, "\"dead\":false") && says(&got, "\"test\":true"),
	   "alive, and made up");
}

static int tap_pretty(const char *a, const char *b)
{
	return ch_fhir_is_pretty(a, strlen(a), b, strlen(b));
}

static void pretty(void)
{
	ok(tap_pretty("{", "  \"resourceType\": \"Patient\","), "indented");
	ok(tap_pretty("{", "\"resourceType\": \"Patient\","), "not indented");
	ok(!tap_pretty("{\"a\":1}", "{\"a\":2}"), "a line each");
	ok(!tap_pretty("{\"a\":1}", "  {\"a\":2}"), "a line each, blanks");
	ok(!tap_pretty("{\"a\":", "{\"a\":2}"), "a bad first line");
}

static void read_file(const char *path)
{
	struct ch_sink sink = note_sink(&got);
	struct ch_file *in;
	struct ch_err err;
	char *line;
	size_t n;
	bool whole;

	if (ch_file_open(&in, path, -1, &err))
		return;
	while (!ch_file_line(in, &line, &n, &whole, &err))
		ch_fhir_read(f, line, n, &sink, &err);
	ch_file_close(&in);
}

/* Whole files of others, a text each. */
static int read_texts(const char *dir)
{
	struct ch_sink sink = note_sink(&got);
	DIR *d = opendir(dir);
	struct dirent *e;
	struct ch_err err;
	int files = 0;

	while (d && (e = readdir(d))) {
		char path[512], *text;
		int bad = got.bad;
		size_t n;

		if (!strstr(e->d_name, ".json"))
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		if (ch_file_slurp(path, 1 << 24, &text, &n, &err))
			continue;
		ch_fhir_read(f, text, n, &sink, &err);
		if (got.bad > bad)
			printf("# %s: %s %s\n", e->d_name, got.field,
			       got.reason);
		free(text);
		files++;
	}
	if (d)
		closedir(d);
	return files;
}

static void real(void)
{
	static const char *const files[] = {
		"Patient", "Encounter", "Condition", "Observation", "Location",
		"MedicationRequest", "Procedure", "Practitioner",
		"Organization",
	};
	int n;

	note_clear(&got);
	for (size_t i = 0; i < CH_COUNT(files); i++) {
		char path[256];

		snprintf(path, sizeof(path), DATA "fhir-ndjson-10/%s.ndjson",
			 files[i]);
		read_file(path);
	}
	if (!got.items) {
		ok(1, "real data # SKIP no " DATA);
		return;
	}
	ok(got.items == 3537 && !got.bad && !got.skipped, "3537 resources");
	note_clear(&got);
	n = read_texts(DATA "us-core") + read_texts(DATA "sdoh");
	ok(n > 250 && !got.bad, "%d examples of US Core and Gravity", n);
}

int main(void)
{
	struct ch_err err;

	ch_id_start(&err);
	f = test_fhir(CH_FHIR_FAST);
	ok(f != NULL, "the maps load");
	if (!f)
		return tap_end();
	references();
	bundle();
	refusals();
	values();
	pretty();
	real();
	ch_fhir_free(&f);
	ch_buf_free(&got.text);
	return tap_end();
}
