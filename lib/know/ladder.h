/* ladder.h - ladders: who is told of an alert that nobody answers, and when. */
#ifndef CH_LADDER_H
#define CH_LADDER_H

#include "base/shelf.h"
#include "know/json_keys.h"
#include "when/hours.h"

#define CH_LADDER_WHO 8
#define CH_LADDER_LEVELS 32

struct ch_ladder_level {
	const char *name, *wait;
	const char *who[CH_LADDER_WHO + 1];	/* tried in order; NULL ends */
	int minutes;				/* of the wait */
};

enum ch_ladder_stop { CH_STOP_ACKNOWLEDGED, CH_STOP_RESOLVED };

/* One ladder; ch-ladders(5) says what each part means. Its texts live as long
 * as it does; NULL where the file does not say them. */
struct ch_ladder {
	char path[4096];
	char name[128];			/* the file's own */
	char hash[2 * CH_SHA256 + 1];	/* SHA-256 of the file */
	const char *ladder, *title, *version, *status, *source, *note;
	const char *calendar, *expires;
	int stop;			/* enum ch_ladder_stop */
	int64_t life;			/* minutes; 0: does not expire */
	struct ch_ladder_level *level;
	size_t levels, examples;
	struct ch_hours own;		/* private */
	const struct ch_hours *hours;	/* NULL: all hours count */
	void *doc;			/* private */
};

/*
 * Reads the file and its calendar, checks all of it and runs its examples.
 * `fault` (may be NULL) is told of everything that is wrong; then CH_EDATA, and
 * the message is the first of it. Free it also then.
 */
int ch_ladder_load(struct ch_ladder *out, const char *path,
		   const struct ch_shelf *shelf, ch_fault fault, void *ctx,
		   struct ch_err *err);
void ch_ladder_free(struct ch_ladder *l);

/* Where somebody is on a ladder; times in seconds since 1970. */
struct ch_rung {
	size_t step;		/* how many levels were climbed */
	int64_t raised, climbed;	/* 0: none yet */
	bool unheard;		/* it was climbed, and nobody was told */
	bool acknowledged;
};

enum ch_ladder_next { CH_LADDER_WAITS, CH_LADDER_CLIMBS, CH_LADDER_EXPIRES };

/* What is to be done at a time. One that reached nobody begins again. */
enum ch_ladder_next ch_ladder_next(const struct ch_ladder *l,
				   const struct ch_rung *at, int64_t now);

/* When the level above is told: INT64_MAX where there is none. */
int64_t ch_ladder_due(const struct ch_ladder *l, const struct ch_rung *at);

#endif
