/* tell.c - notices of alerts to staff: made, cleared, and told that it is over. */
#include "care/ladder/ladder.h"
#include "care/make.h"

static int tell_one(const struct ch_telling *t, const struct ch_row *alert,
		    const char *body, int64_t staff, struct ch_err *err)
{
	char maker[96], key[96], hex[CH_ID_HEX];
	struct ch_row row;
	enum ch_did did;
	int64_t id;
	int rc;

	ch_id_print(staff, hex);
	snprintf(maker, sizeof(maker), "%s:%s", t->kind, t->occurrence);
	snprintf(key, sizeof(key), "%s %s", hex, t->key);
	ch_row_start(&row, ch_type_find("notice"));
	id = ch_make_id(t->store, row.type, maker, "alert", t->alert, key);
	ch_row_int(&row, 0, id);
	if (ch_row_get_int(alert, "patient"))
		ch_row_put_int(&row, "patient",
			       ch_row_get_int(alert, "patient"));
	ch_row_put_text(&row, "status", "scheduled");
	ch_row_put_text(&row, "kind", t->kind);
	ch_row_put_text(&row, "occurrence", t->occurrence);
	ch_row_put_text(&row, "body", body);
	ch_row_put_int(&row, "at", t->now);
	ch_make_ref(&row, "recipient", ch_type_find("staff"), staff);
	ch_make_ref(&row, "about", alert->type, t->alert);
	rc = ch_make(t->store, &row, maker, &did, err);
	return rc ? rc : t->did(t->ctx, row.type, id, did, err);
}

int ch_ladder_tell(const struct ch_telling *t, const struct ch_ids *staff,
		   struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf body = CH_BUF_INIT;
	struct ch_slice title;
	struct ch_row alert;
	int rc = ch_store_get(t->store, ch_type_find("alert"), t->alert, &alert,
			      err);

	if (rc)
		return rc;
	title = ch_row_get_text(&alert, "title");
	ch_buf_adds(&body, t->words);
	ch_buf_add(&body, title.s ? title.s : "", title.n);
	rc = ch_buf_ok(&body, err);
	for (size_t i = 0; i < staff->n && !rc; i++)
		rc = tell_one(t, &alert, body.s, staff->id[i], err);
	return rc;
}

/* Who was told, and what waits to be sent. */
static int find(struct ch_store *store, int64_t alert, struct ch_ids *told,
		struct ch_ids *waiting, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT id, recipient, status "
			       "IN ('scheduled', 'pending') FROM notice WHERE "
			       "about = $1 AND recipient_type = 'staff' AND "
			       "kind = 'alert' AND status NOT IN ('failed', "
			       "'denied') UNION ALL SELECT NULL, owner, 0 FROM "
			       "alert WHERE id = $1 AND acknowledged IS NOT "
			       "NULL AND owner IS NOT NULL", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, alert);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = ch_ids_add(told, ch_stmt_int(st, 1), err);
		if (!rc && ch_stmt_int(st, 2))
			rc = ch_ids_add(waiting, ch_stmt_int(st, 0), err);
	}
	return rc == CH_END ? ch_ids_once(told, err) : rc;
}

static int settle(const struct ch_telling *t, bool tells, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .verb = true,
					.reason = t->occurrence };
	CH_AUTO(ch_ids_free) struct ch_ids told = { 0 }, waiting = { 0 };
	int rc = find(t->store, t->alert, &told, &waiting, err);

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
	return rc || !tells ? rc : ch_ladder_tell(t, &told, err);
}

int ch_ladder_clear(struct ch_store *store, int64_t alert, const char *reason,
		    ch_step_did did, void *ctx, struct ch_err *err)
{
	const struct ch_telling t = { .store = store, .alert = alert,
				      .occurrence = reason, .did = did,
				      .ctx = ctx };

	return settle(&t, false, err);
}

int ch_ladder_tell_settled(struct ch_store *store, int64_t alert,
			   const char *reason, int64_t now, ch_step_did did,
			   void *ctx, struct ch_err *err)
{
	const struct ch_telling t = {
		.store = store, .alert = alert, .now = now, .key = "",
		.kind = "alert-settled", .occurrence = reason,
		.words = "Settled: ", .did = did, .ctx = ctx,
	};

	return settle(&t, true, err);
}
