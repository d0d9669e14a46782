/* knowledge_codes.c - code sets and tables of codes, for queries to join. */
#include "know/tsv.h"
#include "query/knowledge_views.h"
#include "query/needs.h"

/* One file of codes, row by row; the table that it goes into. */
struct sheet {
	struct ch_tsv t;
	const char *name;
};

static int open_sheet(struct sheet *s, const struct ch_shelf *shelf,
		      const char *name, struct ch_err *err)
{
	s->name = name;
	return ch_tsv_open(&s->t, shelf, "codes", name, err);
}

/* ---- code sets ---- */

/* system TAB code [TAB ...]; a code that ends in * is a prefix. `bare` is it
 * without its * and dots, `head` the same of a prefix, else null. */
static int add_code(struct ch_stmt *st, const struct sheet *s,
		    struct ch_buf *bare, struct ch_err *err)
{
	size_t n = s->t.n > 1 ? strlen(s->t.field[1]) : 0;
	bool prefix = n && s->t.field[1][n - 1] == '*';

	if (!n)
		return ch_fail(err, CH_EDATA, "code set %s: a line without a "
			       "code", s->name);
	n -= prefix;
	ch_buf_clear(bare);
	for (size_t i = 0; i < n; i++)
		if (s->t.field[1][i] != '.')
			ch_buf_addc(bare, s->t.field[1][i]);
	if (ch_buf_ok(bare, err))
		return CH_ENOMEM;
	ch_stmt_bind_str(st, 1, s->name);
	ch_stmt_bind_str(st, 2, s->t.field[0]);
	ch_stmt_bind_text(st, 3, s->t.field[1], n);
	ch_stmt_bind_int(st, 4, prefix);
	ch_stmt_bind_text(st, 5, bare->s ? bare->s : "", bare->n);
	if (prefix)
		ch_stmt_bind_text(st, 6, bare->s ? bare->s : "", bare->n);
	else
		ch_stmt_bind_null(st, 6);
	return ch_stmt_finish(st, err);
}

static int fill_set(struct ch_store *store, const struct ch_shelf *shelf,
		    const char *name, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	CH_AUTO(ch_buf_free) struct ch_buf bare = CH_BUF_INIT;
	struct sheet s;
	int rc = open_sheet(&s, shelf, name, err);

	if (!rc)
		rc = ch_db_prepare(&st, store->db, "INSERT INTO temp.code_set "
				   "VALUES ($1, $2, $3, $4, $5, $6)", err);
	while (!rc && ch_tsv_next(&s.t))
		if (strcmp(s.t.field[0], "system"))
			rc = add_code(st, &s, &bare, err);
	ch_tsv_close(&s.t);
	return rc;
}

/* ---- tables ---- */

static bool is_plain(const char *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!(name[i] >= 'a' && name[i] <= 'z') && name[i] != '_')
			return false;
	return n > 0;
}

/* CREATE and INSERT, from the words of the heading. Where there is a `code`,
 * rows are looked up by it. */
static int build_table(const struct sheet *s, struct ch_buf *create,
		       struct ch_buf *insert, int *columns, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf others = CH_BUF_INIT;
	const char *word = s->t.heading;
	bool code = false;
	int n = 0;

	if (!is_plain(s->name, strlen(s->name)) || ch_type_find(s->name))
		return ch_fail(err, CH_EDATA, "%s: no name for a table",
			       s->t.path);
	ch_buf_addf(create, "DROP TABLE IF EXISTS temp.%s;"
		    "CREATE TEMP TABLE %s (", s->name, s->name);
	ch_buf_addf(insert, "INSERT INTO temp.%s VALUES (", s->name);
	while (word) {
		size_t len = strcspn(word, "\t");

		if (!is_plain(word, len) || n == CH_TSV_FIELDS)
			return ch_fail(err, CH_EDATA, "%s: the last comment "
				       "must name the columns", s->t.path);
		ch_buf_addf(create, "%s%.*s TEXT", n ? ", " : "", (int)len,
			    word);
		ch_buf_addf(insert, "%s$%d", n ? ", " : "", n + 1);
		if (len == 4 && !memcmp(word, "code", 4))
			code = true;
		else
			ch_buf_addf(&others, ", %.*s", (int)len, word);
		n++;
		word = word[len] ? word + len + 1 : NULL;
	}
	ch_buf_adds(create, ");");
	if (code)
		ch_buf_addf(create, "CREATE INDEX temp.%s_code ON %s (code%s)",
			    s->name, s->name, others.s ? others.s : "");
	ch_buf_adds(insert, ")");
	*columns = n;
	return ch_buf_ok(create, err) ? CH_ENOMEM : ch_buf_ok(insert, err);
}

/* `like`: the table is there, of another file with that heading; or NULL. */
static int fill_table(struct ch_store *store, struct sheet *s,
		      const char *like, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf create = CH_BUF_INIT, insert = CH_BUF_INIT;
	bool row = ch_tsv_next(&s->t);
	int columns = 0, rc = build_table(s, &create, &insert, &columns, err);

	if (!rc && like && strcmp(like, s->t.heading))
		rc = ch_fail(err, CH_EDATA, "%s: its columns are not those of "
			     "the others there", s->t.path);
	if (!rc && !like)
		rc = ch_db_run(store->db, create.s, err);
	if (!rc)
		rc = ch_db_prepare(&st, store->db, insert.s, err);
	for (; !rc && row; row = ch_tsv_next(&s->t)) {
		for (int i = 0; i < columns; i++)
			ch_stmt_bind_str(st, i + 1, i < s->t.n &&
					 *s->t.field[i] ? s->t.field[i] :
					 NULL);
		rc = ch_stmt_finish(st, err);
	}
	ch_buf_free(&create);
	ch_buf_free(&insert);
	return rc;
}

