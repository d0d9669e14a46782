/* rule_cases.c - tries a rule on the cases that its own file tells. */
#include <jansson.h>

#include "base/moment.h"
#include "base/text.h"
#include "care/rule/rule_cases.h"
#include "care/rule/rule_in.h"
#include "record/json.h"

int ch_rule_try(const struct ch_rule *rule, struct ch_store *store,
		int64_t now, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_ruling r = { .store = store, .rule = rule, .now = now };
	int rc;

	rc = ch_heard_make(store, rule->types, NULL, 0, err);
	if (!rc)
		rc = ch_ruling_stand(&r, err);
	if (!rc)
		rc = ch_ruling_try(&r, err);
	if (!rc && rule->k.query[CH_RULE_SETTLED])
		rc = ch_knowledge_ask(&st, store, &rule->k, CH_RULE_SETTLED,
				      "SELECT id, why FROM (%s)", err);
	ch_ruling_free(&r);
	return rc;
}

/* ---- cases ---- */

struct made {
	const struct ch_type *type;
	int64_t id;
};

struct trying {
	const struct ch_rule *rule;
	const struct ch_shelf *shelf;
	struct ch_store *store;
	struct ch_json_reader *reader;
	int64_t now;		/* milliseconds */
	const char *rest;	/* the lines that follow */
	char name[120];		/* of the case */
	int runs;
	struct ch_rule_count is, want;	/* of the last run */
	char reason[41], said[41];	/* settled, and should be */
	char *wrong;		/* the rule failed: its words */
	struct made made[32];
	size_t n;
	struct ch_err *err;
};

static int64_t clock_of(void *ctx)
{
	return ((const struct trying *)ctx)->now;
}

static int fault(struct trying *t, const char *words)
{
	return ch_fail(t->err, CH_EDATA, "%s: case %s: run %d: %s",
		       t->rule->k.path, t->name, t->runs, words);
}

static int did(void *ctx, const struct ch_type *type, int64_t id,
	       enum ch_did what, struct ch_err *err)
{
	struct trying *t = ctx;

	(void)err;
	if (what == CH_CREATED && type == t->rule->makes &&
	    t->n < CH_COUNT(t->made))
		t->made[t->n++] = (struct made){ type, id };
	return 0;
}

static void ended(void *ctx, const char *rule,
		  const struct ch_rule_count *count, const char *wrong,
		  bool told)
{
	struct trying *t = ctx;

	(void)rule, (void)told;
	t->is = *count;
	t->wrong = wrong ? strdup(wrong) : NULL;
}

/* ---- what a run came to ---- */

static int differs(struct trying *t, const char *what, int64_t is,
		   int64_t want)
{
	char words[80];

	if (is == want)
		return 0;
	snprintf(words, sizeof(words), "%s %lld, not %lld", what,
		 (long long)is, (long long)want);
	return fault(t, words);
}

/* Behind the last word of what a run should come to. */
static int compare(struct trying *t)
{
	int rc = 0;

	if (!t->runs)
		return 0;
	rc = differs(t, "fires", t->is.fired, t->want.fired);
	if (!rc)
		rc = differs(t, "settles", t->is.settled, t->want.settled);
	if (!rc)
		rc = differs(t, "compared", t->is.compared, t->want.compared);
	if (!rc)
		rc = differs(t, "refused", t->is.refused, 0);
	if (!rc && t->want.late >= 0)
		rc = differs(t, "late", t->is.late, t->want.late);
	if (!rc && t->want.again >= 0)
		rc = differs(t, "again", t->is.again, t->want.again);
	if (!rc && *t->said && strcmp(t->said, t->reason))
		rc = fault(t, "settles for another reason");
	return rc;
}

static int read_reason(struct trying *t)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_slice s;
	int rc = ch_db_prepare(&st, t->store->db, "SELECT reason FROM "
			       "occurrence WHERE settled IS NOT NULL ORDER BY "
			       "settled DESC LIMIT 1", t->err);

	if (!rc)
		rc = ch_stmt_step(st, t->err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	s = ch_stmt_text(st, 0);
	snprintf(t->reason, sizeof(t->reason), "%.*s", (int)s.n, s.s);
	return 0;
}

static int run(struct trying *t, const char *when)
{
	char *name = (char *)(uintptr_t)t->rule->k.name;
	struct ch_rule_job job = {
		.store = t->store, .shelf = t->shelf, .names = &name, .n = 1,
		.did = did, .ended = ended, .ctx = t,
	};
	struct ch_rule_runner *runner = NULL;
	int rc = compare(t);

	if (rc)
		return rc;
	t->runs++;
	if (ch_moment_parse(when, strlen(when), &job.now))
		return fault(t, "not a time");
	t->n = 0;
	t->want = (struct ch_rule_count){ .late = -1, .again = -1 };
	t->said[0] = t->reason[0] = '\0';
	t->now = ch_moment_seconds(job.now) * 1000;
	rc = ch_store_scratch_turn(t->store, t->err);
	if (!rc)
		rc = ch_rule_runner_new(&runner, &job, t->err);
	while (!rc)
		rc = ch_rule_runner_next(runner, t->err);
	ch_rule_runner_free(&runner);
	if (rc == CH_END)
		rc = t->wrong ? ch_fail(t->err, CH_EDATA, "%s", t->wrong) :
			read_reason(t);
	free(t->wrong);
	t->wrong = NULL;
	return rc;
}

/* ---- what was made ---- */

