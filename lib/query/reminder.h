/* reminder.h - a kind of reminder: reminders/NAME.sql. */
#ifndef CH_REMINDER_H
#define CH_REMINDER_H

#include "query/knowledge.h"
#include "know/wording.h"

#define CH_OFFSETS 16

/* So long after what somebody is reminded of; before it, where negative. */
struct ch_offset {
	char text[16];		/* -2d */
	int n;
	bool days;		/* else minutes */
	enum ch_channel channel;	/* CH_CHANNELS: whichever */
};

/*
 * A heading, and two queries.
 *
 *   about    the type of the records that somebody is reminded of
 *   text     texts/TEXT.LANGUAGE.txt has the words; else the reminder's name
 *   offsets  -7d -3h 30min letter:-9d: when notices go out, from `at`; what
 *            names a channel counts for that alone
 *   lead     1h letter:5d: what would leave less than this before it is
 *            pointless is not made; letters need 5 days, unless it says so
 *   from     `time`: days keep the clock's time, where `at` has one;
 *            `morning`, else: days are counted to when the person has got up
 *   reasons  the words that `settled` may give
 *   task     what staff are to do, as the role `role`, where `round` said
 *            something that a notice cannot tell in time
 *
 *   due      who is to be reminded of what: patient (a person), about, at (a
 *            moment), and maybe until (pointless after; else `at`), what, with,
 *            place. With a column `every`, on each of these days from `at` to
 *            `ends`, at the hour that `timing` and `shift` name, and without
 *            offsets. With a `round`, a number, it is told at once, once for
 *            each, and not by an offset that has gone by; `words` names other
 *            texts for that, "" only asks for the task. `count` is how many
 *            there are. It may ask for $as_of, and for $first and $last,
 *            between which an `at` matters
 *   settled  why a notice that waits is no longer due: one word, `why`, of
 *            $about, by $as_of; $until is the notice's
 */
struct ch_reminder {
	struct ch_knowledge k;
	const struct ch_type *about;
	/* These borrow from `k`. */
	const char *type, *text, *when, *lead, *reasons, *task, *role;
	int from;		/* enum ch_remind_from */
	struct ch_offset offset[CH_OFFSETS];
	int offsets;
	int64_t least[CH_CHANNELS + 1];	/* seconds of lead, by channel */
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
