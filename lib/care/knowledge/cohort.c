/* cohort.c - runs a cohort's query, read-only, and gives its people. */
#include "care/knowledge/cohort.h"
#include "care/knowledge/knowledge.h"

static int open_people(struct ch_rows **out, struct ch_store *store,
		       const struct ch_knowledge *k, struct ch_err *err)
{
	struct ch_buf rest = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&rest, "FROM patient WHERE id IN (SELECT patient FROM (%s"
		    "\n)) ORDER BY family, given, id", k->sql);
	rc = ch_buf_ok(&rest, err);
	if (!rc && ch_rows_open(out, store, ch_type_find("patient"), rest.s,
				err))
		rc = ch_fail(err, CH_EDATA, "%s: not one SELECT with a column "
			     "patient, or more than reading", k->path);
	ch_buf_free(&rest);
	return rc;
}

int ch_cohort_run(struct ch_store *store, const struct ch_shelf *shelf,
		  const char *name, int64_t now, ch_each_row each, void *ctx,
		  struct ch_err *err)
{
	CH_AUTO(ch_rows_close) struct ch_rows *rows = NULL;
	const struct ch_ask as_of = ch_ask_named("$as_of", now);
	struct ch_knowledge k;
	int rc = ch_knowledge_read(&k, shelf, "cohorts", "cohort", name, err);

	if (rc)
		return rc;
	rc = ch_knowledge_prepare(store, shelf, k.codes, now, err);
	if (!rc)
		rc = ch_db_guard(store->db, err);
	if (!rc)
		rc = open_people(&rows, store, &k, err);
	if (!rc) {
		ch_rows_ask(rows, &as_of, 1);
		rc = ch_rows_each(rows, each, ctx, err);
	}
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
