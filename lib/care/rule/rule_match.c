/* rule_match.c - the rows that a rule applies to: which are new, which late. */
#include "base/grow.h"
#include "base/moment.h"
#include "people/dead.h"
#include "care/rule/rule_in.h"
#include "care/talk/reach.h"
#include "query/cohort.h"
#include "query/needs.h"

enum column { PATIENT, ABOUT, AT, ITEM, WHY, COLUMNS };

static const char *const names[COLUMNS] = { "patient", "about", "at", "item",
					    "why" };

/* The query, and what its columns are. */
struct asked {
	struct ch_stmt *st;
	int at[COLUMNS];	/* -1: there is none */
	int field[CH_FIELDS_MAX];	/* of what is made, by column */
	int n;
};

/* ---- beginning and end ---- */

static int add_person(struct ch_ruling *r, int64_t patient,
		      struct ch_err *err)
{
	int rc;

	ch_stmt_bind_int(r->person, 1, patient);
	rc = ch_stmt_step(r->person, err);
	if (!rc)
		rc = ch_ids_add(&r->pilot, ch_stmt_int(r->person, 0), err);
	ch_stmt_reset(r->person);
	return rc == CH_END ? 0 : rc;
}

/* Whom the pilot is for. */
static int read_cohort(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_cohort_ask(&st, r->store, r->rule->pilot, r->now, err);

	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = add_person(r, ch_stmt_int(st, 0), err);
	ch_ids_sort(&r->pilot);
	r->piloted = true;
	return rc == CH_END ? 0 : rc;
}

int ch_ruling_begin(struct ch_ruling *r, struct ch_err *err)
{
	char sql[256];
	int rc = ch_db_prepare(&r->person, r->store->db, "SELECT p.person, "
			       "coalesce(p.test, 0), " CH_DIED("$1", "$2")
			       " FROM patient p WHERE p.id = $1", err);

	r->since = ch_moment_local(ch_moment_seconds(r->now) -
				   r->rule->window_s);
	ch_buf_addc(&r->text, '\0');	/* a place of 0 is no text */
	if (!rc)
		ch_stmt_bind_int(r->person, 2, ch_moment_top(r->now));
	snprintf(sql, sizeof(sql), "SELECT status, seen, reason FROM %s WHERE "
		 "id = $1", ch_ruling_table(r));
	if (!rc)
		rc = ch_db_prepare(&r->occurrence, r->store->db, sql, err);
	snprintf(sql, sizeof(sql), "SELECT o.id, o.seen FROM patient p CROSS "
		 "JOIN %s o ON o.patient = p.id WHERE p.person = $1 AND "
		 "o.rule = $2 AND o.item IS $3 AND o.status = 'open'",
		 ch_ruling_table(r));
	if (!rc)
		rc = ch_db_prepare(&r->linked, r->store->db, sql, err);
	if (!rc && r->rule->pilot)
		rc = read_cohort(r, err);
	return rc;
}

void ch_ruling_free(struct ch_ruling *r)
{
	ch_reacher_free(&r->reacher);
	ch_dates_free(&r->dates);
	ch_stmt_free(&r->person);
	ch_stmt_free(&r->occurrence);
	ch_stmt_free(&r->linked);
	ch_stmt_free(&r->add);
	ch_stmt_free(&r->stood);
	ch_ids_free(&r->pilot);
	ch_buf_free(&r->text);
	free(r->match);
	free(r->field);
	free(r->over);
}

/* ---- the columns ---- */

static int find_column(struct ch_ruling *r, struct asked *a, int i,
		       struct ch_err *err)
{
	const char *name = ch_stmt_name(a->st, i);

	a->field[i] = -1;
	for (int c = 0; c < COLUMNS; c++)
		if (!strcmp(names[c], name))
			a->at[c] = i;
	if (a->at[PATIENT] == i || a->at[ABOUT] == i || a->at[AT] == i ||
	    a->at[ITEM] == i || a->at[WHY] == i)
		return 0;
	a->field[i] = ch_field(r->rule->makes, name);
	return a->field[i] > 0 ? 0 :
		ch_fail(err, CH_EDATA, "%s: applies: a column that is neither "
			"patient, about, at, item nor why, nor a field of what "
			"is made: %.40s", r->rule->k.path, name);
}

static int find_columns(struct ch_ruling *r, struct asked *a,
			struct ch_err *err)
{
	int rc = 0;

	a->n = ch_stmt_columns(a->st);
	for (int c = 0; c < COLUMNS; c++)
		a->at[c] = -1;
	if (a->n > CH_FIELDS_MAX)
		return ch_fail(err, CH_EDATA, "%s: applies: too many columns",
			       r->rule->k.path);
	for (int i = 0; i < a->n && !rc; i++)
		rc = find_column(r, a, i, err);
	if (!rc && a->at[PATIENT] < 0)
		rc = ch_fail(err, CH_EDATA, "%s: applies: no column patient",
			     r->rule->k.path);
	return rc;
}

