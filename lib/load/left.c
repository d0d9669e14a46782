/* left.c - records that their source no longer has: what its resources made
 * before and make no more, and what it deleted. */
#include "base/ids.h"
#include "base/moment.h"
#include "load/session.h"

/* ---- noted while reading ---- */

static bool own_row_is_first(const struct ch_load *l, int64_t parent)
{
	return l->chunk.n > l->item_at.n &&
		l->chunk.row[l->item_at.n].row->v[0].i == parent;
}

/* What came before in this load needs its type's index to be found. */
static int came_before(struct ch_load *l, const struct ch_gone *g, int64_t id,
		       bool own, bool *again, struct ch_err *err)
{
	*again = l->first_again;
	if (!own && ch_seen_add(&l->seen, id, again))
		return ch_nomem(err);
	if (*again) {
		l->chunk.twice = true;
		l->twice |= UINT64_C(1) << (g->type - ch_types);
	}
	return 0;
}

int ch_load_take_parts(void *ctx, const struct ch_parts *p, struct ch_err *err)
{
	struct ch_load *l = ctx;
	bool own = own_row_is_first(l, p->parent);
	struct ch_left left = {
		.gone = p->gone, .parent = p->parent, .told = p->told,
		.name = p->name, .made = p->made, .n = p->n,
		.first = own ? l->chunk.row[l->item_at.n].row : NULL,
		.item = l->item,
	};
	int rc = l->broken ? 0 : came_before(l, p->gone, p->parent, own,
					     &left.again, err);

	if (rc || l->broken)
		return rc;
	return ch_chunk_leave(&l->chunk, &left) ? ch_nomem(err) : 0;
}

int ch_load_take_gone(void *ctx, const struct ch_gone *gone, int64_t id,
		      struct ch_err *err)
{
	struct ch_load *l = ctx;
	const struct ch_left left = {
		.gone = gone, .parent = id, .name = CH_SLICE(""),
		.made = &id, .item = l->item, .deleted = true, .again = true,
	};

	if (l->broken)
		return 0;
	l->chunk.twice = true;
	l->twice |= UINT64_C(1) << (gone->type - ch_types);
	l->count.records++;
	return ch_chunk_leave(&l->chunk, &left) ? ch_nomem(err) : 0;
}

/* ---- done while writing ---- */

/* Whether it has ended by now, if only just. */
static bool has_ended(const struct ch_row *row, int until, int64_t now)
{
	int64_t at = row->v[until].i;

	return ch_row_has(row, until) && (ch_moment_over(at, now) ||
		(ch_moment_has_zone(at) && at <= ch_moment_top(now)));
}

static bool is_gone(const struct ch_gone *g, const struct ch_row *row,
		    int64_t now)
{
	const struct ch_value *v = &row->v[g->col < 0 ? 0 : g->col];

	if (g->until >= 0 && !has_ended(row, g->until, now))
		return false;
	if (g->col < 0)
		return true;
	if (!ch_row_has(row, g->col))
		return false;
	return v->kind != CH_TEXT ? v->i == ch_slice_is(g->word, "true") :
		v->n == g->word.n && !memcmp(v->s, g->word.s, v->n);
}

/* Says of a record that is there that it is no more. */
static int leave(struct ch_load *l, const struct ch_gone *g, int64_t told,
		 int64_t id, struct ch_err *err)
{
	const struct ch_put_how how = {
		.feed = true, .batch = l->batch, .source = l->how.source,
		.cause = "gone",
	};
	int64_t now = ch_store_now(l->store);
	struct ch_row row, was;
	enum ch_did did;
	int rc = ch_store_get(l->store, g->type, id, &was, err);

	if (rc || is_gone(g, &was, now))
		return rc == CH_END ? 0 : rc;
	ch_row_start(&row, g->type);
	ch_row_int(&row, 0, id);
	if (g->col >= 0 && g->type->field[g->col].as == CH_AS_FLAG)
		ch_row_int(&row, g->col, ch_slice_is(g->word, "true"));
	else if (g->col >= 0)
		ch_row_text(&row, g->col, g->word.s, g->word.n);
	if (g->until >= 0 && !has_ended(&was, g->until, now))
		ch_row_int(&row, g->until, told && told < now ? told : now);
	if (told)
		ch_row_int(&row, g->type->told, told);
	rc = ch_put(l->store, &row, &how, &did, err);
	if (rc)
		return rc;
	l->wrote.retired += did == CH_UPDATED || did == CH_OVERRULED;
	ch_load_count(l, did);
	return 0;
}

static bool is_made(const struct ch_left *left, int64_t id)
{
	for (size_t i = 0; i < left->n; i++)
		if (left->made[i] == id)
			return true;
	return false;
}

