/* measure_rows.c - asks a measure's query, and makes facts of its rows. */
#include <math.h>

#include "base/text.h"
#include "measure/measure_in.h"

#define YEAR 366
#define WORD_MAX 120

/* ---- columns ---- */

enum column { ROLE, PATIENT, AT, UNTIL, ABOUT, ABOUT_TYPE, ANSWER, ANSWER_TYPE,
	      ORGANIZATION, OUTCOME, REASON, VALUE, PLANNED, DISPOSITION, CODE,
	      COLUMNS };

static const char *const names[COLUMNS] = {
	"role", "patient", "at", "until", "about", "about_type", "answer",
	"answer_type", "organization", "outcome", "reason", "value",
	"planned", "disposition", "code",
};

/* A query at work: where its columns are, and the last words met. */
struct ch_asking {
	struct ch_measuring *s;
	const struct ch_measure *m;
	struct ch_stmt *st;
	struct ch_lookup *lookup;
	int at[COLUMNS];	/* -1: there is none */
	/* The row at hand: numbers with their kind, or texts. */
	enum ch_db_kind kind[COLUMNS];
	int64_t number[COLUMNS];
	struct ch_slice text[COLUMNS];
	const char *last[COLUMNS];
	size_t last_n[COLUMNS];
	const struct ch_type *type[COLUMNS], *encounter;
	const char *index, *still_in, *impossible;	/* words looked for */
};

static int wrong(const struct ch_measure *m, const char *words,
		 const char *what, struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "%s: %s%s", m->k.path, words, what);
}

static int find_columns(struct ch_asking *r, struct ch_err *err)
{
	int n = ch_stmt_columns(r->st);

	for (int c = 0; c < COLUMNS; c++) {
		r->at[c] = -1;
		r->kind[c] = CH_DB_NULL;
	}
	for (int i = 0; i < n; i++) {
		const char *name = ch_stmt_name(r->st, i);
		int c = 0;

		while (c < COLUMNS && strcmp(names[c], name))
			c++;
		if (c == COLUMNS)
			return wrong(r->m, "a column that cases do not have: ",
				     name, err);
		r->at[c] = i;
	}
	for (int c = 0; c < COLUMNS; c++) {
		bool need = c == AT || c == ABOUT ||
			(c == PATIENT && !r->m->things) ||
			(c == ROLE && *r->m->fold) ||
			(c == OUTCOME && !*r->m->fold) ||
			(c == VALUE && r->m->kind >= CH_MEAN && !*r->m->fold) ||
			(c == DISPOSITION && *r->m->disposition) ||
			(c == CODE && (*r->m->planned || *r->m->leave_out));

		if (need && r->at[c] < 0)
			return wrong(r->m, "no column ", names[c], err);
	}
	return 0;
}

static bool is_number(enum column c)
{
	return c == PATIENT || c == AT || c == UNTIL || c == ABOUT ||
		c == ANSWER || c == ORGANIZATION || c == PLANNED;
}

/* The row, each column asked once: of a million rows that is what counts. */
static void look(struct ch_asking *r)
{
	for (enum column c = 0; c < COLUMNS; c++) {
		if (r->at[c] < 0)
			continue;
		if (!is_number(c) && c != VALUE) {
			r->text[c] = ch_stmt_text(r->st, r->at[c]);
			continue;
		}
		if (c <= UNTIL || c == ABOUT || c == VALUE)
			r->kind[c] = ch_stmt_kind(r->st, r->at[c]);
		if (c != VALUE)
			r->number[c] = ch_stmt_int(r->st, r->at[c]);
	}
}

/* Of patient, about, at, until and value. */
static bool is_there(const struct ch_asking *r, enum column c)
{
	return r->kind[c] != CH_DB_NULL;
}

static int64_t integer(const struct ch_asking *r, enum column c)
{
	return r->number[c];
}

static bool is_int(const struct ch_asking *r, enum column c)
{
	return r->kind[c] == CH_DB_INT;
}

/* A column of another kind would be taken for a nought. */
static int check_kinds(const struct ch_asking *r, struct ch_err *err)
{
	if ((!r->m->things && !is_int(r, PATIENT)) || !is_int(r, ABOUT))
		return wrong(r->m, "patient and about: not ids of records", "",
			     err);
	if (!is_int(r, AT) || !ch_moment_is(integer(r, AT)))
		return wrong(r->m, "at: not a moment", "", err);
	if (is_there(r, UNTIL) &&
	    (!is_int(r, UNTIL) || !ch_moment_is(integer(r, UNTIL))))
		return wrong(r->m, "until: not a moment", "", err);
	if (is_there(r, VALUE) &&
	    ((!is_int(r, VALUE) &&
	      r->kind[VALUE] != CH_DB_REAL) ||
	     !isfinite(ch_stmt_real(r->st, r->at[VALUE]))))
		return wrong(r->m, "value: not a number", "", err);
	return 0;
}