static bool has(const struct asked *a, enum column c)
{
	return a->at[c] >= 0 && ch_stmt_kind(a->st, a->at[c]) != CH_DB_NULL;
}

/* Keeps a text; its place. */
static size_t keep(struct ch_ruling *r, struct ch_slice s)
{
	size_t place = r->text.n;

	ch_buf_add(&r->text, s.s ? s.s : "", s.n);
	ch_buf_addc(&r->text, '\0');
	return place;
}

static size_t keep_column(struct ch_ruling *r, const struct asked *a,
			  enum column c)
{
	return has(a, c) ? keep(r, ch_stmt_text(a->st, a->at[c])) : 0;
}

/* The fields of what is made that this row gives. */
static int keep_fields(struct ch_ruling *r, const struct asked *a,
		       struct ch_match *m, struct ch_err *err)
{
	m->field = r->fields;
	for (int i = 0; i < a->n; i++) {
		enum ch_db_kind kind = ch_stmt_kind(a->st, i);
		struct ch_match_field f = { .column = a->field[i] };
		struct ch_slice s;

		if (f.column < 0 || kind == CH_DB_NULL)
			continue;
		if (ch_grow((void **)&r->field, &r->field_room, r->fields,
			    sizeof(*r->field), err))
			return CH_ENOMEM;
		f.kind = kind == CH_DB_INT ? CH_INT :
			kind == CH_DB_REAL ? CH_REAL : CH_TEXT;
		if (f.kind == CH_INT)
			f.i = ch_stmt_int(a->st, i);
		else if (f.kind == CH_REAL)
			f.r = ch_stmt_real(a->st, i);
		s = ch_stmt_text(a->st, i);
		if (f.kind == CH_TEXT) {
			f.text = keep(r, s);
			f.n = s.n;
		}
		r->field[r->fields++] = f;
		m->fields++;
	}
	return ch_buf_ok(&r->text, err);
}

/* ---- one row ---- */

/* Nobody of ours: CH_EDATA. Somebody whom it is not for: CH_END. */
static int look_at_person(struct ch_ruling *r, struct ch_match *m,
			  struct ch_err *err)
{
	bool leave;
	int rc;

	ch_stmt_bind_int(r->person, 1, m->patient);
	rc = ch_stmt_step(r->person, err);
	m->person = rc ? 0 : ch_stmt_int(r->person, 0);
	leave = !rc && ((ch_stmt_int(r->person, 1) && !r->store->practice) ||
			(ch_stmt_int(r->person, 2) && !r->rule->dead));
	ch_stmt_reset(r->person);
	if (rc == CH_END)
		return ch_fail(err, CH_EDATA, "%s: applies: a patient whom "
			       "nobody knows", r->rule->k.path);
	m->compared = !rc && r->piloted &&
		!ch_ids_has(&r->pilot, m->person);
	return rc ? rc : leave ? CH_END : 0;
}

static int find(struct ch_ruling *r, int64_t id, bool *open, bool *withdrawn,
		int64_t *seen, struct ch_err *err)
{
	int rc;

	ch_stmt_bind_int(r->occurrence, 1, id);
	rc = ch_stmt_step(r->occurrence, err);
	if (!rc) {
		*open = ch_slice_is(ch_stmt_text(r->occurrence, 0), "open");
		*seen = ch_stmt_int(r->occurrence, 1);
		*withdrawn = !*open && ch_rule_withdraws(r->rule, ch_stmt_text(
				r->occurrence, 2));
	}
	ch_stmt_reset(r->occurrence);
	return rc;
}

/* Who was linked since has it under another of their names. */
static int find_linked(struct ch_ruling *r, struct ch_match *m,
		       const char *item, int64_t *seen, struct ch_err *err)
{
	int rc;

	ch_stmt_bind_int(r->linked, 1, m->person);
	ch_stmt_bind_str(r->linked, 2, r->rule->k.name);
	ch_stmt_bind_str(r->linked, 3, item);
	rc = ch_stmt_step(r->linked, err);
	if (!rc) {
		m->id = ch_stmt_int(r->linked, 0);
		*seen = ch_stmt_int(r->linked, 1);
		m->nth--;
	}
	ch_stmt_reset(r->linked);
	return rc;
}

/* The occurrence that the row is of. CH_END: it tells nothing new. What was
 * withdrawn and is so after all is another one. */