/* All files of a folder as one table: they have the same columns. */
static int add_folder(struct ch_store *store, const struct ch_shelf *shelf,
		      const char *name, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf heading = CH_BUF_INIT;
	struct ch_book *book = NULL;
	size_t n = 0;
	int rc = ch_shelf_list(shelf, name, ".tsv", &book, &n, err);

	for (size_t i = 0; i < n && !rc; i++) {
		struct sheet s = { .name = name };

		rc = ch_tsv_open(&s.t, shelf, name, book[i].name, err);
		if (!rc)
			rc = fill_table(store, &s, heading.s, err);
		if (!rc && !i) {
			ch_buf_adds(&heading, s.t.heading);
			rc = ch_buf_ok(&heading, err);
		}
		ch_tsv_close(&s.t);
	}
	free(book);
	return rc;
}

static int add_table(struct ch_store *store, const struct ch_shelf *shelf,
		     const char *name, struct ch_err *err)
{
	size_t n = strlen(name) - 1;
	char folder[128];
	struct sheet s;
	int rc;

	if (name[n] == '/') {
		snprintf(folder, sizeof(folder), "%.*s", (int)n, name);
		return add_folder(store, shelf, folder, err);
	}
	rc = open_sheet(&s, shelf, name, err);
	if (!rc)
		rc = fill_table(store, &s, NULL, err);
	ch_tsv_close(&s.t);
	return rc;
}

/* ---- lists of names ---- */

/* Whether the word stands in the list before `end`. */
static bool seen(const char *list, const char *end, const char *word, size_t n)
{
	while (list < end) {
		size_t len = strcspn(list, ", ");

		if (len == n && !memcmp(list, word, n))
			return true;
		list += len + 1;
	}
	return false;
}

/* Calls `add` with each name, once. */
static int each_name(const char *list, struct ch_store *store,
		     const struct ch_shelf *shelf,
		     int (*add)(struct ch_store *, const struct ch_shelf *,
				const char *, struct ch_err *),
		     struct ch_err *err)
{
	const char *word = list;
	int rc = 0;

	while (*word && !rc) {
		size_t n = strcspn(word, ", ");
		char name[128];

		if (n >= sizeof(name))
			return ch_fail(err, CH_EDATA, "codes: a name longer "
				       "than %zu bytes", sizeof(name) - 1);
		snprintf(name, sizeof(name), "%.*s", (int)n, word);
		if (n && !seen(list, word, word, n))
			rc = add(store, shelf, name, err);
		word += n + (word[n] != '\0');
	}
	return rc;
}

void ch_needs_add(struct ch_needs *needs, const struct ch_knowledge *k)
{
	ch_buf_addf(&needs->codes, "%s ", k->codes);
	ch_buf_addf(&needs->tables, "%s ", k->tables);
	for (int i = 0; i < CH_QUERIES_MAX; i++)
		if (k->query[i])
			ch_buf_addf(&needs->queries, "%s\n", k->query[i]);
	if (k->with)
		ch_needs_add(needs, k->with);
}

static const char *text(const struct ch_buf *b)
{
	return b->s ? b->s : "";
}

int ch_needs_meet(struct ch_needs *needs, struct ch_store *store,
		  const struct ch_shelf *shelf, int64_t now,
		  struct ch_err *err)
{
	int rc = needs->codes.failed || needs->tables.failed ||
		needs->queries.failed ? ch_nomem(err) : 0;

	ch_db_unguard(store->db);
	if (!rc)
		rc = ch_knowledge_views(store, text(&needs->queries), now,
					err);
	if (!rc)
		rc = each_name(text(&needs->codes), store, shelf, fill_set,
			       err);
	if (!rc)
		rc = each_name(text(&needs->tables), store, shelf, add_table,
			       err);
	ch_buf_free(&needs->codes);
	ch_buf_free(&needs->tables);
	ch_buf_free(&needs->queries);
	return rc;
}

/* ---- all of them, for who asks by hand ---- */

/* Whether the file is a set: its heading is "system, code, ...". */
static bool is_set(const char *heading)
{
	static const char begin[] = "system\tcode";
	size_t n = sizeof(begin) - 1;

	return heading && !strncmp(heading, begin, n) &&
		(!heading[n] || heading[n] == '\t');
}

static int fill_if_set(struct ch_store *store, const struct ch_shelf *shelf,
		       const char *name, struct ch_err *err)
{
	struct sheet s;
	int rc = open_sheet(&s, shelf, name, err);
	bool set = !rc && ch_tsv_next(&s.t) && is_set(s.t.heading);

	ch_tsv_close(&s.t);
	return set ? fill_set(store, shelf, name, err) : rc;
}

int ch_needs_of_query(struct ch_store *store, const struct ch_shelf *shelf,
		      const char *query, int64_t now, struct ch_err *err)
{
	static const char *const words[] = {
		"code_set", "_coded", "_in_force", "counted_patient",
		"living_patient",
	};
	struct ch_book *book = NULL;
	bool asked = false;
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < CH_COUNT(words); i++)
		asked = asked || strcasestr(query, words[i]);
	if (!asked)
		return 0;
	rc = ch_knowledge_views(store, query, now, err);
	if (!rc)
		rc = ch_shelf_list(shelf, "codes", ".tsv", &book, &n, err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = fill_if_set(store, shelf, book[i].name, err);
	free(book);
	return rc;
}
