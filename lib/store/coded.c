/* coded.c - views of records whose code is in a set: one for each
 * coded field, made from the schema, and each sees all codes that a record has.
 */
#include "base/buf.h"
#include "store/coded.h"

/* A code counts if it is in the set, or begins as an ICD-10 code of the set
 * does, with or without its dot. `x` is the row, `c` its column. */
#define ICD10 "http://hl7.org/fhir/sid/icd-10"
#define ICD10_CM "http://hl7.org/fhir/sid/icd-10-cm"

/* One column that may hold a code of a set. */
struct place {
	const char *table, *column;
	const char *system;	/* SQL for its system; NULL: any will do */
	const char *record;	/* SQL for the record's id */
	const char *type, *field;	/* of `coding`: whose codes; or NULL */
	bool indexed;		/* by that column */
};

/*
 * The short list leads, the long table is looked up by code, where it has an
 * index for that. Where it has none each of its rows asks the list, which is
 * quicker than each of the list reading all of the table.
 */
static void from(struct ch_buf *sql, const struct place *p)
{
	ch_buf_addf(sql, "SELECT +s.name AS codes, %s AS record FROM ",
		    p->record);
	if (p->indexed)
		ch_buf_addf(sql, "code_set s CROSS JOIN %s x", p->table);
	else
		ch_buf_addf(sql, "%s x CROSS JOIN code_set s", p->table);
}

/* Where there is a + SQLite goes by the code, and makes no index of its own. */
static void whose(struct ch_buf *sql, const struct place *p, const char *plus)
{
	if (p->type)
		ch_buf_addf(sql, " AND %sx.record_type = '%s' AND %sx.field = "
			    "'%s'", plus, p->type, plus, p->field);
}

static void exact(struct ch_buf *sql, const struct place *p)
{
	from(sql, p);
	ch_buf_addf(sql, " WHERE s.prefix = 0 AND s.code = x.%s", p->column);
	if (p->system)
		ch_buf_addf(sql, " AND s.system = %s", p->system);
	whose(sql, p, "");
}

static void begins(struct ch_buf *sql, const struct place *p)
{
	char bare[80];

	snprintf(bare, sizeof(bare), "replace(x.%s, '.', '')", p->column);
	ch_buf_adds(sql, " UNION ALL ");
	from(sql, p);
	if (p->indexed)
		ch_buf_addf(sql, " WHERE x.%s >= substr(s.head, 1, 3) AND "
			    "x.%s < substr(s.head, 1, 3) || '~'", p->column,
			    p->column);
	else
		ch_buf_addf(sql, " WHERE s.head >= substr(x.%s, 1, 1) AND "
			    "s.head <= %s", p->column, bare);
	ch_buf_addf(sql, " AND substr(%s, 1, length(s.head)) = s.head", bare);
	if (p->system)
		ch_buf_addf(sql, " AND (%s = s.system OR %s = '" ICD10 "')",
			    p->system, p->system);
	whose(sql, p, "+");
}

static void both(struct ch_buf *sql, const struct place *p, bool first)
{
	if (!first)
		ch_buf_adds(sql, " UNION ALL ");
	exact(sql, p);
	begins(sql, p);
}

/* The further codes of the field. */
static void further(struct ch_buf *sql, const struct ch_type *t,
		    const char *field, bool once)
{
	char counts[120];

	snprintf(counts, sizeof(counts), "(SELECT coalesce(r.same_as, r.id) "
		 "FROM %s r WHERE r.id = x.record)", t->name);
	both(sql, &(struct place){ "coding", "code", "x.system",
				   once ? counts : "x.record", t->name, field,
				   true }, false);
}

/* A field holds a code when it is called so. */
static bool is_code(const struct ch_field *f)
{
	size_t n = strlen(f->name);

	return f->as == CH_AS_TEXT && n >= 4 &&
		!strcmp(f->name + n - 4, "code");
}

/* condition.code: condition_coded; encounter.reason_code:
 * encounter_reason_coded; observation.vcode: observation_vcode_coded. */
static void name_view(struct ch_buf *sql, const struct ch_type *t,
		      const char *field)
{
	size_t n = strlen(field);

	ch_buf_adds(sql, t->name);
	if (strcmp(field, "code"))
		ch_buf_addf(sql, "_%.*s", (int)(n > 5 && field[n - 5] == '_' ?
						n - 5 : n), field);
	ch_buf_adds(sql, "_coded");
}

static void view(struct ch_buf *sql, const struct ch_type *t, int col,
		 bool indexed)
{
	const char *field = t->field[col].name;
	bool own = !strcmp(field, "code") && ch_field(t, "system") >= 0;
	bool once = ch_field(t, "same_as") >= 0;
	const char *record = once ? "coalesce(x.same_as, x.id)" : "x.id";

	ch_buf_adds(sql, "DROP VIEW IF EXISTS temp.");
	name_view(sql, t, field);
	ch_buf_adds(sql, ";CREATE TEMP VIEW ");
	name_view(sql, t, field);
	/* Once, by whichever of its codes; and what a query says of `codes`
	 * goes as deep as code_set. */
	ch_buf_adds(sql, " AS SELECT m.codes, t.* FROM (SELECT DISTINCT codes, "
		    "record FROM (");
	both(sql, &(struct place){ t->name, field, own ? "x.system" : NULL,
				   record, NULL, NULL, indexed }, true);
	/* Where a source had both, older stores have the ICD-10 code here. */
	if (own && ch_field(t, "icd10") >= 0)
		both(sql, &(struct place){ t->name, "icd10",
					   "'" ICD10_CM "'", record, NULL,
					   NULL, true }, false);
	if (strcmp(t->name, "coding"))
		further(sql, t, field, once);
	ch_buf_addf(sql, ")) m CROSS JOIN %s%s t ON t.id = m.record;", t->name,
		    once ? "_once" : "");
}

/* Whether an index begins with the column. */
static int is_indexed(struct ch_store *store, const char *table,
		      const char *column, bool *is, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT 1 FROM "
			       "pragma_index_list($1, 'main') l, "
			       "pragma_index_info(l.name, 'main') i WHERE "
			       "i.seqno = 0 AND i.name = $2", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, table);
	ch_stmt_bind_str(st, 2, column);
	rc = ch_stmt_step(st, err);
	*is = !rc;
	return rc == CH_END ? 0 : rc;
}

/* Makes the view, if a query says its name. */
static int make(struct ch_store *store, const char *queries,
		const struct ch_type *t, int col, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	bool indexed = false;
	int rc;

	name_view(&sql, t, t->field[col].name);
	rc = ch_buf_ok(&sql, err);
	if (rc || !strcasestr(queries, sql.s))
		return rc;
	rc = is_indexed(store, t->name, t->field[col].name, &indexed, err);
	ch_buf_clear(&sql);
	view(&sql, t, col, indexed);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	return rc ? rc : ch_db_run(store->db, sql.s, err);
}

int ch_store_coded(struct ch_store *store, const char *queries,
		   struct ch_err *err)
{
	int rc = 0;

	for (int i = 0; i < ch_types_n && !rc; i++)
		for (int c = 0; c < ch_types[i].n && !rc; c++)
			if (is_code(&ch_types[i].field[c]))
				rc = make(store, queries, &ch_types[i], c,
					  err);
	return rc;
}
