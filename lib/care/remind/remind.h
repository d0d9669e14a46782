/* remind.h - what is due to be said to patients, and when. */
#ifndef CH_REMIND_H
#define CH_REMIND_H

#include "base/shelf.h"
#include "store/put.h"

struct ch_remind {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;		/* MOMENTs */
	int64_t until;		/* what is to go out by then is made */
	/* Called with each notice, or task for staff, that was made, changed
	 * or found. */
	int (*each)(void *ctx, const struct ch_type *type, int64_t id,
		    enum ch_did did, struct ch_err *err);
	void *ctx;
	int64_t unwanted;	/* out: reminders of people who want none */
	int64_t unreachable;	/* out: of people without a way to them */
};

/*
 * Inside a transaction: makes the notices of each kind (reminders/NAME.sql)
 * that go out until then, in the person's language and channel and outside
 * their quiet hours, once each.
 *
 * A notice's `until` is the appointment's start, the due day, the day by which
 * a visit should have been made: pointless after. Until a notice is handed on,
 * it follows what is known: moved, done, taken by somebody, an address that is
 * no more, and it is rewritten, or cleared with the reason that its kind gives,
 * or with `died`, `unwanted` (they want none) or `gone` (what it is about is).
 * Somebody without an address gets a notice that is `denied`, for people to
 * look at, until there is one.
 *
 * Changes the zone while it runs, and restores the hub's.
 */
int ch_remind_run(struct ch_remind *r, struct ch_err *err);

#endif
