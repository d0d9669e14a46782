/* sql_look.h - a query by hand is looked at before it is run. */
#ifndef CH_SQL_LOOK_H
#define CH_SQL_LOOK_H

#include "base/base.h"

/*
 * Finds what SQLite takes and what never is so: a moment, an id or a flag is a
 * number, and compared with a text ('2026-11-22') no row is found, silently.
 * CH_EUSAGE names the column, the place, and what to write instead. It goes by
 * the columns' names, also behind an alias, brackets or min(), max(),
 * coalesce(); the views v_*, whose columns are texts, are left alone.
 */
int ch_sql_look(const char *sql, struct ch_err *err);

#endif