/* Others may name the same parent: what it made begins with its name. */
static bool is_its_own(const struct ch_left *left, struct ch_slice origin,
		       int64_t id)
{
	size_t n = left->name.n;

	return id == left->parent || (origin.n > n && origin.s[n] == '|' &&
				      !memcmp(origin.s, left->name.s, n));
}

/* Whether its records say the resource's name, not the id of a record. */
static bool by_name(const struct ch_gone *g)
{
	return g->type->field[g->parent].as == CH_AS_TEXT;
}

static int find_query(struct ch_load *l, const struct ch_gone *g,
		      struct ch_stmt **out, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	struct ch_stmt **st = &l->parts[g->type - ch_types];

	*out = *st;
	if (*st)
		return 0;
	ch_buf_addf(&sql, "SELECT id, origin, told FROM main.%s WHERE %s = $1 "
		    "AND source = $2", g->type->name,
		    g->type->field[g->parent].name);
	if (g->of == g->type && !by_name(g))
		ch_buf_addf(&sql, " UNION ALL SELECT id, origin, told FROM "
			    "main.%s WHERE id = $1 AND source = $2",
			    g->type->name);
	if (ch_buf_ok(&sql, err))
		return CH_ENOMEM;
	if (ch_db_prepare(st, l->store->db, sql.s, err))
		return err->code;
	*out = *st;
	return 0;
}

/* When the store last heard of a resource that has a record of its own: later
 * than now, where this version is an older one. */
static int heard_of(struct ch_load *l, const struct ch_left *left,
		    int64_t *told, struct ch_err *err)
{
	const struct ch_type *t = left->gone->of;
	struct ch_row row;
	int rc;

	*told = left->told;
	if (!left->first || left->first->did != CH_OLDER)
		return 0;
	rc = ch_store_get(l->store, t, left->parent, &row, err);
	if (!rc && ch_row_has(&row, t->told))
		*told = row.v[t->told].i;
	return rc == CH_END ? 0 : rc;
}

/*
 * What the store has of a resource and the resource no longer makes; or, where
 * the store has heard of it later than this version (which may come last, or
 * into a store that never had it), what none but this version made: `*told` is
 * when the store heard then.
 */
static int find(struct ch_load *l, const struct ch_left *left,
		struct ch_ids *out, int64_t *told, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids only = { 0 };
	struct ch_stmt *st;
	int rc = find_query(l, left->gone, &st, err);

	if (!rc)
		rc = heard_of(l, left, told, err);
	if (rc)
		return rc;
	if (by_name(left->gone))
		ch_stmt_bind_text(st, 1, left->name.s, left->name.n);
	else
		ch_stmt_bind_int(st, 1, left->parent);
	ch_stmt_bind_str(st, 2, l->how.source);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		int64_t id = ch_stmt_int(st, 0), heard = ch_stmt_int(st, 2);

		if (!is_its_own(left, ch_stmt_text(st, 1), id))
			continue;
		if (left->told && heard > *told)
			*told = heard;
		if (!is_made(left, id))
			rc = ch_ids_add(out, id, err);
		else if (left->told && heard == left->told &&
			 id != left->parent)
			rc = ch_ids_add(&only, id, err);
	}
	ch_stmt_reset(st);
	if (*told > left->told) {
		ch_ids_free(out);
		*out = only;
		only = (struct ch_ids){ 0 };
	}
	return rc == CH_END ? 0 : rc;
}

/* Whether there is nothing to look for: the resource is new, is an earlier
 * version without a time, or the table was empty before. */
static bool is_settled(struct ch_load *l, const struct ch_left *left)
{
	if (ch_put_loading(l->store, left->gone->type))
		return true;
	if (ch_seen_has(&l->bad_items, left->item + INT64_C(1)))
		return true;
	/* One of several that is alone now goes by the resource's name. */
	return left->first && ((left->first->did == CH_OLDER && !left->told) ||
		(left->first->did == CH_CREATED && !left->again &&
		 !left->gone->apart));
}

int ch_load_leave(struct ch_load *l, struct ch_err *err)
{
	const struct ch_left *left = l->writer.chunk.left;
	int rc = 0;

	for (; left && !rc; left = left->next) {
		CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
		int64_t told = left->told;

		if (is_settled(l, left))
			continue;
		rc = left->deleted ? ch_ids_add(&ids, left->parent, err) :
			find(l, left, &ids, &told, err);
		for (size_t i = 0; i < ids.n && !rc; i++)
			rc = leave(l, left->gone, told, ids.id[i], err);
	}
	return rc;
}

void ch_load_leave_end(struct ch_load *l)
{
	for (int i = 0; i < CH_TYPES_MAX; i++)
		ch_stmt_free(&l->parts[i]);
}
