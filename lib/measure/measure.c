/* measure.c - a session of measures: prepared once, then case by case. */
#include "query/cohort.h"
#include "query/needs.h"
#include "measure/measure_in.h"

/* Megabytes: most queries meet each page once, and fresh memory for every page
 * costs more than reading some of them again. */
#define CACHE 1

/* ---- the session ---- */

/* The cohorts' files, if groups are cohorts. */
static int read_cohorts(const struct ch_shelf *shelf,
			struct ch_knowledge **out, size_t *n,
			struct ch_needs *needs, struct ch_err *err)
{
	struct ch_book *book = NULL;
	size_t books;
	int rc = ch_shelf_list(shelf, "cohorts", ".sql", &book, &books, err);

	*n = 0;
	if (!rc && !(*out = calloc(books + 1, sizeof(**out))))
		rc = ch_nomem(err);
	for (size_t i = 0; i < books && !rc; i++) {
		rc = ch_cohort_read(&(*out)[i], shelf, book[i].name, err);
		if (rc)
			break;
		ch_needs_add(needs, &(*out)[i]);
		(*n)++;
	}
	free(book);
	return rc;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int fill_cohort(struct ch_measuring *s, const struct ch_knowledge *k,
		       struct ch_cohort *cohort, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_cohort_ask(&st, s->store, k, s->how.now, err);

	snprintf(cohort->name, sizeof(cohort->name), "%s", k->name);
	ch_knowledge_budget(s->store, k);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = ch_grow((void **)&cohort->person, &cohort->room,
			     cohort->n, sizeof(*cohort->person), err);
		if (!rc)
			cohort->person[cohort->n++] =
				ch_people_person(&s->people,
						 ch_stmt_int(st, 0));
	}
	ch_knowledge_budget(s->store, NULL);
	if (rc != CH_END)
		return rc;
	if (cohort->n)
		qsort(cohort->person, cohort->n, sizeof(*cohort->person),
		      by_id);
	return 0;
}

static int fill_cohorts(struct ch_measuring *s, const struct ch_knowledge *k,
		       size_t n, struct ch_err *err)
{
	int rc = 0;

	s->cohort = calloc(n + 1, sizeof(*s->cohort));
	if (!s->cohort)
		return ch_nomem(err);
	s->cohorts = n;
	for (size_t i = 0; i < n && !rc; i++)
		rc = fill_cohort(s, &k[i], &s->cohort[i], err);
	return rc;
}

static int make_ready(struct ch_measuring *s, const struct ch_shelf *shelf,
		      const struct ch_measure *measure, int n,
		      struct ch_err *err)
{
	struct ch_needs needs = { 0 };
	enum ch_by by = s->how.by;
	struct ch_knowledge *cohort = NULL;
	size_t cohorts = 0;
	bool who = by == CH_BY_SEX || by == CH_BY_AGE || by == CH_BY_ZIP3;
	int rc = 0;

	for (int i = 0; i < n; i++) {
		ch_needs_add(&needs, &measure[i].k);
		who |= measure[i].cover;
	}
	if (by == CH_BY_COHORT)
		rc = read_cohorts(shelf, &cohort, &cohorts, &needs, err);
	if (!rc)
		rc = ch_needs_meet(&needs, s->store, shelf, s->how.now, err);
	if (!rc)
		rc = ch_db_cache(s->store->db, CACHE, err);
	if (!rc)
		rc = ch_db_guard(s->store->db, err);
	if (!rc)
		rc = ch_people_read(&s->people, s->store, s->how.now, who,
				    err);
	if (!rc)
		rc = fill_cohorts(s, cohort, cohorts, err);
	for (size_t i = 0; i < cohorts; i++)
		ch_knowledge_free(&cohort[i]);
	free(cohort);
	return rc;
}

int ch_measuring_open(struct ch_measuring **out, struct ch_store *store,
		      const struct ch_shelf *shelf,
		      const struct ch_measure_how *how,
		      const struct ch_measure *measure, int n,
		      struct ch_err *err)
{
	struct ch_measuring *s = *out = calloc(1, sizeof(*s));
	int rc;

	if (!s || !(s->days = calloc(1, sizeof(*s->days)))) {
		ch_measuring_close(out);
		return ch_nomem(err);
	}
	s->store = store;
	s->how = *how;
	s->alone = n == 1;
	s->today = (int32_t)ch_moment_local_day(how->now);
	rc = make_ready(s, shelf, measure, n, err);
	if (rc)
		ch_measuring_close(out);
	return rc;
}

void ch_measuring_close(struct ch_measuring **out)
{
	struct ch_measuring *s = *out;

	if (!s)
		return;
	for (size_t i = 0; i < s->n_rows; i++) {
		ch_asking_free(&s->rows[i].asking);
		free(s->rows[i].v);
	}
	for (size_t i = 0; i < s->cohorts; i++)
		free(s->cohort[i].person);
	for (size_t i = 0; i < s->words.n; i++)
		free(s->words.v[i]);
	ch_people_free(&s->people);
	free(s->rows);
	free(s->cohort);
	free(s->words.v);
	free(s->days);
	free(s->fact);
	free(s->member);
	free(s);
	*out = NULL;
}

