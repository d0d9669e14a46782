/* roster.h - who is on call when, by role. */
#ifndef CH_ROSTER_H
#define CH_ROSTER_H

#include "store/store.h"
#include "when/rota.h"

/* All rosters, or that of a role (NULL: all). A role that ever had one has one;
 * who left is on call no more. */
int ch_roster_read(struct ch_store *store, const char *role,
		   struct ch_rota *out, struct ch_err *err);

#endif
