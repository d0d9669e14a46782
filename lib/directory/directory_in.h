/* directory_in.h - what a search holds of each service. */
#ifndef CH_DIRECTORY_IN_H
#define CH_DIRECTORY_IN_H

#include "directory/directory.h"
#include "when/opens.h"

/* What rules a service out, and what somebody has to ask. */
enum {
	FIT_AREA = 1, FIT_AGE = 2, FIT_LANGUAGE = 4, FIT_FULL = 8,
	FIT_CLOSED = 16, FIT_ORGANIZATION = 32,

	FIT_ASK_AREA = 1, FIT_ASK_AGE = 2, FIT_ASK_LANGUAGE = 4,
	FIT_ASK_PLACES = 8, FIT_OLD_PLACES = 16, FIT_FAR = 32,
	FIT_WISH = 64,			/* does not speak their language */
	FIT_ASK_HOURS = 128,
};

/* Of a service, what it is judged by; texts are borrowed. */
struct fit_facts {
	struct ch_slice zip, area, languages;
	struct ch_point at;
	int64_t age_from, age_until;	/* -1: not said */
	int64_t places;			/* -1: not said */
	int64_t places_at, places_until;	/* moments; 0: not said */
};

struct fit {
	int score;			/* 1 to 100; 0: not offered */
	unsigned out, ask;
	double miles;			/* NaN: not known */
	enum ch_area area;
	bool speaks;			/* the language asked for */
};

/* A language: its tag, and what directories call it. */
struct fit_tongue {
	char tag[36];			/* "": none is asked for */
	char name[8][48];
	size_t n;
	bool known;			/* a tag, or a word of the table */
};
/* Of a tag or name (codes/language.tsv), or "". */
int ch_fit_tongue(struct fit_tongue *t, const struct ch_shelf *shelf,
		  const char *word, struct ch_err *err);
/* Whether a list of tags or names has it. */
bool ch_fit_speaks(const struct fit_tongue *t, struct ch_slice list);
bool ch_fit_english(const struct fit_tongue *t);

/* What a search knows once. */
struct fit_look {
	const struct ch_seek *seek;
	struct fit_tongue tongue;
	struct ch_zips zips;
	struct ch_point from;
};

void ch_fit_judge(const struct fit_look *l, const struct fit_facts *f,
		  struct fit *out);
/* The score that what rules it out and what is to be asked leave. */
void ch_fit_score(struct fit *fit);
/* Why, and what speaks against it: sentences with "; " between. */
void ch_fit_words(const struct fit_look *l, const struct fit_facts *f,
		  const struct fit *fit, struct ch_buf *why,
		  struct ch_buf *against);
/* Whether what is said of places is too old to be believed. */
bool ch_fit_places_old(const struct fit_facts *f, int64_t now);

/* Hours of services, those that are alike looked at once. */
struct fit_hours;
struct fit_open {
	bool said, bad;			/* hours are; they cannot be read */
	bool open;			/* at the time asked for */
	int64_t next, until;		/* seconds: when it opens next, within
					   two weeks; when it closes; 0 */
};
int ch_fit_hours_new(struct fit_hours **out, const struct ch_seek *seek,
		     struct ch_err *err);
void ch_fit_hours_free(struct fit_hours **hours);
int ch_fit_hours(struct fit_hours *h, struct ch_slice schedule,
		 struct ch_slice zone, struct fit_open *out,
		 struct ch_err *err);

#endif
