/* feed_map.c - the map language: its meanings, its refusals, its examples. */
#include "feed.h"
#include "feed/map_in.h"
#include "tap.h"

static struct noted got;
static struct ch_unknown unknown;
static size_t unknowns;

/* Reads a FHIR resource of type X by a map of one text. */
static void try(const char *map, const char *text)
{
	struct ch_map *m;
	struct ch_fhir *f;
	struct ch_err err;

	note_clear(&got);
	unknowns = 0;
	if (ch_map_read(&m, "test.map", map, strlen(map), &err) ||
	    ch_fhir_new(&f, &m, 1, test_naming(), CH_FHIR_FAST, &err)) {
		printf("# %s\n", err.msg);
		return;
	}
	read_text(f, &got, text);
	if (ch_map_unknowns(m, &unknowns) && unknowns)
		unknown = *ch_map_unknowns(m, &unknowns);
	ch_fhir_free(&f);
}

#define HEAD "map fhir X\nabsent clear\n"
#define X(rest) "{\"resourceType\":\"X\",\"id\":\"x\"," rest "}"

static void choices(void)
{
	try(HEAD "record staff\n origin id\n family a | b\n"
	    " given c[*] join \"-\"\n",
	    X("\"a\":null,\"b\":\"B\",\"c\":[\"1\",\"\",\"2\"]"));
	ok(says(&got, "\"family\":\"B\",\"given\":\"1-2\""),
	   "the first that gives something; a list joined");
	try(HEAD "record staff\n origin id\n family n[1].a\n given n[u=2].a\n"
	    " prefix n[not u].a\n specialty n[t.k~BC].a\n",
	    X("\"n\":[{\"a\":\"A\",\"u\":\"1\"},{\"a\":\"B\",\"u\":\"2\"},"
	      "{\"a\":\"C\",\"t\":[{\"k\":\"ABCD\"}]}]"));
	ok(says(&got, "\"family\":\"B\",\"given\":\"B\",\"prefix\":\"C\","
		"\"specialty\":\"C\""), "what brackets choose");
	try(HEAD "let n a[u=2] | a\nrecord staff\n origin id\n"
	    " family $n.f\n given $n.g\n",
	    X("\"a\":[{\"f\":\"1\",\"g\":\"1\"},{\"u\":\"2\",\"f\":\"2\"}]"));
	ok(says(&got, "\"family\":\"2\"") && !says(&got, "given"),
	   "a let is chosen once: no mixture");
	try(HEAD "record staff\n origin id\n family #r.n\n",
	    X("\"r\":{\"reference\":\"#c\"},\"contained\":[{\"id\":\"b\","
	      "\"n\":\"no\"},{\"id\":\"c\",\"n\":\"yes\"}]"));
	ok(says(&got, "\"family\":\"yes\""), "a contained resource");
	try(HEAD "record staff\n origin id\n family a b join \":\"\n"
	    " given \"const\"\n prefix a when b=2 and a!=9 | b\n",
	    X("\"a\":1.50,\"b\":2"));
	ok(says(&got, "\"family\":\"1.50:2\",\"given\":\"const\","
		"\"prefix\":\"1.50\""), "parts, constants, conditions");
}

static void tables(void)
{
	static const char map[] = HEAD "table t {a=1 \"b c\"=2}\n"
		"record staff\n origin id\n family a @t\n"
		" given b {x=X *}\n prefix c {*=any}\n"
		" active d {1=true} flag\n";

	try(map, X("\"a\":\"b c\",\"b\":\"y\",\"c\":\"z\",\"d\":1"));
	ok(says(&got, "\"family\":\"2\",\"given\":\"y\",\"prefix\":\"any\"") &&
	   says(&got, "\"active\":true") && !unknowns, "tables");
	try(map, X("\"a\":\"zzz\""));
	ok(unknowns == 1 && unknown.count == 1 && unknown.line == 6 &&
	   !strcmp(unknown.field, "family") && !strcmp(unknown.map, "test"),
	   "what a table does not know is counted by line");
}

