/* measure_read.c - a measure's heading: what it says, and whether it may. */
#include "base/text.h"
#include "measure/measure.h"

const char *const ch_measure_kinds[5] = {
	"proportion", "rate", "mean", "median", "score",
};

const char *const ch_by_words[CH_BYS + 1] = {
	"", "month", "quarter", "year", "organization", "sex", "age-band",
	"zip3", "cohort",
};

static const char *const kinds[] = { "proportion", "rate", "mean", "median",
				     "score", NULL };
static const char *const sides[] = { "met", "missed", NULL };
static const char *const ways[] = { "higher", "lower", "neither", NULL };
static const char *const once[] = { "", "day", NULL };
static const char *const people[] = { "yes", "no", NULL };
static const char *const weights[] = { "", "member-months", NULL };

#define AT(field) offsetof(struct ch_measure, field)

static const struct ch_key keys[] = {
	{ "kind", CH_KEY_WORD, AT(kind), .required = true,
	  .words = kinds },
	{ "better", CH_KEY_TEXT, AT(better), .required = true,
	  .words = ways },
	{ "basis", CH_KEY_TEXT, AT(basis), .required = true },
	{ "source", CH_KEY_TEXT, AT(source), .required = true },
	{ "noun", CH_KEY_TEXT, AT(noun), .required = true },
	{ "numerator", CH_KEY_WORD, AT(numerator), .words = sides },
	{ "per", CH_KEY_NUMBER, AT(per), .low = 1e-9, .high = 1e9,
	  .says = "a number above 0, for a rate" },
	{ "unit", CH_KEY_TEXT, .at = AT(unit) },
	{ "sentence", CH_KEY_TEXT, .at = AT(sentence) },
	{ "fold", CH_KEY_TEXT, .at = AT(fold) },
	{ "index", CH_KEY_TEXT, .at = AT(index) },
	{ "answer", CH_KEY_TEXT, .at = AT(answer) },
	{ "answered", CH_KEY_TEXT, .at = AT(answered) },
	{ "unless", .as = CH_KEY_OWN },
	{ "once", CH_KEY_WORD, AT(once_a_day), .words = once },
	{ "people", CH_KEY_WORD, AT(things), .words = people },
	{ "weight", CH_KEY_WORD, AT(weighted), .words = weights },
	{ "unknown", CH_KEY_TEXT, .at = AT(unknown) },
	{ "disposition", CH_KEY_TEXT, .at = AT(disposition) },
	{ "planned", CH_KEY_TEXT, .at = AT(planned) },
	{ "leave-out", .as = CH_KEY_OWN },
	{ 0 }
};

static const char *const asks[] = { "$as_of", "$since", "$from", "$to",
				    "$reach", "$strict", NULL };

const struct ch_form ch_measure_form = {
	.room = "measures", .word = "measure", .keys = keys, .asks = asks,
};

static int bad(const struct ch_measure *m, const char *key, const char *words,
	       struct ch_err *err)
{
	return ch_knowledge_wrong(&m->k, key, words, err);
}

/* "-1..0" */
static bool read_window(const char *s, size_t n, int *from, int *to)
{
	const char *dots = memmem(s, n, "..", 2);
	int64_t a, b;

	if (!dots || !ch_text_int(s, (size_t)(dots - s), &a) ||
	    !ch_text_int(dots + 2, n - (size_t)(dots + 2 - s), &b) ||
	    a < -3660 || b > 3660 || a > b)
		return false;
	*from = (int)a;
	*to = (int)b;
	return true;
}

static bool take_fold(struct ch_measure *m, const char *s, size_t n)
{
	static const char next[] = "next-within ";
	const size_t len = sizeof(next) - 1;

	if (n == 6 && !memcmp(s, "stitch", 6))
		return m->stitch = true;
	if (n == 5 && !memcmp(s, "cover", 5))
		return m->cover = true;
	if (n <= len || memcmp(s, next, len))
		return false;
	return m->next = read_window(s + len, n - len, &m->from, &m->to);
}

