/* roster.h - who is on call when, by role. */
#ifndef CH_ROSTER_H
#define CH_ROSTER_H

#include "store/store.h"
#include "when/rota.h"

/* A stretch of a role's roster: nobody, one or several are on call. */
typedef int (*ch_roster_each)(void *ctx, const char *role,
			      const struct ch_stretch *stretch,
			      const char *logins, struct ch_err *err);

/* The rosters, role by role (of one, where `role` is not NULL), from then until
 * then in seconds since 1970. A role that ever had one has one; who left is on
 * call no more. */
int ch_roster_read(struct ch_store *store, const char *role, int64_t from,
		   int64_t until, ch_roster_each each, void *ctx,
		   struct ch_err *err);

#endif
