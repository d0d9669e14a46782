/* remind_in.h - reminders inside; for the files of remind alone. */
#ifndef CH_REMIND_IN_H
#define CH_REMIND_IN_H

#include "care/talk/reach.h"
#include "care/remind/remind.h"

#define CH_OFFSETS 32
#define CH_WORDINGS 64

/* One line of texts/offsets.tsv. */
struct ch_offset {
	char kind[32], text[16];
	int n;			/* negative: before */
	bool days;		/* else minutes */
};

struct ch_reminding {
	struct ch_remind *r;
	struct ch_reacher *reacher;
	struct ch_dates *dates;
	struct ch_offset offset[CH_OFFSETS];
	int offsets;
	struct ch_wording wording[CH_WORDINGS];
	int wordings;
	struct ch_stmt *want;	/* private to remind_sweep.c */
	char zone[64];		/* the one that is set now */
};

/* One thing to remind somebody of. Texts are borrowed. */
struct ch_due {
	const char *kind;
	const struct ch_type *type;	/* of what it is about */
	int64_t id, person;
	int64_t event;		/* the moment it is about: a day or a time */
	int64_t until;		/* pointless after; a moment */
	struct ch_slice what, with, place;
	const char *occurrence;	/* -2d, 2026-11-22 */
	bool whole_day;		/* the event is a day, however it was said */
};

int ch_remind_offsets(struct ch_reminding *m, struct ch_err *err);

/* Asks for what is due, and settles each. */
int ch_remind_due(struct ch_reminding *m, struct ch_err *err);
int ch_remind_activities(struct ch_reminding *m, struct ch_err *err);

/*
 * What is due marks its notices; what waits and is not marked is no longer so,
 * and is cleared with a reason for people. ch_remind_waits() gives the farthest
 * `until` of those of a kind that wait, so that all of them are looked at.
 */
int ch_remind_begin(struct ch_reminding *m, struct ch_err *err);
int ch_remind_want(struct ch_reminding *m, int64_t notice,
		   struct ch_err *err);
int ch_remind_waits(struct ch_reminding *m, const char *kind, int64_t *until,
		    struct ch_err *err);
int ch_remind_sweep(struct ch_reminding *m, struct ch_err *err);

/* The person's reach, with their zone set. */
int ch_remind_reach(struct ch_reminding *m, int64_t person,
		    const struct ch_reach **reach, struct ch_err *err);

/* Back to the hub's zone. */
void ch_remind_home(struct ch_reminding *m);

/* Brings the notice of `due` that is to go out at `ideal` (seconds) to what it
 * should say now: makes it, rewrites it, or leaves what is gone. */
int ch_remind_settle(struct ch_reminding *m, const struct ch_due *due,
		     int64_t ideal, struct ch_err *err);

#endif
