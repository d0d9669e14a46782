/* check.c - whether a store is whole, and what is odd about it. */
#include <sys/vfs.h>

#include "store/life.h"

struct check {
	struct ch_store *store;
	ch_finding fault, note;
	void *ctx;
	int faults;
};

static void find_fault(struct check *c, const char *what, const char *words,
		       int64_t n)
{
	c->faults++;
	c->fault(c->ctx, what, words, n);
}

/* Nothing of ours in it, but its words are about tables and pages only. */
static int check_structure(struct check *c, struct ch_err *err)
{
	struct ch_err bad;
	int rc = ch_db_integrity(c->store->db, &bad);

	if (rc == CH_EDATA) {
		find_fault(c, "structure", bad.msg, 1);
		return 0;
	}
	if (rc && err)
		*err = bad;
	return rc;
}

static int check_journal(struct check *c, struct ch_err *err)
{
	struct ch_err bad;
	int64_t rows;
	char head[65];
	int rc = ch_journal_verify(c->store, &rows, head, &bad);

	if (rc == CH_EDATA) {
		find_fault(c, "journal", bad.msg, 1);
		return 0;
	}
	if (rc && err)
		*err = bad;
	return rc;
}

/* WAL needs shared memory, which network file systems do not give. */
static int check_wal(struct check *c, struct ch_err *err)
{
	static const unsigned long network[] = {
		0x6969 /* nfs */, 0xff534d42 /* cifs */, 0xfe534d42 /* smb2 */,
		0x01021997 /* 9p */, 0x517b /* smb */,
	};
	struct statfs fs;
	bool wal;
	int rc = ch_db_is_wal(c->store->db, &wal, err);

	if (!rc && !wal)
		find_fault(c, "wal", "the file is not in WAL mode: its file "
			   "system cannot carry it", 1);
	if (rc || statfs(c->store->path, &fs))
		return rc;
	for (size_t i = 0; i < CH_COUNT(network); i++)
		if ((unsigned long)fs.f_type == network[i])
			find_fault(c, "wal", "the store lies on a network "
				   "file system, which cannot carry WAL", 1);
	return 0;
}

static int check_object(struct check *c, const char *kind, const char *name,
			int n, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char words[96];
	int rc = ch_db_prepare(&st, c->store->db, "SELECT 1 FROM sqlite_schema "
			       "WHERE type = $1 AND name = $2", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, kind);
	ch_stmt_bind_text(st, 2, name, (size_t)n);
	rc = ch_stmt_step(st, err);
	if (rc != CH_END)
		return rc;
	snprintf(words, sizeof(words), "%.*s is not there", n, name);
	find_fault(c, kind, words, 1);
	return 0;
}

/* All that hub.sql makes, and the views for a plain sqlite3. */
static int check_objects(struct check *c, struct ch_err *err)
{
	static const struct {
		const char *words, *kind;
	} made[] = {
		{ "CREATE TABLE ", "table" }, { "CREATE VIEW ", "view" },
		{ "CREATE INDEX ", "index" },
		{ "CREATE UNIQUE INDEX ", "index" },
	};
	char view[64];
	int rc = 0;

	for (size_t k = 0; k < CH_COUNT(made); k++) {
		const char *s = ch_schema_sql;

		while (!rc && (s = strstr(s, made[k].words))) {
			s += strlen(made[k].words);
			rc = check_object(c, made[k].kind, s,
					  (int)strcspn(s, " (\n"), err);
		}
	}
	for (int i = 0; i < ch_types_n && !rc; i++) {
		int n = snprintf(view, sizeof(view), "v_%s", ch_types[i].name);

		rc = check_object(c, "view", view, n, err);
	}
	return rc;
}

/* Every column of every type must be there. */
static int check_schema(struct check *c, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc = 0;

	for (int i = 0; i < ch_types_n && !rc; i++) {
		CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
		const struct ch_type *t = &ch_types[i];

		ch_buf_clear(&sql);
		ch_buf_adds(&sql, "SELECT ");
		for (int k = 0; k < t->n; k++)
			ch_buf_addf(&sql, "%s%s", k ? ", " : "",
				    t->field[k].name);
		ch_buf_addf(&sql, " FROM %s", t->name);
		rc = ch_buf_ok(&sql, err);
		if (!rc && ch_db_prepare(&st, c->store->db, sql.s, NULL))
			find_fault(c, "schema", t->name, 1);
	}
	ch_buf_free(&sql);
	return rc;
}

/* References into nothing are no fault: what they name may come tomorrow. */
static int check_references(struct check *c, const struct ch_type *t,
			    struct ch_err *err)
{
	char sql[300], words[140];
	int64_t n;
	int rc = 0;

	for (int k = 0; k < t->n && !rc; k++) {
		const struct ch_field *f = &t->field[k];
		bool patient = f->as == CH_AS_REF &&
			!strcmp(f->target, "patient");

		if (f->as != CH_AS_REF)
			continue;
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s t WHERE "
			 "t.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s o "
			 "WHERE o.id = t.%s) AND NOT EXISTS (SELECT 1 FROM "
			 "alias a WHERE a.id = t.%s)", t->name, f->name,
			 f->target, f->name, f->name);
		rc = ch_db_get_int(c->store->db, sql, &n, err);
		if (rc || !n)
			continue;
		snprintf(words, sizeof(words), "%s.%s names a %s that is not "
			 "here", t->name, f->name, f->target);
		if (patient && k == t->patient)
			find_fault(c, "reference", words, n);
		else
			c->note(c->ctx, "reference", words, n);
	}
	return rc;
}

int ch_store_check(struct ch_store *store, ch_finding fault, ch_finding note,
		   void *ctx, int *faults, struct ch_err *err)
{
	struct check c = { store, fault, note, ctx, 0 };
	int rc = check_structure(&c, err);

	if (!rc)
		rc = check_wal(&c, err);
	if (!rc)
		rc = check_objects(&c, err);
	if (!rc)
		rc = check_schema(&c, err);
	if (!rc && !c.faults)
		rc = check_journal(&c, err);
	for (int i = 0; i < ch_types_n && !rc && !c.faults; i++)
		if (ch_types[i].source >= 0)
			rc = check_references(&c, &ch_types[i], err);
	*faults = c.faults;
	return rc;
}
