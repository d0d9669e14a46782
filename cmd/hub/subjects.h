/* subjects.h - whom the operands, or records on standard input, are about. */
#ifndef CH_SUBJECTS_H
#define CH_SUBJECTS_H

#include "hub/hub.h"

struct ch_subject {
	int64_t person;		/* the person that the patient belongs to */
	const struct ch_type *type;	/* of the record that came in: it */
	int64_t id;			/* becomes `about` of what is made */
	int64_t at;		/* when it was so: a visit's `until`, others'
				   `at`; 0: not said, or a stay that is not
				   over */
	bool by_hand;		/* typed as an operand: no record came in */
};

struct ch_subjects {
	struct ch_subject *v;
	size_t n, room;
};

/*
 * Reads all operands, and for "-" all of standard input: patients by id,
 * records that are about one. A record that only passes (a case) stands for
 * the one that it is about. Nothing is written before the last was read.
 */
int ch_subjects_read(struct ch_ui *ui, struct ch_store *store, int argc,
		     char **argv, struct ch_subjects *out);
void ch_subjects_free(struct ch_subjects *s);

#endif
