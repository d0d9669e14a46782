/* dead.c - asks whether somebody has died. */
#include "base/moment.h"
#include "care/people/dead.h"

int ch_person_died(struct ch_store *store, int64_t patient, int64_t now,
		   bool *died, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT 1 WHERE "
			       CH_DIED("$1", "$2"), err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, patient);
	ch_stmt_bind_int(st, 2, ch_moment_top(now));
	rc = ch_stmt_step(st, err);
	*died = !rc;
	return rc == CH_END ? 0 : rc;
}
