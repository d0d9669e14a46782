/* map_fields.h - the lines of one record of a map. */
#ifndef CH_MAP_FIELDS_H
#define CH_MAP_FIELDS_H

#include "feed/map_in.h"

/* Reads `n` lines below a record's into ps->rec and checks them. */
int ch_map_fields(struct map_parse *ps, const struct map_line *line, int n);

/* Finds the choices of a field that take a code from a concept, and where its
 * other codes are. */
int ch_map_concepts(struct map_parse *ps, struct map_field *f);

#endif
