/* stepping.h - a verb that takes records through a step of their lifecycle. */
#ifndef CH_STEPPING_H
#define CH_STEPPING_H

#include "step/step.h"
#include "hub/hub.h"

/*
 * What options may say with a step. A program whose verbs take steps begins its
 * struct of options with this; `ch_reason_options` and the like fill it.
 */
struct ch_step_opts {
	const char *reason, *outcome, *evidence, *to, *as, *read_back;
	struct ch_given at, until, service;
	bool keep, anyway;
};

#define CH_STEP_AT(field) offsetof(struct ch_step_opts, field)
#define CH_REASON_OPTION(doc) \
	{ "reason", 0, "NAME", doc, CH_STEP_AT(reason) }

/* --reason alone. */
extern const struct ch_option ch_reason_options[];

/*
 * A verb's `run`: takes every record that the operands mean through the step of
 * the verb's name, in one transaction, and prints what became of them; ->rows
 * are struct ch_step, ->type is the program's. Under -k whoever is refused is
 * named and left out.
 */
int ch_step_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		char **argv);

/* Whom --to names (ch_step_to), with a warning where nobody has that role or
 * team, or they are away. */
int ch_step_whom(struct ch_ui *ui, struct ch_store *store, const char *text,
		 struct ch_step_to *to);

/* That --reason is a word: letters, digits, hyphens and underscores, 40 bytes
 * at most; NULL is fine. Arguments are seen by everybody on the machine, and
 * reasons are kept in the journal for good: neither is the place for what is
 * said of a patient. CH_EUSAGE. */
int ch_step_reason(struct ch_ui *ui, const char *text);

#endif
