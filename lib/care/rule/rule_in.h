/* rule_in.h - one rule while it runs; for the files of this room alone. */
#ifndef CH_RULE_IN_H
#define CH_RULE_IN_H

#include "base/ids.h"
#include "care/rule/rule_run.h"
#include "query/heard.h"
#include "query/rule.h"

/* What a row of `applies` comes to. */
enum ch_match_is {
	CH_MATCH_NEW,		/* it is to fire */
	CH_MATCH_AGAIN,		/* it is open, and was seen once more */
	CH_MATCH_DROPPED,	/* it would be settled at once */
};

/* A field of what is made, as the query gives it. Texts are places in the
 * ruling's buffer. */
struct ch_match_field {
	int column;
	enum ch_kind kind;
	union {
		int64_t i;
		double r;
		size_t text;
	};
	size_t n;
};

struct ch_match {
	int64_t id;		/* of the occurrence */
	int64_t patient, person, about, at, seen;
	const struct ch_type *about_type;
	enum ch_match_is is;
	bool timeless;		/* the query says no `at` */
	bool compared;		/* outside the pilot */
	int nth;		/* which of those about the same, from 1 */
	int times;		/* how often it was seen in this run */
	size_t item, why;	/* places in `text`; 0: nothing */
	size_t field, fields;	/* the first, and how many */
};

/* An occurrence that is over. */
struct ch_settled {
	int64_t id;
	char why[41];
};

struct ch_ruling {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	const struct ch_rule *rule;
	int64_t now, since;
	bool news;		/* only what was heard of is looked at */
	bool one;		/* only whom `touched` names */
	const char *table;	/* of the occurrences; NULL: the store's */
	struct ch_stmt *person, *occurrence, *linked, *add, *stood;
	bool piloted;
	struct ch_ids pilot;	/* the persons of the cohort, in order */
	struct ch_match *match;
	size_t n, room;
	struct ch_match_field *field;
	size_t fields, field_room;
	struct ch_buf text;
	struct ch_settled *over;
	size_t overs, over_room;
	struct ch_rule_count count;
	struct ch_reacher *reacher;	/* from the first message on */
	struct ch_dates *dates;
};

/* ---- rule_standing.c: what is open, or about to be ---- */

const char *ch_ruling_table(const struct ch_ruling *r);

/* A text of a match, or NULL. */
const char *ch_ruling_text(const struct ch_ruling *r, size_t place);

/* Whether it is one for the person, whichever record it is about. */
bool ch_ruling_by_person(const struct ch_ruling *r, const struct ch_match *m);

/* The id of the nth record of a type about the same. */
int64_t ch_ruling_id(const struct ch_ruling *r, const struct ch_type *type,
		     const struct ch_match *m, const char *item, int nth);

/* Fills `standing` with what is open, before the rows are asked for. */
int ch_ruling_stand(struct ch_ruling *r, struct ch_err *err);
/* Adds one to it, or finds it; `*there` is the place of its match, -1 none. */
int ch_ruling_stands(struct ch_ruling *r, const struct ch_match *m, int64_t at,
		     int64_t *there, struct ch_err *err);

/* ---- rule_match.c: the rows of `applies` ---- */

/* Makes ready what is asked for each row. */
int ch_ruling_begin(struct ch_ruling *r, struct ch_err *err);
void ch_ruling_free(struct ch_ruling *r);

/* Asks whom the rule applies to, and sorts out what is new. */
int ch_ruling_match(struct ch_ruling *r, struct ch_err *err);
/* Whether that can be asked, and has the columns that it needs. */
int ch_ruling_try(struct ch_ruling *r, struct ch_err *err);

/* ---- rule_settle.c: what is over ---- */

/* Asks which are over: of matches it says so, others are listed. */
int ch_ruling_settle(struct ch_ruling *r, struct ch_err *err);
bool ch_ruling_is_over(const struct ch_ruling *r, int64_t id);

/* ---- rule_plan.c ---- */

/* All of that, from beginning to end, under the rule's budget: what is to be
 * done is known, and nothing was. */
int ch_ruling_plan(struct ch_ruling *r, struct ch_err *err);
/* What was over in this run and is true again is another occurrence. */
void ch_ruling_renew(struct ch_ruling *r);

/* ---- rule_fire.c: what comes of it ---- */

int ch_ruling_fire(struct ch_ruling *r, const struct ch_match *m,
		   ch_step_did did, void *ctx, struct ch_err *err);
int ch_ruling_again(struct ch_ruling *r, const struct ch_match *m,
		    struct ch_err *err);

/* ---- rule_close.c ---- */

/* The occurrence is over: what waits because of it is cleared. */
int ch_ruling_close(struct ch_ruling *r, const struct ch_settled *over,
		    ch_step_did did, void *ctx, struct ch_err *err);

/* ---- rule_attempt.c: what was tried before ---- */

struct ch_attempt {
	bool any;		/* there was one */
	int64_t seq, at, whole;
	double took;		/* seconds a run */
	char hash[2 * CH_SHA256 + 1];
	bool marked, well;
	struct ch_mark mark;
};

int ch_attempt_last(struct ch_store *store, const char *rule,
		    struct ch_attempt *out, struct ch_err *err);

/* Notes how one ended: in the row before, where that was alike. `mark` NULL: it
 * looked at nothing new. `whole` 0: it was none. */
int ch_attempt_note(struct ch_store *store, const char *rule,
		    const char *hash, const struct ch_rule_count *count,
		    const char *message, double seconds, int64_t whole,
		    const struct ch_mark *mark, struct ch_err *err);

#endif
