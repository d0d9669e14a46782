/* reminder.h - a kind of reminder: reminders/NAME.sql. */
#ifndef CH_REMINDER_H
#define CH_REMINDER_H

#include "care/knowledge/knowledge.h"

#define CH_OFFSETS 16

/* So long after what somebody is reminded of; before it, where negative. */
struct ch_offset {
	char text[16];		/* -2d */
	int n;
	bool days;		/* else minutes */
};

/*
 * A heading, and two queries.
 *
 *   about    the type of the records that somebody is reminded of
 *   text     texts/TEXT.LANGUAGE.txt has the words; else the reminder's name
 *   offsets  -7d -3h 30min: when notices go out, from `at`
 *   from     `time`: days keep the clock's time, where `at` has one;
 *            `morning`, else: days are counted to when the person has got up
 *   reasons  the words that `settled` may give
 *
 *   due      who is to be reminded of what: patient (a person), about, at (a
 *            moment), and maybe until (pointless after; else `at`), what, with,
 *            place. With a column `every`, on each of these days from `at` to
 *            `ends`, at the hour that `timing` and `shift` name, and without
 *            offsets. It may ask for $as_of, and for $first and $last, between
 *            which an `at` matters
 *   settled  why a notice that waits is no longer due: one word, `why`, of
 *            $about, by $as_of; $until is the notice's
 */
struct ch_reminder {
	struct ch_knowledge k;
	const struct ch_type *about;
	const char *type, *text, *when, *reasons;	/* borrow from `k` */
	int from;		/* enum ch_remind_from */
	struct ch_offset offset[CH_OFFSETS];
	int offsets;
};

enum ch_remind_from { CH_FROM_MORNING, CH_FROM_TIME };
enum ch_remind_query { CH_REMIND_DUE, CH_REMIND_SETTLED };

extern const struct ch_form ch_reminder_form;

/* CH_ENOENT; CH_EDATA with the file and what is wrong in it. */
int ch_reminder_read(struct ch_reminder *out, const struct ch_shelf *shelf,
		     const char *name, struct ch_err *err);
void ch_reminder_free(struct ch_reminder *r);

/* Whether `settled` may give that word. */
bool ch_reminder_settles(const struct ch_reminder *r, struct ch_slice why);

#endif
