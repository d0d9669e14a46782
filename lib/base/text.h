/* text.h - UTF-8, numbers, and words as people write them. */
#ifndef CH_TEXT_H
#define CH_TEXT_H

#include "base/buf.h"

/* Whether the bytes are strict UTF-8 (no overlong form, no surrogate, at most
 * U+10FFFF). NUL counts as valid here. */
bool ch_text_utf8(const char *s, size_t n);

/* Takes a character off the front; a byte that begins none is returned as
 * itself with *len 0, and one byte is taken. */
uint32_t ch_text_take(const char **s, size_t *n, size_t *len);

/* The whole slice as a decimal integer; false when it is anything else or
 * does not fit. Leading zeros and a sign are fine. */
bool ch_text_int(const char *s, size_t n, int64_t *out);

/* The whole slice as a JSON-style number (also ".5", "+1", leading zeros),
 * nearest double; false when it is anything else or not finite. */
bool ch_text_real(const char *s, size_t n, double *out);

/* The shortest decimal that reads back as the same double ("51.8", "1e-07",
 * "120"). Returns the length; `out` is NUL-terminated. */
#define CH_REAL_MAX 32
size_t ch_text_print_real(double d, char out[CH_REAL_MAX]);

/* The same for people to read: what has more digits than anybody measured, as
 * a converted value does, is rounded to 1, 2 or 4 decimals, by its size. */
size_t ch_text_print_shown(double d, char out[CH_REAL_MAX]);

/*
 * The text without what nobody sees at its ends: blanks and line ends of any
 * script (no-break, thin, ideographic), controls, soft hyphens, zero-width and
 * direction marks. An id with one of them is the same id.
 */
struct ch_slice ch_text_trim_seen(struct ch_slice s);
static inline struct ch_slice ch_text_trim(struct ch_slice s)
{
	/* Nearly all texts begin and end with a letter, digit or sign. */
	if (CH_LIKELY(s.n && (unsigned char)(s.s[0] - '!') < '~' - ' ' &&
		      (unsigned char)(s.s[s.n - 1] - '!') < '~' - ' '))
		return s;
	return ch_text_trim_seen(s);
}

/*
 * Appends `s` folded for comparison: lower case, accents and other combining
 * marks dropped ("Bjørn O'Neill" -> "bjorn o'neill"), blanks squeezed. Covers
 * Latin, Greek and Cyrillic letters; others pass unchanged.
 */
void ch_text_fold(struct ch_buf *out, const char *s, size_t n);

/*
 * Appends `s` made harmless for a terminal: C0, DEL and C1 controls, bidi
 * overrides and isolates, zero-width characters and bad UTF-8 are shown as
 * \x1b or <U+202E>; newline and tab become a blank.
 */
void ch_text_visible(struct ch_buf *out, const char *s, size_t n);

/*
 * Appends `s` as a spreadsheet's cell that is text and nothing else: what would
 * begin a formula (= + - @, a tab, a line's end; not a negative number) has an
 * apostrophe before it, and controls are shown as \x1b. ch_text_of_cell() takes
 * the apostrophe off again.
 */
void ch_text_cell(struct ch_buf *out, const char *s, size_t n);
struct ch_slice ch_text_of_cell(struct ch_slice cell);

/* Columns that visible text takes on a terminal (wide characters take two,
 * combining marks none). */
size_t ch_text_width(const char *s, size_t n);

/* The largest prefix, in bytes, that takes at most `columns`. */
size_t ch_text_fit(const char *s, size_t n, size_t columns);

/* A language tag (BCP 47) as it is usually spelled: "ES_us" is "es-US". Cut to
 * the size. */
void ch_text_language(struct ch_slice tag, char *out, size_t size);

/* The edit distance of two short words; for "did you mean". */
size_t ch_text_distance(const char *a, const char *b);

/* The nearest of many words to `to`, tried one by one; "" when none is near,
 * and when one was the word itself, which sets `same`. Begins with only `to`
 * set. */
struct ch_near {
	const char *to;
	char best[64], offer[96];
	size_t distance;
	bool same;
};
void ch_near_try(struct ch_near *n, const char *word);
/* "; did you mean WORD?", or "" where none was near. */
const char *ch_near_offer(struct ch_near *n);

#endif
