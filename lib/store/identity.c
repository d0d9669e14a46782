/* identity.c - asks the journal what a record was before. */
#include "store/identity.h"
#include "store/past.h"

static const char *const who[] = { "family", "birth", "sex" };

/* Which of them the row changes: a bit each. */
static unsigned changes(const struct ch_row *row, const struct ch_row *was)
{
	unsigned changed = 0;

	for (size_t i = 0; i < CH_COUNT(who); i++) {
		int c = ch_field(row->type, who[i]);

		if (ch_row_has(row, c) && ch_row_has(was, c) &&
		    !ch_row_same(row, was, c))
			changed |= 1u << i;
	}
	return changed;
}

int ch_identity_changes(const struct ch_row *row, const struct ch_row *was)
{
	return __builtin_popcount(changes(row, was));
}

/* Takes those away that one change in the past says were so before. */
static int forgive(unsigned *changed, const struct ch_row *row,
		   struct ch_slice fields, struct ch_err *err)
{
	struct ch_past past;
	int rc = ch_past_read(&past, row->type, fields, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < CH_COUNT(who); i++)
		if (ch_row_same(row, &past.row, ch_field(row->type, who[i])))
			*changed &= ~(1u << i);
	ch_past_free(&past);
	return 0;
}

int ch_identity_check(struct ch_store *store, const struct ch_row *row,
		      const struct ch_row *was, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	unsigned changed = changes(row, was);
	int rc = 0;

	if (__builtin_popcount(changed) < 2)
		return 0;
	rc = ch_db_prepare(&st, store->db, "SELECT fields FROM journal WHERE "
			   "record = $1 AND record_type = 'patient' AND "
			   "action = 'update'", err);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, row->v[0].i);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = forgive(&changed, row, ch_stmt_text(st, 0), err);
	if (rc != CH_END)
		return rc;
	return __builtin_popcount(changed) < 2 ? 0 :
		ch_refuse(err, NULL, "identity-changed");
}

int ch_identity_moves(struct ch_store *store, const struct ch_row *row,
		      const struct ch_row *was, struct ch_err *err)
{
	const struct ch_type *t = row->type;
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int c = t->patient, rc;

	if (!ch_row_has(row, c) || !ch_row_has(was, c) ||
	    ch_row_same(row, was, c))
		return 0;
	if (ch_row_has(row, t->told) && ch_row_has(was, t->told) &&
	    row->v[t->told].i > was->v[t->told].i)
		return 0;
	rc = ch_db_prepare(&st, store->db, "SELECT count(DISTINCT person), "
			   "count(*) FROM patient WHERE id = $1 OR id = $2",
			   err);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, row->v[c].i);
	ch_stmt_bind_int(st, 2, was->v[c].i);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	return ch_stmt_int(st, 0) == 1 && ch_stmt_int(st, 1) == 2 ? 0 :
		ch_refuse(err, t->field[c].name, "patient-changed");
}

int ch_hand_columns(struct ch_store *store, const struct ch_type *type,
		    int64_t record, uint64_t *columns, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT CASE WHEN reason = "
			       "'feed' OR reason = 'undo' THEN 1 ELSE 0 END, "
			       "fields FROM journal WHERE record = $1 AND "
			       "record_type = $2 AND action = 'update' ORDER "
			       "BY seq", err);

	*columns = 0;
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, record);
	ch_stmt_bind_str(st, 2, type->name);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		bool feed = ch_stmt_int(st, 0);
		struct ch_past past;

		rc = ch_past_read(&past, type, ch_stmt_text(st, 1), err);
		if (rc)
			break;
		if (feed)
			*columns &= ~past.row.set;
		else
			*columns |= past.row.set;
		ch_past_free(&past);
	}
	return rc == CH_END ? 0 : rc;
}
