/* key.h - the keys that a kind of knowledge declares, and what they hold. */
#ifndef CH_KEY_H
#define CH_KEY_H

#include "base/buf.h"

/* What a key holds, and as what it is kept. */
enum ch_key_as {
	CH_KEY_TEXT,	/* const char *: not empty; one of `words`, if any */
	CH_KEY_WORD,	/* int: its place in `words` */
	CH_KEY_WHOLE,	/* int, from `low` to `high` */
	CH_KEY_NUMBER,	/* double, from `low` to `high` where they differ */
	CH_KEY_CODES,	/* const char *: names of files of codes/, with commas
			   or blanks between; in a heading alone */
	CH_KEY_OWN,	/* whatever it is, the kind looks at it by itself */
};

/* A table of them ends with one that has no name. A value that is not there
 * leaves its field as it was. */
struct ch_key {
	const char *name;
	enum ch_key_as as;
	size_t at;		/* offset of the field */
	bool required;
	const char *const *words;	/* NULL ends them */
	double low, high;
	const char *says;	/* what is said of a number that is none of
				   these; NULL: the usual words */
};

/* NULL when there is none of that name. */
const struct ch_key *ch_key_find(const struct ch_key *keys, const char *name);

/* The word's place; -1 when it is none of them. */
int ch_key_word(const char *const *words, const char *word);

/* Appends "FIRSTa, bLASTc": "one of a, b, c" or "not a, b or c". */
void ch_key_list(struct ch_buf *out, const char *const *words,
		 const char *first, const char *last);

/* Keeps a number; NULL, or what is wrong with it. */
const char *ch_key_take_number(const struct ch_key *key, double number,
			       void *to);

/* Whether it is a word as machines say it: "not-missed". */
bool ch_key_is_word(struct ch_slice s);

/* Whether one of the words, with blanks between, is that. */
bool ch_key_has(const char *words, struct ch_slice word);

#endif
