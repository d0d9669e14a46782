/* level.h - how serious a finding is. */
#ifndef CH_LEVEL_H
#define CH_LEVEL_H

#include "base/base.h"

/* In tables: inform, warn, block; of pairs high and contraindicated. */
enum ch_level { CH_LEVEL_NONE, CH_INFORM, CH_WARN, CH_BLOCK };

extern const char *const ch_level_words[];	/* by enum ch_level */

/* CH_LEVEL_NONE for a word that is none. */
enum ch_level ch_level_of(const char *word);

#endif
