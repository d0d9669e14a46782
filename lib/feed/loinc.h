/* loinc.h - a LOINC code in what names a question. */
#ifndef CH_LOINC_H
#define CH_LOINC_H

#include <stdbool.h>

#include "base/base.h"

/*
 * Leaves of a path of codes or an address what is behind its last slash or
 * hash, where that is a LOINC code: digits, a hyphen, and a check digit that
 * is right (every second one doubled, from the right). False: it is none.
 */
bool ch_loinc_tail(struct ch_slice *text);

#endif
