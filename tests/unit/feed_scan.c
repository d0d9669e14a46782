/* feed_scan.c - the fast scanner and jansson agree, about good and bad text. */
#include "feed.h"
#include "feed/scan.h"
#include "tap.h"

#include <dirent.h>

static struct ch_fhir *fast, *slow;
static struct noted by_fast, by_slow;
static long compared, accepted, differed;

/* Reads the text (padded) both ways. */
static void compare(const char *text, size_t n, const char *what)
{
	struct ch_sink a = note_sink(&by_fast), b = note_sink(&by_slow);
	struct ch_err err;

	note_clear(&by_fast);
	note_clear(&by_slow);
	ch_fhir_read(fast, text, n, &a, &err);
	ch_fhir_read(slow, text, n, &b, &err);
	compared++;
	accepted += by_fast.bad == 0;
	if (by_fast.text.n == by_slow.text.n &&
	    (!by_fast.text.n || !memcmp(by_fast.text.s, by_slow.text.s,
					by_fast.text.n)))
		return;
	if (differed++ < 5)
		printf("# %s: they differ\n# %.300s\n# %.300s\n", what,
		       by_fast.text.n ? by_fast.text.s : "",
		       by_slow.text.n ? by_slow.text.s : "");
}

/* head + text + tail, padded */
static void compare_in(const char *head, const char *text, size_t n,
		       const char *tail, const char *what)
{
	struct ch_buf b = CH_BUF_INIT;

	ch_buf_adds(&b, head);
	ch_buf_add(&b, text, n);
	ch_buf_adds(&b, tail);
	ch_buf_room(&b, CH_PAD);
	memset(b.s + b.n, '}', CH_PAD);
	compare(b.s, b.n, what);
	ch_buf_free(&b);
}

static void embed(const char *text, size_t n, const char *what)
{
	static const char *const head[] = {
		"{\"resourceType\":\"Patient\",\"id\":\"x\",\"zz\":",
		"{\"resourceType\":\"Patient\",\"id\":\"x\",\"name\":",
		"{\"resourceType\":\"Patient\",\"id\":\"x\",\"gender\":",
		"{\"resourceType\":\"NoSuchType\",\"zz\":",
		"{\"zz\":",
	};

	for (size_t i = 0; i < CH_COUNT(head); i++)
		compare_in(head[i], text, n, i < 4 ? "}" :
			   ",\"resourceType\":\"Patient\",\"id\":\"x\"}",
			   what);
}

static void suite(void)
{
	struct dirent *e;
	DIR *d = opendir(DATA "json-test-suite");
	int wrong = 0, files = 0;
	char path[512], *text;
	struct ch_err err;
	size_t n;

	if (!d) {
		ok(1, "JSON test suite # SKIP no " DATA);
		return;
	}
	while ((e = readdir(d))) {
		if (!strstr(e->d_name, ".json"))
			continue;
		snprintf(path, sizeof(path), DATA "json-test-suite/%s",
			 e->d_name);
		if (ch_file_slurp(path, 1 << 22, &text, &n, &err))
			continue;
		files++;
		compare(text, n, e->d_name);
		embed(text, n, e->d_name);
		compare_in("{\"resourceType\":\"Patient\",\"id\":\"x\",\"zz\":",
			   text, n, "}", e->d_name);
		/* An escaped NUL is JSON, but no text of a record's. */
		if ((e->d_name[0] == 'y' && by_fast.bad &&
		     !strstr(e->d_name, "null")) ||
		    (e->d_name[0] == 'n' && !by_fast.bad)) {
			printf("# %s: a wrong verdict\n", e->d_name);
			wrong++;
		}
		free(text);
	}
	closedir(d);
	ok(files > 300 && !wrong, "%d files of the JSON test suite", files);
}

static uint64_t seed = 88172645463325252u;

static uint64_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

/* None, one or two bytes changed, taken out or put in. */
static void mutate(const char *line, size_t n)
{
	static const char bytes[] = "\"\\{}[]:,0123456789eE+-. \tunltrfas\x01"
		"\x80\xc3\xa9\xed\xa0\xf4/id";
	char *copy = malloc(n + 2 + CH_PAD);
	int edits = (int)(next() % 3);

	memcpy(copy, line, n);
	memset(copy + n, 'x', 2 + CH_PAD);
	while (edits--) {
		size_t at = next() % n;
		char byte = bytes[next() % (sizeof(bytes) - 1)];

		switch (next() % 3) {
		case 0:
			copy[at] = byte;
			break;
		case 1:
			memmove(copy + at, copy + at + 1, n - at - 1);
			n--;
			break;
		default:
			memmove(copy + at + 1, copy + at, n - at);
			copy[at] = byte;
			n++;
		}
	}
	compare(copy, n, "a mutated line");
	free(copy);
}

