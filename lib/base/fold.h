/* fold.h - what text.c asks about a single character. */
#ifndef CH_FOLD_H
#define CH_FOLD_H

#include "base/base.h"

/* What a letter becomes without case and accents; s == NULL: it stays. */
struct ch_slice ch_fold_letter(uint32_t c);

/* Combining marks and variation selectors: no column of their own. */
bool ch_fold_is_mark(uint32_t c);

/* Characters that take two columns. */
bool ch_fold_is_wide(uint32_t c);

/* Controls and characters that reorder, hide or break what is shown. */
bool ch_fold_is_sly(uint32_t c);

#endif
