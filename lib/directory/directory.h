/* directory.h - which service fits a need, and why another does not. */
#ifndef CH_DIRECTORY_H
#define CH_DIRECTORY_H

#include "base/shelf.h"
#include "place/area.h"
#include "place/zips.h"
#include "store/put.h"
#include "store/rows.h"

/* A place count is believed for so long, where nobody said until when. */
#define CH_PLACES_DAYS 7

struct ch_seek {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;			/* a moment */
	const char *category;		/* the service's own word for it */
	const char *language;		/* needed: a tag or name; NULL */
	int64_t at;			/* the hour asked for; 0: now */
	bool open;			/* only what is open then */
	size_t limit;			/* so many offers at most */

	/* For whom, or from where: ch_seek_person(), ch_seek_zip(). */
	int64_t patient;		/* 0: nobody in particular */
	char zip[16], city[80], district[80], state[32];
	char speaks[36];		/* their language, which is a wish */
	int age;			/* -1: not known */

	/* What came of it. */
	size_t candidates;		/* active, of that category */
	bool unplaced;			/* `zip` is in no table: no distances */
	bool unlooked;			/* not all hours were looked at */
	bool unspoken;			/* no table knows such a language */
};

/* Nobody, nowhere. */
void ch_seek_start(struct ch_seek *s, struct ch_store *store,
		   const struct ch_shelf *shelf, int64_t now);
/* From the postal code. */
void ch_seek_zip(struct ch_seek *s, const char *zip);
/* For the person that the patient belongs to: home, age, language. */
int ch_seek_person(struct ch_seek *s, int64_t patient, struct ch_err *err);

/*
 * Calls `each` with an `offer` for each service, the best first; then come
 * those that are not offered (fit 0) and would be near, up to the limit.
 * Services that are not active are none.
 */
int ch_seek_run(struct ch_seek *s, ch_each_row each, void *ctx,
		struct ch_err *err);

/* What whoever asked should know of that: tells each in a sentence. */
int ch_seek_doubts(const struct ch_seek *s,
		   void (*tell)(void *ctx, const char *words), void *ctx,
		   struct ch_err *err);

/* That so many places are free, as of `now` and until then (0: not said). The
 * service is written in the transaction at hand. */
int ch_places_put(struct ch_store *store, int64_t service, int64_t places,
		  int64_t until, int64_t now, enum ch_did *did,
		  struct ch_err *err);

#endif
