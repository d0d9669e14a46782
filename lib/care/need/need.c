/* need.c - the steps of a need, and who works on it. */
#include "care/need/need.h"
#include "care/step/open.h"

#define OF_PERSON(type) "FROM patient p CROSS JOIN patient q ON q.person = " \
	"p.person CROSS JOIN " type " x ON x.patient = q.id WHERE p.id = " \
	"need.patient AND "
#define REFERRAL OF_PERSON("referral") "(x.need = need.id OR (x.need IS " \
	"NULL AND x.category = need.category)) AND " \
	"coalesce(x.prohibited, 0) = 0 AND "
#define OPEN_REFERRAL REFERRAL "x.status IN ('draft', 'active', " \
	"'on-hold') AND (x.stage IS NULL OR x.stage NOT IN ('closed', 'client-declined', " \
	"'redirected', 'expired', 'cancelled'))"
#define TASK OF_PERSON("task") "x.about = need.id AND "
#define OPEN_TASK TASK "x.status NOT IN ('rejected', 'cancelled', 'failed', " \
	"'completed', 'entered-in-error')"

const char ch_need_unaddressed[] =
	"NOT EXISTS (SELECT 1 " OPEN_REFERRAL ") "
	"AND NOT EXISTS (SELECT 1 " OPEN_TASK ") "
	"AND (need.status IS NOT 'addressed' OR EXISTS (SELECT 1 " REFERRAL
	"TRUE) OR EXISTS (SELECT 1 " TASK "TRUE))";

const struct ch_step ch_need_steps[] = {
	{ "confirm", .becomes = "confirmed", .stamps = "answered" },
	{ "address", .becomes = "addressed" },
	{ "resolve", .becomes = "resolved", .stamps = "ended",
	  .asks = CH_ASKS_REASON },
	{ "refuse", .becomes = "refused", .stamps = "ended",
	  .asks = CH_ASKS_REASON },
	{ "reopen", .clears = "ended", .asks = CH_ASKS_REASON,
	  .takes = CH_REOPENS, .cannot = "is not over" },
	{ 0 }
};

int ch_need_open(struct ch_store *store, int64_t person, const char *category,
		 int64_t *id, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids open = { 0 };
	const struct ch_type *type = ch_type_find("need");
	int rc = ch_step_open_of(store, type, person, &open, err);
	struct ch_row row;

	*id = 0;
	for (size_t i = 0; i < open.n && !rc && !*id; i++) {
		rc = ch_store_get(store, type, open.id[i], &row, err);
		if (!rc && ch_slice_is(ch_row_get_text(&row, "category"),
				       category))
			*id = open.id[i];
	}
	return rc;
}
