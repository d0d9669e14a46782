/* preference.h - what a preference may say, by its kind. */
#ifndef CH_PREFERENCE_H
#define CH_PREFERENCE_H

#include "base/base.h"

/* Times of day are HH:MM, a language is a BCP 47 tag, a channel one of those
 * that the hub sends by; the rest is free. CH_EDATA says what would fit. */
int ch_preference_check(const char *kind, const char *value,
			struct ch_err *err);

#endif
