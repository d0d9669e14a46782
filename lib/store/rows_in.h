/* rows_in.h - records from columns; for the files of this room alone. */
#ifndef CH_ROWS_IN_H
#define CH_ROWS_IN_H

#include "store/rows.h"

/* "id, person, family, ..." of a type, appended. */
void ch_rows_columns(struct ch_buf *sql, const struct ch_type *type);

/* Fills a row from a statement whose columns begin with the type's. */
void ch_rows_fill(struct ch_row *row, const struct ch_type *type,
		  const struct ch_stmt *st);

#endif
