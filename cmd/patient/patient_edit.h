/* patient_edit.h - what is known of a person, corrected by hand. */
#ifndef CH_PATIENT_EDIT_H
#define CH_PATIENT_EDIT_H

#include "hub/hub.h"

/* A verb's `run`: ID and what is to be corrected, which is asked for on the
 * terminal, or read from stdin, a line for each of its fields. */
int ch_patient_edit(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv);

#endif
