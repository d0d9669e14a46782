/* measure_in.h - a session of measures inside; for those files alone. */
#ifndef CH_MEASURE_IN_H
#define CH_MEASURE_IN_H

#include "base/grow.h"
#include "base/moment.h"
#include "measure/measure.h"

/* ---- words, one of each (measure_memory.c) ---- */

struct ch_word_list {
	char **v;
	size_t n, room;
};

/* The list's own copy of the word; NULL when there is no memory. */
const char *ch_word(struct ch_word_list *list, const char *s, size_t n);

/* ---- days in the hub's zone (measure_memory.c) ---- */

/* Days of instants, remembered by their day in Greenwich. */
#define CH_DAY_SLOTS 4096
struct ch_day_memory {
	int64_t day[CH_DAY_SLOTS];
	int32_t offset[CH_DAY_SLOTS];	/* seconds; INT32_MIN: it changes */
	bool known[CH_DAY_SLOTS];
};
int32_t ch_day_remember(struct ch_day_memory *memory, int64_t moment);

/* ---- people (measure_people.c) ---- */

/* A patient record that is not simply a person who counts. */
struct ch_exception {
	int64_t patient, person;
	bool test;
};

struct ch_death {
	int64_t person, at;
};	/* sorted by person */

/* Who somebody is, for groups. */
struct ch_who {
	int64_t person, birth;
	char sex[8], zip3[4];
};

struct ch_people {
	struct ch_exception *exception;
	struct ch_death *death;
	struct ch_who *who;		/* only when groups ask for it */
	size_t exceptions, deaths, deaths_room, whos;
	uint64_t maybe[1024];	/* by the last 16 bits: some exception's */
};

/* Who died nobody knows when, died as far as a number goes when they were last
 * seen before `now`: whatever reaches beyond that cannot be told. `who`: also
 * who everybody is. */
int ch_people_read(struct ch_people *p, struct ch_store *store, int64_t now,
		   bool who, struct ch_err *err);
void ch_people_free(struct ch_people *p);
/* The person of a patient record; 0: leave it out. */
int64_t ch_people_person(const struct ch_people *p, int64_t patient);
const struct ch_who *ch_people_who(const struct ch_people *p, int64_t person);

/* ---- the session ---- */

/* A query that is ready, or at work (measure_rows.c). */
struct ch_asking;
void ch_asking_free(struct ch_asking **a);

/* The rows that a query gave, by person and time. */
struct ch_facts {
	char hash[2 * CH_SHA256 + 1];	/* of the query, and what its rows
					   depend on besides */
	struct ch_fact *v;
	size_t n, room;
	struct ch_asking *asking;	/* until they are read */
	bool read;
};

/* The people of one cohort, sorted. */
struct ch_cohort {
	char name[128];
	int64_t *person;
	size_t n, room;
};

/* A span of days in which a person counts as a member. */
struct ch_member {
	int64_t person;
	struct ch_span span;
	bool covered;		/* by coverage; else by contacts */
};

struct ch_measuring {
	struct ch_store *store;
	struct ch_measure_how how;
	int32_t today;
	bool alone;		/* of one measure: rows need not be kept */
	struct ch_people people;
	struct ch_word_list words;
	struct ch_day_memory *days;
	struct ch_facts *rows;
	size_t n_rows, rows_room;
	struct ch_cohort *cohort;
	size_t cohorts;
	struct ch_fact *fact;	/* the cases at hand, and what is beside */
	size_t facts, facts_room;
	struct ch_member *member;
	size_t members, members_room;
};

/* ---- what codes mean (measure_codes.c) ---- */

enum { CH_CODE_PLANNED = 1, CH_CODE_LEFT_OUT = 2 };

/* What a measure's rows are looked up in; free it with ch_lookup_free(). */
struct ch_lookup;
int ch_lookup_open(struct ch_lookup **out, struct ch_measuring *s,
		   const struct ch_measure *m, struct ch_err *err);
void ch_lookup_free(struct ch_lookup **l);

/* Whether the disposition, or another that the encounter has, is known; then
 * why a stay that ended so is left out (NULL: it counts), and whether it was a
 * transfer. */
bool ch_lookup_disposition(struct ch_lookup *l, struct ch_slice code,
			   int64_t encounter, const char **why,
			   bool *transfer);

/* CH_CODE_PLANNED | CH_CODE_LEFT_OUT for a diagnosis, and the other reasons of
 * the encounter. */
int ch_lookup_code(struct ch_lookup *l, struct ch_slice code,
		   int64_t encounter);

/* ---- groups (measure_group.c) ---- */

/* One group while it is added up. */
struct ch_group {
	int64_t key, last_person;
	struct ch_number n;
	double sum, squares, least;
};

/* Months since year 0, and the first day of one. */
int64_t ch_month_of(int64_t day);
int64_t ch_month_first(int64_t month);

/* How many months a group of time has; 0: groups are something else. */
int ch_by_months(enum ch_by by);

/* The group of a person on a day; not for cohorts, of which there may be
 * several. */
int64_t ch_group_key(const struct ch_measuring *s, int64_t person,
		     int32_t day, int64_t organization);
bool ch_cohort_has(const struct ch_cohort *c, int64_t person);

/* Fills in what the group is called and its part of the period. */
void ch_group_name(const struct ch_measuring *s, struct ch_group *g);

/* The day when the person died, or today. */
int32_t ch_people_last_day(const struct ch_measuring *s, int64_t person);

/* The day when the person was born; CH_NO_DAY: not known, or not read. */
int32_t ch_people_first_day(const struct ch_measuring *s, int64_t person);

/* What the measure's query gives; read once for every query. Borrowed. */
int ch_measure_rows(struct ch_measuring *s, const struct ch_measure *m,
		    struct ch_facts **out, struct ch_err *err);

/* How far answers may be behind the period: days. */
int ch_measure_reach(const struct ch_measure *m);

#endif
