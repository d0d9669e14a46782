/* worklist_in.h - which tasks are over, or lie ahead, in SQL; for this room. */
#ifndef CH_WORKLIST_IN_H
#define CH_WORKLIST_IN_H

#include "lifecycle.h"

#define CH_OVER "(status IN (" CH_OVER_TASK "))"

/* All the rest, each named, so that indexes find them among many that are
 * over. */
#define CH_OPEN_NAMED "status IN (" CH_OPEN_TASK ")"
#define CH_OPEN "(" CH_OPEN_NAMED " OR status IS NULL)"

/* The same, where another index is better. */
#define CH_NOT_OVER "(status IS NULL OR NOT " CH_OVER ")"

/* Those of one owner or role: as OR, the index would only be used for that. */
#define CH_OPEN_OF(whose) "(SELECT * FROM task WHERE " whose " AND " \
	CH_OPEN_NAMED " UNION ALL SELECT * FROM task WHERE " whose \
	" AND status IS NULL) task"

/* Nobody is at it, and its start, or the day that it is on, has not begun.
 * The day that now is on in the hub's zone, and ch_moment_top(now). */
#define CH_AHEAD(today, top) \
	"(start IS NOT NULL AND (status IS NULL OR status <> 'in-progress') " \
	"AND CASE WHEN (start & 15) > 3 THEN start > " top " ELSE " \
	"day_of(start) > " today " END)"

/* Work that is to be done: not an order not to do it. */
#define CH_TO_DO "(prohibited IS NULL OR prohibited = 0)"

/* What patients do themselves, while nobody of the staff has taken it. */
#define CH_NOT_THEIR_OWN \
	"(role IS NULL OR role <> 'patient' OR owner IS NOT NULL)"

#endif