static void records(void)
{
	try(HEAD "part p\n name v\nrecord report\n origin id\n told t\n"
	    " patient s.reference ref patient\n use p\n"
	    "record observation each c when v\n inherit patient\n"
	    " origin /id k\n code k\n use p\n",
	    X("\"t\":\"2026-01-01\",\"s\":{\"reference\":\"Patient/p\"},"
	      "\"v\":\"V\",\"c\":[{\"k\":\"1\",\"v\":\"one\"},{\"k\":\"2\"},"
	      "{\"k\":\"1\",\"v\":\"two\"}]"));
	ok(got.rows == 3 && says(&got, "\"name\":\"V\"") &&
	   says(&got, "\"origin\":\"x|1\"") &&
	   says(&got, "\"origin\":\"x|1|#2\""), "each, when, part, numbers");
	try(HEAD "record report\n origin id\n"
	    "record observation each c\n origin /id k\n text+ v\n code k\n",
	    X("\"c\":[{\"k\":\"1\",\"v\":\"a\"},{\"k\":\"2\",\"v\":\"b\"},"
	      "{\"k\":\"1\",\"v\":\"c\"}]"));
	ok(got.rows == 3 && says(&got, "\"text\":\"a\\nc\""), "appended text");
	ok(got.clears == (UINT64_C(1) << ch_field(ch_type_find("observation"),
						  "text") |
			  UINT64_C(1) << ch_field(ch_type_find("observation"),
						  "code")),
	   "absent clear: what the map could fill");
	try("map fhir X\nabsent keep\nrecord staff\n origin id\n family a\n",
	    X("\"a\":\"b\""));
	ok(got.rows == 1 && !got.clears, "absent keep");
	try(HEAD "record staff\n origin \"k\" id\n family a\n alias i\n",
	    X("\"i\":[{\"system\":\"s\",\"value\":\"1\"},{\"system\":\"t\"}]"));
	ok(got.rows == 2 && says(&got, "\"name\":\"s|1\"") &&
	   says(&got, "\"origin\":\"k|x\""), "aliases");
}

/* An item of an item, and one of an answer: `nth` and what holds them. */
static void within(void)
{
	try(HEAD "record answer each i within i a.i each a when v\n"
	    " origin /id ^k\n item ^k\n parent ^^k\n nth #\n text v\n"
	    " code ^k loinc | ^d loinc\n",
	    X("\"i\":[{\"k\":\"g\",\"i\":[{\"k\":\"/1/88122-7\",\"a\":["
	      "{\"v\":\"1\"},{\"v\":\"2\",\"i\":[{\"k\":\"88122-8\","
	      "\"d\":\"http://l#93030-5\",\"a\":{\"v\":\"3\"}}]}]}]},"
	      "{\"k\":\"12-3\",\"a\":{\"v\":\"4\"}}]"));
	ok(got.rows == 4 &&
	   says(&got, "\"parent\":\"g\",\"nth\":2") &&
	   says(&got, "\"parent\":\"/1/88122-7\",\"nth\":1"),
	   "elements within elements, and what holds them");
	ok(says(&got, "\"code\":\"88122-7\"") &&
	   says(&got, "\"code\":\"93030-5\"") &&
	   !says(&got, "\"code\":\"88122-8") &&
	   !says(&got, "\"code\":\"12-3"),
	   "a LOINC code has its check digit");
}

static void refuses(const char *map, const char *words)
{
	struct ch_map *m;
	struct ch_err err;
	int code = ch_map_read(&m, "m.map", map, strlen(map), &err);

	ok(code == CH_EDATA && strstr(err.msg, words), "%s", words);
	if (code != CH_EDATA)
		ch_map_free(&m);
	else if (!strstr(err.msg, words))
		printf("# %s\n", err.msg);
}

