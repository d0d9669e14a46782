/* who.c - whom a word of a ladder means, at a time. */
#include "base/moment.h"
#include "care/ladder/ladder.h"
#include "people/names.h"

#define COVERS_MAX 8

#define NOW(row) "coalesce(" row ".at, 0) <= $4 AND coalesce(is_over(" row \
	".until, $3), 0) = 0 AND coalesce(" row ".status, 'active') = 'active'"
#define ROSTER "FROM oncall o JOIN staff s ON s.id = o.staff WHERE " \
	"coalesce(o.role, s.role) = $1 AND coalesce(o.status, 'active') = " \
	"'active'"

/* $1 is the name, $2 the patient, $3 now, and $4 its top. */
static const struct word {
	const char *prefix, *sql;
} words[] = {
	{ "on-call:", "SELECT o.staff " ROSTER " AND " NOW("o") " UNION ALL "
	  "SELECT id FROM staff WHERE role = $1 AND on_call = 1 AND NOT EXISTS "
	  "(SELECT 1 " ROSTER ")" },
	{ "role:", "SELECT id FROM staff WHERE role = $1 AND coalesce(kind, "
	  "'person') = 'person'" },
	{ "team:", "SELECT t.member FROM patient x JOIN patient p ON p.person "
	  "= x.person JOIN team t ON t.patient = p.id WHERE x.id = $2 AND "
	  "t.member_type = 'staff' AND " NOW("t") " AND (fold(t.role) = "
	  "fold($1) OR t.code = $1 OR fold(t.team) = fold($1))" },
	{ "", "SELECT id FROM staff WHERE login = $1 OR id = CASE WHEN "
	  "length($1) = 16 AND $1 NOT GLOB '*[^0-9a-f]*' THEN idof($1) END" },
};

/* Covers of covers, too, who may be each other's. */
static int add(struct ch_store *store, int64_t id, int64_t now,
	       struct ch_ids *out, struct ch_err *err)
{
	for (int i = 0; id && i < COVERS_MAX; i++) {
		struct ch_staff_now s;
		int rc = ch_staff_look(store, id, now, &s, err);

		if (rc)
			return rc == CH_ENOENT ? 0 : rc;
		if (!s.active)
			return 0;
		if (!s.away)
			return ch_ids_add(out, id, err);
		id = s.cover;
	}
	return 0;
}

int ch_who(struct ch_store *store, const char *who, int64_t patient,
	   int64_t now, struct ch_ids *staff, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	const struct word *w = words;
	int rc;

	while (strncmp(who, w->prefix, strlen(w->prefix)))
		w++;
	rc = ch_db_prepare(&st, store->db, w->sql, err);
	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, who + strlen(w->prefix));
	ch_stmt_bind_int(st, 2, patient);
	ch_stmt_bind_int(st, 3, now);
	ch_stmt_bind_int(st, 4, ch_moment_top(now));
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = add(store, ch_stmt_int(st, 0), now, staff, err);
	return rc == CH_END ? ch_ids_once(staff, err) : rc;
}
