/* setting.h - what a hub is told to be, after it was made. */
#ifndef CH_SETTING_H
#define CH_SETTING_H

#include "store/store.h"

/*
 * Sets one of those that may change later, and journals it: name, locale
 * ("en_US": months come before days), site_dir (a folder that can be read) and
 * anchor (a file, by its whole path, to which each
 * commit appends a line); and whether, where a patient said nothing of it, a
 * provider (consent_provider) or a social service (consent_social) is told:
 * "permit" or "deny". `value` NULL: none any more. CH_EUSAGE for others.
 */
int ch_setting_change(struct ch_store *store, const char *name,
		      const char *value, struct ch_err *err);

#endif
