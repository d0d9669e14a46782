/* template_in.h - what the files that check templates share. */
#ifndef CH_TEMPLATE_IN_H
#define CH_TEMPLATE_IN_H

#include "care/plan/template.h"

/* A template while it is checked. */
struct ch_checking {
	struct ch_template *t;
	const struct ch_shelf *shelf;
	struct ch_faults f;
};

/* Whether what it says makes sense (template_check.c), and holds in its
 * examples (template_try.c). */
void ch_template_sense(struct ch_checking *c);
void ch_template_try(struct ch_checking *c);

#endif