/* The session's own copy of a word; most rows have that of the row before. */
static int word(struct ch_asking *r, enum column c, const char **out,
		struct ch_err *err)
{
	const struct ch_slice s = r->text[c];
	const char *last = r->last[c];

	*out = NULL;
	if (!s.s)
		return 0;
	if (last && s.n == r->last_n[c] && !memcmp(s.s, last, s.n)) {
		*out = last;
		return 0;
	}
	if (s.n > WORD_MAX || memchr(s.s, '\0', s.n) ||
	    !ch_text_utf8(s.s, s.n))
		return wrong(r->m, names[c], ": not a word", err);
	r->last[c] = *out = ch_word(&r->s->words, s.s, s.n);
	r->last_n[c] = s.n;
	return *out ? 0 : ch_nomem(err);
}

/* The record type that is named, or encounter. */
static int type(struct ch_asking *r, enum column c, const void **out,
		struct ch_err *err)
{
	const char *was = r->last[c], *name;
	int rc = word(r, c, &name, err);

	*out = r->encounter;
	if (rc || !name)
		return rc;
	if (name != was || !r->type[c])
		r->type[c] = ch_type_find(name);
	*out = r->type[c];
	return *out ? 0 : wrong(r->m, names[c], ": no such record type", err);
}

static int outcome(struct ch_asking *r, struct ch_fact *f, struct ch_err *err)
{
	const char *w;
	int rc = word(r, OUTCOME, &w, err);

	if (rc || *r->m->fold)
		return rc;
	f->is_case = true;
	for (int i = 0; w && i < 4; i++)
		if (!strcmp(w, ch_outcome_words[i])) {
			f->outcome = (uint8_t)i;
			return 0;
		}
	return wrong(r->m, "outcome: met, missed, pending or excluded, not ",
		     w ? "something else" : "null", err);
}

static int why(struct ch_asking *r, struct ch_fact *f, const char *text,
	       struct ch_err *err)
{
	f->why = ch_word(&r->s->words, text, strlen(text));
	return f->why ? 0 : ch_nomem(err);
}

/* How a stay ended, and what it was for: whether it counts. What the query
 * says goes first. */
static int look_up(struct ch_asking *r, struct ch_fact *f, struct ch_err *err)
{
	const struct ch_measure *m = r->m;
	const char *reason = NULL;
	int sets = 0, rc = 0;

	if (r->text[CODE].s)
		sets = ch_lookup_code(r->lookup, r->text[CODE], f->about);
	f->planned = f->planned || sets & CH_CODE_PLANNED;
	if (*m->disposition)
		f->unknown = !r->text[DISPOSITION].s ||
			!ch_lookup_disposition(r->lookup, r->text[DISPOSITION],
					       f->about, &reason,
					       &f->transfer);
	if (f->why)
		return 0;
	f->why = reason;
	if (!f->why && f->unknown && r->s->how.strict)
		rc = why(r, f, "unknown-disposition", err);
	else if (!f->why && sets & CH_CODE_LEFT_OUT)
		rc = why(r, f, m->leave_why, err);
	return rc;
}

/* What has no number is not a nought. */
static int leave_out(struct ch_asking *r, struct ch_fact *f, struct ch_err *err)
{
	if (r->m->kind == CH_MEDIAN || f->outcome > CH_MISSED)
		return 0;
	f->outcome = CH_EXCLUDED;
	return f->why ? 0 : why(r, f, "no-value", err);
}

