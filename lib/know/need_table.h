/* need_table.h - tables of needs: which answers and codes are needs. */
#ifndef CH_NEED_TABLE_H
#define CH_NEED_TABLE_H

#include "base/shelf.h"

/* Whether every row of needs/NAME.tsv can be understood: its columns, and the
 * words that they may hold. CH_EDATA names the file and the line. */
int ch_need_table_check(const struct ch_shelf *shelf, const char *name,
			struct ch_err *err);

#endif
