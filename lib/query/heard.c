/* heard.c - finds what was written since a mark, by row and by journal. */
#include "base/text.h"
#include "query/heard.h"

/* ---- marks ---- */

void ch_mark_print(const struct ch_mark *mark, char text[CH_MARK_TEXT])
{
	size_t n = (size_t)snprintf(text, CH_MARK_TEXT, "%lld",
				    (long long)mark->seq);

	for (int t = 0; t < ch_types_n && n < CH_MARK_TEXT; t++)
		if (mark->row[t])
			n += (size_t)snprintf(text + n, CH_MARK_TEXT - n,
					      " %s=%lld", ch_types[t].name,
					      (long long)mark->row[t]);
}

bool ch_mark_read(struct ch_mark *mark, struct ch_slice text)
{
	const char *s = text.s, *end = s + text.n;
	size_t n = text.n ? strcspn(s, " ") : 0;

	*mark = (struct ch_mark){ 0 };
	if (!n || !ch_text_int(s, n, &mark->seq))
		return false;
	for (s += n; s < end; s += n) {
		const struct ch_type *type;
		size_t name;

		s += *s == ' ';
		n = strcspn(s, " ");
		name = strcspn(s, "= ");
		type = ch_type_find_n(s, name);
		if (s + n > end || name >= n)
			return false;
		if (type && !ch_text_int(s + name + 1, n - name - 1,
					 &mark->row[type - ch_types]))
			return false;
	}
	return true;
}

void ch_mark_earlier(struct ch_mark *mark, const struct ch_mark *other)
{
	if (other->seq < mark->seq)
		mark->seq = other->seq;
	for (int t = 0; t < ch_types_n; t++)
		if (other->row[t] < mark->row[t])
			mark->row[t] = other->row[t];
}

int ch_mark_now(struct ch_store *store, uint64_t types, struct ch_mark *out,
		struct ch_err *err)
{
	char sql[128];
	int rc = ch_db_get_int(store->db, "SELECT max(seq) FROM journal",
			       &out->seq, err);

	memset(out->row, 0, sizeof(out->row));
	for (int t = 0; t < ch_types_n && !rc; t++) {
		if (!(types >> t & 1))
			continue;
		snprintf(sql, sizeof(sql), "SELECT max(rowid) FROM %s",
			 ch_types[t].name);
		rc = ch_db_get_int(store->db, sql, &out->row[t], err);
	}
	return rc;
}

int ch_mark_broken(struct ch_store *store, const struct ch_mark *mark,
		   bool *broken, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT 1 FROM journal WHERE "
			       "seq > $1 AND (action = 'undo' OR action = "
			       "'upgrade' OR action = 'restore' OR action = "
			       "'delete') UNION ALL SELECT 1 WHERE NOT EXISTS "
			       "(SELECT 1 FROM journal WHERE seq = $1)", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, mark->seq);
	rc = ch_stmt_step(st, err);
	*broken = !rc;
	return rc == CH_END ? 0 : rc;
}

/* ---- views ---- */

static bool counts_once(const struct ch_type *type)
{
	return ch_field(type, "same_as") >= 0;
}

static void drop(struct ch_buf *sql, uint64_t types)
{
	for (int t = 0; t < ch_types_n; t++)
		if (types >> t & 1)
			ch_buf_addf(sql, "DROP VIEW temp.heard_%s; DROP TABLE "
				    "IF EXISTS temp.row_%s; ",
				    ch_types[t].name, ch_types[t].name);
	if (types)
		ch_buf_adds(sql, "DROP VIEW temp.touched; DROP TABLE "
			    "temp.touched_person; DROP TABLE IF EXISTS "
			    "temp.anew; ");
}

static void view_all(struct ch_buf *sql, const struct ch_type *type)
{
	ch_buf_addf(sql, "CREATE TEMP VIEW heard_%s AS SELECT * FROM %s%s; ",
		    type->name, type->name, counts_once(type) ? "_once" : "");
}

/* Who somebody is, and whether anything is done for them, is asked of all that
 * is theirs. */
#define CHANGED(field) "json_type(j.fields, '$." field "') IS NOT NULL"

