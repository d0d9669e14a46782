/* dead.c - asks whether somebody has died. */
#include "base/moment.h"
#include "people/dead.h"
#include "store/ask.h"

int ch_person_died(struct ch_store *store, int64_t patient, int64_t now,
		   bool *died, struct ch_err *err)
{
	int64_t one;
	int rc = ch_store_ask_int(store, "SELECT 1 WHERE " CH_DIED("$1", "$2"),
				  CH_WITH(ch_ask_int(patient),
					  ch_ask_int(ch_moment_top(now))),
				  &one, err);

	*died = one;
	return rc == CH_END ? 0 : rc;
}
