/* read_back.h - whether what somebody read back is the result. */
#ifndef CH_READ_BACK_H
#define CH_READ_BACK_H

#include "base/base.h"

/* A result. What it does not say is NAN, or s NULL. */
struct ch_result {
	double value, standard;		/* as sent; in the standard unit */
	struct ch_slice compare;	/* "<" and the like, before either */
	struct ch_slice unit, unit_standard;
	struct ch_slice text, code;
};

/* Whether there is anything to be read back. */
bool ch_result_says(const struct ch_result *r);

/*
 * Numbers are compared as numbers: 6.80 is 6.8, with its unit or without one;
 * in the standard unit also as rounded for people to read. A sign (<, <=, >,
 * >=) must be said just when the result has it. Words are compared without
 * regard to case, accents and blanks.
 */
bool ch_read_back_is(const struct ch_result *r, struct ch_slice said);

#endif
