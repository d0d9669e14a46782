/* record_lifecycle.c - what is over, and where steps lead, of every type. */
#include "record/lifecycle.h"
#include "tap.h"

static struct ch_slice s(const char *word)
{
	return (struct ch_slice){ word, strlen(word) };
}

static bool over(const char *type, const char *field, const char *word)
{
	const struct ch_type *t = ch_type_find(type);

	return ch_life_is_over(t, ch_field(t, field), s(word));
}

static bool allows(const char *type, const char *field, const char *was,
		   const char *becomes)
{
	const struct ch_type *t = ch_type_find(type);

	return ch_life_allows(t, ch_field(t, field), s(was), s(becomes));
}

static bool leads(const char *type, const char *was, const char *word,
		  const char *rather, const char *want)
{
	const struct ch_type *t = ch_type_find(type);
	const char *to = ch_life_next(t, t->status, s(was), word, rather);

	return want ? to && !strcmp(to, want) : !to;
}

/* A row that names what is not there would hold nothing. */
static void rows(void)
{
	int bad = 0;

	for (int i = 0; i < ch_transitions_n; i++) {
		const struct ch_transition *t = &ch_transitions[i];
		const struct ch_type *type = ch_type_find(t->type);
		int c = type ? ch_field(type, t->field) : -1, known = 0;
		const char *const *w = c < 0 ? NULL : type->field[c].words;

		for (; w && *w; w++)
			known += !strcmp(*w, t->was) || !strcmp(*w, t->becomes);
		if (known != 2) {
			printf("# %s.%s: %s, %s\n", t->type, t->field, t->was,
			       t->becomes);
			bad++;
		}
	}
	ok(!bad && ch_transitions_n > 100,
	   "every step is of a field's own words");
}

int main(void)
{
	rows();
	ok(over("task", "status", "completed") &&
	   over("task", "status", "failed") &&
	   over("task", "status", "cancelled") &&
	   over("task", "status", "rejected") &&
	   over("task", "status", "entered-in-error") &&
	   !over("task", "status", "on-hold") &&
	   !over("task", "status", "draft"), "tasks that are over");
	ok(over("plan", "status", "completed") &&
	   over("plan", "status", "revoked") &&
	   !over("plan", "status", "on-hold") &&
	   !over("plan", "status", "unknown"),
	   "plans: of what no step knows nobody can tell");
	ok(over("appointment", "status", "noshow") &&
	   over("appointment", "status", "fulfilled") &&
	   !over("appointment", "status", "arrived"),
	   "appointments: correcting one opens none");
	ok(over("alert", "status", "suppressed") &&
	   !over("alert", "status", "acknowledged") &&
	   over("notice", "status", "delivered") &&
	   !over("notice", "status", "failed") &&
	   over("activity", "status", "stopped") &&
	   over("goal", "status", "rejected"), "the others");
	ok(over("referral", "stage", "closed") &&
	   over("referral", "stage", "cancelled") &&
	   over("referral", "stage", "redirected") &&
	   !over("referral", "stage", "client-declined") &&
	   !over("referral", "stage", "rejected") &&
	   !over("referral", "stage", "report-received") &&
	   !over("referral", "status", "active"), "a referral has two");
	ok(allows("referral", "stage", "served", "report-received") &&
	   !allows("referral", "stage", "sent", "closed") &&
	   !allows("referral", "stage", "accepted", "closed"),
	   "what was sent or accepted is served before it is closed");
	ok(allows("referral", "stage", "report-received", "closed") &&
	   allows("referral", "stage", "reviewed", "closed"),
	   "a report need not be read: of medical ones the verb asks it");
	ok(allows("task", "status", "completed", "entered-in-error") &&
	   allows("plan", "status", "unknown", "entered-in-error"),
	   "whatever it is, it may have been an error");
	ok(leads("task", "ready", "start", NULL, "in-progress") &&
	   leads("task", "on-hold", "start", "in-progress", "in-progress") &&
	   leads("task", "on-hold", "start", NULL, "ready") &&
	   leads("task", "ready", "reopen", NULL, NULL) &&
	   leads("plan", "active", "close", "revoked", "revoked") &&
	   leads("plan", "active", "resume", NULL, NULL), "where verbs lead");
	ok(leads("task", "", "claim", NULL, "ready"),
	   "of what nobody said anything, anywhere");
	return tap_end();
}
