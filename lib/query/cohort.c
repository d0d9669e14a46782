/* cohort.c - runs a cohort's query, read-only, and gives its people. */
#include "query/cohort.h"
#include "query/needs.h"

static const char *const asks[] = { "$as_of", NULL };
static const struct ch_key keys[] = { { 0 } };

const struct ch_form ch_cohort_form = {
	.room = "cohorts", .word = "cohort", .keys = keys, .asks = asks,
};

int ch_cohort_read(struct ch_knowledge *out, const struct ch_shelf *shelf,
		   const char *name, struct ch_err *err)
{
	return ch_knowledge_read(out, &ch_cohort_form, shelf, name, NULL, err);
}

/* A query that has no such column is no cohort's. */
static int say_so(const struct ch_knowledge *k, int rc, struct ch_err *err)
{
	if (rc != CH_EDATA)
		return rc;
	return ch_fail(err, CH_EDATA, "%s: not one SELECT with a column "
		       "patient, or more than reading", k->path);
}

int ch_cohort_ask(struct ch_stmt **out, struct ch_store *store,
		  const struct ch_knowledge *k, int64_t now,
		  struct ch_err *err)
{
	int rc = ch_knowledge_ask(out, store, k, 0, "SELECT patient FROM (%s)",
				  err);

	if (!rc)
		ch_stmt_bind_named(*out, "$as_of", now);
	return rc ? say_so(k, rc, err) : 0;
}

static int run(struct ch_store *store, const struct ch_knowledge *k,
	       int64_t now, ch_each_row each, void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_rows_close) struct ch_rows *rows = NULL;
	struct ch_ask with[CH_SETS_MAX + 1] = { ch_ask_named("$as_of", now) };
	int rc = ch_knowledge_rows(&rows, store, k, 0, ch_type_find("patient"),
				   "FROM patient WHERE id IN (SELECT patient "
				   "FROM (%s)) ORDER BY fold(family), "
				   "fold(given), id",
				   err);

	if (rc)
		return say_so(k, rc, err);
	memcpy(with + 1, k->set, sizeof(k->set));
	ch_knowledge_budget(store, k);
	ch_rows_ask(rows, with, k->sets + 1);
	rc = ch_rows_each(rows, each, ctx, err);
	ch_knowledge_budget(store, NULL);
	return rc;
}

int ch_cohort_run(struct ch_store *store, const struct ch_shelf *shelf,
		  const char *name, int64_t now, ch_each_row each, void *ctx,
		  struct ch_err *err)
{
	struct ch_needs needs = { 0 };
	struct ch_knowledge k;
	int rc = ch_cohort_read(&k, shelf, name, err);

	if (rc)
		return rc;
	ch_needs_add(&needs, &k);
	rc = ch_needs_meet(&needs, store, shelf, now, err);
	if (!rc)
		rc = ch_db_guard(store->db, err);
	if (!rc)
		rc = run(store, &k, now, each, ctx, err);
	ch_knowledge_free(&k);
	return rc;
}
