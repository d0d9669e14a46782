/* measure_people.c - who is whose record, who died, and who is for practice. */
#include "measure/measure_in.h"

/* Most records are their own person's, and alive: they are not kept. */
static const char exceptions[] =
	"SELECT id, person, test = 1 OR (person <> id AND person IN (SELECT id "
	"FROM patient WHERE test = 1)), died FROM patient "
	"WHERE person <> id OR test = 1 OR died IS NOT NULL ORDER BY id";

/* Unless another record of the person says when. */
static const char undated_deaths[] =
	"SELECT p.person, (SELECT max(CASE WHEN e.until <= $1 THEN e.until "
	"ELSE e.at END) FROM patient o CROSS JOIN encounter_once e "
	"ON e.patient = o.id WHERE o.person = p.person AND e.at <= $1 "
	"AND (e.status IS NULL OR (e.status <> 'cancelled' "
	"AND e.status <> 'planned'))) AS seen FROM patient p "
	"WHERE p.dead = 1 AND p.died IS NULL AND (p.test IS NULL OR "
	"p.test = 0 OR $2) AND seen IS NOT NULL AND NOT EXISTS (SELECT 1 "
	"FROM patient d WHERE d.person = p.person AND d.died IS NOT NULL)";

static const char everybody[] =
	"SELECT id, birth, sex, zip FROM patient ORDER BY id";

static int by_death(const void *a, const void *b)
{
	const struct ch_death *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void add_exception(struct ch_people *p, int64_t id, int64_t person,
			  bool test)
{
	p->exception[p->exceptions++] =
		(struct ch_exception){ id, person, test };
	p->maybe[id >> 6 & 1023] |= UINT64_C(1) << (id & 63);
}

static int add_death(struct ch_people *p, int64_t person, int64_t at,
		     struct ch_err *err)
{
	int rc = ch_grow((void **)&p->death, &p->deaths_room, p->deaths,
			 sizeof(*p->death), err);

	if (!rc)
		p->death[p->deaths++] = (struct ch_death){ person, at };
	return rc;
}

static int read_undated(struct ch_people *p, struct ch_store *store,
			int64_t now, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, undated_deaths, err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, ch_moment_top(now));
	ch_stmt_bind_int(st, 2, store->practice);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = add_death(p, ch_stmt_int(st, 0), ch_stmt_int(st, 1), err);
	return rc == CH_END ? 0 : rc;
}

static int read_exceptions(struct ch_people *p, struct ch_store *store,
			   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	size_t room = 0;
	int rc = ch_db_prepare(&st, store->db, exceptions, err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		int64_t id = ch_stmt_int(st, 0), person = ch_stmt_int(st, 1);
		bool test = ch_stmt_int(st, 2) && !store->practice;

		if (ch_stmt_kind(st, 1) == CH_DB_NULL)
			person = id;
		if (person != id || test) {
			rc = ch_grow((void **)&p->exception, &room,
				     p->exceptions, sizeof(*p->exception),
				     err);
			if (!rc)
				add_exception(p, id, person, test);
		}
		if (!rc && !test && ch_stmt_kind(st, 3) != CH_DB_NULL)
			rc = add_death(p, person, ch_stmt_int(st, 3), err);
	}
	return rc == CH_END ? 0 : rc;
}

/* Bytes that are letters by themselves: half a letter is no text. */
static bool is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] <= ' ' || s[i] > '~')
			return false;
	return true;
}

static int read_who(struct ch_people *p, struct ch_store *store,
		    struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	size_t room = 0;
	int rc = ch_db_prepare(&st, store->db, everybody, err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice sex = ch_stmt_text(st, 2);
		struct ch_slice zip = ch_stmt_text(st, 3);
		struct ch_who *w;

		rc = ch_grow((void **)&p->who, &room, p->whos, sizeof(*w),
			     err);
		if (rc)
			break;
		w = &p->who[p->whos++];
		*w = (struct ch_who){ .person = ch_stmt_int(st, 0),
				      .birth = ch_stmt_int(st, 1) };
		if (!ch_slice_is(sex, "unknown"))
			snprintf(w->sex, sizeof(w->sex), "%.*s", (int)sex.n,
				 sex.s ? sex.s : "");
		if (zip.n >= 3 && is_plain(zip.s, 3))
			snprintf(w->zip3, sizeof(w->zip3), "%.3s", zip.s);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_people_read(struct ch_people *p, struct ch_store *store, int64_t now,
		   bool who, struct ch_err *err)
{
	int rc = read_exceptions(p, store, err);

	if (!rc)
		rc = read_undated(p, store, now, err);
	if (!rc && p->deaths)
		qsort(p->death, p->deaths, sizeof(*p->death), by_death);
	return rc || !who ? rc : read_who(p, store, err);
}

void ch_people_free(struct ch_people *p)
{
	free(p->exception);
	free(p->death);
	free(p->who);
}

static int by_patient(const void *key, const void *p)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct ch_exception *)p)->patient;

	return (a > b) - (a < b);
}

int64_t ch_people_person(const struct ch_people *p, int64_t patient)
{
	const struct ch_exception *e;

	if (!(p->maybe[patient >> 6 & 1023] >> (patient & 63) & 1))
		return patient;
	e = bsearch(&patient, p->exception, p->exceptions, sizeof(*e),
		    by_patient);
	if (!e)
		return patient;
	return e->test ? 0 : e->person;
}

static int by_who(const void *key, const void *p)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct ch_who *)p)->person;

	return (a > b) - (a < b);
}

const struct ch_who *ch_people_who(const struct ch_people *p, int64_t person)
{
	if (!p->whos)
		return NULL;
	return bsearch(&person, p->who, p->whos, sizeof(*p->who), by_who);
}

static int by_dead(const void *key, const void *p)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct ch_death *)p)->person;

	return (a > b) - (a < b);
}

int32_t ch_people_last_day(const struct ch_measuring *s, int64_t person)
{
	const struct ch_death *d = !s->people.deaths ? NULL :
		bsearch(&person, s->people.death, s->people.deaths,
			sizeof(*d), by_dead);
	int32_t day = d ? ch_day_remember(s->days, d->at) : s->today;

	return day < s->today ? day : s->today;
}

int32_t ch_people_first_day(const struct ch_measuring *s, int64_t person)
{
	const struct ch_who *w = ch_people_who(&s->people, person);

	return w && w->birth ? ch_day_remember(s->days, w->birth) : CH_NO_DAY;
}
