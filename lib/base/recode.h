/* recode.h - bytes of another encoding become UTF-8, block by block. */
#ifndef CH_RECODE_H
#define CH_RECODE_H

#include "base/base.h"

struct ch_recode;

/*
 * From an encoding that the C library knows ("windows-1252", "utf-16").
 * CH_EUSAGE for a name that it does not know, or one that would change what
 * has no equal ("//TRANSLIT").
 */
int ch_recode_new(struct ch_recode **out, const char *name,
		  struct ch_err *err);
void ch_recode_free(struct ch_recode **r);
void ch_recode_again(struct ch_recode *r);	/* at the first byte */

/*
 * Converts as much of `in` as `out` has room for (at least 16 bytes), and says
 * how much of `in` was taken. Bytes that are no character become 0xff, which no
 * UTF-8 has: whoever reads it sees that something was there. At the `end` a
 * character that is cut off is one of those.
 */
size_t ch_recode_some(struct ch_recode *r, const char *in, size_t n, bool end,
		      char *out, size_t room, size_t *taken);

/*
 * Lines that end in a CR alone, in the newest `n` bytes of a file, end in a
 * newline afterwards. They are such where the first block has no newline.
 */
enum ch_crs { CH_CRS_NO, CH_CRS_MAYBE, CH_CRS_YES };
void ch_recode_crs(enum ch_crs *how, char *s, size_t n);

/* The encoding that a byte order mark at the start says, and how long the mark
 * is; NULL: none. */
const char *ch_recode_mark(const char *s, size_t n, size_t *mark);

#endif