static int read_folds(struct ch_measure *m, struct ch_err *err)
{
	const char *s = m->fold;

	while (*s) {
		size_t n = strcspn(s, ",");

		if (!take_fold(m, s, n))
			return bad(m, "fold", "of stitch, next-within A..B, "
				   "cover, with commas between", err);
		s += n;
		s += strspn(s, ", ");
	}
	return 0;
}

/* "ROLE REASON, ROLE REASON" */
static int read_unless(struct ch_measure *m, struct ch_err *err)
{
	const char *s = ch_knowledge_get(&m->k, "unless");

	while (*s) {
		size_t n = strcspn(s, ","), role = strcspn(s, " ,");

		if (role >= n || n - role > 31 || role > 31 ||
		    m->unlesses == CH_UNLESS_MAX)
			return bad(m, "unless", "ROLE REASON, with commas "
				   "between", err);
		m->unless[m->unlesses].by_end = role > 7 &&
			!memcmp(s + role - 7, "-by-end", 7);
		snprintf(m->unless[m->unlesses].role, 32, "%.*s", (int)role -
			 7 * m->unless[m->unlesses].by_end, s);
		snprintf(m->unless[m->unlesses++].why, 32, "%.*s",
			 (int)(n - role - 1), s + role + 1);
		s += n;
		s += strspn(s, ", ");
	}
	return 0;
}

/* "SET REASON" */
static int read_leave_out(struct ch_measure *m, struct ch_err *err)
{
	const char *s = ch_knowledge_get(&m->k, "leave-out");
	size_t set = strcspn(s, " ");

	if (!*s)
		return 0;
	if (!s[set] || set > 31 || strlen(s + set + 1) > 31 || strchr(s, ','))
		return bad(m, "leave-out", "SET REASON", err);
	snprintf(m->leave_out, 32, "%.*s", (int)set, s);
	snprintf(m->leave_why, 32, "%s", s + set + 1);
	return 0;
}

/* What has to be said together. */
static int check_whole(const struct ch_measure *m, struct ch_err *err)
{
	if (m->weighted != (m->kind == CH_RATE))
		return bad(m, "weight", "a rate has one, nothing else has",
			   err);
	if (*ch_knowledge_get(&m->k, "per") && m->kind != CH_RATE)
		return bad(m, "per", "a number above 0, for a rate", err);
	if (m->kind == CH_PROPORTION && !*m->sentence)
		return bad(m, "sentence", "is not said", err);
	if (*m->fold && m->things)
		return bad(m, "people", "a fold is of people", err);
	if (*m->fold && !*m->index)
		return bad(m, "index", "which role makes cases?", err);
	if (!*m->fold && (*m->index || *m->answer || m->unlesses))
		return bad(m, "fold", "is not said", err);
	if (!*m->fold && (*m->disposition || *m->planned || *m->leave_out))
		return bad(m, "fold", "is not said: disposition, planned and "
			   "leave-out are for folds", err);
	if ((*m->answer || m->unlesses || m->once_a_day) && !m->next)
		return bad(m, "fold", "answer, unless and once need "
			   "next-within", err);
	if (m->cover != (m->kind == CH_RATE))
		return bad(m, "fold", "cover is for a rate's weight, and a "
			   "rate needs it", err);
	return 0;
}

int ch_measure_read(struct ch_measure *out, const struct ch_shelf *shelf,
		    const char *name, struct ch_err *err)
{
	int rc;

	*out = (struct ch_measure){
		.better = "", .basis = "", .source = "", .noun = "",
		.sentence = "", .unit = "", .unknown = "", .fold = "",
		.index = "", .answer = "", .answered = "", .disposition = "",
		.planned = "", .per = 1,
	};
	rc = ch_knowledge_read(&out->k, &ch_measure_form, shelf, name, out,
			       err);
	if (!rc)
		rc = read_folds(out, err);
	if (!rc)
		rc = read_unless(out, err);
	if (!rc)
		rc = read_leave_out(out, err);
	if (!rc)
		rc = check_whole(out, err);
	if (rc)
		ch_measure_free(out);
	return rc;
}

void ch_measure_free(struct ch_measure *m)
{
	ch_knowledge_free(&m->k);
}
