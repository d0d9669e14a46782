/* knowledge.h - knowledge files that are one query with a heading. */
#ifndef CH_KNOWLEDGE_H
#define CH_KNOWLEDGE_H

#include "base/shelf.h"
#include "store/store.h"

#define CH_HEADING_MAX 40

/*
 * A .sql file: lines "-- key: value", then one SELECT. A line "--   more", with
 * three blanks or more, goes on with the value above it. Keys that every kind
 * has: its own kind ("cohort: NAME"), title, version, source; `codes` names
 * the code sets that it needs.
 */
struct ch_knowledge {
	char name[128], title[256], version[32];
	const char *codes;	/* "" when it names none; out of `words` */
	char path[4096];
	char hash[65];		/* SHA-256 of the file */
	char *text;		/* the whole file */
	const char *sql;	/* where the SELECT begins, in `text` */
	struct {
		const char *key, *value;
	} heading[CH_HEADING_MAX];
	int headings;
	char *words;		/* private: the heading's keys and values */
};

/* Reads `room`/`name`.sql off the shelf. CH_ENOENT, or CH_EDATA naming what
 * the heading lacks. `kind` is the key that must name it. */
int ch_knowledge_read(struct ch_knowledge *out, const struct ch_shelf *shelf,
		      const char *room, const char *kind, const char *name,
		      struct ch_err *err);
void ch_knowledge_free(struct ch_knowledge *k);

/* What the heading says of `key`; NULL when it does not. Borrowed. */
const char *ch_knowledge_get(const struct ch_knowledge *k, const char *key);

/*
 * Makes ready what the queries ask for, as of `now`; `codes` names the sets
 * that are needed, with blanks or commas between, `queries` is their text: a
 * view is made when it is named there.
 *
 *   code_set(name, system, code, prefix, bare, head)  codes/NAME.tsv for each
 *                         name; prefix 1: every code that begins so. `bare` is
 *                         the code without dots, `head` that of a prefix
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
int ch_knowledge_prepare(struct ch_store *store, const struct ch_shelf *shelf,
			 const char *codes, const char *queries, int64_t now,
			 struct ch_err *err);

/* The same for one query that names no sets: if it asks for any of that, all
 * code sets of the shelf are there. */
int ch_knowledge_for(struct ch_store *store, const struct ch_shelf *shelf,
		     const char *query, int64_t now, struct ch_err *err);

/*
 * Makes codes/NAME.tsv a table NAME for queries, for each name in `tables`: its
 * columns are those of the file's heading, the last line of comment before the
 * first row; all are texts, an empty field is null.
 */
int ch_knowledge_tables(struct ch_store *store, const struct ch_shelf *shelf,
			const char *tables, struct ch_err *err);

#endif
