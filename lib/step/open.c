/* open.c - a person's records, but for those that are over. */
#include "step/open.h"
#include "step/step.h"
#include "store/scan.h"

int ch_step_open_of(struct ch_store *store, const struct ch_type *type,
		    int64_t patient, struct ch_ids *out, struct ch_err *err)
{
	CH_AUTO(ch_scan_close) struct ch_scan *scan = NULL;
	const struct ch_query q = { .type = type, .patient = patient,
				    .order = "at DESC, id" };
	struct ch_row row;
	int rc = ch_scan_open(&scan, store, &q, err);

	while (!rc && !(rc = ch_scan_next(scan, &row, err)))
		if (!ch_step_is_over(&row))
			rc = ch_ids_add(out, row.v[0].i, err);
	return rc == CH_END ? 0 : rc;
}
