/* roster.c - reads who is on call when. */
#include "base/moment.h"
#include "care/people/roster.h"

int ch_roster_read(struct ch_store *store, const char *role,
		   struct ch_rota *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT coalesce(o.role, "
			       "s.role, '') AS held, coalesce(s.login, "
			       "s.family, hexid(s.id)), o.at, o.until, CASE "
			       "WHEN coalesce(s.active, 1) THEN s.id END FROM "
			       "oncall o JOIN staff s ON s.id = o.staff WHERE "
			       "coalesce(o.status, 'active') = 'active' AND "
			       "($1 IS NULL OR held = $1)", err);

	if (!rc)
		ch_stmt_bind_str(st, 1, role);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		int64_t at = ch_stmt_int(st, 2), until = ch_stmt_int(st, 3);
		struct ch_shift s = {
			.from = at ? ch_moment_instant(at) : 0,
			.until = until ? ch_moment_instant(until) : INT64_MAX,
			.who = ch_stmt_int(st, 4),
		};

		snprintf(s.role, sizeof(s.role), "%s", ch_stmt_text(st, 0).s);
		snprintf(s.name, sizeof(s.name), "%s", ch_stmt_text(st, 1).s);
		rc = ch_rota_add(out, &s, err);
	}
	return rc == CH_END ? 0 : rc;
}
