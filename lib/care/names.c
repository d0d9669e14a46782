/* names.c - finds who is meant, and says who that is. */
#include "care/names.h"

int64_t ch_staff_of_login(struct ch_store *store, const char *login)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;

	if (ch_db_prepare(&st, store->db, "SELECT id FROM staff WHERE login = "
			  "$1 AND (active IS NULL OR active = 1)", NULL))
		return 0;
	ch_stmt_bind_str(st, 1, login);
	return ch_stmt_step(st, NULL) ? 0 : ch_stmt_int(st, 0);
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
	if (!field)
		return false;
	snprintf(sql, sizeof(sql), "SELECT %s FROM %s WHERE id = $1", field,
		 type);
	if (ch_db_prepare(&st, s->db, sql, NULL))
		return false;
	ch_stmt_bind_int(st, 1, id);
	if (ch_stmt_step(st, NULL))
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
	int rc = ch_db_prepare(&st, store->db, "SELECT DISTINCT patient FROM "
			       "identifier WHERE value = $1 LIMIT 2",
			       err);

	if (rc)
		return rc;
	ch_stmt_bind_text(st, 1, text, n);
	rc = ch_stmt_step(st, err);
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
