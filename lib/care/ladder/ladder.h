/* ladder.h - who is told of an alert, by its ladder and by whoever answers. */
#ifndef CH_CARE_LADDER_H
#define CH_CARE_LADDER_H

#include "step/step.h"
#include "know/climb.h"

/* Adds whom a ladder's word means, each once: "on-call:ROLE" (by roster, else
 * by staff.on_call), "role:ROLE", "team:NAME" (in the patient's care team), a
 * login, a whole id. For whoever is away their cover; for who left nobody. */
int ch_who(struct ch_store *store, const char *who, int64_t patient,
	   int64_t now, struct ch_ids *staff, struct ch_err *err);

/* Notices of an alert to staff, made or found, inside a transaction. `kind` and
 * `occurrence` are their fields; `key` tells those of an occurrence apart. */
struct ch_telling {
	struct ch_store *store;
	int64_t alert, now, key;
	const char *kind, *occurrence;
	ch_step_did did;
	void *ctx;
};
int ch_ladder_tell(const struct ch_telling *t, const struct ch_ids *staff,
		   struct ch_err *err);

/* Clears what was not sent yet of notices about the alert; the occurrence is
 * why (a word). With `kind` ("alert-settled") also tells, once, whoever was
 * told by a notice that did not fail, or answered. */
int ch_ladder_settle(const struct ch_telling *t, struct ch_err *err);

int ch_ladder_tell_settled(struct ch_store *store, int64_t alert,
			   const char *reason, int64_t now, ch_step_did did,
			   void *ctx, struct ch_err *err);

/* A run of escalate. */
struct ch_escalation {
	struct ch_store *store;
	int64_t now;
	ch_step_did did;
	void *ctx;
	struct ch_climbs set;	/* to be freed, as are the alerts */
	struct ch_ids alerts;	/* only these are looked at; none: all */
	bool *more;		/* set when there is more to do */
	bool begun;		/* private */
	size_t done;
};

/*
 * Inside a transaction: each alert whose ladder says so is told to its next
 * level, or expires. A few hundred at once: with *more, commit and call again.
 * Of whoever died nobody further is told.
 */
int ch_escalate(struct ch_escalation *e, struct ch_err *err);

/* For steps of alerts: what was read back is right; it climbs anew for whom it
 * was handed over to; they are told, as step->word says; it is settled. */
int ch_answer_read_back(struct ch_taking *t, struct ch_err *err);
int ch_answer_hand_over(struct ch_taking *t, struct ch_err *err);
int ch_answer_tell(struct ch_taking *t, struct ch_err *err);
int ch_answer_settle(struct ch_taking *t, struct ch_err *err);

#endif
