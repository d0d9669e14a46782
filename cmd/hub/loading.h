/* loading.h - what the programs that load have in common. */
#ifndef CH_LOADING_H
#define CH_LOADING_H

#include "load/import.h"
#include "hub/hub.h"

/* Fills `job` with what the options say, and with our callbacks. */
void ch_loading_start(struct ch_ui *ui, struct ch_import *job, char **path,
		      int n);

/* Ends it: prints the batch (or with -q its counts), passes `rc` on. To explain
 * is to print before it, path by path, what no map read. */
int ch_loading_end(struct ch_ui *ui, struct ch_row *batch, bool explain,
		   int rc);

#endif
