/* map_fields.h - the lines of one record of a map. */
#ifndef CH_MAP_FIELDS_H
#define CH_MAP_FIELDS_H

#include "feed/map_in.h"

/* Reads `n` lines below a record's into ps->rec and checks them. */
int ch_map_fields(struct map_parse *ps, const struct map_line *line, int n);

#endif
