/* units.h - a result's value in its code's standard unit. */
#ifndef CH_UNITS_H
#define CH_UNITS_H

#include "base/shelf.h"
#include "record/row.h"

/* The table of codes/units.tsv: code (or *), unit as met, standard unit,
 * factor, offset; standard = value * factor + offset. */
struct ch_units;

int ch_units_load(struct ch_units **out, const struct ch_shelf *shelf,
		  struct ch_err *err);
void ch_units_free(struct ch_units **u);

/* Sets value_std and unit_std of an observation whose code and unit are in
 * the table; leaves others alone: an unknown unit is never converted. */
void ch_units_apply(const struct ch_units *u, struct ch_row *observation);

#endif
