/* patient_line.h - how one record of a section reads on the page. */
#ifndef CH_PATIENT_LINE_H
#define CH_PATIENT_LINE_H

#include "hub/hub.h"
#include "ui/piece.h"

struct ch_shape {
	const char *title;	/* NULL: no heading */
	const char *none;	/* said when there is nothing; NULL: silence */
	void (*line)(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *row);
	const struct ch_piece *pieces;	/* of a line; or `line` makes it */
};

/* By enum ch_section. */
extern const struct ch_shape ch_patient_shapes[];

/* Adds "(up from 7.1 on 2026-02-01)" to a result's line. */
void ch_patient_before(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *before);

/* Adds what is left of the result's name, at the very end of its line. */
void ch_patient_after(struct ch_buf *out);

#endif
