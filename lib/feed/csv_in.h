/* csv_in.h - a CSV reader over a map that stays the caller's. */
#ifndef CH_CSV_IN_H
#define CH_CSV_IN_H

#include "feed/csv.h"

/* As ch_csv_new(), but borrows the map. */
int ch_csv_borrow(struct ch_csv **out, struct ch_map *map,
		  const struct ch_naming *naming, struct ch_err *err);

#endif
