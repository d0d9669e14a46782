/*
 * keyed.c - the other way to lay out a table: the id is its key, and rows go
 * in as they come. `keyed STORE TARGET` copies the observations of STORE into
 * such a table, but for its newest batch; then times how long the rows of that
 * batch take, in no order, and prints the seconds. There is nothing to parse.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMNS 64

static sqlite3 *db;

static void die(const char *what)
{
	fprintf(stderr, "keyed: %s: %s\n", what, sqlite3_errmsg(db));
	exit(1);
}

static void run(const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL))
		die(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL))
		die(sql);
	return st;
}

struct row {
	uint64_t order;
	sqlite3_value *v[COLUMNS];
};

static int by_order(const void *a, const void *b)
{
	uint64_t x = ((const struct row *)a)->order;
	uint64_t y = ((const struct row *)b)->order;

	return (x > y) - (x < y);
}

/* The rows of the newest batch, in an order that says nothing. */
static struct row *load(size_t *n, int *columns)
{
	sqlite3_stmt *st = prepare("SELECT * FROM src.observation WHERE "
		"batch = (SELECT batch FROM src.observation ORDER BY rowid "
		"DESC LIMIT 1)");
	struct row *row = NULL;
	size_t room = 0;

	*columns = sqlite3_column_count(st);
	for (*n = 0; sqlite3_step(st) == SQLITE_ROW; ++*n) {
		if (*n == room) {
			room = room ? 2 * room : 1024;
			row = realloc(row, room * sizeof(*row));
			if (!row)
				die("no memory");
		}
		row[*n].order = (uint64_t)sqlite3_column_int64(st, 0) *
				0x9e3779b97f4a7c15u;
		for (int c = 0; c < *columns; c++)
			row[*n].v[c] = sqlite3_value_dup(
				sqlite3_column_value(st, c));
	}
	sqlite3_finalize(st);
	qsort(row, *n, sizeof(*row), by_order);
	return row;
}

static void make_table(const char *store)
{
	char *sql = sqlite3_mprintf("ATTACH %Q AS src", store), *create;
	sqlite3_stmt *st;

	run("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; "
	    "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536");
	run(sql);
	sqlite3_free(sql);
	st = prepare("SELECT replace(sql, 'id ID NOT NULL', "
		     "'id INTEGER PRIMARY KEY') FROM src.sqlite_master "
		     "WHERE type = 'table' AND name = 'observation'");
	if (sqlite3_step(st) != SQLITE_ROW)
		die("no observations");
	create = sqlite3_mprintf("%s", sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	run(create);
	sqlite3_free(create);
	run("INSERT INTO observation SELECT * FROM src.observation WHERE "
	    "batch <> (SELECT batch FROM src.observation ORDER BY rowid DESC "
	    "LIMIT 1) ORDER BY id");
	run("CREATE INDEX observation_patient_at ON observation "
	    "(patient, at); PRAGMA wal_checkpoint(TRUNCATE)");
}

int main(int argc, char **argv)
{
	char sql[64 + 2 * COLUMNS];
	size_t n;
	struct timespec a, b;
	struct row *row;
	sqlite3_stmt *st;
	int columns;

	if (argc != 3 || sqlite3_open(argv[2], &db))
		return 64;
	make_table(argv[1]);
	row = load(&n, &columns);
	strcpy(sql, "INSERT INTO main.observation VALUES (?");
	for (int c = 1; c < columns && c < COLUMNS; c++)
		strcat(sql, ",?");
	st = prepare(strcat(sql, ")"));
	clock_gettime(CLOCK_MONOTONIC, &a);
	run("BEGIN IMMEDIATE");
	for (size_t i = 0; i < n; i++) {
		for (int c = 0; c < columns; c++)
			sqlite3_bind_value(st, c + 1, row[i].v[c]);
		if (sqlite3_step(st) != SQLITE_DONE)
			die("insert");
		sqlite3_reset(st);
	}
	run("COMMIT");
	clock_gettime(CLOCK_MONOTONIC, &b);
	printf("%.4f %zu\n", (double)(b.tv_sec - a.tv_sec) +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e9, n);
	return 0;
}