static int fill(struct ch_asking *r, struct ch_fact *f, struct ch_err *err)
{
	int rc;

	look(r);
	rc = check_kinds(r, err);
	if (rc)
		return rc;
	*f = (struct ch_fact){
		.at = integer(r, AT), .until = integer(r, UNTIL),
		.about = integer(r, ABOUT), .answer = integer(r, ANSWER),
		.organization = integer(r, ORGANIZATION),
		.planned = integer(r, PLANNED),
		.day = CH_NO_DAY, .last = CH_NO_DAY, .closes = CH_NO_DAY,
	};
	if (is_there(r, VALUE)) {
		f->value = ch_stmt_real(r->st, r->at[VALUE]);
		f->has_value = true;
	}
	rc = word(r, ROLE, &f->role, err);
	if (!rc)
		rc = word(r, REASON, &f->why, err);
	if (!rc)
		rc = outcome(r, f, err);
	if (!rc && f->is_case && r->m->kind >= CH_MEAN && !f->has_value)
		rc = leave_out(r, f, err);
	if (!rc && f->role && f->role == r->index)
		rc = look_up(r, f, err);
	if (!rc)
		rc = type(r, ABOUT_TYPE, &f->about_type, err);
	if (!rc)
		rc = type(r, ANSWER_TYPE, &f->answer_type, err);
	return rc;
}

/* What ends before it begins tells nothing: an index is a case of its own that
 * no fold looks at, everything else is not there. */
static bool leave_impossible(struct ch_asking *r, struct ch_fact *f)
{
	f->is_case = f->role == r->index;
	f->outcome = CH_EXCLUDED;
	f->why = r->impossible;
	f->role = NULL;
	f->last = CH_NO_DAY;
	return f->is_case;
}

/* Nothing is seen of what is still to come; what ends later has not ended. A
 * case's window (`until` of a query without a fold) may be open. */
static bool place(struct ch_asking *r, struct ch_fact *f)
{
	int64_t top = ch_moment_top(r->s->how.now);

	f->person = r->m->things ? f->about :
		ch_people_person(&r->s->people, integer(r, PATIENT));
	if (!f->person || (f->role && f->at > top))
		return false;
	if (f->role && f->until > top) {
		f->until = 0;
		/* Whoever is still in has not been discharged to anywhere. */
		if (r->m->stitch && f->role == r->index) {
			f->why = r->still_in;
			f->unknown = f->transfer = false;
		}
	}
	if (f->at)
		f->day = ch_day_remember(r->s->days, f->at);
	if (f->until)
		f->last = ch_day_remember(r->s->days, f->until);
	return !f->role || !f->until || !ch_moment_over(f->until, f->at) ||
		leave_impossible(r, f);
}

/* ---- the query ---- */

static int64_t midnight(int64_t day)
{
	return ch_moment_local(ch_moment_civil(day, 0, 0, 0));
}

/* The period is a day wider at either end: a date without a time has no zone.
 * The whole of the second that is now has been. */
static void bind(const struct ch_asking *r)
{
	const struct ch_measure_how *how = &r->s->how;

	ch_stmt_bind_named(r->st, "$as_of",
			   ch_moment_make(ch_moment_seconds(how->now), 999,
					  ch_moment_offset(how->now),
					  CH_SAID_MS_OFF));
	ch_stmt_bind_named(r->st, "$since", midnight(how->first - YEAR));
	ch_stmt_bind_named(r->st, "$from", midnight(how->first - 1));
	ch_stmt_bind_named(r->st, "$to", midnight(how->end + 1));
	ch_stmt_bind_named(r->st, "$reach", midnight(how->end + 1 +
						     ch_measure_reach(r->m)));
	ch_stmt_bind_named(r->st, "$strict", how->strict);
}

int ch_measure_reach(const struct ch_measure *m)
{
	/* The longest of those that may share a query. */
	return m->next && m->to > 31 ? m->to : 31;
}

static int read_all(struct ch_asking *r, struct ch_facts *rows,
		    struct ch_err *err)
{
	int rc = 0;

	while (!rc && !(rc = ch_stmt_step(r->st, err))) {
		rc = ch_grow((void **)&rows->v, &rows->room, rows->n,
			     sizeof(*rows->v), err);
		/* The next fact's memory comes while this row is read. */
		ch_fact_fetch(&rows->v[rows->n] + 1);
		if (!rc)
			rc = fill(r, &rows->v[rows->n], err);
		if (!rc && place(r, &rows->v[rows->n]))
			rows->n++;
	}
	/* What fails in the middle is the file's doing, not the user's. */
	if (rc == CH_EUSAGE)
		return wrong(r->m, "its query cannot be worked out", "", err);
	if (rc != CH_END)
		return rc;
	return ch_fact_sort(&rows->v, &rows->room, rows->n) ? 0 :
		ch_nomem(err);
}

