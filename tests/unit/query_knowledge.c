/* query_knowledge.c - heading files: keys, queries, parts, refusals. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/knowledge.h"
#include "tap.h"

static char room[] = "/tmp/ch-care-knowledge.XXXXXX";

struct rule {
	struct ch_knowledge k;
	const char *what, *level;
	int once, days;
	double ratio;
};

static const char *const levels[] = { "low", "high", NULL };
static const char *const times[] = { "", "about", NULL };
static const char *const queries[] = { "applies", "settled", NULL };
static const char *const asks[] = { "$as_of", NULL };
static const struct ch_key keys[] = {
	{ "do", CH_KEY_TEXT, offsetof(struct rule, what), .required = true },
	{ "level", CH_KEY_TEXT, offsetof(struct rule, level),
	  .words = levels },
	{ "once", CH_KEY_WORD, offsetof(struct rule, once), .words = times },
	{ "days", CH_KEY_WHOLE, offsetof(struct rule, days), .low = 1,
	  .high = 9 },
	{ "ratio", CH_KEY_NUMBER, .at = offsetof(struct rule, ratio) },
	{ 0 }
};
static const struct ch_form form = {
	.room = "rules", .word = "rule", .keys = keys, .queries = queries,
	.asks = asks,
};

static void put(const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", room, name);
	f = fopen(path, "w");
	if (!f)
		exit(1);
	fputs(text, f);
	fclose(f);
}

static int read_rule(struct rule *r, struct ch_err *err)
{
	const struct ch_shelf shelf = { { room, NULL, NULL } };

	*r = (struct rule){ .what = "", .level = "" };
	return ch_knowledge_read(&r->k, &form, &shelf, "x", r, err);
}

#define HEAD "-- rule: x\n-- title: A try\n-- version: 1\n"
#define BODY "-- applies:\nSELECT 1;\n-- a comment: here\n" \
	"-- settled:\n\nSELECT 2 ;\n\n"

static void whole(void)
{
	struct ch_err err = { 0 };
	struct rule r;

	put("rules/x.sql", HEAD "-- do: task\n--   {\"a\":1}\n-- level: high\n"
	    "-- once: about\n-- days: 7\n-- ratio: 0.5\n-- budget: 3\n"
	    "a stray line\n" BODY);
	ok(read_rule(&r, &err) == CH_EDATA && strstr(err.msg, "query without"),
	   "a stray line is refused");
	put("rules/x.sql", HEAD "-- do: task\n--   {\"a\":1}\n-- level: high\n"
	    "-- once: about\n-- days: 7\n-- ratio: 0.5\n-- budget: 3\n\n"
	    BODY);
	ok(!read_rule(&r, &err), "read: %s", err.msg);
	ok(!strcmp(r.what, "task {\"a\":1}"), "a value goes on");
	ok(!strcmp(r.level, "high") && r.once == 1 && r.days == 7 &&
	   r.ratio == 0.5 && r.k.budget == 3, "words and numbers");
	ok(!strcmp(r.k.query[0], "SELECT 1;\n-- a comment: here") &&
	   !strcmp(r.k.query[1], "SELECT 2"), "two queries, and a comment");
	ok(!*r.k.codes && !*ch_knowledge_get(&r.k, "colour"), "not said");
	ch_knowledge_free(&r.k);
}

static void refused(void)
{
	static const struct {
		const char *text, *words;
	} all[] = {
		{ HEAD BODY, "do: is not said" },
		{ HEAD "-- do: x\n-- do: y\n" BODY, "do: said twice" },
		{ HEAD "-- do:\n" BODY, "do: says nothing" },
		{ HEAD "-- do: x\n-- level: odd\n" BODY, "one of low, high" },
		{ HEAD "-- do: x\n-- once: x\n" BODY, "one of about" },
		{ HEAD "-- do: x\n-- days: 10\n" BODY, "days: out of range" },
		{ HEAD "-- do: x\n-- days: 7d\n" BODY, "days: not a number" },
		{ HEAD "-- do: x\n-- colour: red\n" BODY, "no rule has" },
		{ HEAD "-- do: x\n-- codes: none\n" BODY, "codes: no file" },
		{ HEAD "-- do: x\n-- with: none\n" BODY, "with: no file" },
		{ HEAD "-- do: x\n-- set: days=x\n" BODY, "NAME=NUMBER" },
		{ HEAD "-- do: x\n-- budget: 0\n" BODY, "budget: seconds" },
		{ HEAD "-- do: x\n-- applies:\nSELECT 1\n", "query settled" },
		{ HEAD "-- do: x\n" BODY "-- applies:\nSELECT 1\n", "twice" },
		{ "-- rule: y\n-- do: x\n" BODY, "heading needs" },
		{ HEAD "-- do: \xff\n" BODY, "UTF-8" },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++) {
		struct ch_err err = { 0 };
		struct rule r;

		put("rules/x.sql", all[i].text);
		ok(read_rule(&r, &err) == CH_EDATA &&
		   strstr(err.msg, all[i].words) &&
		   strstr(err.msg, "rules/x.sql"), "refused: %s",
		   all[i].words);
	}
}

#define PART(name, more, sql) "-- part: " name "\n-- title: t\n" \
	"-- version: 1\n" more sql "\n"

static void parts(void)
{
	char hash[2][2 * CH_SHA256 + 1];
	struct ch_err err = { 0 };
	struct rule r;

	put("codes/a.tsv", "");
	put("codes/b.tsv", "");
	put("parts/who.sql", PART("who", "-- do: from who\n-- codes: a\n"
				  "-- level: low\n",
				  "who AS (SELECT $days);"));
	put("parts/them.sql", PART("them", "-- with: who\n",
				   "them AS (SELECT * FROM who)"));
	put("rules/x.sql", "-- rule: x\n-- title: In $days days, $5\n"
	    "-- version: 1\n-- with: them\n-- set: days=7, n=-2\n-- codes: b\n"
	    "-- level: high\n-- days: $days\n"
	    "-- applies:\nWITH own AS (SELECT 1) SELECT * FROM own\n"
	    "-- settled:\nSELECT * FROM them\n");
	ok(!read_rule(&r, &err), "read: %s", err.msg);
	ok(!strcmp(r.k.title, "In 7 days, $5") && r.days == 7, "$days");
	ok(r.k.sets == 2 && !strcmp(r.k.set[1].name, "$n") &&
	   r.k.set[1].v.i == -2, "numbers of its own");
	ok(!strcmp(r.what, "from who") && !strcmp(r.level, "high") &&
	   !strcmp(r.k.codes, "b,a"), "keys of parts, and its own first");
	ok(!strcmp(r.k.query[0], "WITH who AS (SELECT $days)\n"
		   ", them AS (SELECT * FROM who)\n"
		   ", own AS (SELECT 1) SELECT * FROM own"), "before its own");
	ok(!strcmp(r.k.query[1], "WITH who AS (SELECT $days)\n"
		   ", them AS (SELECT * FROM who)\nSELECT * FROM them"),
	   "in a WITH of their own");
	snprintf(hash[0], sizeof(hash[0]), "%s", r.k.hash);
	ch_knowledge_free(&r.k);
	put("parts/who.sql", PART("who", "-- do: x\n",
				  "who AS (SELECT $days, 1)"));
	ok(!read_rule(&r, &err), "read: %s", err.msg);
	snprintf(hash[1], sizeof(hash[1]), "%s", r.k.hash);
	ok(strcmp(hash[0], hash[1]), "another part is another hash");
	ch_knowledge_free(&r.k);
	put("parts/who.sql", PART("who", "-- with: them\n",
				  "who AS (SELECT 1)"));
	ok(read_rule(&r, &err) == CH_EDATA && strstr(err.msg, "circle"),
	   "parts in a circle");
}

int main(void)
{
	static const char *const dirs[] = { "rules", "parts", "codes" };
	static const char *const made[] = {
		"rules/x.sql", "parts/who.sql", "parts/them.sql", "codes/a.tsv",
		"codes/b.tsv", "rules", "parts", "codes",
	};
	char path[128];

	if (!mkdtemp(room))
		return 1;
	for (size_t i = 0; i < CH_COUNT(dirs); i++) {
		snprintf(path, sizeof(path), "%s/%s", room, dirs[i]);
		mkdir(path, 0700);
	}
	whole();
	refused();
	parts();
	for (size_t i = 0; i < CH_COUNT(made); i++) {
		snprintf(path, sizeof(path), "%s/%s", room, made[i]);
		remove(path);
	}
	rmdir(room);
	return tap_end();
}