static void refusals(void)
{
	refuses("", "m.map:1: a map begins with");
	refuses("map x y\n", "the format is");
	refuses(HEAD, "without a record");
	refuses(HEAD "absnt keep\n", "m.map:3: \"absnt\" begins no line");
	refuses(HEAD "record answer each i within i.j each a\n origin /id\n",
		"end in the same name");
	refuses(HEAD "record answer each i within i\n origin /id\n",
		"within PATH ... each PATH");
	refuses(HEAD "record answer each i\n origin /id\n item ^k\n",
		"^ is for what is within");
	refuses(HEAD "record staff\n origin id\n given #\n",
		"# is for elements");
	refuses(HEAD "record nobody\n", "no such record type");
	refuses(HEAD "record staff\n family a\n", "needs an origin");
	refuses(HEAD "record staff\n origin id\n famly a\n",
		"m.map:5: staff has no field \"famly\"");
	refuses(HEAD "record staff\n origin id\n family a\n family b\n",
		"said twice");
	refuses(HEAD "record staff\n origin id\n id a\n", "the id follows");
	refuses(HEAD "record staff\n origin id\n recorded a\n", "hub's own");
	refuses(HEAD "record staff\n origin id\n organization a ref patient\n",
		"needs \"ref organization\"");
	refuses(HEAD "record team\n origin id\n member a.reference\n",
		"needs \"anyref\"");
	refuses(HEAD "record team\n origin id\n member_type a\n",
		"filled with the field");
	refuses(HEAD "record staff\n origin id\n family a |\n",
		"a path is missing");
	refuses(HEAD "record staff\n origin id\n family $q.a\n",
		"no let \"q\"");
	refuses(HEAD "let q $q.a\nrecord staff\n origin id\n family $q.b\n",
		"needs itself");
	refuses(HEAD "record staff\n origin id\n family a[b\n",
		"bracket is not closed");
	refuses(HEAD "record staff\n origin id\n family \"a\n",
		"string is not closed");
	refuses(HEAD "record staff\n origin id\n family a {b=c\n",
		"brace is not closed");
	refuses(HEAD "record staff\n origin id\n family a @t\n",
		"no table \"t\"");
	refuses(HEAD "record staff\n origin id\n family a moment b\n",
		"not expected here");
	refuses("map csv x\nrecord staff each a\n origin b\n", "no elements");
}

static void shown(void *ctx, int line, const char *words)
{
	(void)ctx;
	printf("# %d: %s\n", line, words);
}

static void quiet(void *ctx, int line, const char *words)
{
	(void)line;
	(void)words;
	++*(int *)ctx;
}

static void examples(const char *room)
{
	static const struct ch_shelf shelf = { { "share", NULL, NULL } };
	struct ch_book *book;
	struct ch_err err;
	size_t n;

	if (ch_shelf_list(&shelf, room, ".map", &book, &n, &err))
		n = 0;
	ok(n > 0, "%s", room);
	for (size_t i = 0; i < n; i++) {
		struct ch_map *m = NULL;
		int ran = 0, bad = 1;

		if (!ch_map_load(&m, book[i].path, &err))
			bad = ch_map_check(m, &ran, shown, NULL);
		else
			printf("# %s\n", err.msg);
		ok(!bad && ran, "%s: %d examples", book[i].name, ran);
		ch_map_free(&m);
	}
	free(book);
}

static void bad_examples(void)
{
	static const char *const line[] = {
		"> {\"type\":\"staff\",\"family\":\"b\"}",
		"> {\"type\":\"staff\"}",
		"> {\"type\":\"patient\",\"family\":\"a\"}",
		"> {\"type\":\"staff\",\"family\":\"a\",\"given\":\"g\"}",
		("> {\"type\":\"staff\",\"family\":\"a\"}\n"
		 "> {\"type\":\"staff\",\"family\":\"a\"}"),
		"> nonsense", "",
	};

	for (size_t i = 0; i < CH_COUNT(line); i++) {
		struct ch_buf b = CH_BUF_INIT;
		struct ch_map *m;
		struct ch_err err;
		int ran, said = 0, bad;

		ch_buf_addf(&b, HEAD "record staff\n origin id\n family a\n"
			    "< " X("\"a\":\"a\"") "\n%s\n", line[i]);
		if (ch_map_read(&m, "m.map", b.s, b.n, &err))
			abort();
		bad = ch_map_check(m, &ran, quiet, &said);
		ok(bad == 1 && said >= 1 && ran == 1,
		   "an example that does not hold, %zu", i);
		ch_map_free(&m);
		ch_buf_free(&b);
	}
}

int main(void)
{
	struct ch_err err;

	ch_id_start(&err);
	choices();
	tables();
	records();
	within();
	refusals();
	bad_examples();
	examples("maps/fhir");
	examples("maps/csv");
	ch_buf_free(&got.text);
	return tap_end();
}
