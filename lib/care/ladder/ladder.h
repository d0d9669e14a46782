/* ladder.h - who is told of an alert, by its ladder and by whoever answers. */
#ifndef CH_CARE_LADDER_H
#define CH_CARE_LADDER_H

#include "care/step/step.h"
#include "know/climb.h"

/*
 * Adds who is meant by a word of a ladder, at a time, each once: "on-call:ROLE"
 * (by the roster; by staff.on_call where the role has none), "role:ROLE",
 * "team:NAME" (that place in the patient's care team, or a team), a login or a
 * whole id. For whoever is away their cover is added, if there is one; who left
 * is nobody. Nobody at all is 0, too.
 */
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
	struct ch_climbs set;
	struct ch_ids alerts;	/* only these are looked at; none: all */
	bool more;		/* there is more to do */
	bool begun;		/* private */
	size_t done;
};

/*
 * Inside a transaction: each alert whose ladder says so is told to its next
 * level, or expires. A few hundred at once: with `more`, commit and call again.
 * Of whoever died nobody further is told.
 */
int ch_escalate(struct ch_escalation *e, struct ch_err *err);
void ch_escalate_free(struct ch_escalation *e);

/* For steps of alerts: what was read back is right; it climbs anew for whom it
 * was handed over to; they are told, as step->word says; it is settled. */
int ch_answer_read_back(struct ch_taking *t, struct ch_err *err);
int ch_answer_hand_over(struct ch_taking *t, struct ch_err *err);
int ch_answer_tell(struct ch_taking *t, struct ch_err *err);
int ch_answer_settle(struct ch_taking *t, struct ch_err *err);

#endif
