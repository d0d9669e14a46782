/* story.h - what happened to a record, from the journal. */
#ifndef CH_STORY_H
#define CH_STORY_H

#include "store/store.h"

/* One row of the journal, and how it left the record. */
struct ch_story_event {
	int64_t at;
	char actor[64];		/* the login */
	char word[32];		/* the verb, or the program's name */
	char reason[128];
	bool moved, handed;	/* the word, the owner changed */
	char status[24];	/* after it; "" when there is none */
	int64_t owner;		/* after it; 0: nobody */
	int64_t seconds;	/* moved: how long the status lasted; up
				   to `now`; 0 for what is over */
};

/* Zeroed is empty. The first is its making, where the journal has that. */
struct ch_story {
	struct ch_story_event *v;
	size_t n, room;
};

/* `column` is the field whose steps are told: its status, mostly. */
int ch_story_read(struct ch_store *store, const struct ch_row *row,
		  int column, int64_t now, struct ch_story *out,
		  struct ch_err *err);

/* The last event that changed the owner, or with `moved` the word: it made the
 * record what it is. NULL when the journal knows of none. */
const struct ch_story_event *
ch_story_last(const struct ch_story *story, bool moved);

void ch_story_free(struct ch_story *story);

#endif
