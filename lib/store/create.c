/* create.c - a new store: made aside, then given its name. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/books.h"
#include "store/journal_head.h"
#include "store/life.h"
#include "store/put_state.h"
#include "store/seal.h"
#include "store/store.h"

void ch_store_view(struct ch_buf *sql, const char *temp,
		   const struct ch_type *type)
{
	ch_buf_addf(sql, "CREATE %s VIEW v_%s AS SELECT ", temp, type->name);
	for (int c = 0; c < type->n; c++) {
		const char *name = type->field[c].name;

		if (c)
			ch_buf_adds(sql, ", ");
		switch (type->field[c].as) {
		case CH_AS_ID:
		case CH_AS_REF:
		case CH_AS_ANYREF:
			ch_buf_addf(sql, "CASE WHEN %s IS NOT NULL THEN "
				    "printf('%%016x', %s) END AS %s", name,
				    name, name);
			break;
		case CH_AS_MOMENT:
			ch_buf_addf(sql, "strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ',"
				    " %s >> 25, 'unixepoch') AS %s", name,
				    name);
			break;
		default:
			ch_buf_adds(sql, name);
		}
	}
	ch_buf_addf(sql, " FROM %s;\n", type->name);
}

int ch_store_make_views(struct ch_db *db, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	for (int i = 0; i < ch_types_n; i++)
		ch_store_view(&sql, "", &ch_types[i]);
	rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_run(db, sql.s, err);
	ch_buf_free(&sql);
	return rc;
}

static int put_settings(struct ch_store *s, const struct ch_store_new *how,
			struct ch_err *err)
{
	int rc;

	ch_id_print(ch_id_random(), s->site);
	rc = ch_setting_put(s, "site", s->site, err);
	if (!rc)
		rc = ch_setting_put(s, "zone", how->zone, err);
	if (!rc && how->name)
		rc = ch_setting_put(s, "name", how->name, err);
	if (!rc && how->site_dir)
		rc = ch_setting_put(s, "site_dir", how->site_dir, err);
	if (!rc && how->practice)
		rc = ch_setting_put(s, "practice", "1", err);
	return rc;
}

static int fill(struct ch_store *s, const struct ch_store_new *how,
		struct ch_err *err)
{
	static const char pragmas[] =
		"PRAGMA page_size=8192;"
		"PRAGMA journal_mode=WAL;"
		"PRAGMA application_id=1128822114;";
	const struct ch_event first = { .action = "init" };
	int rc = ch_db_run(s->db, pragmas, err);

	_Static_assert(CH_APPLICATION_ID == 1128822114, "the pragma says so");
	if (!rc)
		rc = ch_db_begin(s->db, err);
	if (!rc)
		rc = ch_db_run(s->db, ch_schema_sql, err);
	if (!rc)
		rc = ch_store_make_views(s->db, err);
	if (!rc)
		rc = ch_setting_put(s, "schema", ch_schema_print, err);
	if (!rc)
		rc = put_settings(s, how, err);
	if (!rc)
		rc = ch_journal(s, &first, err);
	if (!rc)
		rc = ch_books_close(s, err);
	if (!rc)
		rc = ch_db_commit(s->db, err);
	return rc;
}

static void sync_folder(const char *path)
{
	char dir[4096];
	char *slash;
	int fd;

	snprintf(dir, sizeof(dir), "%s", path);
	slash = strrchr(dir, '/');
	snprintf(slash ? slash + 1 : dir, 2, "%s", slash ? "" : ".");
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

int ch_store_name(const char *aside, const char *path, struct ch_err *err)
{
	if (link(aside, path)) {
		if (errno == EEXIST)
			return ch_fail(err, CH_ECREATE, "%s: is there already;"
				       " a store is never overwritten", path);
		return ch_fail_errno(err, path);
	}
	sync_folder(path);
	return 0;
}

void ch_store_aside(const char *path, char *out, size_t size)
{
	char hex[CH_ID_HEX];

	ch_id_print(ch_id_random(), hex);
	snprintf(out, size, "%s.new-%s", path, hex);
}

void ch_store_unlink(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal",
					    "-queue" };
	char name[4200];

	for (size_t i = 0; i < CH_COUNT(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		unlink(name);
	}
}

int ch_store_create(const char *path, const struct ch_store_new *how,
		    struct ch_err *err)
{
	struct ch_store s = {
		.queue_fd = -1, .clock = how->clock,
		.clock_ctx = how->clock_ctx, .actor = how->actor,
		.program = "ch-store init",
	};
	char aside[4096];
	int rc;

	if (!access(path, F_OK))
		return ch_fail(err, CH_ECREATE, "%s: is there already; "
			       "a store is never overwritten", path);
	ch_store_aside(path, aside, sizeof(aside));
	s.path = aside;
	rc = ch_db_open(&s.db, aside, CH_DB_CREATE, err);
	if (!rc)
		rc = fill(&s, how, err);
	ch_journal_head_free(&s);
	ch_seal_free(&s);
	ch_db_close(&s.db);
	if (!rc)
		rc = ch_store_name(aside, path, err);
	ch_store_unlink(aside);
	return rc;
}

int ch_store_scratch(struct ch_store **out, const struct ch_store_new *how,
		     struct ch_err *err)
{
	struct ch_store *s = *out = calloc(1, sizeof(*s));
	int rc;

	if (!s || !(s->path = strdup(":memory:")))
		return ch_nomem(err);
	s->queue_fd = -1;
	s->clock = how->clock;
	s->clock_ctx = how->clock_ctx;
	s->actor = how->actor;
	s->program = "scratch";
	rc = ch_db_open(&s->db, s->path, CH_DB_CREATE, err);
	if (!rc)
		rc = fill(s, how, err);
	if (!rc)
		rc = ch_store_settings(s, err);
	return rc ? rc : ch_db_begin(s->db, err);
}

int ch_store_scratch_turn(struct ch_store *store, struct ch_err *err)
{
	int rc;

	ch_put_state_let_go(store);
	rc = ch_db_commit(store->db, err);
	return rc ? rc : ch_db_begin(store->db, err);
}
