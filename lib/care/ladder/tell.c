/* tell.c - notices of alerts to staff: made, cleared, told that it is over. */
#include "care/ladder/ladder.h"
#include "step/make.h"

static int tell_one(const struct ch_telling *t, const struct ch_row *alert,
		    int64_t staff, struct ch_err *err)
{
	char maker[96], key[64];
	struct ch_row row;
	enum ch_did did;
	int title = ch_field(alert->type, "title");
	int patient = ch_field(alert->type, "patient"), rc;

	ch_row_start(&row, ch_type_find("notice"));
	snprintf(maker, sizeof(maker), "%s:%s", t->kind, t->occurrence);
	snprintf(key, sizeof(key), "%llx %llx", (long long)staff,
		 (long long)t->key);
	ch_row_int(&row, 0, ch_make_id(t->store, row.type, maker, "alert",
				       t->alert, key));
	if (ch_row_has(alert, patient))
		ch_row_put_int(&row, "patient", alert->v[patient].i);
	ch_row_put_text(&row, "status", "scheduled");
	ch_row_put_text(&row, "kind", t->kind);
	ch_row_put_text(&row, "occurrence", t->occurrence);
	if (ch_row_has(alert, title))
		ch_row_text(&row, ch_field(row.type, "body"),
			    alert->v[title].s, alert->v[title].n);
	ch_row_put_int(&row, "at", t->now);
	ch_make_ref(&row, "recipient", ch_type_find("staff"), staff);
	ch_make_ref(&row, "about", alert->type, t->alert);
	rc = ch_make(t->store, &row, maker, &did, err);
	return rc ? rc : t->did(t->ctx, row.type, row.v[0].i, did, err);
}

int ch_ladder_tell(const struct ch_telling *t, const struct ch_ids *staff,
		   struct ch_err *err)
{
	struct ch_row alert;
	int rc = ch_store_get(t->store, ch_type_find("alert"), t->alert, &alert,
			      err);

	for (size_t i = 0; i < staff->n && !rc; i++)
		rc = tell_one(t, &alert, staff->id[i], err);
	return rc;
}

/* Who was told, and what waits to be sent. */
static int find(const struct ch_telling *t, struct ch_ids *told,
		struct ch_ids *waiting, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, t->store->db, "SELECT recipient, CASE WHEN "
			       "status IN ('scheduled', 'pending') THEN id END "
			       "FROM notice WHERE about = $1 AND kind = "
			       "'alert' AND recipient_type = 'staff' AND "
			       "status NOT IN ('failed', 'denied') UNION ALL "
			       "SELECT owner, NULL FROM alert WHERE id = $1 "
			       "AND acknowledged > 0 AND owner > 0", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, t->alert);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = ch_ids_add(told, ch_stmt_int(st, 0), err);
		if (!rc && ch_stmt_int(st, 1))
			rc = ch_ids_add(waiting, ch_stmt_int(st, 1), err);
	}
	return rc == CH_END ? ch_ids_once(told, err) : rc;
}

int ch_ladder_settle(const struct ch_telling *t, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.reason = t->occurrence };
	CH_AUTO(ch_ids_free) struct ch_ids told = { 0 }, waiting = { 0 };
	int rc = find(t, &told, &waiting, err);

	for (size_t i = 0; i < waiting.n && !rc; i++) {
		struct ch_row row;
		enum ch_did did;

		ch_row_start(&row, ch_type_find("notice"));
		ch_row_int(&row, 0, waiting.id[i]);
		ch_row_put_text(&row, "status", "cleared");
		ch_row_put_text(&row, "reason", t->occurrence);
		rc = ch_put(t->store, &row, &how, &did, err);
		if (!rc)
			rc = t->did(t->ctx, row.type, waiting.id[i], did, err);
	}
	return rc || !t->kind ? rc : ch_ladder_tell(t, &told, err);
}

int ch_ladder_tell_settled(struct ch_store *store, int64_t alert,
			   const char *reason, int64_t now, ch_step_did did,
			   void *ctx, struct ch_err *err)
{
	const struct ch_telling t = { store, alert, now, 0, "alert-settled",
				      reason, did, ctx };

	return ch_ladder_settle(&t, err);
}
