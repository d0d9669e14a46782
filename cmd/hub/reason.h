/* reason.h - what an option may say for a reason: a word, never a story. */
#ifndef CH_HUB_REASON_H
#define CH_HUB_REASON_H

#include "ui/ui.h"

/*
 * That --reason is a word: letters, digits, hyphens and underscores, 40 bytes
 * at most; NULL is fine. Arguments are seen by everybody on the machine, and
 * reasons are kept in the journal for good: neither is the place for what is
 * said of a patient. CH_EUSAGE.
 */
int ch_hub_reason(struct ch_ui *ui, const char *text);

#endif