static void real_lines(void)
{
	static const char *const files[] = {
		"Patient", "Encounter", "Condition", "Observation",
		"MedicationRequest", "Procedure", "Location", "Practitioner",
	};
	struct ch_err err;
	int read = 0;

	for (size_t i = 0; i < CH_COUNT(files); i++) {
		struct ch_file *f;
		char path[256], *line;
		bool whole;
		size_t n;

		snprintf(path, sizeof(path), DATA "fhir-ndjson-10/%s.ndjson",
			 files[i]);
		if (ch_file_open(&f, path, -1, &err))
			continue;
		for (int k = 0; k < 60 && !ch_file_line(f, &line, &n, &whole,
							&err); k++, read++)
			for (int m = 0; m < 12; m++)
				mutate(line, n);
		ch_file_close(&f);
	}
	if (!read)
		ok(1, "real lines # SKIP no " DATA);
}

/* What is unusual goes to jansson, and comes back the same. */
static void unusual(void)
{
	static const char *const text[] = {
		"{\"resourceType\":\"Patient\","
			"\"id\":\"\\u0041\\n\\ud83d\\ude00\"}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}",
		"{\"id\":\"a\",\"resourceType\":\"Patient\"}",
		"{\"resourceType\":\"Encounter\",\"id\":\"a\","
			"\"resourceType\":\"Patient\"}",
		"{\"resourceType\":\"Patient\",\"i\\u0064\":\"a\"}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":"
			"[{\"family\":\"x\"}],\"name\":[{\"given\":[\"y\"]}]}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":1e999}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":1e99}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":"
			"9223372036854775808}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":"
			"9223372036854775807}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":\"\\u0000\"}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":\"\\ud800\"}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":\"\\udc00\"}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":"
			"[[{\"family\":\"x\"}],null,{\"family\":\"y\"}]}",
		"{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":\"x\"}",
		"{\"resourceType\":\"Patient\",\"id\":{},\"name\":[]}",
		"{\"resourceType\":\"MedicationRequest\",\"id\":\"a\","
			"\"dosageInstruction\":[{\"text\":\"\\t\","
			"\"doseAndRate\":[{\"doseQuantity\":{\"value\":0.50}}]"
			"}]}",
		" {\"resourceType\":\"Patient\" , \"id\" : \"a\" } \n",
		"{\"resourceType\":\"Patient\",\"id\":\"a\"} x",
		"[1]", "1", "\"x\"", "{}", "{\"resourceType\":1}", "nul", "{",
	};
	char deep[700] = "{\"resourceType\":\"Patient\",\"id\":\"a\",\"x\":";
	size_t n = strlen(deep);

	for (size_t i = 0; i < CH_COUNT(text); i++)
		compare_in("", text[i], strlen(text[i]), "", text[i]);
	memset(deep + n, '[', 300);
	memset(deep + n + 300, ']', 300);
	compare_in(deep, "", 0, "}", "deep");
	compare_in("{\"resourceType\":\"MedicationRequest\",\"id\":\"a\","
		   "\"dosageInstruction\":{\"text\":\"\\t\",\"doseAndRate\":"
		   "{\"doseQuantity\":{\"value\":0.50}}}}", "", 0, "", "0.50");
	ok(says(&by_fast, "\"dose\":\"0.50\""),
	   "a number keeps its spelling on the slow road");
}

/* Every prefix of a line is refused, and nothing behind it is looked at. */
static void prefixes(void)
{
	static const char line[] = "{\"resourceType\":\"Patient\",\"id\":"
		"\"\xc3\xa9\",\"a\":[1.5e3,true,null,{\"b\":\"c\\n\"}]}";
	size_t whole = sizeof(line) - 1;
	int wrong = 0;

	for (size_t n = 1; n < whole; n++) {
		char *copy = malloc(n + CH_PAD);

		memcpy(copy, line, n);
		memset(copy + n, '"', CH_PAD);
		wrong += !ch_scan_check(copy, n);
		compare(copy, n, "a prefix");
		free(copy);
	}
	ok(!wrong, "no prefix of a text is a text");
}

int main(void)
{
	struct ch_err err;

	ch_id_start(&err);
	fast = test_fhir(CH_FHIR_FAST);
	slow = test_fhir(CH_FHIR_JANSSON);
	ok(fast && slow, "the maps load");
	if (!fast || !slow)
		return tap_end();
	suite();
	unusual();
	prefixes();
	real_lines();
	ok(!differed, "%ld texts, %ld accepted: both roads agree", compared,
	   accepted);
	ch_fhir_free(&fast);
	ch_fhir_free(&slow);
	ch_buf_free(&by_fast.text);
	ch_buf_free(&by_slow.text);
	return tap_end();
}
