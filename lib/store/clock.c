/* clock.c - the real time, as the store writes it down. */
#include "base/moment.h"
#include "store/store.h"

int64_t ch_store_now(struct ch_store *store)
{
	int64_t ms = store->clock(store->clock_ctx);

	if (ms < store->last_ms)
		ms = store->last_ms;
	store->last_ms = ms;
	return ch_moment_make(ms >= 0 ? ms / 1000 : (ms - 999) / 1000,
			      (int)(((ms % 1000) + 1000) % 1000), 0,
			      CH_SAID_MS_Z);
}
