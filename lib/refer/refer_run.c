/* refer_run.c - what happened to referrals while nobody here said so. */
#include "base/moment.h"
#include "refer/refer_in.h"
#include "step/ending.h"
#include "people/dead.h"
#include "store/ask.h"

struct running {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	ch_step_did did;
	void *ctx;
};

/* Stages in the order of the loop: a row's number is how far on it is. What no
 * row knows is over, or turned away: nothing moves it. */
#define FAR(stage) "CASE coalesce(" stage ", 'created') " \
	"WHEN 'created' THEN 0 WHEN 'consent-ok' THEN 1 WHEN 'sent' THEN 2 " \
	"WHEN 'delivered' THEN 3 WHEN 'received' THEN 4 WHEN 'accepted' THEN " \
	"5 WHEN 'scheduled' THEN 6 WHEN 'no-show' THEN 6 WHEN 'served' THEN " \
	"7 WHEN 'report-received' THEN 8 ELSE 99 END"

/* What is passed over was by then: help that was given had been agreed to. */
static const char *const stamps[] = { "sent", "answered", "served",
				      "reported" };

/* What a task that fulfils a referral says of it (HL7 SDOH Clinical Care: the
 * task has the work, the order stays active), and a message that arrived. The
 * furthest counts; after it was turned away, what somebody was asked since. */
static const char heard[] =
	"WITH said AS (SELECT k.about, k.id, 'task' AS type, "
	"CASE k.status WHEN 'requested' THEN 'sent' WHEN 'ready' THEN 'sent' "
	"WHEN 'received' THEN 'received' WHEN 'accepted' THEN 'accepted' WHEN "
	"'in-progress' THEN 'accepted' WHEN 'on-hold' THEN 'accepted' WHEN "
	"'completed' THEN iif(k.evidence IS NULL, 'served', 'report-received') "
	"WHEN 'rejected' THEN 'rejected' WHEN 'failed' THEN 'rejected' END AS "
	"stage, coalesce(k.at, k.told) AS asked, coalesce(k.done, k.told, "
	"k.at) AS at, k.evidence, k.evidence_type FROM task k WHERE "
	"k.about_type = 'referral' AND k.source <> 'hub' AND k.kind = "
	"'fulfill' UNION ALL SELECT n.about, n.id, 'notice', 'delivered', "
	"n.at, NULL, NULL, NULL FROM notice n "
	"WHERE n.kind = 'referral' AND n.status = 'delivered' AND NOT EXISTS "
	"(SELECT 1 FROM notice m WHERE m.about = n.about AND m.kind = n.kind "
	"AND m.at > n.at)), "
	"far AS (SELECT s.*, iif(s.stage = 'rejected', 5.5, " FAR("s.stage")
	") AS n FROM said s WHERE s.stage IS NOT NULL) "
	"SELECT r.id, f.stage, f.evidence, f.evidence_type, f.type || '/' || "
	"hexid(f.id), coalesce(r.sent, f.asked), coalesce(r.answered, iif(f.n "
	">= 5, f.at, NULL)), coalesce(r.served, iif(f.n >= 7, f.at, NULL)), "
	"coalesce(r.reported, iif(f.n >= 8, f.at, NULL)), max(f.n) FROM far f "
	"JOIN referral r ON r.id = f.about WHERE (f.n > " FAR("r.stage")
	" OR (r.stage = 'rejected' AND f.type = 'task' AND f.stage <> "
	"'rejected' AND f.asked > r.answered)) AND r.status IN ('active', "
	"'on-hold', 'completed', 'unknown') GROUP BY r.id";

/* What the steps by hand would tell the referrer. */
static int tell(const struct running *r, const struct ch_row *row,
		const char *stage, struct ch_err *err)
{
	const struct ch_step step = { .word = stage };
	const struct ch_step_how how = { .now = r->now, .shelf = r->shelf };
	struct ch_taking t = { .store = r->store, .step = &step, .how = &how,
			       .row = *row, .did = r->did, .ctx = r->ctx };
	int rc;

	if (strcmp(stage, "accepted") && strcmp(stage, "rejected") &&
	    strcmp(stage, "report-received"))
		return 0;
	snprintf(t.becomes, sizeof(t.becomes), "%s", stage);
	rc = ch_store_get(r->store, row->type, row->v[0].i, &t.was, err);
	return rc ? rc : ch_refer_tell(&t, err);
}

static int move(const struct running *r, const struct ch_stmt *st,
		struct ch_err *err)
{
	char stage[24], type[32], cause[64];
	const struct ch_put_how how = { .source = "hub", .cause = cause,
					.reason = "fulfilment" };
	enum ch_did did;
	struct ch_row row;
	int rc;

	ch_slice_copy(stage, sizeof(stage), ch_stmt_text(st, 1));
	ch_slice_copy(type, sizeof(type), ch_stmt_text(st, 3));
	ch_slice_copy(cause, sizeof(cause), ch_stmt_text(st, 4));
	ch_row_start(&row, ch_type_find("referral"));
	ch_row_put_int(&row, "id", ch_stmt_int(st, 0));
	ch_row_put_text(&row, "stage", stage);
	for (int i = 0; i < (int)CH_COUNT(stamps); i++)
		if (ch_stmt_int(st, 5 + i))
			ch_row_put_int(&row, stamps[i],
				       ch_stmt_int(st, 5 + i));
	if (*type) {
		ch_row_put_int(&row, "report", ch_stmt_int(st, 2));
		ch_row_put_text(&row, "report_type", type);
	}
	rc = ch_put(r->store, &row, &how, &did, err);
	if (!rc)
		rc = r->did(r->ctx, row.type, row.v[0].i, did, err);
	return rc ? rc : tell(r, &row, stage, err);
}

/* What is written while the query goes on is in none of its indexes. */
static int follow(const struct running *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, r->store, heard, NULL, 0, err);

	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = move(r, st, err);
	return rc == CH_END ? 0 : rc;
}

/* ---- people who died ---- */

static int end_one(const struct running *r, int64_t id, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .reason = "died" };
	const struct ch_ending end = { r->store, r->now, "died", true, r->did,
				       r->ctx };
	enum ch_did did;
	struct ch_row row;
	int rc;

	ch_row_start(&row, ch_type_find("referral"));
	ch_row_int(&row, 0, id);
	ch_row_put_texts(&row, "stage", "cancelled", "status", "revoked",
			 "stage_reason", "died", NULL);
	ch_row_put_int(&row, "closed", r->now);
	rc = ch_put(r->store, &row, &how, &did, err);
	if (!rc)
		rc = r->did(r->ctx, row.type, id, did, err);
	return rc ? rc : ch_end_about(&end, id, err);
}

static int end_of_dead(const struct running *r, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
	int rc = ch_store_ask_ids(r->store, "SELECT r.id FROM referral r WHERE "
				  "r.status IN ('draft', 'active', 'on-hold') "
				  "AND r.stage IS NOT NULL AND "
				  CH_DIED("r.patient", "$1"),
				  CH_WITH(ch_ask_int(ch_moment_top(r->now))),
				  &ids, err);

	for (size_t i = 0; i < ids.n && !rc; i++)
		rc = end_one(r, ids.id[i], err);
	return rc;
}

int ch_refer_run(struct ch_store *store, const struct ch_shelf *shelf,
		 int64_t now, ch_step_did did, void *ctx, struct ch_err *err)
{
	const struct running r = { store, shelf, now, did, ctx };
	int rc = follow(&r, err);

	return rc ? rc : end_of_dead(&r, err);
}
