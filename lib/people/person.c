/* person.c - a person's sections: which of their records a page shows. */
#include "base/moment.h"
#include "base/text.h"
#include "people/person.h"
#include "lifecycle.h"
#include "store/put.h"

/* $1 is the person, $2 the moment that now means. Every patient record of the
 * person counts. */
#define THEIRS "t.patient IN (SELECT p.id FROM patient p WHERE p.person = $1)"
/* Nothing that is still to come, seen from then. */
#define SO_FAR "(t.at IS NULL OR day_of(t.at) <= day_of($2))"
#define NOT_OVER(words) "(t.status IS NULL OR t.status NOT IN (" words "))"
/* What somebody thinks of ordering is not ordered. */
#define ORDERED "(t.intent IS NULL OR (t.intent <> 'proposal' AND " \
	"t.intent <> 'plan' AND t.intent <> 'option'))"
#define LIVE "(t.status IS NULL OR t.status <> 'entered-in-error')"

/* What makes two rows the same thing: their code; their name where there is no
 * code; without either nothing does. */
#define THING "COALESCE(t.system || '|' || t.code, t.code, t.name, hexid(t.id))"

/* Of allergies and medicines a code may say little ("allergy to substance"):
 * the name belongs to it, or one would hide another. */
#define NAMED "COALESCE(t.code, '') || '|' || COALESCE(t.name, hexid(t.id))"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

/* One row of each, the newest. */
#define ONCE(key) "row_number() OVER (PARTITION BY " key \
	" ORDER BY t.at DESC NULLS LAST, t.id) AS nth"

static const struct {
	const char *type;
	const char *nth;	/* a window, or "1 AS nth" */
	const char *where;
	int most;		/* rows of each code */
	const char *order;
} sections[CH_SECTIONS] = {
	[CH_WHO] = { "patient", "1 AS nth", "t.person = $1", 1,
		"CASE WHEN id = $1 THEN 0 ELSE 1 END, id" },
	[CH_REACH] = { "contact", "1 AS nth", THEIRS
		" AND (t.use IS NULL OR t.use <> 'old')"
		" AND (t.until IS NULL OR t.until >= $2)", 1,
		"rank NULLS LAST, CASE use WHEN 'mobile' THEN 1 WHEN 'home' "
		"THEN 2 ELSE 3 END, system, id" },
	[CH_NUMBERS] = { "identifier", "1 AS nth", THEIRS " AND t.kind = 'MR'"
		" AND (t.use IS NULL OR t.use <> 'old')"
		" AND (t.until IS NULL OR t.until >= $2)", 1,
		"at DESC NULLS LAST, id" },
	[CH_TEAM] = { "team", "1 AS nth", THEIRS " AND " SO_FAR " AND " LIVE
		" AND (t.status IS NULL OR t.status <> 'inactive')"
		" AND (t.until IS NULL OR t.until >= $2)"
		" AND (t.member_type IS NULL OR t.member_type <> 'patient')",
		1, "at DESC NULLS LAST, name, id" },
	[CH_RELATED] = { "related", "1 AS nth", THEIRS
		" AND (t.active IS NULL OR t.active = 1)"
		" AND (t.until IS NULL OR t.until >= $2)", 1,
		"proxy DESC NULLS LAST, fold(family), fold(given), id" },
	[CH_PROBLEMS] = { "condition", ONCE(THING), THEIRS " AND " SO_FAR
		" AND (t.status IS NULL OR t.status = 'active' OR "
		"t.status = 'recurrence' OR t.status = 'relapse')"
		" AND (t.verified IS NULL OR (t.verified <> 'refuted' AND "
		"t.verified <> 'entered-in-error'))"
		" AND (t.until IS NULL OR t.until >= $2)", 1,
		"at DESC NULLS LAST, name, id" },
	[CH_MEDICINES] = { "medication", ONCE(NAMED), THEIRS " AND " ORDERED
		" AND " SO_FAR
		" AND (t.status = 'active' OR t.status = 'on-hold')"
		" AND (t.until IS NULL OR t.until >= $2)", 1,
		"at DESC NULLS LAST, name, id" },
	[CH_ALLERGIES] = { "allergy", ONCE(NAMED), THEIRS " AND " SO_FAR
		" AND (t.status IS NULL OR t.status = 'active')"
		" AND (t.verified IS NULL OR (t.verified <> 'refuted' AND "
		"t.verified <> 'entered-in-error'))", 1, "name, id" },
	[CH_RESULTS] = { "observation", ONCE(THING) ", max(t.at) OVER "
		"(PARTITION BY " THING ") AS newest",
		THEIRS " AND " SO_FAR " AND " LIVE
		" AND t.same_as IS NULL AND (t.category IS NULL OR ("
		"t.category <> 'social-history' AND t.category <> 'survey' "
		"AND t.category <> 'sdoh'))"
		" AND (t.value IS NOT NULL OR t.vcode IS NOT NULL OR "
		"t.text IS NOT NULL)", 2,
		"newest DESC, name, code, nth LIMIT " TEXT(CH_RESULTS_MOST) },
	[CH_VISITS] = { "encounter", "row_number() OVER (ORDER BY t.at DESC "
		"NULLS LAST, t.id) AS nth", THEIRS " AND " SO_FAR " AND " LIVE
		" AND t.same_as IS NULL AND (t.status IS NULL OR (t.status <> "
		"'cancelled' AND t.status <> 'planned'))", CH_VISITS_MOST,
		"at DESC NULLS LAST, id" },
	[CH_COMING] = { "appointment", "1 AS nth", THEIRS " AND " LIVE
		" AND t.at >= $2 AND " NOT_OVER(CH_OVER_APPOINTMENT), 1,
		"at, id" },
	[CH_PLANS] = { "plan", "1 AS nth",
		THEIRS " AND " SO_FAR " AND " NOT_OVER(CH_OVER_PLAN)
		" AND (t.until IS NULL OR t.until >= $2)", 1,
		"at DESC NULLS LAST, id" },
	[CH_GOALS] = { "goal", "1 AS nth",
		THEIRS " AND " NOT_OVER(CH_OVER_GOAL), 1,
		"due NULLS LAST, id" },
	[CH_TASKS] = { "task", "1 AS nth",
		THEIRS " AND " NOT_OVER(CH_OVER_TASK), 1,
		"due NULLS LAST, id" },
	[CH_REFERRALS] = { "referral", "1 AS nth",
		THEIRS " AND " ORDERED " AND " SO_FAR " AND "
		NOT_OVER(CH_OVER_REFERRAL), 1,
		"at DESC NULLS LAST, id" },
	[CH_NEEDS] = { "need", "1 AS nth",
		THEIRS " AND " SO_FAR " AND " NOT_OVER(CH_OVER_NEED), 1,
		"at DESC NULLS LAST, id" },
	[CH_PREFERENCES] = { "preference", "1 AS nth", THEIRS
		" AND t.value IS NOT NULL", 1,
		"kind, id" },
};

