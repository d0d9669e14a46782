/* write_chunk.c - writes a chunk of rows, sorted by patient and time. */
#include "base/moment.h"
#include "load/session.h"
#include "store/identity.h"
#include "store/journal_head.h"
#include "store/seal.h"

/*
 * A save point, so that an item refused in the middle leaves nothing. A load
 * that ends with its first refusal needs none: all of it goes. And a save point
 * is dear, since SQLite copies each page that leaves its cache meanwhile.
 */
static int save(struct ch_load *l, struct ch_err *err)
{
	int rc;

	if (!l->how.keep_going)
		return 0;
	rc = ch_seal_keep(l->store, err);
	return rc ? rc : ch_db_run(l->store->db, "SAVEPOINT chunk", err);
}

static int release(struct ch_load *l, struct ch_err *err)
{
	return l->how.keep_going ?
		ch_db_run(l->store->db, "RELEASE chunk", err) : 0;
}

static int go_back(struct ch_load *l, struct ch_err *err)
{
	int rc;

	ch_journal_head_forget(l->store);
	ch_seal_go_back(l->store);
	rc = ch_db_run(l->store->db, "ROLLBACK TO chunk", err);
	return rc ? rc : ch_put_load_again(l->store, err);
}

/* What the hub works with: each record's story begins in the journal. */
static bool operational(const struct ch_type *t)
{
	return !strcmp(t->room, "care") || !strcmp(t->room, "talk") ||
		!strcmp(t->name, "consent") || !strcmp(t->name, "disclosure");
}

/* It is kept as it was said, counted, and in no number. */
static bool is_impossible(const struct ch_row *row)
{
	return !strcmp(row->type->name, "encounter") &&
		ch_row_get_int(row, "at") && ch_row_get_int(row, "until") &&
		ch_moment_over(ch_row_get_int(row, "until"),
			       ch_row_get_int(row, "at"));
}

static int write_row(struct ch_load *l, struct ch_packed *p,
		     struct ch_err *err)
{
	struct ch_put_how how = {
		.feed = !l->how.by_hand, .hold_rev = l->how.by_hand,
		.clears = p->clears, .batch = l->batch,
		.source = l->how.source, .checked = true,
		.believe = l->how.accept_identity,
	};
	enum ch_did did;
	struct ch_row row;
	int rc;

	ch_chunk_unpack(p, &row);
	how.quiet_create = !operational(row.type);
	l->impossible += is_impossible(&row);
	rc = ch_load_meet_patient(l, &row, err);
	if (!rc && how.feed)
		rc = ch_load_complete_row(l, &row, &how.ours, err);
	if (!rc)
		rc = ch_put(l->store, &row, &how, &did, err);
	if (!rc) {
		ch_load_count(l, did);
		p->did = (uint8_t)did;
	}
	if (!rc && l->how.written)
		rc = l->how.written(l->how.ctx, row.type, row.v[0].i, err);
	return rc;
}

static int refuse_late(struct ch_load *l, const struct ch_waiting *w,
		       const struct ch_err *bad, struct ch_err *err)
{
	const struct ch_item item = {
		.kind = w->row->kind, .kind_n = strlen(w->row->kind),
		.raw = w->row->raw, .type = &ch_types[w->row->type],
		.id = w->row->v[0].i,
	};
	bool had;

	if (ch_seen_add(&l->bad_items, w->row->from.item + INT64_C(1), &had))
		return ch_nomem(err);
	return ch_load_keep_refusal(l, bad, w->row->from, &item, w->patient,
				    err);
}

/* `*refused` grows with each item that the store refuses. */
static int write_all(struct ch_load *l, int *refused, struct ch_err *err)
{
	const struct ch_chunk *chunk = &l->writer.chunk;
	struct ch_err bad;
	int rc;

	for (size_t i = 0; i < chunk->n; i++) {
		const struct ch_waiting *w = &chunk->row[i];

		if (!w->row)
			continue;
		if (ch_seen_has(&l->bad_items, w->row->from.item + INT64_C(1)))
			continue;
		rc = write_row(l, w->row, &bad);
		if (rc == CH_EDATA && bad.reason) {
			(*refused)++;
			rc = refuse_late(l, w, &bad, err);
			if (rc || l->broken)
				return rc;
		} else if (rc) {
			if (err)
				*err = bad;
			return rc;
		}
	}
	return 0;
}

