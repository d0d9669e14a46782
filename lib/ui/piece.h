/* piece.h - a line of a page as rows of a table: what of a record it says. */
#ifndef CH_UI_PIECE_H
#define CH_UI_PIECE_H

#include "ui/page.h"

enum ch_say {
	CH_SAY_END,	/* a table ends with it */
	CH_SAY_AT,	/* blanks up to column `to` */
	CH_SAY_TEXT,	/* the field */
	CH_SAY_FIRST,	/* the field, else `other`, else the words */
	CH_SAY_WORD,	/* what people say for it */
	CH_SAY_DAY,	/* the day as it was said */
	CH_SAY_HERE,	/* the hub's day */
	CH_SAY_WHEN,	/* "in 3 days" */
	CH_SAY_STANDS,	/* where it stands, and since when, as the words for
			   "FIELD-now" say it: "sent {sent}, no answer" */
	CH_SAY_STAFF,	/* the name of whom it refers to; nothing without;
			   `other`: of a record of that type */
	CH_SAY_YES, CH_SAY_NO,	/* the words alone, where the flag says so */
};

/*
 * One piece of a line: words before a field, the field, words `after` it. What
 * says nothing adds nothing. `with` another field, or `without` it: only where
 * that says something, or nothing; `but`: unless the field says that word.
 */
struct ch_piece {
	enum ch_say how;
	const char *field, *words, *other;
	size_t to;
	const char *after, *with, *without, *but;
};

/* Adds all of them to a line. */
void ch_page_pieces(struct ch_ui *ui, struct ch_buf *line,
		    const struct ch_row *row, const struct ch_piece *p);

#endif
