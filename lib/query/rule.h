/* rule.h - a rule: rules/NAME.sql, as it is read. */
#ifndef CH_RULE_H
#define CH_RULE_H

#include "query/knowledge.h"

#define CH_RULE_READS 8

/*
 * A heading, two queries, and cases.
 *
 *   do       what it makes, and fields of that: alert {"level":"critical"};
 *            alert, task, referral, need, note, notice (its `text_name` names
 *            texts/), plan (its `template` names plans/)
 *   to       role:NAME or team:NAME: whose it is
 *   about    the type of the records that it is about; else `reads`' first,
 *            else patient
 *   once     what tells one occurrence from another: `about` (the record), or
 *            `patient` (the person); words behind two blanks are a remark. A
 *            column `item` tells several of these apart
 *   window   only what became true so long ago fires (7d, 36h); what is older
 *            is counted
 *   reads    types of records: between whole runs only what was heard of them
 *            is looked at. Without it every run is a whole one
 *   every    a whole run is due again after so long; without it, with `reads`,
 *            the first one was enough
 *   calm     what was settled is over when it was not seen for so long: what
 *            comes and goes in that time is one occurrence
 *   cohort   only its people; what others would have had is compared
 *   status   off: it is not run; for a site that has no use for it
 *   safety   yes: it has no cohort, and is never off
 *   dead     yes: also for people who died, to whom nothing else happens
 *   ladder   which an alert climbs; else its level's
 *   tell     reasons, with blanks between, for which it was never so: a settled
 *            alert is told to whoever had been told, and what is so after all
 *            is noticed anew
 *   sop      sops/NAME.md: what people do about it
 *
 * `applies` gives a row for everybody, or everything, that the rule is for:
 *
 *   patient  whose it is (required); any of the person's records
 *   about    the record; else the patient
 *   at       when it became true, a moment; else now. What lies ahead waits
 *   item     which of several about the same, a text
 *   why      why, for people who see the record made
 *   and by their names fields of what is made, which `do` says otherwise
 *
 * `settled` gives `id` of those occurrences in the view `standing` of which
 * nothing more is to be done, and `why`, a word. `standing` has the columns id,
 * patient, person, about, about_type, item, at, seen: what is open, and what
 * is about to be. It may be left out: then an occurrence is over when its
 * record is.
 *
 * Both see $as_of and $since (where the window begins), numbers of `set`, what
 * needs.h makes, and
 *
 *   heard_TYPE     for each of `reads`: its records (all columns) that were
 *                  written since the last run; in a whole run all
 *   touched        one column, person: whose they are; in a whole run everybody
 *
 * Words before a part of a WHERE, as a comment on lines of its own, are what
 * `explain` says of it.
 *
 * `cases` are lines of comment that try the rule by itself (rule_cases.h).
 */
struct ch_rule {
	struct ch_knowledge k;
	/* These borrow from `k`; "" or NULL: not said. */
	const char *what, *to, *about, *once, *window, *reads, *every, *calm,
		   *cohort, *ladder, *tell, *sop;
	int safety, dead;
	const struct ch_type *makes, *about_type;
	const struct ch_type *read[CH_RULE_READS];
	int nreads;
	uint64_t types;		/* a bit each for `read` */
	bool by_person;		/* once: patient */
	bool off;
	struct ch_knowledge *pilot;		/* the cohort; or NULL */
	int64_t window_s, every_s, calm_s;	/* seconds; 0: not said */
	void *fields;		/* private: what `do` says, read */
};

enum ch_rule_query { CH_RULE_APPLIES, CH_RULE_SETTLED, CH_RULE_CASES };

#define CH_RULE_WINDOW (7 * 86400)

extern const struct ch_form ch_rule_form;

/* CH_ENOENT; CH_EDATA with the file and what is wrong in it. */
int ch_rule_read(struct ch_rule *out, const struct ch_shelf *shelf,
		 const char *name, struct ch_err *err);
void ch_rule_free(struct ch_rule *r);

/* Sets the fields that `do` says of a record to be made. */
int ch_rule_fill(const struct ch_rule *r, struct ch_row *row,
		 struct ch_err *err);

/* Whether what was over for this reason was never so: that can be taken back,
 * as a death or a correction can. */
bool ch_rule_withdraws(const struct ch_rule *r, struct ch_slice why);

/* Whether a run takes its turn: it is there, and not off. A broken one is. */
bool ch_rule_is_run(const struct ch_shelf *shelf, struct ch_slice name);

/*
 * What of the rules wants a look, beside how their runs ended: with when they
 * were run last, or how many (else 0, -1), and what is so. Alerts and tasks
 * wait of one that is gone or off; one was not run in its time, while others
 * were.
 */
typedef int (*ch_rule_left)(void *ctx, struct ch_slice rule, int64_t at,
			    int64_t count, const char *words);
int ch_rules_left(struct ch_store *store, const struct ch_shelf *shelf,
		  int64_t now, ch_rule_left each, void *ctx,
		  struct ch_err *err);

#endif