/* Types with an id met twice need their index to find the first of them. */
static int leave_load(struct ch_load *l, struct ch_err *err)
{
	uint64_t twice = l->writer.twice;
	int rc = 0;

	if (l->writer.full)
		rc = ch_put_load_end(l->store, NULL, err);
	for (; twice && !rc; twice &= twice - 1)
		rc = ch_put_load_end(l->store,
				     &ch_types[__builtin_ctzll(twice)], err);
	return rc;
}

/* Where a row of the chunk is, and whose version it is. */
struct version {
	int64_t id;
	uint8_t type;
	size_t at;
};

static int by_id(const void *a, const void *b)
{
	const struct version *x = a, *y = b;

	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->at < y->at ? -1 : 1;
}

static bool differs(const struct ch_row *a, const struct ch_row *b, int c)
{
	return ch_row_has(a, c) && ch_row_has(b, c) && !ch_row_same(a, b, c);
}

/* Whether the next version of a record is about somebody else: then both are
 * for the store, which compares them. */
static bool another_person(const struct ch_row *row, const struct ch_row *next)
{
	const struct ch_type *t = row->type;

	if (ch_field(t, "birth") >= 0)
		return ch_identity_changes(next, row) >= 2;
	return differs(row, next, t->patient >= 0 ? t->patient :
		       ch_field(t, "record"));
}

/* Of several versions of a record that say no time, the last is the one: the
 * others are passed over, or every reading would write them to and fro. */
static int pass_over_earlier(struct ch_load *l, struct ch_err *err)
{
	struct ch_chunk *chunk = &l->writer.chunk;
	struct version *v = malloc((chunk->n + 1) * sizeof(*v));
	struct ch_row row, next;

	if (!v)
		return ch_nomem(err);
	for (size_t i = 0; i < chunk->n; i++)
		v[i] = (struct version){ chunk->row[i].row->v[0].i,
					 chunk->row[i].row->type, i };
	qsort(v, chunk->n, sizeof(*v), by_id);
	for (size_t i = 0; i + 1 < chunk->n; i++) {
		struct ch_waiting *w = &chunk->row[v[i].at];

		if (v[i].id != v[i + 1].id || v[i].type != v[i + 1].type)
			continue;
		ch_chunk_unpack(w->row, &row);
		ch_chunk_unpack(chunk->row[v[i + 1].at].row, &next);
		if (ch_row_has(&row, row.type->told) ||
		    another_person(&row, &next))
			continue;
		w->row->did = CH_OLDER;
		w->row = NULL;
		l->wrote.older++;
	}
	free(v);
	return 0;
}

static int make_ready(struct ch_load *l, struct ch_err *err)
{
	int rc = 0;

	ch_seen_clear(&l->bad_items);
	if (l->how.by_hand)
		return leave_load(l, err);
	if (l->writer.chunk.twice)
		rc = pass_over_earlier(l, err);
	ch_chunk_sort(&l->writer.chunk);
	return rc ? rc : leave_load(l, err);
}

int ch_load_write(struct ch_load *l, struct ch_err *err)
{
	struct ch_counts before;
	int rc, refused = 0;

	if (l->broken)
		return 0;
	if (!l->writer.chunk.n && !l->writer.chunk.left)
		return ch_load_write_refusals(l, err);
	rc = make_ready(l, err);
	before = l->wrote;
	if (!rc)
		rc = save(l, err);
	while (!rc) {
		int before_refused = refused;

		rc = write_all(l, &refused, err);
		if (!rc && !l->broken && refused == before_refused)
			rc = ch_load_leave(l, err);
		if (rc || l->broken || refused == before_refused)
			break;
		l->wrote = before;
		rc = go_back(l, err);
	}
	if (!rc && !l->broken)
		rc = release(l, err);
	if (!rc && !l->broken)
		rc = ch_load_write_refusals(l, err);
	return rc;
}

void ch_load_swap(struct ch_load *l)
{
	struct ch_chunk empty = l->writer.chunk;

	ch_chunk_clear(&empty);
	l->writer.chunk = l->chunk;
	l->writer.twice = l->twice;
	l->writer.full = ch_seen_full(&l->seen);
	if (l->writer.full)
		ch_seen_clear(&l->seen);
	l->twice = 0;
	l->chunk = empty;
}
