/* listing.h - a verb that lists records: filters and order are rows. */
#ifndef CH_LISTING_H
#define CH_LISTING_H

#include "hub/hub.h"

/* What an option asks of a field. `at` is the option's place in the program's
 * struct of options: a text, a date (struct ch_given) or a flag. */
enum ch_filter_how {
	CH_IS,		/* a text: the field says so; one of its words */
	CH_IS_STAFF,	/* a text: a login, or an id: they have it */
	CH_IS_MINE,	/* a flag: whoever asks has it */
	CH_IS_NOBODYS,	/* a flag: nobody has it; it says nothing */
	CH_IS_SAID,	/* a flag: it says something */
	CH_IS_OF,	/* a person (struct ch_given): it is about them; or
			   another record: it names that */
	CH_IS_BY,	/* a date: it is not later */
	CH_IS_SINCE,	/* a date: it is not sooner */
	CH_IS_SUCH,	/* a flag: `word` holds, a condition of lib/ */
	/* Unless the flag is given, or another filter asks for the field: */
	CH_NOT_OVER,	/* it is not over, by its lifecycle */
	CH_NOT_PAST,	/* its day is not past */
	CH_BUT,		/* it does not say `word` */
	CH_ONLY,	/* it says `word` */
};

struct ch_filter {
	const char *field;
	enum ch_filter_how how;
	size_t at;
	const char *word;
};

/* Of the program's type, unless it says another. `order` is a list of columns;
 * by_level has the most serious first, as the schema's words of level go up.
 * Filters end with a row without a field. */
struct ch_list {
	const char *type, *order;
	const struct ch_filter *filters;
};

/* A verb's `run`: prints the records; for -e, whether there were any. ->rows is
 * a struct ch_list. */
int ch_list_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		char **argv);

#endif
