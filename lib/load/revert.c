/* revert.c - old values out of the journal, written as new ones. */
#include "load/revert.h"
#include "store/past.h"
#include "store/put.h"

static int revert(struct ch_store *store, const struct ch_type *type,
		  int64_t id, struct ch_slice fields, struct ch_err *err)
{
	struct ch_put_how how = { .source = "hub", .reason = "undo" };
	struct ch_past past;
	enum ch_did did;
	int rc = ch_past_read(&past, type, fields, err);

	if (rc)
		return rc;
	ch_row_int(&past.row, 0, id);
	how.carry = ch_row_get_int(&past.row, "batch");
	rc = ch_put(store, &past.row, &how, &did, err);
	ch_past_free(&past);
	return rc;
}

/* The newest change first: the oldest old value is written last. */
int ch_revert_batch(struct ch_store *store, int64_t batch, int64_t *n,
		    struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT j.record_type, "
			       "j.record, j.fields FROM journal j WHERE "
			       "j.batch = $1 AND j.action = 'update' AND NOT "
			       "EXISTS (SELECT 1 FROM temp.gone g WHERE "
			       "g.type = j.record_type AND g.id = j.record) "
			       "ORDER BY j.seq DESC", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, batch);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice name = ch_stmt_text(st, 0);
		const struct ch_type *type = ch_type_find_n(name.s, name.n);

		if (type)
			rc = revert(store, type, ch_stmt_int(st, 1),
				    ch_stmt_text(st, 2), err);
		(*n)++;
	}
	return rc == CH_END ? 0 : rc;
}
