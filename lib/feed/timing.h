/* timing.h - what FHIR says in small pieces, in plain words: how often, how
 * much, for whom. */
#ifndef CH_TIMING_H
#define CH_TIMING_H

#include "base/buf.h"
#include "feed/tree.h"

/* The member names that the words are made of. */
enum ch_timing_name {
	CH_T_ADDITIONAL, CH_T_AGE, CH_T_APPLIES, CH_T_AS_NEEDED,
	CH_T_AS_NEEDED_FOR, CH_T_BOUNDS, CH_T_BOUNDS_PERIOD, CH_T_BOUNDS_RANGE,
	CH_T_CODE, CH_T_CODING, CH_T_COUNT, CH_T_COUNT_MAX, CH_T_DAY,
	CH_T_DENOMINATOR, CH_T_DISPLAY, CH_T_DOSE_AND_RATE, CH_T_DOSE,
	CH_T_DOSE_RANGE, CH_T_DURATION, CH_T_DURATION_MAX, CH_T_DURATION_UNIT,
	CH_T_END, CH_T_EVENT, CH_T_FREQUENCY, CH_T_FREQUENCY_MAX, CH_T_HIGH,
	CH_T_LOW, CH_T_MAX, CH_T_METHOD, CH_T_NUMERATOR, CH_T_OFFSET,
	CH_T_PATIENT, CH_T_PERIOD, CH_T_PERIOD_MAX, CH_T_PERIOD_UNIT,
	CH_T_RATE, CH_T_RATE_RANGE, CH_T_RATE_RATIO, CH_T_REPEAT, CH_T_ROUTE,
	CH_T_SEQUENCE, CH_T_SITE, CH_T_START, CH_T_TEXT, CH_T_TIME,
	CH_T_TIMING, CH_T_TYPE, CH_T_UNIT, CH_T_VALUE, CH_T_WHEN,
	CH_TIMING_NAMES
};

/* How FHIR spells each; and the paths that a map must want below a node, up to
 * a NULL: those of a Timing are below a Dosage's `timing`, too. */
extern const char *const ch_timing_name[CH_TIMING_NAMES];
extern const char *const ch_timing_paths[], *const ch_dosage_paths[];
extern const char *const ch_ratio_paths[], *const ch_range_paths[];
extern const char *const ch_days_paths[];

/*
 * These append, and mark what they read; nothing when the node says nothing.
 * `word` has the shape's word of each name (tree.h). A dosage that has words of
 * its own keeps them, and what else it says is not said again.
 */
void ch_timing_words(struct ch_buf *out, const uint16_t *word,
		     struct ch_node *timing);
void ch_dosage_words(struct ch_buf *out, const uint16_t *word,
		     struct ch_node *dosage);
void ch_ratio_words(struct ch_buf *out, const uint16_t *word,
		    struct ch_node *ratio);

/* An Observation's referenceRange: its text; or, where it is not the one for
 * everybody, for whom it is, and its ends. */
void ch_range_words(struct ch_buf *out, const uint16_t *word,
		    struct ch_node *range);

/* A Duration as a number of days: a month is 30, a year 365. */
void ch_days_words(struct ch_buf *out, const uint16_t *word,
		   struct ch_node *duration);

/* The place of a dosage among the steps; INT64_MAX where it does not say. */
int64_t ch_dosage_sequence(const uint16_t *word, struct ch_node *dosage);

#endif
