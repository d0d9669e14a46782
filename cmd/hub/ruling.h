/* ruling.h - a verb that runs rules. */
#ifndef CH_RULING_H
#define CH_RULING_H

#include "hub/hub.h"

/* A verb's `run`: the rules that are due, or those named, each in a transaction
 * of its own; where the program has a type, those that make such records. What
 * is wrong with one is said, and stops no other: CH_EDATA at the end. */
int ch_ruling_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv);

#endif
