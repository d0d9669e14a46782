/* columns.h - what tables show of each type. */
#ifndef CH_COLUMNS_H
#define CH_COLUMNS_H

#include "ui/ui.h"

/* Names the columns that codes/columns.tsv has for the type; without a line
 * there tables show whatever rows have. Not for --fields. */
int ch_columns_for(struct ch_ui *ui, const struct ch_type *type);

#endif
