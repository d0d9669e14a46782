/* past.h - the old values of a change, out of the journal's words. */
#ifndef CH_PAST_H
#define CH_PAST_H

#include "record/row.h"

/* A row of what was, its further codes too; free it with ch_past_free(). */
struct ch_past {
	struct ch_row row;
	struct ch_coding *coding;	/* private, as all below */
	void *doc;		/* what the row borrows from */
	char *kept[CH_FIELDS_MAX];
};

/* From {"status":["was","is"],...}; fields that the type no longer has are
 * passed over. CH_EDATA when the journal's words cannot be read. */
int ch_past_read(struct ch_past *past, const struct ch_type *type,
		 struct ch_slice fields, struct ch_err *err);
void ch_past_free(struct ch_past *past);

#endif
