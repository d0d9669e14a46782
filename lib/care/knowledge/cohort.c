/* cohort.c - runs a cohort's query, read-only, and gives its people. */
#include "care/knowledge/cohort.h"
#include "care/knowledge/knowledge.h"
#include "store/put_state.h"
#include "store/scan.h"

static void build(struct ch_buf *sql, const struct ch_knowledge *k)
{
	ch_buf_adds(sql, "SELECT ");
	ch_put_columns(sql, ch_type_find("patient"));
	ch_buf_addf(sql, " FROM patient WHERE id IN (SELECT patient FROM (%s"
		    "\n)) ORDER BY family, given, id", k->sql);
}

static int run(struct ch_store *store, const struct ch_knowledge *k,
	       int64_t now,
	       int (*each)(void *ctx, const struct ch_row *row, bool again,
			   struct ch_err *err),
	       void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf sql = CH_BUF_INIT;
	struct ch_row row;
	int rc;

	build(&sql, k);
	rc = ch_buf_ok(&sql, err);
	if (!rc && ch_db_prepare(&st, store->db, sql.s, err))
		rc = ch_fail(err, CH_EDATA, "%s: not one SELECT with a column "
			     "patient, or more than reading", k->path);
	ch_buf_free(&sql);
	if (!rc)
		ch_stmt_bind_named(st, "$as_of", now);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		ch_scan_fill(&row, ch_type_find("patient"), st, 0);
		rc = each(ctx, &row, false, err);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_cohort_run(struct ch_store *store, const struct ch_shelf *shelf,
		  const char *name, int64_t now,
		  int (*each)(void *ctx, const struct ch_row *row, bool again,
			      struct ch_err *err),
		  void *ctx, struct ch_err *err)
{
	struct ch_knowledge k;
	int rc = ch_knowledge_read(&k, shelf, "cohorts", "cohort", name, err);

	if (rc)
		return rc;
	rc = ch_knowledge_prepare(store, shelf, k.codes, k.sql, now,
				  err);
	if (!rc)
		rc = ch_db_guard(store->db, err);
	if (!rc)
		rc = run(store, &k, now, each, ctx, err);
	ch_knowledge_free(&k);
	return rc;
}

int ch_cohort_head(struct ch_cohort_head *out, const struct ch_shelf *shelf,
		   const char *name, struct ch_err *err)
{
	struct ch_knowledge k;
	int rc = ch_knowledge_read(&k, shelf, "cohorts", "cohort", name, err);

	if (rc)
		return rc;
	snprintf(out->name, sizeof(out->name), "%s", k.name);
	snprintf(out->title, sizeof(out->title), "%s", k.title);
	snprintf(out->version, sizeof(out->version), "%s", k.version);
	ch_knowledge_free(&k);
	return 0;
}
