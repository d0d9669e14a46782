/* person.h - what the store holds of a person, section by section. */
#ifndef CH_PERSON_H
#define CH_PERSON_H

#include "store/rows.h"

/* So many rows of results (with those before them) and of visits at most. */
#define CH_RESULTS_MOST 80
#define CH_VISITS_MOST 10

/* A person's sections, in the order in which a nurse reads them. */
enum ch_section {
	CH_WHO,			/* patient: their records, one a source */
	CH_REACH,		/* contact: in use, the best first */
	CH_NUMBERS,		/* identifier: medical record numbers */
	CH_TEAM,		/* team: who is in it now */
	CH_RELATED,		/* related: next of kin, proxies, caregivers */
	CH_PROBLEMS,		/* condition: active, once each, newest first */
	CH_MEDICINES,		/* medication: active or on hold, once each */
	CH_ALLERGIES,		/* allergy: not refuted, not resolved */
	CH_TASKS,		/* task: open */
	CH_COMING,		/* appointment: from now on */
	CH_GOALS,		/* goal: not over */
	CH_PLANS,		/* plan: not over */
	CH_REFERRALS,		/* referral: open */
	CH_NEEDS,		/* need: not resolved */
	CH_PREFERENCES,		/* preference */
	CH_VISITS,		/* encounter: the last that took place */
	CH_RESULTS,		/* observation: all but surveys and social
				   history, the newest of each code and the one
				   before it; the newest first */
	CH_SECTIONS
};

/*
 * Calls `each` with the records of one section about the person that `patient`
 * belongs to, as of `now`. `*again`, where it is not NULL, is then whether the
 * record only shows what was before the one just given (CH_RESULTS).
 */
int ch_person_section(struct ch_store *store, int64_t patient,
		      enum ch_section section, int64_t now,
		      bool *again, ch_each_row each, void *ctx,
		      struct ch_err *err);

/* The person that a patient record belongs to; CH_ENOENT. */
int ch_person_of(struct ch_store *store, int64_t patient, int64_t *person,
		 struct ch_err *err);

/* The language that they prefer, else `out` as it is. */
int ch_person_language(struct ch_store *store, int64_t patient, char *out,
		       size_t size, struct ch_err *err);

/*
 * Everything dated about the person, oldest first: calls `each` with each
 * record that has an `at`, of every type.
 */
int ch_person_timeline(struct ch_store *store, int64_t patient,
		       ch_each_row each, void *ctx, struct ch_err *err);

/*
 * People of whom each of the given words, folded, begins a word of a name, or
 * is the birth date or one of their numbers; at most `limit`. Calls `each` with
 * their patient records by name.
 */
int ch_person_find(struct ch_store *store, const char *words, size_t n,
		   int limit, ch_each_row each, void *ctx, struct ch_err *err);

/* Appends the words of people's names that are written nearly like one of the
 * given, a few, with commas between. */
int ch_person_near(struct ch_store *store, const char *words, size_t n,
		   struct ch_buf *out, struct ch_err *err);

#endif
