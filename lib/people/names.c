/* names.c - finds who is meant, and says who that is. */
#include "base/moment.h"
#include "people/names.h"
#include "store/ask.h"
#include "store/put.h"
#include "store/scan.h"

int64_t ch_staff_of_login(struct ch_store *store, const char *login)
{
	int64_t id;

	ch_store_ask_int(store, "SELECT id FROM staff WHERE login = $1 AND "
			 "(active IS NULL OR active = 1)",
			 CH_WITH(ch_ask_str(login)), &id, NULL);
	return id;
}

static int try_all(struct ch_store *store, struct ch_near *near,
		   const char *sql, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, sql, err);

	while (!rc && !near->same && !(rc = ch_stmt_step(st, err)))
		ch_near_try(near, ch_stmt_text(st, 0).s);
	return rc == CH_END ? 0 : rc;
}

int ch_staff_logins(struct ch_store *store, struct ch_near *near,
		    struct ch_err *err)
{
	return try_all(store, near, "SELECT login FROM staff WHERE login "
		       "IS NOT NULL", err);
}

int ch_staff_roles(struct ch_store *store, struct ch_near *near,
		   struct ch_err *err)
{
	return try_all(store, near, "SELECT DISTINCT role FROM staff WHERE "
		       "role IS NOT NULL AND (active IS NULL OR active = 1)",
		       err);
}

int ch_team_names(struct ch_store *store, struct ch_near *near,
		  struct ch_err *err)
{
	return try_all(store, near, "SELECT DISTINCT team FROM team WHERE "
		       "team IS NOT NULL", err);
}

int ch_staff_find(struct ch_store *store, const char *who, int64_t *id,
		  struct ch_err *err)
{
	CH_AUTO(ch_scan_close) struct ch_scan *scan = NULL;
	const struct ch_type *type = ch_type_find("staff");
	struct ch_where where = { ch_field(type, "login"), CH_OP_EQ, who };
	struct ch_query q = { .type = type, .where = &where, .n = *who != '\0',
			      .limit = 1 };
	struct ch_near near = { .to = who };
	struct ch_row row;
	int rc = *who ? ch_scan_open(&scan, store, &q, err) : CH_ENOENT;

	if (!rc)
		rc = ch_scan_next(scan, &row, err);
	if (!rc)
		*id = row.v[0].i;
	if (rc == CH_END)
		rc = ch_store_find(store, type, who, strlen(who), id, err);
	if (rc == CH_EUSAGE || rc == CH_ENOENT)
		rc = ch_staff_logins(store, &near, err) ||
			ch_fail(err, CH_ENOENT, "no staff with that login or "
				"id%s", ch_near_offer(&near));
	return rc ? err->code : 0;
}

int64_t ch_staff_id(const struct ch_store *store, const char *login)
{
	const struct ch_slice parts[] = {
		CH_SLICE("staff"), CH_SLICE("hub"), { login, strlen(login) },
	};

	return ch_id_of(&store->key, parts, CH_COUNT(parts));
}

int ch_staff_may(struct ch_store *store, struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("staff");
	struct ch_row row;
	int rc;

	if (store->staff)
		return 0;
	rc = ch_store_get(store, type, ch_staff_id(store, store->actor), &row,
			  err);
	if (rc)
		return rc;
	if (ch_row_has(&row, ch_field(type, "active")) &&
	    !ch_row_get_int(&row, "active"))
		return ch_fail(err, CH_EPERM, "login %s is no longer staff of "
			       "this hub", store->actor);
	/* Somebody else has just made it. */
	store->staff = row.v[0].i;
	return 0;
}

int ch_staff_self(struct ch_store *store, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub" };
	int64_t id = ch_staff_id(store, store->actor);
	enum ch_did did;
	struct ch_row row;
	int rc = ch_staff_may(store, err);

	if (rc != CH_END)
		return rc;
	ch_row_start(&row, ch_type_find("staff"));
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, "origin", store->actor);
	ch_row_put_text(&row, "login", store->actor);
	ch_row_put_text(&row, "family", store->actor);
	ch_row_put_text(&row, "kind", "person");
	ch_row_put_int(&row, "active", 1);
	rc = ch_put(store, &row, &how, &did, err);
	if (!rc)
		store->staff = id;
	return rc;
}

/* A staff record. Nothing of the store's own is left in use: what
 * is asked before a transaction must not hold it up. */
static int seek(struct ch_stmt **st, struct ch_store *store, int64_t id,
		struct ch_err *err)
{
	return ch_store_ask_row(st, store, "SELECT login, active, away_from, "
				"away_until, cover FROM staff WHERE id = $1",
				CH_WITH(ch_ask_int(id)), err);
}

