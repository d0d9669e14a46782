/* plan_ack.c - that somebody saw a plan, up to its last change. */
#include "base/moment.h"
#include "step/make.h"
#include "people/names.h"
#include "care/plan/plan_ack.h"
#include "store/ask.h"

static const char last_change[] =
	"SELECT p.patient, (SELECT max(j.seq) FROM journal j WHERE j.patient = "
	"p.patient AND (j.record = p.id OR j.record IN (SELECT id FROM goal "
	"WHERE plan = p.id UNION ALL SELECT id FROM activity WHERE plan = "
	"p.id))) FROM plan p WHERE p.id = $1";

static const char last_seen[] =
	"SELECT j.at FROM ack a CROSS JOIN journal j ON j.seq = a.seen WHERE "
	"a.about = $1 AND a.staff = $2 ORDER BY a.seen DESC LIMIT 1";

static int look(struct ch_store *store, int64_t plan, int64_t *patient,
		int64_t *seq, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, store, last_change,
				  CH_WITH(ch_ask_int(plan)), err);

	if (rc == CH_END)
		return ch_fail(err, CH_ENOENT, "no such plan");
	*patient = rc ? 0 : ch_stmt_int(st, 0);
	*seq = rc ? 0 : ch_stmt_int(st, 1);
	return rc;
}

int ch_plan_ack(struct ch_store *store, int64_t plan, int64_t now,
		ch_step_did did, void *ctx, struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("ack");
	int64_t patient = 0, seq = 0, id;
	char maker[40], hex[CH_ID_HEX], which[24];
	struct ch_row row;
	enum ch_did what;
	int rc = ch_staff_self(store, err);

	if (!rc)
		rc = look(store, plan, &patient, &seq, err);
	if (rc)
		return rc;
	ch_id_print(store->staff, hex);
	snprintf(maker, sizeof(maker), "ack:%s", hex);
	snprintf(which, sizeof(which), "%lld", (long long)seq);
	id = ch_make_id(store, type, maker, "plan", plan, which);
	ch_row_start(&row, type);
	ch_row_int(&row, 0, id);
	ch_row_put_int(&row, "patient", patient);
	ch_make_ref(&row, "about", ch_type_find("plan"), plan);
	ch_row_put_int(&row, "staff", store->staff);
	ch_row_put_int(&row, "seen", seq);
	ch_row_put_int(&row, "at", now);
	rc = ch_make(store, &row, NULL, &what, err);
	return rc ? rc : did(ctx, type, id, what, err);
}

int ch_plan_seen(struct ch_store *store, int64_t plan, int64_t staff,
		 int64_t *seen, struct ch_err *err)
{
	int rc = ch_store_ask_int(store, last_seen,
				  CH_WITH(ch_ask_int(plan), ch_ask_int(staff)),
				  seen, err);

	return rc == CH_END ? 0 : rc;
}