int ch_measure_try(const struct ch_measure *m, struct ch_store *store,
		   const struct ch_shelf *shelf,
		   const struct ch_measure_how *how, struct ch_err *err)
{
	struct ch_needs needs = { 0 };
	struct ch_measuring *s = calloc(1, sizeof(*s));
	int rc;

	if (!s)
		return ch_nomem(err);
	s->store = store;
	s->how = *how;
	if (shelf)
		ch_needs_add(&needs, &m->k);
	rc = shelf ? ch_needs_meet(&needs, store, shelf, how->now, err) : 0;
	if (!rc)
		rc = ch_measure_check(s, m, err);
	ch_measuring_close(&s);
	return rc;
}

/* ---- folds ---- */

static int word(struct ch_measuring *s, const char *text, const char **out,
		struct ch_err *err)
{
	*out = ch_word(&s->words, text, strlen(text));
	return *out ? 0 : ch_nomem(err);
}

static bool wants_deaths(const struct ch_measure *m)
{
	for (int i = 0; i < m->unlesses; i++)
		if (!strcmp(m->unless[i].role, "death"))
			return true;
	return false;
}

/* Deaths that were known of join the facts as such: role "death". */
static int add_deaths(struct ch_measuring *s, struct ch_err *err)
{
	const void *type = ch_type_find("patient");
	const char *role;
	int rc = word(s, "death", &role, err);

	for (size_t i = 0; i < s->people.deaths && !rc; i++) {
		const struct ch_death *d = &s->people.death[i];

		if (d->at > ch_moment_top(s->how.now))
			continue;
		rc = ch_grow((void **)&s->fact, &s->facts_room, s->facts,
			     sizeof(*s->fact), err);
		if (rc)
			break;
		s->fact[s->facts++] = (struct ch_fact){
			.person = d->person, .at = d->at, .role = role,
			.day = ch_day_remember(s->days, d->at),
			.last = CH_NO_DAY, .about = d->person,
			.about_type = type,
		};
	}
	if (!rc && !ch_fact_sort(&s->fact, &s->facts_room, s->facts))
		rc = ch_nomem(err);
	return rc;
}

/* The facts are changed by folding: a copy of the rows, or, where no other
 * measure can ask for them, the rows themselves. */
static int take_rows(struct ch_measuring *s, const struct ch_measure *m,
		     struct ch_err *err)
{
	struct ch_facts *rows;
	int rc = ch_measure_rows(s, m, &rows, err);

	if (rc)
		return rc;
	free(s->fact);
	s->facts = rows->n;
	if (s->alone) {
		s->fact = rows->v;
		s->facts_room = rows->room;
		s->n_rows = 0;
		return 0;
	}
	s->facts_room = rows->n + 1;
	s->fact = ch_large(s->facts_room, sizeof(*s->fact));
	if (!s->fact)
		return ch_nomem(err);
	if (rows->n)
		memcpy(s->fact, rows->v, rows->n * sizeof(*rows->v));
	return 0;
}

static int next(struct ch_measuring *s, const struct ch_measure *m,
		struct ch_err *err)
{
	struct ch_next how = {
		.from = m->from, .to = m->to, .unlesses = m->unlesses,
		.today = s->today, .later = s->how.later,
		.once_a_day = m->once_a_day,
		.answered = *m->answer ? m->numerator :
			m->numerator == CH_MET ? CH_MISSED : CH_MET,
		.planned_why = "planned", .pending_why = "window-open",
		.again_why = "same-day",
	};
	int rc = word(s, m->index, &how.index, err);

	if (!rc && *m->answer)
		rc = word(s, m->answer, &how.answer, err);
	if (!rc && *m->answered)
		rc = word(s, m->answered, &how.answered_why, err);
	for (int i = 0; i < m->unlesses && !rc; i++) {
		rc = word(s, m->unless[i].role, &how.unless[i].role, err);
		if (!rc)
			rc = word(s, m->unless[i].why, &how.unless[i].why,
				  err);
		how.unless[i].by_end = m->unless[i].by_end;
	}
	if (!rc)
		ch_fold_next(s->fact, s->facts, &how);
	return rc;
}

/* Without a judge every index is a case, unless it is left out. */
static int take_all(struct ch_measuring *s, const struct ch_measure *m,
		    struct ch_err *err)
{
	const char *index;
	int rc = word(s, m->index, &index, err);

	for (size_t i = 0; i < s->facts && !rc; i++) {
		struct ch_fact *f = &s->fact[i];

		if (f->role != index)
			continue;
		f->is_case = true;
		f->outcome = f->why ? CH_EXCLUDED : (uint8_t)m->numerator;
	}
	return rc;
}

/* The spans of one person: by coverage, or from first to last contact. */
static int add_members(struct ch_measuring *s, const struct ch_fact *f,
		       size_t n, const char *covered, const char *contact,
		       struct ch_err *err)
{
	struct ch_span few[64], *span = few;
	size_t spans;
	int32_t last = ch_people_last_day(s, f->person);
	int32_t born = ch_people_first_day(s, f->person);
	bool by_coverage = true;
	int rc = 0;

