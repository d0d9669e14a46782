/* knowledge_views.c - the views that cohorts and measures share, so that each
 * file says only what is its own. */
#include "care/knowledge/knowledge_views.h"

static const char tables[] =
	"DROP VIEW IF EXISTS temp.condition_in_force;"
	"DROP VIEW IF EXISTS temp.condition_coded;"
	"DROP VIEW IF EXISTS temp.living_patient;"
	"DROP VIEW IF EXISTS temp.counted_patient;"
	"DROP TABLE IF EXISTS temp.code_set;"
	"DROP TABLE IF EXISTS temp.hub_now;"
	"CREATE TEMP TABLE hub_now (at INTEGER);"
	"CREATE TEMP TABLE code_set (name TEXT, system TEXT, code TEXT, "
	"prefix INTEGER, head TEXT, pattern TEXT);";

static const char counted[] =
	"CREATE TEMP VIEW counted_patient AS SELECT * FROM patient "
	"WHERE test IS NULL OR test = 0";

static const char counted_in_practice[] =
	"CREATE TEMP VIEW counted_patient AS SELECT * FROM patient";

static const char living[] =
	"CREATE TEMP VIEW living_patient AS SELECT p.* "
	"FROM counted_patient p WHERE NOT EXISTS (SELECT 1 "
	"FROM counted_patient d, hub_now n WHERE d.person = p.person AND "
	"(d.died <= n.at OR (d.died IS NULL AND d.dead = 1)))";

/* A code counts if it is in the set, or begins as an ICD-10 code of the set
 * does, with or without its dot; beside a SNOMED CT code, `icd10` counts too.
 * CROSS JOIN: the short list leads, the long table is looked up. */
#define BARE(x) "replace(" x ", '.', '')"
#define BEGINS(x) "substr(" BARE(x) ", 1, length(" BARE("s.code") ")) = " \
	BARE("s.code")
#define WHAT "SELECT s.name AS codes, c.patient, c.encounter, c.status, " \
	"c.verified, c.category, c.at, c.until FROM code_set s CROSS JOIN " \
	"condition c "

static const char coded[] =
	"CREATE TEMP VIEW condition_coded AS "
	WHAT "WHERE s.prefix = 0 AND c.code = s.code AND c.system = s.system "
	"UNION ALL "
	WHAT "WHERE s.prefix = 1 AND c.code >= substr(s.code, 1, 3) AND "
	"c.code < substr(s.code, 1, 3) || '~' AND (c.system = s.system OR "
	"c.system = 'http://hl7.org/fhir/sid/icd-10') AND " BEGINS("c.code")
	" UNION ALL "
	WHAT "WHERE s.prefix = 1 AND c.icd10 >= substr(s.code, 1, 3) AND "
	"c.icd10 < substr(s.code, 1, 3) || '~' AND " BEGINS("c.icd10");

static const char in_force[] =
	"CREATE TEMP VIEW condition_in_force AS SELECT c.* "
	"FROM condition_coded c, hub_now n "
	"WHERE (c.verified IS NULL OR (c.verified <> 'entered-in-error' AND "
	"c.verified <> 'refuted')) AND (c.at IS NULL OR c.at <= n.at) "
	"AND (c.until > n.at OR (c.until IS NULL AND (c.status IS NULL OR "
	"(c.status <> 'resolved' AND c.status <> 'inactive' AND "
	"c.status <> 'remission'))))";

static int set_now(struct ch_store *store, int64_t now, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "INSERT INTO temp.hub_now "
			       "VALUES ($1)", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, now);
	return ch_stmt_finish(st, err);
}

int ch_knowledge_views(struct ch_store *store, int64_t now,
		       struct ch_err *err)
{
	const char *const views[] = {
		store->practice ? counted_in_practice : counted, living, coded,
		in_force,
	};
	int rc = ch_db_run(store->db, tables, err);

	if (!rc)
		rc = set_now(store, now, err);
	for (size_t i = 0; i < CH_COUNT(views) && !rc; i++)
		rc = ch_db_run(store->db, views[i], err);
	return rc;
}
