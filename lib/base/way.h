/* way.h - phone numbers and mail addresses as people write them: alike, as
 * generously as a ban needs it; usable, as strictly as sending does. */
#ifndef CH_WAY_H
#define CH_WAY_H

#include "base/buf.h"

/*
 * Appends what `s` says, bare, each number or address between two blanks.
 *
 * A mail address is what has an "@": in lower case, without "mailto:", a name
 * before it, or a query behind it. A number is its digits, of any script; what
 * stands between them (blanks, dashes, brackets, dots, nothing to be seen) says
 * nothing. Letters, and ",;#?*" end it, so that an extension is none of it, and
 * two numbers in one text are two; "(0)" after others and zeros before all are
 * left out. Where that leaves nothing of 7 digits, letters are digits as on the
 * keys of a phone, and all of it is one.
 */
void ch_way_add(struct ch_buf *list, struct ch_slice s);

/*
 * Whether one of what `s` says may be one of the list: the same mail address;
 * the same digits; or, from 7 on, one the end of the other, which has a country
 * or area code before them; a zero more behind a country code is no other.
 */
bool ch_way_among(const struct ch_buf *list, struct ch_slice s);

/* What can be called or texted: of `s`, without "tel:" or "sms:", the part that
 * holds 7 to 15 plain digits and what is written between them, and nothing
 * else; s == NULL where it does not. */
struct ch_slice ch_way_phone(struct ch_slice s);

/* One plain mail address, without "mailto:"; s == NULL where it is none. */
struct ch_slice ch_way_mail(struct ch_slice s);

#endif
