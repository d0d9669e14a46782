/* knowledge_views.c - the views that cohorts and measures share, so that each
 * file says only what is its own. */
#include "query/knowledge_views.h"
#include "query/needs.h"
#include "store/coded.h"

static const char tables[] =
	"DROP VIEW IF EXISTS temp.condition_in_force;"
	"DROP VIEW IF EXISTS temp.living_patient;"
	"DROP VIEW IF EXISTS temp.counted_patient;"
	"DROP TABLE IF EXISTS temp.code_set;"
	"DROP TABLE IF EXISTS temp.hub_now;"
	"CREATE TEMP TABLE hub_now (at INTEGER);"
	"INSERT INTO hub_now VALUES (0);"
	"CREATE TEMP TABLE code_set (name TEXT, system TEXT, code TEXT, "
	"prefix INTEGER, bare TEXT, head TEXT);"
	"CREATE INDEX temp.code_set_code ON code_set (code, system, prefix, "
	"name);"
	"CREATE INDEX temp.code_set_head ON code_set (head);";

static const char counted[] =
	"CREATE TEMP VIEW counted_patient AS SELECT * FROM patient "
	"WHERE (test IS NULL OR test = 0)";

static const char counted_in_practice[] =
	"CREATE TEMP VIEW counted_patient AS SELECT * FROM patient";

static const char living[] =
	"CREATE TEMP VIEW living_patient AS SELECT p.* "
	"FROM counted_patient p WHERE NOT EXISTS (SELECT 1 "
	"FROM counted_patient d, hub_now n WHERE d.person = p.person AND "
	"(d.died <= n.at OR (d.died IS NULL AND d.dead = 1)))";

static const char in_force[] =
	"CREATE TEMP VIEW condition_in_force AS SELECT c.* "
	"FROM condition_coded c, hub_now n "
	"WHERE (c.verified IS NULL OR (c.verified <> 'entered-in-error' AND "
	"c.verified <> 'refuted')) AND (c.at IS NULL OR c.at <= n.at) "
	"AND (c.until > n.at OR (c.until IS NULL AND (c.status IS NULL OR "
	"(c.status <> 'resolved' AND c.status <> 'inactive' AND "
	"c.status <> 'remission'))))";

int ch_needs_now(struct ch_store *store, int64_t now, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "UPDATE temp.hub_now SET at = "
			       "$1", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, now);
	return ch_stmt_finish(st, err);
}

int ch_needs_one(struct ch_store *store, int64_t person, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	ch_buf_adds(&sql, "DROP VIEW temp.counted_patient; ");
	ch_buf_adds(&sql, store->practice ? counted_in_practice : counted);
	ch_buf_addf(&sql, "%s person = %lld", store->practice ? " WHERE" :
		    " AND", (long long)person);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_run(store->db, sql.s, err);
	ch_buf_free(&sql);
	return rc;
}

int ch_knowledge_views(struct ch_store *store, const char *queries,
		       int64_t now, struct ch_err *err)
{
	bool asked = strcasestr(queries, "condition_in_force");
	const char *const views[] = {
		store->practice ? counted_in_practice : counted, living,
		asked ? in_force : "",
	};
	int rc = ch_db_run(store->db, tables, err);

	if (!rc)
		rc = ch_store_coded(store, queries, err);
	if (!rc && asked)
		rc = ch_store_coded(store, "condition_coded", err);

	if (!rc)
		rc = ch_needs_now(store, now, err);
	for (size_t i = 0; i < CH_COUNT(views) && !rc; i++)
		rc = ch_db_run(store->db, views[i], err);
	return rc;
}
