/* lifecycle.h - the steps that a record's fields may take, as lifecycle.sql has
 * them. What is over, and what may be entered in error, follows. */
#ifndef CH_LIFECYCLE_H
#define CH_LIFECYCLE_H

#include "record/row.h"

/* One step: `word` is the verb that takes it. All strings are static. */
struct ch_transition {
	const char *type, *field, *was, *becomes, *word;
};

extern const struct ch_transition ch_transitions[];
extern const int ch_transitions_n;

/* The columns of a type that have a lifecycle, as bits. */
uint64_t ch_life_columns(const struct ch_type *type);

/* Whether nothing more is to be done of what stands so: no step leads away from
 * it, but for those that take back. False for words that no step knows. */
bool ch_life_is_over(const struct ch_type *type, int column,
		     struct ch_slice word);

/* Whether some step leads from the one word to the other. */
bool ch_life_allows(const struct ch_type *type, int column,
		    struct ch_slice was, struct ch_slice becomes);

/* Where the verb leads from there: to `rather`, where it has several ways (may
 * be NULL: the first). NULL when it leads nowhere. An empty `was`, of which
 * nobody said anything, may take any step. */
const char *ch_life_next(const struct ch_type *type, int column,
			 struct ch_slice was, const char *word,
			 const char *rather);

#endif
