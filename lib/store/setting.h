/* setting.h - what a hub is told to be, after it was made. */
#ifndef CH_SETTING_H
#define CH_SETTING_H

#include "store/store.h"

/*
 * Sets one of those that may change later, and journals it: name, locale
 * ("en_US": months come before days), site_dir (a folder that can be read) and
 * anchor (a file, by its whole path, to which each
 * commit appends a line). `value` NULL: none any more. CH_EUSAGE for others.
 */
int ch_setting_change(struct ch_store *store, const char *name,
		      const char *value, struct ch_err *err);

#endif
