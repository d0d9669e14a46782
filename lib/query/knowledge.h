/* knowledge.h - knowledge files that are queries with a heading. */
#ifndef CH_KNOWLEDGE_H
#define CH_KNOWLEDGE_H

#include "base/shelf.h"
#include "know/heading.h"
#include "know/key.h"
#include "store/rows.h"

#define CH_HEADING_MAX 48
#define CH_SETS_MAX 8
#define CH_BUDGET 60		/* seconds, where the file says no other */

/* What the files of a kind are like. Lists end with NULL. */
struct ch_form {
	const char *room;	/* "measures": the folder, of .sql files */
	const char *word;	/* "measure": the key that names the file */
	const struct ch_key *keys;	/* beside those that all kinds have;
					   NULL: it may have any */
	const char *const *queries;	/* "applies", "settled", each behind a
					   line "-- NAME:"; NULL: one, at once
					   behind the heading */
	const char *const *asks;	/* the parameters that queries may
					   have; NULL: any */
	bool part;		/* no queries, but what stands in their WITH */
	unsigned maybe;		/* a bit for each query that may be missing */
	unsigned plain;		/* for each that is a text, and no query */
};

/*
 * A .sql file: lines "-- key: value", then its query or queries. A line
 * "--   more", with three blanks or more, goes on with the value above it. All
 * kinds have the keys
 *
 *   WORD, title, version    its own name, what people call it, which one it is
 *   source, status, note    as the author says
 *   codes, tables           files of codes/ that the queries need; tables also
 *                           "FOLDER/", all files of that folder as one
 *   with                    files of parts/, with commas between: what the
 *                           file shares with others
 *   set                     "days=7, weeks=2": $days in a query is that number,
 *                           and "$days" in another value its digits
 *   budget                  seconds of the processor's that a query may take
 *
 * A part is such a file, too (its word is `part`). Its text is what stands
 * behind WITH, "name AS (SELECT ...)": one with the file's name, "_" for "-",
 * and whatever that stands on. Keys that the file does not say are the part's,
 * and `codes` and `tables` are those of both.
 */
struct ch_knowledge {
	const struct ch_form *form;
	char path[4096];
	char hash[2 * CH_SHA256 + 1];	/* SHA-256 of the file, or of it and of
					   the parts that it uses */
	/* "" where it is not said. */
	const char *name, *title, *version, *source, *status, *codes, *tables;
	int budget;
	char *query[CH_QUERIES_MAX];	/* as form->queries; parts put in */
	struct ch_ask set[CH_SETS_MAX];	/* named values: "$days" */
	int sets;
	struct {
		const char *key, *value;
	} heading[CH_HEADING_MAX];
	int headings;
	const struct ch_knowledge *with;	/* what it needs is needed, too;
						   or NULL */
	char *words;		/* private: what all of these borrow from */
};

/*
 * Reads `room`/`name`.sql off the shelf, and the form's keys into the fields of
 * `to`. CH_ENOENT, or CH_EDATA naming the file, the key, and what is wrong with
 * it. `to` borrows from `out`.
 */
int ch_knowledge_read(struct ch_knowledge *out, const struct ch_form *form,
		      const struct ch_shelf *shelf, const char *name,
		      void *to, struct ch_err *err);
void ch_knowledge_free(struct ch_knowledge *k);

/* What the heading says of `key`; "" when it says nothing. Borrowed. */
const char *ch_knowledge_get(const struct ch_knowledge *k, const char *key);

/* CH_EDATA: the file, the key and what is wrong with it. */
int ch_knowledge_wrong(const struct ch_knowledge *k, const char *key,
		       const char *words, struct ch_err *err);

/*
 * Makes a statement of the file ready: one of its queries, or `around` with a
 * query in the place of its "%s" (NULL: the query alone). CH_EDATA when it has
 * parameters that it should not, is not one SELECT, or would do more than
 * read. Its own numbers are set.
 */
int ch_knowledge_ask(struct ch_stmt **out, struct ch_store *store,
		     const struct ch_knowledge *k, int query,
		     const char *around, struct ch_err *err);

/* The same from a store that is guarded, as records of a type; `around` is
 * what follows the columns. Give it the values that it needs with
 * ch_rows_ask(), the file's own with them. */
int ch_knowledge_rows(struct ch_rows **out, struct ch_store *store,
		      const struct ch_knowledge *k, int query,
		      const struct ch_type *type, const char *around,
		      struct ch_err *err);

/* From now until the next, what the store is asked is asked by this file, and
 * is stopped by its name at the end of its budget; NULL: nobody's any more. */
void ch_knowledge_budget(struct ch_store *store, const struct ch_knowledge *k);

#endif
