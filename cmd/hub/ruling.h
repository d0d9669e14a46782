/* ruling.h - a verb that runs rules. */
#ifndef CH_RULING_H
#define CH_RULING_H

#include "hub/hub.h"

/*
 * Runs the rules that are due, or those named by the operands, each in a
 * transaction of its own, and prints what they made; with `makes` only those
 * that make records of that type (NULL: all). What is wrong with one is said,
 * and stops no other: CH_EDATA at the end.
 */
int ch_ruling_run(struct ch_ui *ui, struct ch_store *store,
		  const struct ch_type *makes, int argc, char **argv);

#endif
