/* upgrade_parts.c - what records of before must know of the resource that they
 * are one of several of, or it would not find them again. */
#include "store/upgrade_parts.h"


/* Places in care teams of before version 4: their origin begins with the team's
 * own id ("t1|Practitioner/d1"). */
static int read_places(struct ch_store *s, struct ch_stmt *set,
		       struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, s->db, "SELECT id, source, origin FROM "
			       "team WHERE careteam IS NULL AND origin IS NOT "
			       "NULL", err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice origin = ch_stmt_text(st, 2);
		const char *bar = memchr(origin.s, '|', origin.n);
		const struct ch_slice part[] = {
			CH_SLICE("team"), ch_stmt_text(st, 1),
			{ origin.s, bar ? (size_t)(bar - origin.s) : 0 },
		};

		if (!bar)
			continue;
		ch_stmt_bind_int(set, 1, ch_stmt_int(st, 0));
		ch_stmt_bind_int(set, 2, ch_id_of(&s->key, part,
						  CH_COUNT(part)));
		rc = ch_stmt_finish(set, err);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_upgrade_parts(struct ch_store *s, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *set = NULL;
	int rc = ch_db_prepare(&set, s->db, "UPDATE team SET careteam = $2 "
			       "WHERE id = $1", err);

	return rc ? rc : read_places(s, set, err);
}
