/* knowledge_query.c - a file's queries made ready: what they may ask, and how
 * long they may take. */
#include "query/knowledge.h"

/* The end of a quoted text or a comment that begins at `s`, or `s`. */
static const char *skip_quoted(const char *s)
{
	const char *end;

	if (*s == '\'' || *s == '"') {
		end = strchr(s + 1, *s);
		return end ? end + 1 : s + strlen(s);
	}
	if (!strncmp(s, "--", 2))
		return s + strcspn(s, "\n");
	if (!strncmp(s, "/*", 2)) {
		end = strstr(s + 2, "*/");
		return end ? end + 2 : s + strlen(s);
	}
	return s;
}

static bool is_known(const struct ch_knowledge *k, const char *s, size_t n)
{
	const char *const *asks = k->form->asks;

	for (; asks && *asks; asks++)
		if (strlen(*asks) == n && !memcmp(*asks, s, n))
			return true;
	for (int i = 0; i < k->sets; i++)
		if (strlen(k->set[i].name) == n &&
		    !memcmp(k->set[i].name, s, n))
			return true;
	return false;
}

/* A parameter that nobody sets would be null. */
static int check_parameters(const struct ch_knowledge *k, const char *s,
			    struct ch_err *err)
{
	struct ch_buf all = CH_BUF_INIT;
	int rc;

	while (*s) {
		const char *after = skip_quoted(s);
		size_t n;

		if (after != s || !strchr("$:@?", *s)) {
			s = after + (after == s);
			continue;
		}
		n = 1 + strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (!is_known(k, s, n))
			break;
		s += n;
	}
	if (!*s || !k->form->asks)
		return 0;
	ch_key_list(&all, k->form->asks, "", ", ");
	rc = ch_fail(err, CH_EDATA, "%s: a parameter other than %s, or those "
		     "that `set` names", k->path, all.s ? all.s : "");
	ch_buf_free(&all);
	return rc;
}

/* What is wrong with a query is the file's doing, not the user's. */
static int refuse(const struct ch_knowledge *k, const struct ch_err *why,
		  struct ch_err *err)
{
	if (why->code == CH_EUSAGE || why->code == CH_EPERM)
		return ch_fail(err, CH_EDATA, "%s: %s", k->path,
			       why->code == CH_EPERM ? "more than reading" :
			       why->msg);
	if (err)
		*err = *why;
	return why->code;
}

/* `around` with the query in the place of its "%s", appended. */
static void surround(struct ch_buf *out, const char *around, const char *query)
{
	const char *place = strstr(around, "%s");

	ch_buf_add(out, around, (size_t)(place - around));
	/* The last line of a query may be a comment. */
	ch_buf_addf(out, "%s\n%s", query, place + 2);
}

int ch_knowledge_ask(struct ch_stmt **out, struct ch_store *store,
		     const struct ch_knowledge *k, int query,
		     const char *around, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	struct ch_err why = { 0 };
	int rc = check_parameters(k, k->query[query], err);

	*out = NULL;
	surround(&sql, around ? around : "%s", k->query[query]);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc && ch_db_prepare_read(out, store->db, sql.s, &why))
		rc = refuse(k, &why, err);
	ch_buf_free(&sql);
	for (int i = 0; i < k->sets && !rc; i++)
		ch_stmt_bind_named(*out, k->set[i].name, k->set[i].v.i);
	return rc;
}

int ch_knowledge_rows(struct ch_rows **out, struct ch_store *store,
		      const struct ch_knowledge *k, int query,
		      const struct ch_type *type, const char *around,
		      struct ch_err *err)
{
	struct ch_buf rest = CH_BUF_INIT;
	struct ch_err why = { 0 };
	int rc = check_parameters(k, k->query[query], err);

	*out = NULL;
	surround(&rest, around, k->query[query]);
	if (!rc)
		rc = ch_buf_ok(&rest, err);
	if (!rc && ch_rows_open(out, store, type, rest.s, &why))
		rc = refuse(k, &why, err);
	ch_buf_free(&rest);
	return rc;
}

void ch_knowledge_budget(struct ch_store *store, const struct ch_knowledge *k)
{
	ch_db_budget(store->db, k ? k->path : NULL, k ? k->budget : 0);
}
