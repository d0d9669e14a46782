/* ending.h - what the hub made because of a record that is over: cleared. */
#ifndef CH_ENDING_H
#define CH_ENDING_H

#include "step/step.h"

struct ch_ending {
	struct ch_store *store;
	int64_t now;
	const char *why;	/* in a word, for the records and the journal */
	bool begun;		/* also work that somebody is at */
	ch_step_did did;
	void *ctx;
};

/* Ends a record, as long as it waits: an alert is resolved, a task or referral
 * cancelled, a need resolved, a notice cleared. Others, and those that are
 * over, stay as they are. */
int ch_end_record(const struct ch_ending *e, const struct ch_type *type,
		  int64_t id, struct ch_err *err);

/* Ends every task, alert and notice that is about the record, and notices of
 * those. */
int ch_end_about(const struct ch_ending *e, int64_t about, struct ch_err *err);

#endif
