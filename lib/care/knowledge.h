/* knowledge.h - knowledge files that are one query with a heading. */
#ifndef CH_KNOWLEDGE_H
#define CH_KNOWLEDGE_H

#include "base/shelf.h"
#include "store/store.h"

/*
 * A .sql file: lines "-- key: value", then one SELECT. Keys that every kind
 * has: its own kind ("cohort: NAME"), title, version, source; `codes` names
 * the code sets that it needs.
 */
struct ch_knowledge {
	char name[128], title[256], version[32], codes[512];
	char path[4096];
	char hash[65];		/* SHA-256 of the file */
	char *text;		/* the whole file */
	const char *sql;	/* where the SELECT begins, in `text` */
};

/* Reads `room`/`name`.sql off the shelf. CH_ENOENT, or CH_EDATA naming what
 * the heading lacks. `kind` is the key that must name it. */
int ch_knowledge_read(struct ch_knowledge *out, const struct ch_shelf *shelf,
		      const char *room, const char *kind, const char *name,
		      struct ch_err *err);
void ch_knowledge_free(struct ch_knowledge *k);

/*
 * Makes ready what the queries may ask for, as of `now`:
 *
 *   code_set(name, system, code, prefix)  codes/NAME.tsv for each name in
 *                         `codes`; prefix 1: every code that begins so
 *   counted_patient       patients that count: test people are left out unless
 *                         the store is for practice
 *   living_patient        those of them whose person has not died by now
 *   condition_in_force    conditions whose code is in a set, with its name as
 *                         `codes`: begun, not over, not refuted
 */
int ch_knowledge_prepare(struct ch_store *store, const struct ch_shelf *shelf,
			 const char *codes, int64_t now, struct ch_err *err);

#endif
