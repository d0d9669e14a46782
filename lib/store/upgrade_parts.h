/* upgrade_parts.h - one step of an upgrade, of what SQL alone cannot say. */
#ifndef CH_UPGRADE_PARTS_H
#define CH_UPGRADE_PARTS_H

#include "store/store.h"

/* Names the care team of each place in one that an earlier version wrote. In
 * the upgrade's transaction, before the records are sealed. */
int ch_upgrade_parts(struct ch_store *store, struct ch_err *err);

#endif
