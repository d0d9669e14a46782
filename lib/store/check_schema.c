/* check_schema.c - whether the schema is the one that this build makes. */
#include "store/check_in.h"

/* Two lists in order, a key and a text a row: what the store has and what it
 * should have. */
struct pair {
	struct ch_stmt *has, *should;
	bool more_has, more_should;
};

static int next(struct ch_stmt *st, bool *more, struct ch_err *err)
{
	int rc = ch_stmt_step(st, err);

	*more = !rc;
	return rc == CH_END ? 0 : rc;
}

static int order(struct ch_slice a, struct ch_slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int d = n ? memcmp(a.s, b.s, n) : 0;

	return d ? d : (a.n > b.n) - (a.n < b.n);
}

static bool begins(struct ch_slice s, const char *with)
{
	return s.n > strlen(with) && !memcmp(s.s, with, strlen(with));
}

static bool is_ours(struct ch_slice table)
{
	return ch_type_find_n(table.s, table.n) ||
		ch_slice_is(table, "patient_word") ||
		ch_slice_is(table, "seal") || ch_slice_is(table, "attempt");
}

/* A site's own table may lie beside ours, with its indexes. Whatever else is
 * there changes what ours do or mean. */
static void tell_more(struct check *c, struct ch_slice key,
		      struct ch_slice table)
{
	bool own = begins(key, "table ") ||
		(begins(key, "index ") && !is_ours(table));
	char words[160];

	snprintf(words, sizeof(words), "%.*s is none of this hub's",
		 (int)(key.n < 100 ? key.n : 100), key.s);
	if (own)
		c->note(c->ctx, "schema", words, 1);
	else
		find_fault(c, "schema", words, 1);
}

/* "index patient_id is not there": the kind of what it is leads. */
static void tell(struct check *c, struct ch_slice key, const char *what)
{
	const char *blank = memchr(key.s, ' ', key.n);
	size_t kind = blank ? (size_t)(blank - key.s) : 0;
	char words[160], name[16];

	snprintf(name, sizeof(name), "%.*s", (int)(kind < 15 ? kind : 15),
		 key.s);
	snprintf(words, sizeof(words), "%.*s %s",
		 (int)(key.n - kind - 1), key.s + kind + 1, what);
	find_fault(c, name, words, 1);
}

static int compare(struct check *c, struct pair *p, struct ch_err *err)
{
	int rc = next(p->has, &p->more_has, err);

	if (!rc)
		rc = next(p->should, &p->more_should, err);
	while (!rc && (p->more_has || p->more_should)) {
		struct ch_slice has = { "", 0 }, should = { "", 0 };
		int d;

		if (p->more_has)
			has = ch_stmt_text(p->has, 0);
		if (p->more_should)
			should = ch_stmt_text(p->should, 0);
		d = !p->more_should ? -1 : !p->more_has ? 1 :
			order(has, should);
		if (d < 0)
			tell_more(c, has, ch_stmt_text(p->has, 2));
		else if (d > 0)
			tell(c, should, "is not there");
		else if (order(ch_stmt_text(p->has, 1),
			       ch_stmt_text(p->should, 1)))
			tell(c, has, "is another than it was made");
		if (d <= 0)
			rc = next(p->has, &p->more_has, err);
		if (!rc && d >= 0)
			rc = next(p->should, &p->more_should, err);
	}
	return rc;
}

static int compare_by(struct check *c, struct ch_db *should, const char *sql,
		      struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *a = NULL;
	CH_AUTO(ch_stmt_free) struct ch_stmt *b = NULL;
	int rc = ch_db_prepare(&a, c->store->db, sql, err);
	struct pair p;

	if (!rc)
		rc = ch_db_prepare(&b, should, sql, err);
	if (rc)
		return rc;
	p = (struct pair){ a, b, false, false };
	return compare(c, &p, err);
}

/* SQLite's own (sqlite_stat1, automatic indexes) are nobody's. Indexes of a
 * site's own tables go with them. */
static const char objects[] =
	"SELECT type || ' ' || name, tbl_name || ' ' || sql, tbl_name FROM "
	"main.sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_' ORDER BY 1";

static const char steps[] =
	"SELECT 'step ' || on_type || '.' || field || ': ' || was || ' to ' || "
	"becomes || ' by ' || word, '', 'lifecycle' FROM main.lifecycle ORDER "
	"BY 1";

int ch_check_schema(struct check *c, struct ch_err *err)
{
	struct ch_db *should;
	int rc = ch_db_open(&should, ":memory:", CH_DB_CREATE, err);

	if (!rc)
		rc = ch_db_run(should, ch_schema_sql, err);
	if (!rc)
		rc = ch_store_make_views(should, err);
	if (!rc)
		rc = compare_by(c, should, objects, err);
	if (!rc && !c->faults)
		rc = compare_by(c, should, steps, err);
	ch_db_close(&should);
	return rc;
}
