/* measure_read.c - a measure's heading: what it says, and whether it may. */
#include "base/text.h"
#include "care/measure/measure.h"

const char *const ch_measure_kinds[5] = {
	"proportion", "rate", "mean", "median", "score",
};

const char *const ch_by_words[CH_BYS] = {
	"", "month", "quarter", "year", "organization", "sex", "age-band",
	"zip3", "cohort",
};

static const char *const known_keys[] = {
	"measure", "title", "version", "kind", "better", "status", "basis",
	"source", "codes", "tables", "numerator", "per", "unit", "noun",
	"sentence", "fold", "index", "answer", "answered", "unless", "once",
	"weight", "unknown", "disposition", "planned", "leave-out",
};

static int bad(const struct ch_measure *m, const char *key, const char *words,
	       struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "%s: %s: %s", m->k.path, key, words);
}

static const char *get(const struct ch_measure *m, const char *key)
{
	const char *value = ch_knowledge_get(&m->k, key);

	return value ? value : "";
}

static int check_keys(const struct ch_measure *m, struct ch_err *err)
{
	for (int i = 0; i < m->k.headings; i++) {
		const char *key = m->k.heading[i].key;
		bool known = false;

		for (size_t j = 0; j < CH_COUNT(known_keys); j++)
			known = known || !strcmp(key, known_keys[j]);
		if (!known)
			return ch_fail(err, CH_EDATA, "%s: line with a key "
				       "that no measure has: %.40s",
				       m->k.path, key);
		if (ch_knowledge_get(&m->k, key) != m->k.heading[i].value)
			return bad(m, key, "said twice", err);
	}
	return 0;
}

/* The place of the value among `n` words, or the `none` that stands for "not
 * said". */
static int choose(const struct ch_measure *m, const char *key,
		  const char *const *words, int n, int none, int *out,
		  struct ch_err *err)
{
	const char *value = get(m, key);
	struct ch_buf all = CH_BUF_INIT;

	if (!*value && none >= 0) {
		*out = none;
		return 0;
	}
	for (*out = 0; *out < n; (*out)++)
		if (!strcmp(value, words[*out]))
			return 0;
	for (int i = 0; i < n; i++)
		ch_buf_addf(&all, "%s%s", i ? ", " : "one of ", words[i]);
	bad(m, key, all.s ? all.s : "", err);
	ch_buf_free(&all);
	return CH_EDATA;
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
	const char *s = get(m, "unless");

	while (*s) {
		size_t n = strcspn(s, ","), role = strcspn(s, " ,");

		if (role >= n || n - role > 31 || role > 31 ||
		    m->unlesses == CH_UNLESS_MAX)
			return bad(m, "unless", "ROLE REASON, with commas "
				   "between", err);
		snprintf(m->unless[m->unlesses].role, 32, "%.*s", (int)role,
			 s);
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
	const char *s = get(m, "leave-out");
	size_t set = strcspn(s, " ");

	if (!*s)
		return 0;
	if (!s[set] || set > 31 || strlen(s + set + 1) > 31 || strchr(s, ','))
		return bad(m, "leave-out", "SET REASON", err);
	snprintf(m->leave_out, 32, "%.*s", (int)set, s);
	snprintf(m->leave_why, 32, "%s", s + set + 1);
	return 0;
}

static int read_words(struct ch_measure *m, struct ch_err *err)
{
	static const char *const sides[] = { "met", "missed" };
	static const char *const ways[] = { "higher", "lower", "neither" };
	static const char *const once[] = { "", "day" };
	static const char *const weights[] = { "", "member-months" };
	int n = 0, rc = choose(m, "kind", ch_measure_kinds, 5, -1, &n, err);

	m->kind = (enum ch_measure_kind)n;
	if (!rc)
		rc = choose(m, "better", ways, 3, -1, &n, err);
	if (!rc)
		rc = choose(m, "numerator", sides, 2, 0, &n, err);
	m->numerator = (enum ch_outcome)n;
	if (!rc)
		rc = choose(m, "once", once, 2, 0, &n, err);
	m->once_a_day = n;
	if (!rc)
		rc = choose(m, "weight", weights, 2, 0, &n, err);
	if (!rc && (n == 1) != (m->kind == CH_RATE))
		rc = bad(m, "weight", "a rate has one, nothing else has", err);
	m->per = 1;
	if (!rc && *get(m, "per") &&
	    (!ch_text_real(get(m, "per"), strlen(get(m, "per")), &m->per) ||
	     m->per <= 0 || m->kind != CH_RATE))
		rc = bad(m, "per", "a number above 0, for a rate", err);
	return rc;
}

/* That every file of codes that is named is there. */
static int check_codes(const struct ch_measure *m, const char *key,
		       const char *s, const struct ch_shelf *shelf,
		       struct ch_err *err)
{
	struct ch_book book;
	struct ch_err why;

