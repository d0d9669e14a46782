/* remind_in.h - reminders inside; for the files of remind alone. */
#ifndef CH_REMIND_IN_H
#define CH_REMIND_IN_H

#include "care/remind/remind.h"
#include "query/reminder.h"
#include "care/talk/reach.h"

#define CH_WORDINGS 64

/* A notice that waits, as it was when the run began. */
struct ch_waiting {
	int64_t notice, about, patient, until;
	size_t kind;
	bool wanted;		/* it is still due */
};

struct ch_reminding {
	struct ch_remind *r;
	struct ch_reminder *kind;
	size_t kinds;
	const struct ch_type *notice, *patient, *task;
	struct ch_reacher *reacher;
	struct ch_dates *dates;
	struct ch_wording wording[CH_WORDINGS];
	int wordings;
	struct ch_waiting *waiting;	/* by notice */
	size_t waits, room;
	char zone[64];		/* the one that is set now */
};

/* One thing to remind somebody of. Texts are borrowed. */
struct ch_due {
	const struct ch_reminder *kind;
	int64_t id, person;
	int64_t event;		/* the moment it is about: a day or a time */
	int64_t until;		/* pointless after; a moment */
	struct ch_slice what, with, place, count;
	const char *occurrence;	/* -2d, 2026-11-22 */
	const char *words;	/* the texts that say it */
	bool at_once;		/* it was told otherwise before */
};

/* ---- remind_person.c ---- */

/* The person's reach, with their zone set. */
int ch_remind_reach(struct ch_reminding *m, int64_t person,
		    const struct ch_reach **reach, struct ch_err *err);

/* Back to the hub's zone. */
void ch_remind_home(struct ch_reminding *m);

/* When the person's day has an event-timing code (ch_day_time); their morning,
 * when it has no such code. In their zone: home is up to the caller. */
int ch_remind_hour(struct ch_reminding *m, int64_t person,
		   struct ch_slice timing, int64_t day, int shift,
		   int64_t *seconds, struct ch_err *err);

/* ---- remind_waiting.c ---- */

/* Lists what waits and is not past, of the kinds of this run. */
int ch_remind_waiting(struct ch_reminding *m, struct ch_err *err);

/* The farthest `until` of those of a kind, so that all are looked at; or 0. */
int64_t ch_remind_farthest(const struct ch_reminding *m,
			   const struct ch_reminder *kind);

/* It is due: the sweep leaves it. */
void ch_remind_want(struct ch_reminding *m, int64_t notice);

/* ---- remind_settle.c ---- */

/* Brings the notice of `due` that is to go out at `ideal` (seconds) to what it
 * should say now: makes it, rewrites it, or leaves what is gone. */
int ch_remind_settle(struct ch_reminding *m, const struct ch_due *due,
		     int64_t ideal, struct ch_err *err);

/* ---- remind_task.c ---- */

/* A notice cannot say it (in time): the kind's task for staff, once. */
int ch_remind_task(struct ch_reminding *m, const struct ch_due *due,
		   struct ch_err *err);

/* ---- remind_due.c, remind_sweep.c ---- */

/* Asks what is due of a kind, and settles each. */
int ch_remind_due(struct ch_reminding *m, const struct ch_reminder *kind,
		  struct ch_err *err);

/* Clears what waits and is not wanted, with a reason for people. */
int ch_remind_sweep(struct ch_reminding *m, struct ch_err *err);

#endif