static void list_anew(struct ch_buf *sql, int64_t seq)
{
	ch_buf_addf(sql, "CREATE TEMP TABLE anew (person INTEGER PRIMARY KEY); "
		    "INSERT OR IGNORE INTO anew SELECT p.person FROM journal j "
		    "CROSS JOIN patient p ON p.id = j.record WHERE j.seq > "
		    "%lld AND j.record_type = 'patient' AND ("
		    CHANGED("person") " OR " CHANGED("died") " OR "
		    CHANGED("dead") " OR " CHANGED("test") "); ",
		    (long long)seq);
}

/* The rows of a table, found one by one; of stays and results those that
 * count. */
static void view_rows(struct ch_buf *sql, const char *name, bool once)
{
	ch_buf_addf(sql, "CREATE TEMP VIEW heard_%s AS SELECT t.* FROM "
		    "temp.row_%s h CROSS JOIN %s t ON t.rowid = h.n%s; ",
		    name, name, name, !once ? "" : " WHERE t.same_as IS NULL "
		    "AND (t.status IS NULL OR t.status <> "
		    "'entered-in-error')");
}

static const char *whose(const struct ch_type *type)
{
	return type->patient >= 0 ? "patient" : "id";
}

static void find_since(struct ch_buf *sql, const struct ch_type *type,
		       const struct ch_mark *since)
{
	const char *name = type->name;

	ch_buf_addf(sql, "INSERT INTO row_%s SELECT rowid FROM %s WHERE rowid "
		    "> %lld; ", name, name,
		    (long long)since->row[type - ch_types]);
	ch_buf_addf(sql, "INSERT OR IGNORE INTO row_%s SELECT t.rowid FROM "
		    "journal j CROSS JOIN %s t ON t.id = j.record WHERE j.seq "
		    "> %lld AND j.record_type = '%s'; ", name, name,
		    (long long)since->seq, name);
	if (type->patient >= 0)
		ch_buf_addf(sql, "INSERT OR IGNORE INTO row_%s SELECT t.rowid "
			    "FROM temp.anew w CROSS JOIN patient q ON q.person "
			    "= w.person CROSS JOIN %s t ON t.patient = q.id; ",
			    name, name);
	ch_buf_addf(sql, "INSERT OR IGNORE INTO touched_person SELECT p.person "
		    "FROM temp.row_%s h CROSS JOIN %s t ON t.rowid = h.n "
		    "CROSS JOIN patient p ON p.id = t.%s; ", name, name,
		    whose(type));
}

static void find_theirs(struct ch_buf *sql, const struct ch_type *type)
{
	ch_buf_addf(sql, "INSERT INTO row_%s SELECT t.rowid FROM "
		    "touched_person x CROSS JOIN patient p ON p.person = "
		    "x.person CROSS JOIN %s t ON t.%s = p.id; ", type->name,
		    type->name, whose(type));
}

static void view(struct ch_buf *sql, const struct ch_type *type,
		 const struct ch_mark *since, int64_t person)
{
	if (!since && !person) {
		view_all(sql, type);
		return;
	}
	ch_buf_addf(sql, "CREATE TEMP TABLE row_%s (n INTEGER PRIMARY KEY); ",
		    type->name);
	if (since)
		find_since(sql, type, since);
	else
		find_theirs(sql, type);
	view_rows(sql, type->name, counts_once(type));
}

int ch_heard_make(struct ch_store *store, uint64_t types,
		  const struct ch_mark *since, int64_t person,
		  struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	types |= UINT64_C(1) << (ch_type_find("patient") - ch_types);
	drop(&sql, store->heard);
	ch_buf_adds(&sql, "CREATE TEMP TABLE touched_person (person INTEGER "
		    "PRIMARY KEY); ");
	if (since)
		list_anew(&sql, since->seq);
	if (!since && person)
		ch_buf_addf(&sql, "INSERT INTO touched_person VALUES (%lld); ",
			    (long long)person);
	for (int t = 0; t < ch_types_n; t++)
		if (types >> t & 1)
			view(&sql, &ch_types[t], since, person);
	ch_buf_adds(&sql, since || person ? "CREATE TEMP VIEW touched AS "
		    "SELECT person FROM touched_person;" :
		    "CREATE TEMP VIEW touched AS SELECT DISTINCT person FROM "
		    "patient;");
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_run(store->db, sql.s, err);
	ch_buf_free(&sql);
	if (!rc)
		store->heard = types;
	return rc;
}