	if (n > CH_COUNT(few) && !(span = calloc(n, sizeof(*span))))
		return ch_nomem(err);
	spans = ch_fold_cover(f, n, covered, born, last, span);
	if (!spans) {
		by_coverage = false;
		spans = ch_fold_cover(f, n, contact, born, last, span);
	}
	if (spans && !by_coverage) {	/* several records of one person */
		span[0].end = span[spans - 1].end;
		spans = 1;
	}
	for (size_t i = 0; i < spans && !rc; i++) {
		rc = ch_grow((void **)&s->member, &s->members_room,
			     s->members, sizeof(*s->member), err);
		if (!rc)
			s->member[s->members++] = (struct ch_member){
				f->person, span[i], by_coverage
			};
	}
	if (span != few)
		free(span);
	return rc;
}

static int cover(struct ch_measuring *s, struct ch_err *err)
{
	const char *covered, *contact;
	int rc = word(s, "covered", &covered, err);

	if (!rc)
		rc = word(s, "contact", &contact, err);
	s->members = 0;
	for (size_t i = 0, j; i < s->facts && !rc; i = j) {
		for (j = i; j < s->facts &&
		     s->fact[j].person == s->fact[i].person; j++)
			;
		rc = add_members(s, s->fact + i, j - i, covered, contact,
				 err);
	}
	return rc;
}

static int fold(struct ch_measuring *s, const struct ch_measure *m,
		struct ch_err *err)
{
	const char *index;
	int rc = word(s, m->index, &index, err);

	if (!rc && m->stitch)
		s->facts = ch_fold_stitch(s->fact, s->facts, index);
	if (!rc)
		rc = m->next ? next(s, m, err) : take_all(s, m, err);
	if (!rc && m->cover)
		rc = cover(s, err);
	return rc;
}

/* ---- cases ---- */

/* A stay counts on the day when it ended, everything else when it began. */
static void count_on(const struct ch_measure *m, struct ch_fact *f)
{
	if (m->stitch && f->last != CH_NO_DAY) {
		f->at = f->until;
		f->day = f->last;
	}
	if (!*m->fold)
		return;
	f->until = f->closes != CH_NO_DAY && m->next && *m->answer ?
		ch_moment_of_day(f->closes) : 0;
}

int ch_measure_cases(struct ch_measuring *s, const struct ch_measure *m,
		     const struct ch_fact **out, size_t *n,
		     struct ch_err *err)
{
	size_t left = 0;
	int rc = take_rows(s, m, err);

	if (!rc && wants_deaths(m))
		rc = add_deaths(s, err);
	if (!rc && *m->fold)
		rc = fold(s, m, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < s->facts; i++) {
		struct ch_fact *f = &s->fact[i];

		if (!f->is_case)
			continue;
		count_on(m, f);
		if (f->day >= s->how.first && f->day < s->how.end)
			s->fact[left++] = *f;
	}
	*out = s->fact;
	*n = s->facts = left;
	return 0;
}

static int64_t name_of(const struct ch_measuring *s,
		       const struct ch_measure *m, const struct ch_fact *f)
{
	const struct ch_type *about = f->about_type;
	char person[CH_ID_HEX], record[CH_ID_HEX];
	const struct ch_slice parts[] = {
		CH_SLICE("case"), CH_SLICE("hub"),
		{ m->k.name, strlen(m->k.name) }, { person, CH_ID_HEX - 1 },
		{ about->name, strlen(about->name) },
		{ record, CH_ID_HEX - 1 },
	};

	ch_id_print(f->person, person);
	ch_id_print(f->about, record);
	return ch_id_of(&s->store->key, parts, CH_COUNT(parts));
}

static void put_ref(struct ch_row *row, const char *field, int64_t id,
		    const void *to)
{
	const struct ch_type *type = to;
	int c = ch_field(row->type, field);

	ch_row_int(row, c, id);
	ch_row_text(row, row->type->field[c].pair, type->name,
		    strlen(type->name));
}

void ch_measure_row(const struct ch_measuring *s, const struct ch_measure *m,
		    const struct ch_fact *f, struct ch_row *row)
{
	ch_row_start(row, ch_type_find("case"));
	ch_row_int(row, 0, name_of(s, m, f));
	if (!m->things)
		ch_row_put_int(row, "patient", f->person);
	ch_row_put_text(row, "measure", m->k.name);
	ch_row_put_text(row, "measure_version", m->k.version);
	ch_row_put_text(row, "outcome", ch_outcome_words[f->outcome]);
	if (f->why)
		ch_row_put_text(row, "reason", f->why);
	if (f->has_value && (m->kind >= CH_MEAN || !*m->fold))
		ch_row_real(row, ch_field(row->type, "value"), f->value);
	if (f->at)
		ch_row_put_int(row, "at", f->at);
	if (f->until)
		ch_row_put_int(row, "until", f->until);
	if (f->about)
		put_ref(row, "about", f->about, f->about_type);
	if (f->answer)
		put_ref(row, "answer", f->answer, f->answer_type);
	if (f->organization)
		ch_row_put_int(row, "organization", f->organization);
}