int ch_person_of(struct ch_store *store, int64_t patient, int64_t *person,
		 struct ch_err *err)
{
	int rc = ch_store_ask_int(store, "SELECT person FROM patient WHERE id "
				  "= $1", CH_WITH(ch_ask_int(patient)), person,
				  err);

	return rc == CH_END ? ch_fail(err, CH_ENOENT, "no such patient") : rc;
}

static int open_section(struct ch_rows **out, struct ch_store *store,
			enum ch_section s, struct ch_err *err)
{
	struct ch_buf rest = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&rest, ", nth FROM (SELECT t.*, %s FROM %s t WHERE %s) q "
		    "WHERE nth <= %d ORDER BY %s", sections[s].nth,
		    sections[s].type, sections[s].where, sections[s].most,
		    sections[s].order);
	rc = ch_buf_ok(&rest, err);
	if (!rc)
		rc = ch_rows_open(out, store, ch_type_find(sections[s].type),
				  rest.s, err);
	ch_buf_free(&rest);
	return rc;
}

int ch_person_section(struct ch_store *store, int64_t patient,
		      enum ch_section section, int64_t now, bool *again,
		      ch_each_row each, void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_rows_close) struct ch_rows *rows = NULL;
	struct ch_row row;
	int64_t person;
	int rc = ch_person_of(store, patient, &person, err);

	if (!rc)
		rc = open_section(&rows, store, section, err);
	if (rc)
		return rc;
	ch_rows_ask(rows, CH_WITH(ch_ask_int(person), ch_ask_int(now)));
	while (!rc && !(rc = ch_rows_next(rows, &row, err))) {
		if (again)
			*again = section == CH_RESULTS &&
				ch_rows_beside(rows, 0) > 1;
		rc = each(ctx, &row, err);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_person_language(struct ch_store *store, int64_t patient, char *out,
		       size_t size, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, store, "SELECT r.value FROM patient p "
				  "JOIN patient q ON q.person = p.person JOIN "
				  "preference r ON r.patient = q.id WHERE p.id "
				  "= $1 AND r.kind = 'language' AND r.value IS "
				  "NOT NULL ORDER BY r.at DESC, r.id DESC "
				  "LIMIT 1", CH_WITH(ch_ask_int(patient)), err);

	if (!rc)
		ch_text_language(ch_stmt_text(st, 0), out, size);
	return rc == CH_END ? 0 : rc;
}

/* ---- timeline ---- */

/* Which records, in order: type, id. The records are read one by one. */
static void build_timeline(struct ch_buf *sql)
{
	const char *join = "";

	for (int i = 0; i < ch_types_n; i++) {
		const struct ch_type *t = &ch_types[i];

		if (t->source < 0 || t->patient < 0 || t->at < 0)
			continue;
		ch_buf_addf(sql, "%sSELECT %d AS kind, t.id AS id, t.at AS at "
			    "FROM %s t WHERE t.at IS NOT NULL AND " THEIRS,
			    join, i, t->name);
		join = " UNION ALL ";
	}
	ch_buf_adds(sql, " ORDER BY at, kind, id");
}

int ch_person_timeline(struct ch_store *store, int64_t patient,
		       ch_each_row each, void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf sql = CH_BUF_INIT;
	struct ch_row row;
	int64_t person;
	int rc = ch_person_of(store, patient, &person, err);

	if (rc)
		return rc;
	build_timeline(&sql);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_store_ask(&st, store, sql.s,
				  CH_WITH(ch_ask_int(person)), err);
	ch_buf_free(&sql);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = ch_store_get(store, &ch_types[ch_stmt_int(st, 0)],
				  ch_stmt_int(st, 1), &row, err);
		if (!rc)
			rc = each(ctx, &row, err);
	}
	return rc == CH_END ? 0 : rc;
}
