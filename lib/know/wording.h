/* wording.h - message texts: {fields}, in a language, for a channel. */
#ifndef CH_WORDING_H
#define CH_WORDING_H

#include "know/dates.h"

/*
 * texts/NAME.LANGUAGE.txt: a heading of "# key: value" lines (text, language,
 * version), then "[channel]" and its text for each of sms, voice, email,
 * letter, portal.
 *
 * Fields are {name} {day} {time} {count} {what} {with} {place}; "[[, with
 * {with}]]" is left out as a whole when its field is empty. What goes by sms,
 * voice or email may be read by others: it may hold {day}, {time} and {count}
 * alone, and an sms at most 160 characters once they are filled in. That is
 * checked here.
 */
struct ch_wording {
	char name[64], language[36], version[32];
	char asked[36];		/* the language that was asked for */
	char path[4096];
	char *text;		/* the file; the rest borrows from it */
	struct ch_slice part[5];	/* by enum ch_channel */
};

enum ch_channel { CH_SMS, CH_VOICE, CH_EMAIL, CH_LETTER, CH_PORTAL,
		  CH_CHANNELS };

extern const char *const ch_channel_names[CH_CHANNELS];

/* CH_CHANNELS for a word that is none. */
enum ch_channel ch_channel_of(struct ch_slice word);

/*
 * The text in that language, else in its language without region, else in
 * English. CH_ENOENT; CH_EDATA with file, channel and what is wrong.
 */
int ch_wording_read(struct ch_wording *out, const struct ch_shelf *shelf,
		    const char *name, const char *language,
		    const struct ch_dates *dates, struct ch_err *err);
void ch_wording_free(struct ch_wording *w);

/* What the fields become; one that is not there becomes nothing. */
struct ch_wording_fields {
	struct ch_slice name, day, time, count, what, with, place;
};

/* Appends the text of the channel, filled in. */
void ch_wording_fill(const struct ch_wording *w, enum ch_channel channel,
		     const struct ch_wording_fields *fields,
		     struct ch_buf *out);

#endif
