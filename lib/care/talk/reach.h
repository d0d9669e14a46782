/* reach.h - how a person is reached: language, channel, address, hours. */
#ifndef CH_REACH_H
#define CH_REACH_H

#include "when/day.h"
#include "know/wording.h"
#include "store/store.h"

struct ch_reach {
	int64_t person;
	struct ch_day day;
	char language[36];	/* BCP 47; "en" where none is known */
	char name[256];		/* as a letter would say it */
	enum ch_channel channel;	/* CH_CHANNELS: none at all */
	char address[512];	/* "" : none */
	bool unwanted;		/* they want no messages */
};

/* Keeps the statements that it asks with, and the last person asked for. */
struct ch_reacher;

int ch_reacher_new(struct ch_reacher **out, struct ch_store *store,
		   int64_t now, struct ch_err *err);
void ch_reacher_free(struct ch_reacher **r);

/*
 * The person's own channel, where it has an address; else, when they named
 * none, the first that has: a mobile phone's texts, phone, mail, letter.
 * Addresses that are not safe for health matters (however they are spelled, and
 * also where that was said of one that is over), that are over, or that are not
 * clearly one, are none. A letter goes to an address of theirs that is valid
 * now. Borrowed until the next call.
 */
int ch_reach_read(struct ch_reacher *r, int64_t person,
		  const struct ch_reach **out, struct ch_err *err);

/* Sets a notice's channel and address, and that it is scheduled; without an
 * address that it is denied, with the reason `no-address`. Borrows from
 * `reach`. */
void ch_reach_address(struct ch_row *row, const struct ch_reach *reach);

#endif
