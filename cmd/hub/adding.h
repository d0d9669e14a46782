/* adding.h - a verb that makes records about people, or about what came in. */
#ifndef CH_ADDING_H
#define CH_ADDING_H

#include "step/step.h"
#include "hub/subjects.h"

/* What is known before the first record is made; for `begin` and `fill`. */
struct ch_adding {
	struct ch_store *store;
	const void *opt;
	struct ch_buf maker;	/* what makes them, for their ids: whatever
				   tells one record about the same from
				   another */
	const char *occurrence;	/* made anew for each; may be NULL */
	struct ch_step_to to;
	char detail[1024];	/* as answered */
};

/*
 * What a program makes of each subject. `begin` looks at the options before
 * anything is read, and fills `maker`; `fill` sets a record's own fields: its
 * id, patient, about, at and requester are there, and `status`, to whom it goes
 * and what `asks_detail` was answered with.
 */
struct ch_add {
	const char *status;
	bool asks_detail;
	int (*begin)(struct ch_ui *ui, struct ch_adding *a);
	int (*fill)(struct ch_ui *ui, const struct ch_adding *a,
		    const struct ch_subject *s, struct ch_row *row);
};

/*
 * A verb's `run`: a record of the program's type for every subject, in one
 * transaction, or the one that was made before; typed by hand it is a new one
 * each time, unless it is for an occurrence. ->rows is a struct ch_add.
 */
int ch_add_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv);

#endif