	while (*s) {
		size_t n = strcspn(s, ", ");
		char name[128];

		if (n >= sizeof(name))
			return bad(m, key, "a name longer than 127 bytes", err);
		snprintf(name, sizeof(name), "%.*s", (int)n, s);
		if (n && ch_shelf_find(shelf, "codes", name, ".tsv", &book,
				       &why))
			return bad(m, key, why.msg, err);
		s += n + (s[n] != '\0');
	}
	return 0;
}

/* What has to be said together. */
static int check_whole(const struct ch_measure *m, struct ch_err *err)
{
	if (!*m->basis)
		return bad(m, "basis", "is not said", err);
	if (!*m->source)
		return bad(m, "source", "is not said", err);
	if (!*m->noun)
		return bad(m, "noun", "is not said", err);
	if (m->kind == CH_PROPORTION && !*m->sentence)
		return bad(m, "sentence", "is not said", err);
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

/* One word; cut short it would be another. */
static int copy(const struct ch_measure *m, const char *key, char out[32],
		struct ch_err *err)
{
	if (strlen(get(m, key)) > 31)
		return bad(m, key, "longer than 31 bytes", err);
	snprintf(out, 32, "%s", get(m, key));
	return 0;
}

static int copy_words(struct ch_measure *m, struct ch_err *err)
{
	int rc = copy(m, "index", m->index, err);

	if (!rc)
		rc = copy(m, "answer", m->answer, err);
	if (!rc)
		rc = copy(m, "answered", m->answered, err);
	if (!rc)
		rc = copy(m, "disposition", m->disposition, err);
	return rc ? rc : copy(m, "planned", m->planned, err);
}

int ch_measure_read(struct ch_measure *out, const struct ch_shelf *shelf,
		    const char *name, struct ch_err *err)
{
	int rc;

	*out = (struct ch_measure){ 0 };
	rc = ch_knowledge_read(&out->k, shelf, "measures", "measure", name,
			       err);
	if (rc)
		return rc;
	out->better = get(out, "better");
	out->basis = get(out, "basis");
	out->source = get(out, "source");
	out->tables = get(out, "tables");
	out->noun = get(out, "noun");
	out->sentence = get(out, "sentence");
	out->unit = get(out, "unit");
	out->unknown = get(out, "unknown");
	out->fold = get(out, "fold");
	rc = check_keys(out, err);
	if (!rc)
		rc = copy_words(out, err);
	if (!rc)
		rc = read_words(out, err);
	if (!rc)
		rc = read_folds(out, err);
	if (!rc)
		rc = read_unless(out, err);
	if (!rc)
		rc = read_leave_out(out, err);
	if (!rc)
		rc = check_whole(out, err);
	if (!rc)
		rc = check_codes(out, "codes", out->k.codes, shelf, err);
	if (!rc)
		rc = check_codes(out, "tables", out->tables, shelf, err);
	if (rc)
		ch_measure_free(out);
	return rc;
}

void ch_measure_free(struct ch_measure *m)
{
	ch_knowledge_free(&m->k);
}
