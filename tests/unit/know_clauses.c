/* know_clauses.c - queries are taken apart at their outermost words. */
#include "know/clauses.h"
#include "tap.h"

static bool is(struct ch_slice s, const char *text)
{
	return s.n == strlen(text) && !memcmp(s.s ? s.s : "", text, s.n);
}

static void apart(void)
{
	struct ch_clauses c;
	char say[64];

	ok(ch_clauses_read(&c, "WITH a AS (SELECT 1 WHERE 2 AND 3)\nSELECT "
			   "x.patient, f(x, 'AND') AS about, CASE WHEN 1 AND 2 "
			   "THEN 3 END AS at FROM x JOIN y ON x.a = y.a AND "
			   "y.b = 1 WHERE\n\t-- the first,\n\t-- and more\n\t"
			   "x.a BETWEEN 1 AND 2\n\t-- the second\n\tAND (x.b "
			   "OR 'it''s' AND 1) AND NOT EXISTS (SELECT 1 FROM z "
			   "WHERE 1 AND 2) GROUP BY x.a"), "read");
	ok(c.n == 2, "two parts: the words of the second hold for the third");
	ok(is(c.with, "WITH a AS (SELECT 1 WHERE 2 AND 3)"), "with");
	ok(is(c.from, "FROM x JOIN y ON x.a = y.a AND y.b = 1"), "from");
	ok(is(c.tail, "GROUP BY x.a"), "tail");
	ok(is(c.clause[0].sql, "x.a BETWEEN 1 AND 2"), "between");
	ok(is(c.clause[1].sql, "(x.b OR 'it''s' AND 1) AND NOT EXISTS (SELECT "
	      "1 FROM z WHERE 1 AND 2)"), "brackets, and up to the tail");
	ok(is(ch_clauses_column(&c, "patient"), "x.patient"), "x.patient");
	ok(is(ch_clauses_column(&c, "about"), "f(x, 'AND')"), "AS about");
	ok(is(ch_clauses_column(&c, "at"), "CASE WHEN 1 AND 2 THEN 3 END"),
	   "AS at");
	ok((int)ch_clauses_column(&c, "out").n == 0, "no such column");
	ch_clause_say(&c.clause[0], say, sizeof(say));
	ok(!strcmp("the first, and more", say), "words of two lines");
	ch_clause_say(&c.clause[1], say, sizeof(say));
	ok(!strcmp("the second", say), "words before AND");
}

static void wordless(void)
{
	struct ch_clauses c;
	char say[64];

	ok(ch_clauses_read(&c, "SELECT 1 FROM a WHERE a.x AND\n a.y\n  > 1"),
	   "without words");
	ok(c.n == 2, "each is one");
	ch_clause_say(&c.clause[1], say, sizeof(say));
	ok(!strcmp("a.y > 1", say), "and says its SQL");
}

static void unions(void)
{
	struct ch_clauses c;

	ok(ch_clauses_read(&c, "SELECT a.patient FROM a WHERE\n-- first\n"
			   "a.x UNION ALL SELECT b.patient FROM b WHERE b.y "
			   "AND b.z"), "up to UNION");
	ok(c.n == 1, "one part");
	ok(is(c.clause[0].sql, "a.x"), "which");
	ok(c.rest && ch_clauses_read(&c, c.rest), "the rest");
	ok(c.n == 2 && !c.rest, "two parts, and no more");
	ok(is(ch_clauses_column(&c, "patient"), "b.patient"), "its column");
}

static void not_apart(void)
{
	struct ch_clauses c;

	ok(!ch_clauses_read(&c, "SELECT 1 FROM a EXCEPT SELECT 2 FROM b"),
	   "what is taken off");
	ok(!ch_clauses_read(&c, "SELECT (1 FROM a"), "an open bracket");
	ok(!ch_clauses_read(&c, "SELECT 1) FROM a"), "a closed one");
	ok(!ch_clauses_read(&c, ""), "nothing");
	ok(ch_clauses_read(&c, "SELECT a.patient FROM a"), "no WHERE");
	ok(c.n == 0, "has no parts");
	ok(ch_clauses_read(&c, "SELECT DISTINCT a.patient, a.id AS about FROM "
			   "a WHERE -- either\n a.x = 1 OR a.y = 2\n-- and\n"
			   "AND a.z = 3 "
			   "ORDER BY 1"), "an OR beside an AND");
	ok(c.n == 1 && is(c.clause[0].sql, "a.x = 1 OR a.y = 2\n-- and\n"
				       "AND a.z = 3"),
	   "is one part");
	ok(!c.clause[0].words.n, "of which no words say all");
	ok(is(ch_clauses_column(&c, "patient"), "a.patient"), "DISTINCT");
}

int main(void)
{
	apart();
	wordless();
	unions();
	not_apart();
	return tap_end();
}
