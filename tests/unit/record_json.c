/* record_json.c - the JSON spelling of a row, both ways. */
#include "base/id.h"
#include "record/json.h"
#include "tap.h"

static struct ch_json_reader *reader;

/* Reads a line and writes it again; NULL when it was refused. */
static const char *again(const char *line)
{
	static struct ch_buf out;
	struct ch_row row;
	struct ch_err err;

	if (ch_json_read(reader, line, strlen(line), &row, &err))
		return NULL;
	ch_buf_clear(&out);
	ch_json_write(&out, &row, true);
	out.s[out.n - 1] = '\0';
	return out.s;
}

static bool same(const char *line)
{
	const char *got = again(line);

	if (!got || strcmp(got, line))
		printf("# %s\n", got ? got : "refused");
	return got && !strcmp(got, line);
}

static bool becomes(const char *line, const char *want)
{
	const char *got = again(line);

	if (!got || strcmp(got, want))
		printf("# %s\n", got ? got : "refused");
	return got && !strcmp(got, want);
}

static bool refused(const char *line, size_t n, const char *reason)
{
	struct ch_row row;
	struct ch_err err = { .reason = "none" };
	int rc = ch_json_read(reader, line, n, &row, &err);

	if (rc != CH_EDATA || strcmp(err.reason, reason))
		printf("# %d %s\n", rc, rc ? err.reason : "taken");
	return rc == CH_EDATA && !strcmp(err.reason, reason);
}

#define REFUSED(line, reason) \
	ok(refused(line, sizeof(line) - 1, reason), "%s: %.40s", reason, line)

static void spellings(void)
{
	ok(same("{\"type\":\"note\",\"v\":1,\"id\":\"00000000000000aa\","
		"\"text\":\"a\\\"b\\\\c\\n\\t\\u0001\"}"), "escapes");
	ok(same("{\"type\":\"patient\",\"v\":1,\"id\":\"7fffffffffffffff\","
		"\"birth\":\"1980-02\",\"dead\":false}"), "precision, a flag");
	ok(same("{\"type\":\"note\",\"v\":1,\"text\":null}"), "null");
	ok(same("{\"type\":\"task\",\"v\":1,\"about\":"
		"\"note/00000000000000aa\"}"), "any record");
	ok(same("{\"type\":\"observation\",\"v\":1,\"value\":0.1,"
		"\"low\":1e-07,\"high\":1e+20}"), "the shortest number");
	ok(becomes("{\"text\":\"x\",\"id\":\"00000000000000AA\","
		   "\"type\":\"note\"}",
		   "{\"type\":\"note\",\"v\":1,\"id\":\"00000000000000aa\","
		   "\"text\":\"x\"}"), "order, capitals, no version");
	ok(becomes("{\"type\":\"score\",\"why\":{\"a\":[1,2.50,\"x\"]}}",
		   "{\"type\":\"score\",\"v\":1,"
		   "\"why\":{\"a\":[1,2.5,\"x\"]}}"), "JSON in a field");
}

static void refusals(void)
{
	char deep[200] = "{\"type\":\"score\",\"why\":";

	REFUSED("{", "pretty-json");
	REFUSED("[", "json-array");
	REFUSED("[{\"type\":\"note\"}]", "json-array");
	REFUSED("\"x\"", "bad-json");
	REFUSED("{\"type\":\"note\",\"te", "truncated");
	REFUSED("{\"type\":\"note\"} x", "bad-json");
	REFUSED("{\"type\":\"note\",\"text\":\"a\0b\"}", "nul");
	REFUSED("{\"type\":\"score\",\"why\":1\0}", "nul");
	REFUSED("{\"type\":\"note\",\"text\":\"\\u0000\"}", "nul");
	REFUSED("{\"type\":\"note\",\"text\":\"\xff\"}", "bad-utf8");
	REFUSED("{\"type\":\"note\",\"text\":1,\"text\":2}", "duplicate-key");
	REFUSED("{\"text\":\"x\"}", "no-type");
	REFUSED("{\"type\":5}", "no-type");
	REFUSED("{\"type\":\"nosuch\"}", "unknown-type");
	REFUSED("{\"type\":\"note\",\"x\":1}", "unknown-field");
	REFUSED("{\"type\":\"note\",\"v\":2}", "newer-version");
	REFUSED("{\"type\":\"note\",\"id\":\"xyz\"}", "bad-id");
	REFUSED("{\"type\":\"note\",\"id\":\"0000000000000000\"}", "bad-id");
	REFUSED("{\"type\":\"note\",\"at\":\"2023-02-30\"}", "bad-date");
	REFUSED("{\"type\":\"patient\",\"dead\":1}", "wrong-json-type");
	REFUSED("{\"type\":\"observation\",\"value\":\"1\"}",
		"wrong-json-type");
	memset(deep + strlen(deep), '[', 100);
	ok(refused(deep, strlen(deep), "truncated") ||
	   refused(deep, strlen(deep), "too-deep"), "deep and cut off");
}

static void blank(void)
{
	struct ch_row row;
	struct ch_err err;

	ok(ch_json_read(reader, "", 0, &row, &err) == CH_END &&
	   ch_json_read(reader, " \t", 2, &row, &err) == CH_END,
	   "a blank line is none");
}

int main(void)
{
	struct ch_err err;

	ok(!ch_id_start(&err) && !ch_json_reader_new(&reader, &err), "begin");
	spellings();
	refusals();
	blank();
	ch_json_reader_free(&reader);
	return tap_end();
}