static int compare_field(struct trying *t, const struct ch_row *row,
			 const char *key, const json_t *v)
{
	CH_AUTO(ch_buf_free) struct ch_buf is = CH_BUF_INIT;
	int c = ch_field(row->type, key);
	char number[32];
	const char *want = json_string_value(v);

	if (json_is_number(v)) {
		snprintf(number, sizeof(number), "%.15g",
			 json_number_value(v));
		want = number;
	} else if (json_is_boolean(v)) {
		want = json_is_true(v) ? "true" : "false";
	}
	if (c >= 0 && ch_row_has(row, c))
		ch_row_spell(&is, row, c);
	if (c < 0 || strcmp(want ? want : "", is.s ? is.s : ""))
		return fault(t, "what was made says otherwise");
	return 0;
}

static int compare_made(struct trying *t, const char *text)
{
	json_t *doc = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *v;
	const char *key;
	int rc = !json_is_object(doc) ? fault(t, "made: not a JSON object") :
		!t->n ? fault(t, "nothing was made") : 0;

	for (size_t i = 0; i < t->n && !rc; i++) {
		struct ch_row row;

		rc = ch_store_get(t->store, t->made[i].type, t->made[i].id,
				  &row, t->err);
		json_object_foreach(doc, key, v)
			if (!rc)
				rc = compare_field(t, &row, key, v);
	}
	json_decref(doc);
	return rc;
}

/* ---- lines ---- */

/* What is told before a run was heard a second before it. */
static void set_clock(struct trying *t)
{
	const char *run = strstr(t->rest, "-- run: ");
	const char *end = strstr(t->rest, "-- case: ");
	int64_t at;

	if (!run || (end && end < run))
		return;
	run += 8;
	if (!ch_moment_parse(run, strcspn(run, " \r\n"), &at))
		t->now = (ch_moment_seconds(at) - 1) * 1000;
}

static int put(struct trying *t, const char *line)
{
	const struct ch_put_how how = { .source = "case" };
	struct ch_row row;
	enum ch_did what;
	struct ch_err why;
	int rc = ch_json_read(t->reader, line, strlen(line), &row, &why);

	set_clock(t);
	if (!rc && !ch_row_has(&row, 0))
		return fault(t, "a record without an id");
	if (!rc)
		rc = ch_put(t->store, &row, &how, &what, &why);
	return rc ? fault(t, why.msg) : 0;
}

static int begin(struct trying *t, const char *name)
{
	const struct ch_store_new how = {
		.zone = "America/New_York", .practice = true,
		.clock = clock_of, .clock_ctx = t, .actor = "case",
	};
	int rc = compare(t);

	ch_store_close(&t->store);
	snprintf(t->name, sizeof(t->name), "%s", name);
	t->runs = 0;
	set_clock(t);
	return rc ? rc : ch_store_scratch(&t->store, &how, t->err);
}

static int expect(struct trying *t, const char *line, int64_t *want)
{
	size_t n = strspn(line, "0123456789");

	if (!t->runs || !n || !ch_text_int(line, n, want))
		return fault(t, "behind a run stands what it comes to, a "
			     "number");
	if (want == &t->want.settled)
		snprintf(t->said, sizeof(t->said), "%s",
			 line + n + strspn(line + n, " "));
	return 0;
}

static int take(struct trying *t, char *line)
{
	const struct {
		const char *word;
		int64_t *want;
	} counts[] = {
		{ "fires:", &t->want.fired }, { "late:", &t->want.late },
		{ "settles:", &t->want.settled },
		{ "again:", &t->want.again },
		{ "compared:", &t->want.compared },
	};
	char *rest = line + strcspn(line, " ");

	rest += strspn(rest, " ");
	if (!strncmp(line, "case: ", 6))
		return begin(t, rest);
	if (!t->store)
		return fault(t, "a line before the first case");
	if (*line == '{')
		return put(t, line);
	if (!strncmp(line, "run: ", 5))
		return run(t, rest);
	if (!strncmp(line, "made: ", 6))
		return compare_made(t, rest);
	for (size_t i = 0; i < CH_COUNT(counts); i++)
		if (!strncmp(line, counts[i].word, strlen(counts[i].word)))
			return expect(t, rest, counts[i].want);
	return fault(t, "a line that no case has");
}

static int take_all(struct trying *t, char *text, size_t *cases)
{
	int rc = 0;

	for (char *line = text, *next; *line && !rc; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		t->rest = next;
		if (strncmp(line, "--", 2) && line[strspn(line, " \t\r")])
			return fault(t, "a line that is no comment");
		line += *line ? 2 + strspn(line + 2, " ") : 0;
		*cases += !strncmp(line, "case: ", 6);
		if (*line)
			rc = take(t, line);
	}
	return rc ? rc : compare(t);
}

int ch_rule_cases(const struct ch_rule *rule, const struct ch_shelf *shelf,
		  const char *home, size_t *cases, struct ch_err *err)
{
	struct trying t = { .rule = rule, .shelf = shelf, .name = "0",
			    .err = err };
	const char *text = rule->k.query[CH_RULE_CASES];
	char *copy = text ? strdup(text) : NULL;
	int rc = text && !copy ? ch_nomem(err) : 0;

	*cases = 0;
	if (!rc)
		rc = ch_json_reader_new(&t.reader, err);
	if (!rc)
		rc = ch_zone_set("America/New_York", err);
	if (!rc && copy)
		rc = take_all(&t, copy, cases);
	ch_zone_set(home, NULL);
	ch_json_reader_free(&t.reader);
	ch_store_close(&t.store);
	free(copy);
	return rc;
}
