/* ladder.h - who is told of an alert: level by level, by whoever answers, and
 * when it is settled. */
#ifndef CH_CARE_LADDER_H
#define CH_CARE_LADDER_H

#include "base/ids.h"
#include "care/step/step.h"
#include "know/ladder.h"

/*
 * Adds who is meant by a word of a ladder, at a time, each once: "on-call:ROLE"
 * (by the roster; by staff.on_call, where the role has none), "role:ROLE",
 * "team:NAME" (that place in the patient's care team, or a team's name), a
 * login or a whole id. For somebody who is away their cover is added, if there
 * is one; who left is nobody. Nobody at all is 0, too.
 */
int ch_who(struct ch_store *store, const char *who, int64_t patient,
	   int64_t now, struct ch_ids *staff, struct ch_err *err);

/* A notice of an alert to staff. `kind` and `occurrence` are its fields; `key`
 * tells one from another of the same occurrence and may be "". */
struct ch_telling {
	struct ch_store *store;
	int64_t alert, now;
	const char *kind, *occurrence, *key, *words;	/* words: before the
							   title */
	ch_step_did did;
	void *ctx;
};

/* Makes a notice for each of them, or finds it, inside a transaction. */
int ch_ladder_tell(const struct ch_telling *t, const struct ch_ids *staff,
		   struct ch_err *err);

/* What of notices about an alert was not sent yet is cleared, for a reason (a
 * word). Inside a transaction; `did` is told of each. */
int ch_ladder_clear(struct ch_store *store, int64_t alert, const char *reason,
		    ch_step_did did, void *ctx, struct ch_err *err);

/* The same, and whoever was told (by a notice that did not fail), or answered,
 * is told that it is settled, once for each reason: "alert-settled". */
int ch_ladder_tell_settled(struct ch_store *store, int64_t alert,
			   const char *reason, int64_t now, ch_step_did did,
			   void *ctx, struct ch_err *err);

struct ch_climb;
struct ch_heard;

/* What a run of escalate is given, and says. */
struct ch_escalation {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	struct ch_ids alerts;	/* those that are looked at; none: all */
	ch_step_did did;
	void *ctx;
	void (*doubt)(void *ctx, const char *words);	/* once each */
	void *doubt_ctx;
	int64_t unheard;	/* alerts that reached nobody */
	bool broken;		/* a ladder cannot be used */
	bool more;		/* there is more to do */
	bool begun;		/* private, as is the rest */
	size_t done;
	struct ch_climb *climbs;
	struct ch_heard *heard;
};

/*
 * Inside a transaction: each alert whose ladder says so is told to its next
 * level, or expires. A few hundred at once: with `more`, commit and call again.
 * Who died is told of to nobody further.
 */
int ch_escalate(struct ch_escalation *e, struct ch_err *err);
void ch_escalate_free(struct ch_escalation *e);

/* `sets` and `then` of steps of alerts: what was read back, to whom it is
 * handed over; who is told (step->word says as what); what is settled. */
int ch_answer_read_back(struct ch_taking *t, struct ch_err *err);
int ch_answer_hand_over(struct ch_taking *t, struct ch_err *err);
int ch_answer_tell(struct ch_taking *t, struct ch_err *err);
int ch_answer_settle(struct ch_taking *t, struct ch_err *err);

#endif
