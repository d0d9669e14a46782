/* timing_in.h - what the words of a Timing and of a Dosage have alike. */
#ifndef CH_TIMING_IN_H
#define CH_TIMING_IN_H

#include "feed/timing.h"

/* Where the words go; `from` is where those of this node begin. */
struct ch_saying {
	struct ch_buf *out;
	const uint16_t *word;
	size_t from;
};

/* The first kid of that name, or NULL; `n` may be NULL. */
struct ch_node *ch_say_kid(const struct ch_saying *s,
				 struct ch_node *n,
				 enum ch_timing_name name);

/* Its text; n is 0 for none. A number is without the zeros behind its point. */
struct ch_slice ch_say_text(const struct ch_saying *s, struct ch_node *n,
			    enum ch_timing_name name);

/* A concept in words: its text, or the first coding that shows or is any. */
struct ch_slice ch_say_concept(const struct ch_saying *s,
			       struct ch_node *n,
			       enum ch_timing_name name);

/* Appends, with a blank before it where something was said. */
void ch_say(struct ch_saying *s, const char *words);
void ch_say_n(struct ch_saying *s, struct ch_slice words);

/* "2 tablets", "3 to 5 days": `unit` as the source says it, unless it is a
 * unit of time or a word that has a plural. */
void ch_say_amount(struct ch_saying *s, struct ch_slice low,
		   struct ch_slice high, struct ch_slice unit);

/* The paths of a Quantity and of a CodeableConcept. */
#define CH_QUANTITY(at) at ".value", at ".unit", at ".code"
#define CH_CONCEPT(at) at ".text", at ".coding.display", at ".coding.code"

/* "no more than 100 mL in 1 hour", if there is a ratio. */
void ch_say_ratio(struct ch_saying *s, const char *before,
		  struct ch_node *ratio);

/* A Quantity, or a Range. */
void ch_say_quantity(struct ch_saying *s, struct ch_node *quantity);
void ch_say_range(struct ch_saying *s, struct ch_node *range);

#endif
