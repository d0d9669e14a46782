/* template.h - plan templates that make sense, and hold in their examples. */
#ifndef CH_TEMPLATE_H
#define CH_TEMPLATE_H

#include "base/shelf.h"
#include "know/template.h"

/*
 * Reads the file, checks all of it and runs its examples. `fault` (may be
 * NULL) is told of everything that is wrong; then CH_EDATA, and the message
 * is the first of it. The shelf has the code sets and units that it may name.
 */
int ch_template_load(struct ch_template *out, const char *path,
		     const struct ch_shelf *shelf, ch_fault fault, void *ctx,
		     struct ch_err *err);

/* The same for the one in force under that name; CH_ENOENT. */
int ch_template_read(struct ch_template *out, const char *name,
		     const struct ch_shelf *shelf, struct ch_err *err);

#endif