void ch_staff_call(struct ch_store *store, int64_t id, char *out, size_t size)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf name = CH_BUF_INIT;
	struct ch_slice login = { NULL, 0 };

	if (!seek(&st, store, id, NULL))
		login = ch_stmt_text(st, 0);
	if (login.n)
		ch_buf_add(&name, login.s, login.n);
	else if (!ch_name_of_record(store, &name, "staff", id))
		ch_buf_adds(&name, "somebody else");
	snprintf(out, size, "%s", name.s ? name.s : "");
	ch_buf_free(&name);
}

int ch_staff_look(struct ch_store *store, int64_t id, int64_t now,
		  struct ch_staff_now *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = seek(&st, store, id, err);

	*out = (struct ch_staff_now){ .active = false };
	if (rc == CH_END)
		return ch_fail(err, CH_ENOENT, "no such staff");
	if (rc)
		return rc;
	out->active = ch_stmt_kind(st, 1) == CH_DB_NULL || ch_stmt_int(st, 1);
	out->away = ch_staff_away(ch_stmt_int(st, 2), ch_stmt_int(st, 3), now);
	out->cover = ch_stmt_int(st, 4);
	return 0;
}

bool ch_staff_away(int64_t from, int64_t until, int64_t now)
{
	return from && from <= ch_moment_top(now) &&
		!(until && ch_moment_over(until, now));
}

bool ch_name_of_record(void *ctx, struct ch_buf *out, const char *type,
		       int64_t id)
{
	struct ch_store *s = ctx;
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	const struct ch_type *t = ch_type_find(type);
	const char *field;
	char sql[160];
	struct ch_slice a, b = { NULL, 0 };

	if (!t)
		return false;
	field = ch_field(t, "family") >= 0 ? "family, given" :
		ch_field(t, "name") >= 0 ? "name" :
		ch_field(t, "title") >= 0 ? "title" : NULL;
	if (!field && strcmp(type, "slot"))
		return false;
	if (field)
		snprintf(sql, sizeof(sql), "SELECT %s FROM %s WHERE id = $1",
			 field, type);
	else
		snprintf(sql, sizeof(sql), "SELECT r.name FROM slot s JOIN "
			 "resource r ON r.id = s.resource WHERE s.id = $1");
	if (ch_store_ask_row(&st, s, sql, CH_WITH(ch_ask_int(id)), NULL))
		return false;
	a = ch_stmt_text(st, 0);
	if (ch_stmt_columns(st) > 1)
		b = ch_stmt_text(st, 1);
	if (!a.n && !b.n)
		return false;
	ch_buf_add(out, a.s ? a.s : "", a.n);
	if (a.n && b.n)
		ch_buf_adds(out, ", ");
	ch_buf_add(out, b.s ? b.s : "", b.n);
	return true;
}

int ch_patient_by_identifier(struct ch_store *store, const char *text,
			     size_t n, int64_t *patient, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, store, "SELECT DISTINCT patient FROM "
				  "identifier WHERE value = $1 LIMIT 2",
				  CH_WITH(ch_ask_text(text, n)), err);

	if (rc == CH_END)
		return ch_fail(err, CH_ENOENT, "no patient with that id "
			       "or identifier");
	if (rc)
		return rc;
	*patient = ch_stmt_int(st, 0);
	rc = ch_stmt_step(st, err);
	if (!rc)
		return ch_fail(err, CH_EUSAGE, "several patients have "
			       "that identifier");
	return rc == CH_END ? 0 : rc;
}

int ch_roster_read(struct ch_store *store, const char *role,
		   struct ch_rota *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT coalesce(o.role, "
			       "s.role, '') AS held, coalesce(s.login, "
			       "s.family, hexid(s.id)), o.at, CASE WHEN length("
			       "said(o.until)) <= 10 THEN moment_of_day("
			       "last_day(o.until) + 1) ELSE o.until END, CASE "
			       "WHEN coalesce(s.active, 1) THEN s.id END FROM "
			       "oncall o JOIN staff s ON s.id = o.staff WHERE "
			       "coalesce(o.status, 'active') = 'active' AND "
			       "($1 IS NULL OR held = $1)", err);

	if (!rc)
		ch_stmt_bind_str(st, 1, role);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		int64_t at = ch_stmt_int(st, 2), until = ch_stmt_int(st, 3);
		struct ch_shift s = { .who = ch_stmt_int(st, 4), .from = at ?
			ch_moment_instant(at) : 0, .until = until ?
			ch_moment_instant(until) : INT64_MAX };

		snprintf(s.role, sizeof(s.role), "%s", ch_stmt_text(st, 0).s);
		snprintf(s.name, sizeof(s.name), "%s", ch_stmt_text(st, 1).s);
		rc = ch_rota_add(out, &s, err);
	}
	return rc == CH_END ? 0 : rc;
}