static int place(struct ch_ruling *r, struct ch_match *m, struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("occurrence");
	const char *item = ch_ruling_text(r, m->item);
	bool open = false, withdrawn = false;
	int64_t seen = 0;
	int rc;

	for (m->nth = 1; ; m->nth++) {
		m->id = ch_ruling_id(r, type, m, item, m->nth);
		rc = find(r, m->id, &open, &withdrawn, &seen, err);
		if (rc == CH_END && ch_ruling_by_person(r, m)) {
			rc = find_linked(r, m, item, &seen, err);
			open = !rc;
		}
		if (rc)
			break;
		if (withdrawn && !open)
			continue;
		if (m->timeless || ch_moment_instant(m->at) <=
		    ch_moment_instant(seen))
			return CH_END;
		if (open)
			break;
	}
	m->is = rc ? CH_MATCH_NEW : CH_MATCH_AGAIN;
	if (rc && rc != CH_END)
		return rc;
	if (m->is == CH_MATCH_NEW && ch_moment_instant(m->at) <
	    ch_moment_instant(r->since)) {
		r->count.late++;
		return CH_END;
	}
	return 0;
}

/* Several rows of one occurrence are one match. */
static int add(struct ch_ruling *r, const struct asked *a, struct ch_match *m,
	       struct ch_err *err)
{
	int64_t there;
	int rc = ch_ruling_stands(r, m, (int64_t)r->n, &there, err);

	if (rc)
		return rc;
	if (there >= 0) {
		struct ch_match *one = &r->match[there];

		if (ch_moment_instant(m->at) > ch_moment_instant(one->seen))
			one->seen = m->at;
		one->times += !m->timeless;
		return 0;
	}
	if (ch_grow((void **)&r->match, &r->room, r->n, sizeof(*m), err))
		return CH_ENOMEM;
	m->why = keep_column(r, a, WHY);
	rc = keep_fields(r, a, m, err);
	r->match[r->n++] = *m;
	return rc;
}

static int take(struct ch_ruling *r, const struct asked *a,
		struct ch_err *err)
{
	struct ch_match m = { .patient = ch_stmt_int(a->st, a->at[PATIENT]),
			      .about_type = r->rule->about_type, .times = 1 };
	size_t kept = r->text.n;
	int rc;

	m.about = has(a, ABOUT) ? ch_stmt_int(a->st, a->at[ABOUT]) : 0;
	m.timeless = !has(a, AT);
	m.at = m.timeless ? r->now : ch_stmt_int(a->st, a->at[AT]);
	if (!ch_moment_is(m.at))
		return ch_fail(err, CH_EDATA, "%s: applies: an `at` that is no "
			       "moment", r->rule->k.path);
	if (ch_moment_instant(m.at) > ch_moment_instant(r->now))
		return 0;
	rc = look_at_person(r, &m, err);
	if (rc == CH_EDATA) {
		r->count.refused++;
		return 0;
	}
	if (!m.about) {
		m.about = m.patient;
		m.about_type = ch_type_find("patient");
	}
	m.seen = m.at;
	m.item = rc ? 0 : keep_column(r, a, ITEM);
	if (!rc)
		rc = ch_buf_ok(&r->text, err);
	if (!rc)
		rc = place(r, &m, err);
	if (!rc)
		return add(r, a, &m, err);
	r->text.n = kept;
	return rc == CH_END ? 0 : rc;
}

#define OF_TOUCHED "SELECT * FROM (%s) WHERE patient IN (SELECT p.id FROM " \
	"temp.touched t CROSS JOIN patient p ON p.person = t.person)"

static int ask(struct ch_ruling *r, struct asked *a, struct ch_err *err)
{
	int rc = ch_knowledge_ask(&a->st, r->store, &r->rule->k,
				  CH_RULE_APPLIES, r->one ? OF_TOUCHED : NULL,
				  err);

	return rc ? rc : find_columns(r, a, err);
}

int ch_ruling_try(struct ch_ruling *r, struct ch_err *err)
{
	struct asked a = { .st = NULL };
	CH_AUTO(ch_stmt_free) struct ch_stmt *pilot = NULL;
	int rc = ask(r, &a, err);

	if (!rc && r->rule->pilot)
		rc = ch_cohort_ask(&pilot, r->store, r->rule->pilot, r->now,
				   err);
	ch_stmt_free(&a.st);
	return rc;
}

int ch_ruling_match(struct ch_ruling *r, struct ch_err *err)
{
	struct asked a = { .st = NULL };
	int rc = ask(r, &a, err);

	if (!rc) {
		ch_stmt_bind_named(a.st, "$as_of", r->now);
		ch_stmt_bind_named(a.st, "$since", r->since);
	}
	while (!rc && !(rc = ch_stmt_step(a.st, err)))
		rc = take(r, &a, err);
	ch_stmt_free(&a.st);
	return rc == CH_END ? 0 : rc;
}
