/* settle.c - a load that takes what an earlier one refused has answered it. */
#include "load/session.h"

/* Refusals of earlier loads whose record has been written by this one, and was
 * not refused again. */
static const char answered[] =
	"SELECT id, record, record_type FROM reject r WHERE status = 'waiting' "
	"AND source = $1 AND load <> $2 AND record IS NOT NULL AND NOT EXISTS "
	"(SELECT 1 FROM reject n WHERE n.load = $2 AND n.record = r.record)";

/* Whether this load told of the record: it was written, or is as it was. */
static int told_of(struct ch_load *l, struct ch_slice type, int64_t id,
		   bool *told, struct ch_err *err)
{
	const struct ch_type *t = ch_type_find_n(type.s, type.n);
	struct ch_row row;
	int rc = t ? ch_store_get(l->store, t, id, &row, err) : CH_END;

	*told = !rc && (ch_row_get_int(&row, "batch") == l->batch ||
			ch_seen_has(&l->seen, id));
	return rc == CH_END ? 0 : rc;
}

static int settle(struct ch_load *l, int64_t reject, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .batch = l->batch,
					.cause = "answered" };
	enum ch_did did;
	struct ch_row row;

	ch_row_start(&row, ch_type_find("reject"));
	ch_row_int(&row, 0, reject);
	ch_row_put_text(&row, "status", "done");
	return ch_put(l->store, &row, &how, &did, err);
}

int ch_load_settle(struct ch_load *l, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, l->store->db, answered, err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, l->how.source);
	ch_stmt_bind_int(st, 2, l->batch);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		bool told;

		rc = told_of(l, ch_stmt_text(st, 2), ch_stmt_int(st, 1), &told,
			     err);
		if (!rc && told)
			rc = settle(l, ch_stmt_int(st, 0), err);
	}
	return rc == CH_END ? 0 : rc;
}
