/* clauses.h - a query taken apart: what it selects, and the parts of its
 * WHERE. */
#ifndef CH_CLAUSES_H
#define CH_CLAUSES_H

#include "base/base.h"

#define CH_CLAUSES_MAX 32

/* Words hold for all parts up to the next that has some: together they are one
 * clause. */
struct ch_clause {
	struct ch_slice sql;
	struct ch_slice words;	/* the lines of comment before it, as written;
				   n 0: none */
};

/* All slices are of the query's own text. */
struct ch_clauses {
	struct ch_slice with;	/* what stands before SELECT */
	struct ch_slice from;	/* from FROM on, to WHERE */
	struct ch_slice list;	/* what is selected */
	struct ch_slice tail;	/* GROUP BY and what follows */
	struct ch_clause clause[CH_CLAUSES_MAX];
	int n;
	const char *rest;	/* behind UNION: another SELECT; NULL: none */
};

/* Takes one SELECT apart, up to a UNION. False when it is no such: EXCEPT, more
 * parts than fit, brackets that do not close. */
bool ch_clauses_read(struct ch_clauses *out, const char *query);

/* The expression of a column: before "AS name", or "x.name"; n 0: there is
 * none. */
struct ch_slice ch_clauses_column(const struct ch_clauses *c,
				  const char *name);

/* The words of a clause, one blank between, without their dashes; else its
 * SQL. At most `size` - 1 bytes. */
void ch_clause_say(const struct ch_clause *clause, char *out, size_t size);

#endif
