/* trail.c - the journal by record, patient, actor and period. */
#include "base/moment.h"
#include "base/text.h"
#include "store/rows.h"
#include "store/trail.h"

static void build(struct ch_buf *sql, const struct ch_trail *t)
{
	ch_buf_adds(sql, "FROM journal WHERE seq > 0");
	if (t->record)
		ch_buf_addf(sql, " AND (record = %lld OR (record = %lld AND "
			    "action = 'batch'))", (long long)t->record,
			    (long long)t->batch);
	if (t->patient)
		ch_buf_addf(sql, " AND patient IN (SELECT p.id FROM patient p "
			    "WHERE p.person = (SELECT o.person FROM patient o "
			    "WHERE o.id = %lld))", (long long)t->patient);
	if (t->actor)
		ch_buf_adds(sql, " AND actor = $1");
	if (t->from)
		ch_buf_addf(sql, " AND at >= %lld",
			    (long long)(t->from & ~INT64_C(0x7fff)));
	if (t->to)
		ch_buf_addf(sql, " AND at < %lld",
			    (long long)(t->to & ~INT64_C(0x7fff)));
	ch_buf_adds(sql, " ORDER BY seq");
}

int ch_trail_read(struct ch_store *store, const struct ch_trail *trail,
		  ch_each_row each, void *ctx, struct ch_err *err)
{
	const struct ch_ask actor = ch_ask_str(trail->actor);
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	build(&sql, trail);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_rows_read(store, ch_type_find("journal"), sql.s,
				  &actor, trail->actor != NULL, each, ctx,
				  err);
	ch_buf_free(&sql);
	return rc;
}

int ch_trail_has(struct ch_store *store, int64_t seq, const char *hash,
		 struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT hash FROM journal WHERE"
			       " seq = $1", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, seq);
	rc = ch_stmt_step(st, err);
	if (rc == CH_END)
		return ch_fail(err, CH_EDATA, "the journal ends before seq "
			       "%lld: it was cut off", (long long)seq);
	if (!rc && !ch_slice_is(ch_stmt_text(st, 0), hash))
		return ch_fail(err, CH_EDATA, "the journal has another hash "
			       "at seq %lld: it was rewritten",
			       (long long)seq);
	return rc;
}

int ch_trail_holds(struct ch_store *store, const char *head,
		   struct ch_err *err)
{
	const char *colon = strchr(head, ':');
	int64_t seq;

	if (!colon || !ch_text_int(head, (size_t)(colon - head), &seq))
		return ch_fail(err, CH_EUSAGE, "--head is SEQ:HASH");
	return ch_trail_has(store, seq, colon + 1, err);
}
