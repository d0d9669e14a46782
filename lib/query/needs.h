/* needs.h - what queries stand on: code sets, tables, and shared views. */
#ifndef CH_NEEDS_H
#define CH_NEEDS_H

#include "base/buf.h"
#include "query/knowledge.h"

/*
 * What the queries of some files ask for. A view is made when a query says its
 * name.
 *
 *   code_set(name, system, code, prefix, bare, head)  codes/NAME.tsv for each
 *                         name of `codes`; prefix 1: every code that begins so.
 *                         `bare` is the code without dots, `head` the same of
 *                         a prefix
 *   NAME                  codes/NAME.tsv for each name of `tables`: its columns
 *                         are those of the file's heading, the last line of
 *                         comment before the first row; all are texts, an
 *                         empty field is null
 *   FOLDER                all files FOLDER/NAME.tsv, for each name of `tables`
 *                         that ends with a slash: they have the same columns
 *   counted_patient       patients that count: test people are left out unless
 *                         the store is for practice
 *   living_patient        those of them whose person has not died by now
 *   TYPE_coded            for each type with a code: the records of which any
 *                         code is in a set, once, with its name as `codes` and
 *                         all their fields; stays and results by the record
 *                         that counts. Also what was refuted or never done
 *   TYPE_FIELD_coded      the same by another field that holds a code:
 *                         encounter_reason_coded, observation_vcode_coded
 *   condition_in_force    conditions of condition_coded that have begun, are
 *                         not over, and are not refuted
 */
struct ch_needs {
	struct ch_buf codes, tables, queries;
};

void ch_needs_add(struct ch_needs *needs, const struct ch_knowledge *k);

/* Makes all of it ready, as of `now`, and frees the needs, whatever comes of
 * it. The store is not guarded after that. */
int ch_needs_meet(struct ch_needs *needs, struct ch_store *store,
		  const struct ch_shelf *shelf, int64_t now,
		  struct ch_err *err);

/* The views are as of another time from now on. */
int ch_needs_now(struct ch_store *store, int64_t now, struct ch_err *err);

/* Patients that count are those of one person from now on: for questions about
 * them alone. */
int ch_needs_one(struct ch_store *store, int64_t person, struct ch_err *err);

/* The same for one query that names no sets: if it asks for any of that, all
 * code sets of the shelf are there. */
int ch_needs_of_query(struct ch_store *store, const struct ch_shelf *shelf,
		      const char *query, int64_t now, struct ch_err *err);

#endif