static int prepare(struct ch_asking *r, struct ch_err *err)
{
	int rc = ch_knowledge_ask(&r->st, r->s->store, &r->m->k, 0, NULL, err);

	if (!rc)
		rc = find_columns(r, err);
	r->index = ch_word(&r->s->words, r->m->index, strlen(r->m->index));
	r->still_in = ch_word(&r->s->words, "still-in-hospital", 17);
	r->impossible = ch_word(&r->s->words, "impossible-dates", 16);
	if (!rc && (!r->index || !r->still_in || !r->impossible))
		rc = ch_nomem(err);
	return rc ? rc : ch_lookup_open(&r->lookup, r->s, r->m, err);
}

void ch_asking_free(struct ch_asking **r)
{
	if (!*r)
		return;
	ch_stmt_free(&(*r)->st);
	ch_lookup_free(&(*r)->lookup);
	free(*r);
	*r = NULL;
}

/* The query, and all else that its rows depend on. */
static int name_query(const struct ch_measure *m, char *hash,
		      struct ch_err *err)
{
	unsigned char sum[CH_SHA256];
	struct ch_buf all = CH_BUF_INIT;
	int rc;

	/* What has no value is left out of some kinds: leave_out(). */
	ch_buf_addf(&all, "%d|%d|%d|%d|%d|%s|%s|%s|%s|%s|", *m->fold != '\0',
		    m->things,
		    m->kind >= CH_MEAN && m->kind != CH_MEDIAN, m->stitch,
		    ch_measure_reach(m), m->index, m->disposition, m->planned,
		    m->leave_out, m->leave_why);
	ch_buf_adds(&all, m->k.query[0]);
	for (int i = 0; i < m->k.sets; i++)
		if (strstr(m->k.query[0], m->k.set[i].name))
			ch_buf_addf(&all, "|%s=%lld", m->k.set[i].name,
				    (long long)m->k.set[i].v.i);
	rc = ch_buf_ok(&all, err);
	if (!rc) {
		ch_sha256(all.s, all.n, sum);
		ch_hex(sum, sizeof(sum), hash);
	}
	ch_buf_free(&all);
	return rc;
}

/* The rows of the measure's query: those that are there, or none as yet. */
static int find_rows(struct ch_measuring *s, const struct ch_measure *m,
		     struct ch_facts **out, struct ch_err *err)
{
	char hash[sizeof((*out)->hash)];
	int rc = name_query(m, hash, err);

	for (size_t i = 0; i < s->n_rows && !rc; i++)
		if (!strcmp(s->rows[i].hash, hash)) {
			*out = &s->rows[i];
			return 0;
		}
	if (!rc)
		rc = ch_grow((void **)&s->rows, &s->rows_room, s->n_rows,
			     sizeof(*s->rows), err);
	if (rc)
		return rc;
	*out = &s->rows[s->n_rows++];
	**out = (struct ch_facts){ 0 };
	memcpy((*out)->hash, hash, sizeof(hash));
	return 0;
}

/* Prepares the query, once for all that ask it. What cannot be is forgotten. */
static int make_ready(struct ch_measuring *s, const struct ch_measure *m,
		      struct ch_facts **out, struct ch_err *err)
{
	int rc = find_rows(s, m, out, err);
	struct ch_facts *rows = *out;

	if (rc || rows->read)
		return rc;
	if (rows->asking) {
		rows->asking->m = m;
		return find_columns(rows->asking, err);
	}
	rows->asking = calloc(1, sizeof(*rows->asking));
	if (!rows->asking)
		return ch_nomem(err);
	*rows->asking = (struct ch_asking){
		.s = s, .m = m, .encounter = ch_type_find("encounter"),
	};
	rc = prepare(rows->asking, err);
	if (rc)
		ch_asking_free(&rows->asking);
	return rc;
}

int ch_measure_check(struct ch_measuring *s, const struct ch_measure *m,
		     struct ch_err *err)
{
	struct ch_facts *rows;

	return make_ready(s, m, &rows, err);
}

int ch_measure_rows(struct ch_measuring *s, const struct ch_measure *m,
		    struct ch_facts **out, struct ch_err *err)
{
	int rc = make_ready(s, m, out, err);
	struct ch_facts *rows = *out;

	if (rc || rows->read)
		return rc;
	bind(rows->asking);
	ch_knowledge_budget(s->store, &m->k);
	rc = read_all(rows->asking, rows, err);
	ch_knowledge_budget(s->store, NULL);
	ch_asking_free(&rows->asking);
	rows->read = !rc;
	if (rc)
		rows->n = 0;
	return rc;
}
