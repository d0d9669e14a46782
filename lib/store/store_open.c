/* store_open.c - opening the store, its settings, and its transactions. */
#include <unistd.h>

#include "store/anchor.h"
#include "store/books.h"
#include "store/journal_head.h"
#include "store/put_state.h"
#include "store/seal.h"
#include "store/queue.h"
#include "base/moment.h"
#include "store/life.h"
#include "store/store.h"

int ch_store_same_schema(struct ch_db *db, bool *same, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, db, "SELECT value FROM setting WHERE name "
			       "= 'schema'", err);

	*same = false;
	if (!rc)
		rc = ch_stmt_step(st, err);
	if (!rc)
		*same = ch_slice_is(ch_stmt_text(st, 0), ch_schema_print);
	return rc == CH_END ? 0 : rc;
}

static int check_version(struct ch_store *s, struct ch_err *err)
{
	int64_t app, version;
	bool same = false;
	int rc = ch_db_get_int(s->db, "PRAGMA application_id", &app, err);

	if (!rc)
		rc = ch_db_get_int(s->db, "PRAGMA user_version", &version,
				   err);
	if (rc)
		return rc;
	if (app != CH_APPLICATION_ID)
		return ch_fail(err, CH_EVERSION,
			       "%s: not a care-hub store", s->path);
	if (!rc && version == ch_schema_version)
		rc = ch_store_same_schema(s->db, &same, err);
	if (rc)
		return rc;
	if (version < ch_schema_version ||
	    (version == ch_schema_version && !same))
		return ch_fail(err, CH_EVERSION,
			       "%s: made by an older version; type: "
			       "ch-store upgrade --store %s", s->path,
			       s->path);
	if (version > ch_schema_version)
		return ch_fail(err, CH_EVERSION, "%s: made by a newer "
			       "version of care-hub; update the programs",
			       s->path);
	return 0;
}

int ch_setting(struct ch_store *store, const char *name, char *buf,
	       size_t size, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_slice v;
	int rc = ch_db_prepare(&st, store->db, "SELECT value FROM setting "
			       "WHERE name = $1", err);

	buf[0] = '\0';
	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, name);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	v = ch_stmt_text(st, 0);
	snprintf(buf, size, "%.*s", (int)v.n, v.s ? v.s : "");
	return 0;
}

int ch_setting_put(struct ch_store *store, const char *name,
		   const char *value, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	const struct ch_type *setting = ch_type_find("setting");
	struct ch_row is;
	int rc = ch_db_prepare(&st, store->db, "INSERT INTO setting "
			       "(name, value) VALUES ($1, $2) ON CONFLICT "
			       "(name) DO UPDATE SET value = excluded.value",
			       err);
	char rest[100];

	snprintf(rest, sizeof(rest), "FROM setting WHERE name = '%s'", name);
	if (!rc)
		rc = ch_seal_gone(store, setting, rest, err);
	if (rc)
		return rc;
	ch_row_start(&is, setting);
	ch_row_put_text(&is, "name", name);
	ch_row_put_text(&is, "value", value);
	ch_stmt_bind_str(st, 1, name);
	ch_stmt_bind_str(st, 2, value);
	rc = ch_stmt_finish(st, err);
	return rc ? rc : ch_seal_change(store, NULL, &is, NULL, err);
}

int ch_store_settings(struct ch_store *s, struct ch_err *err)
{
	char practice[8], key[sizeof(s->key.key) + 2];
	const struct {
		const char *name;
		char *to;
		size_t size;
	} all[] = {
		{ "site", s->site, sizeof(s->site) },
		{ "zone", s->zone, sizeof(s->zone) },
		{ "site_dir", s->site_dir, sizeof(s->site_dir) },
		{ "anchor", s->anchor, sizeof(s->anchor) },
		{ "locale", s->locale, sizeof(s->locale) },
		{ "practice", practice, sizeof(practice) },
		{ "idkey", key, sizeof(key) },
	};
	int rc = 0;

	for (size_t i = 0; i < CH_COUNT(all) && !rc; i++)
		rc = ch_setting(s, all[i].name, all[i].to, all[i].size, err);
	if (rc)
		return rc;
	s->practice = *practice == '1';
	s->key.n = strlen(key);
	if (s->key.n > sizeof(s->key.key) ||
	    strlen(s->site) != CH_ID_HEX - 1 || !*s->zone)
		return ch_fail(err, CH_EVERSION,
			       "%s: not a whole care-hub store", s->path);
	memcpy(s->key.key, key, s->key.n);
	return 0;
}

int ch_store_open(struct ch_store **out, const char *path,
		  enum ch_store_mode mode, int wait, struct ch_err *err)
{
	struct ch_store *s = calloc(1, sizeof(*s));
	int rc;

	*out = NULL;
	if (!s || !(s->path = strdup(path))) {
		free(s);
		return ch_nomem(err);
	}
	s->queue_fd = -1;
	s->wait = wait;
	rc = ch_db_open(&s->db, path, mode == CH_STORE_WRITE ? CH_DB_WRITE :
			CH_DB_READ, err);
	if (!rc) {
		ch_db_patience(s->db, wait);
		rc = check_version(s, err);
	}
	if (!rc)
		rc = ch_store_settings(s, err);
	if (rc)
		ch_store_close(&s);
	*out = s;
	return rc;
}

void ch_store_close(struct ch_store **store)
{
	struct ch_store *s = *store;

	if (!s)
		return;
	ch_put_state_free(s);
	ch_journal_head_free(s);
	ch_seal_free(s);
	ch_db_close(&s->db);
	if (s->queue_fd >= 0)
		close(s->queue_fd);
	free(s->path);
	free(s);
	*store = NULL;
}

int ch_store_begin(struct ch_store *store, struct ch_err *err)
{
	int rc = ch_queue_enter(&store->queue_fd, store->path, store->wait,
				err);

	if (rc)
		return rc;
	ch_put_state_let_go(store);
	rc = ch_db_begin(store->db, err);
	ch_journal_head_forget(store);
	ch_seal_forget(store);
	if (rc) {
		ch_queue_leave(store->queue_fd);
		return rc;
	}
	rc = ch_journal_head_clock(store, err);
	if (rc)
		ch_store_rollback(store);
	return rc;
}

int ch_store_commit(struct ch_store *store, struct ch_err *err)
{
	int anchor = -1, rc = ch_books_close(store, err);

	if (!rc)
		rc = ch_anchor_open(store, &anchor, err);
	if (rc)
		ch_db_rollback(store->db);
	else
		rc = ch_db_commit(store->db, err);
	/* In the queue still: anchors stand in the order of the journal. */
	if (!rc)
		rc = ch_anchor_write(store, anchor, ch_store_now(store), err);
	else if (anchor >= 0)
		close(anchor);
	ch_queue_leave(store->queue_fd);
	ch_put_state_reset(store);
	return rc;
}

void ch_store_rollback(struct ch_store *store)
{
	ch_put_state_reset(store);
	ch_db_rollback(store->db);
	ch_queue_leave(store->queue_fd);
}
