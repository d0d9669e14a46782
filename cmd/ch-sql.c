/* ch-sql - read-only SQL over the store. */
#include <unistd.h>

#include "query/needs.h"
#include "hub/verb.h"
#include "store/sql_look.h"

#define SQL_MAX (64u << 10)
#define MEMORY 1024		/* megabytes that a query may take */
#define TIME 60			/* seconds */

struct opts {
	struct ch_given limit_time;
};

static const struct ch_option options[] = {
	{ "limit-time", 0, "N", "stop after N seconds of work (default: 60; "
	  "0: never)", offsetof(struct opts, limit_time) },
	{ 0 }
};

/* How a result column is spelled follows from the column that it shows. */
static enum ch_as as_of(const char *declared)
{
	static const struct {
		const char *begin;
		enum ch_as as;
	} all[] = {
		{ "ID", CH_AS_ID }, { "REF ", CH_AS_ID },
		{ "ANYREF", CH_AS_ID }, { "MOMENT", CH_AS_MOMENT },
		{ "FLAG", CH_AS_FLAG }, { "JSONTEXT", CH_AS_JSONTEXT },
	};

	for (size_t i = 0; declared && i < CH_COUNT(all); i++)
		if (!strncmp(declared, all[i].begin, strlen(all[i].begin)))
			return all[i].as;
	return CH_AS_TEXT;
}

static void fill(struct ch_cell *cell, const struct ch_stmt *st, int c)
{
	enum ch_as as = as_of(ch_stmt_declared(st, c));
	struct ch_slice s;

	cell->name = ch_stmt_name(st, c);
	cell->as = as;
	switch (ch_stmt_kind(st, c)) {
	case CH_DB_NULL:
		cell->v = (struct ch_value){ .kind = CH_NULL };
		break;
	case CH_DB_INT:
		if (as == CH_AS_TEXT)
			cell->as = CH_AS_INTEGER;
		cell->v = (struct ch_value){ .i = ch_stmt_int(st, c),
					     .kind = CH_INT };
		break;
	case CH_DB_REAL:
		cell->as = CH_AS_REAL;
		cell->v = (struct ch_value){ .r = ch_stmt_real(st, c),
					     .kind = CH_REAL };
		break;
	case CH_DB_BLOB:
		cell->v = (struct ch_value){ .kind = CH_NULL };
		break;
	case CH_DB_TEXT:
		s = ch_stmt_text(st, c);
		if (as != CH_AS_JSONTEXT)
			cell->as = CH_AS_TEXT;
		cell->v = (struct ch_value){ .s = s.s, .n = (uint32_t)s.n,
					     .kind = CH_TEXT };
	}
}

/* A line with one key twice is none that another program takes. */
static int check_names(struct ch_ui *ui, const struct ch_stmt *st)
{
	for (int i = 0; i < ch_stmt_columns(st); i++)
		for (int k = 0; k < i; k++)
			if (!strcmp(ch_stmt_name(st, i), ch_stmt_name(st, k)))
				return ch_ui_usage(ui, "columns %d and %d have "
						   "one name; give one another"
						   " with AS", k + 1, i + 1);
	return 0;
}

static int print_rows(struct ch_ui *ui, struct ch_stmt *st)
{
	int n = ch_stmt_columns(st), rc = check_names(ui, st);
	struct ch_cell *cell = calloc((size_t)n, sizeof(*cell));

	if (rc || !cell) {
		free(cell);
		return rc ? rc : ch_nomem(&ui->err);
	}
	ui->missed = true;
	while (!(rc = ch_stmt_step(st, &ui->err))) {
		for (int c = 0; c < n; c++)
			fill(&cell[c], st, c);
		ui->missed = false;
		rc = ch_ui_cells(ui, "row", cell, n);
		if (rc)
			break;
	}
	free(cell);
	return rc == CH_END ? 0 : rc;
}

static int read_stdin(struct ch_ui *ui, char *sql)
{
	size_t n = 0;
	ssize_t got;

	while ((got = read(0, sql + n, SQL_MAX - n)) > 0)
		n += (size_t)got;
	if (got < 0)
		return ch_fail_errno(&ui->err, "<stdin>");
	if (n == SQL_MAX)
		return ch_fail(&ui->err, CH_EDATA, "<stdin>: more than 64 KiB "
			       "of SQL");
	sql[n] = '\0';
	return 0;
}

static int run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	static char text[SQL_MAX + 1];
	const struct ch_given *limit = &((struct opts *)opt)->limit_time;
	const char *sql = argv[0];
	int rc = 0;

	(void)argc;
	if (!strcmp(sql, "-")) {
		rc = read_stdin(ui, text);
		sql = text;
	}
	if (!rc)
		rc = ch_sql_look(sql, &ui->err);
	if (!rc)
		rc = ch_needs_of_query(store, &ui->shelf, sql, ui->now,
				       &ui->err);
	if (!rc)
		rc = ch_db_guard(store->db, &ui->err);
	ch_db_budget(store->db, "ch-sql", limit->text ? limit->v : TIME);
	ch_db_memory(store->db, MEMORY);
	if (!rc)
		rc = ch_db_prepare(&st, store->db, sql, &ui->err);
	return rc ? rc : print_rows(ui, st);
}

static const struct ch_verb verbs[] = {
	{ "", "TEXT|-", "Run one SELECT over the records", options,
	  CH_READS | CH_EXIT, "read:chart", run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-sql", "read-only SQL over the store", verbs, sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
