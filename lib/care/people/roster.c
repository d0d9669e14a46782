/* roster.c - reads the rosters, and tells them stretch by stretch. */
#include "base/grow.h"
#include "base/moment.h"
#include "care/people/names.h"
#include "care/people/roster.h"

/* The roster of the role at hand. */
struct roster {
	struct ch_store *store;
	char role[64];
	struct ch_shift *v;
	size_t n, room;
	int64_t from, until;
	ch_roster_each each;
	void *ctx;
};

static int tell(struct roster *r, const struct ch_stretch *s,
		struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf who = CH_BUF_INIT;
	size_t i = 0;
	int64_t id;
	int rc;

	while ((id = ch_rota_next(r->v, r->n, s->from, &i))) {
		char name[64];

		ch_staff_call(r->store, id, name, sizeof(name));
		ch_buf_addf(&who, "%s%s", who.n ? " " : "", name);
	}
	rc = ch_buf_ok(&who, err);
	return rc ? rc : r->each(r->ctx, r->role, s, who.n ? who.s : "", err);
}

static int end_role(struct roster *r, struct ch_err *err)
{
	CH_AUTO(ch_free) struct ch_stretch *out =
		calloc(2 * r->n + 2, sizeof(*out));
	size_t n;
	int rc = 0;

	if (!out)
		return ch_nomem(err);
	n = *r->role ? ch_rota(r->v, r->n, r->from, r->until, out) : 0;
	for (size_t i = 0; i < n && !rc; i++)
		rc = tell(r, &out[i], err);
	r->n = 0;
	return rc;
}

static int take(struct roster *r, struct ch_stmt *st, struct ch_err *err)
{
	struct ch_slice role = ch_stmt_text(st, 0);
	int64_t at = ch_stmt_int(st, 2), until = ch_stmt_int(st, 3);
	int rc = ch_slice_is(role, r->role) ? 0 : end_role(r, err);

	snprintf(r->role, sizeof(r->role), "%.*s", (int)role.n, role.s);
	if (!rc)
		rc = ch_grow((void **)&r->v, &r->room, r->n, sizeof(*r->v),
			     err);
	if (!rc && ch_stmt_int(st, 4))
		r->v[r->n++] = (struct ch_shift){
			at ? ch_moment_instant(at) : INT64_MIN,
			until ? ch_moment_instant(until) : INT64_MAX,
			ch_stmt_int(st, 1),
		};
	return rc;
}

int ch_roster_read(struct ch_store *store, const char *role, int64_t from,
		   int64_t until, ch_roster_each each, void *ctx,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct roster r = { .store = store, .from = from, .until = until,
			    .each = each, .ctx = ctx };
	int rc = ch_db_prepare(&st, store->db, "SELECT coalesce(o.role, "
			       "s.role, '') AS role, o.staff, o.at, o.until, "
			       "coalesce(s.active, 1) FROM oncall o JOIN staff "
			       "s ON s.id = o.staff WHERE coalesce(o.status, "
			       "'active') = 'active' AND ($1 IS NULL OR "
			       "coalesce(o.role, s.role) = $1) ORDER BY 1, "
			       "o.at, o.id", err);

	if (!rc)
		ch_stmt_bind_str(st, 1, role);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = take(&r, st, err);
	if (rc == CH_END)
		rc = end_role(&r, err);
	free(r.v);
	return rc;
}
