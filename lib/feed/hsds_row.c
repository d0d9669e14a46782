/* hsds_row.c - rows of a package: made, found by id, refused. */
#include "base/grow.h"
#include "base/text.h"
#include "feed/hsds_in.h"
#include "record/json.h"

struct hsds_row *ch_hsds_row(struct ch_hsds *h, enum hsds_kind kind,
			     long line, struct ch_err *err)
{
	struct hsds_row *row = ch_arena_zero(&h->arena, 1, sizeof(*row));

	if (!row) {
		ch_nomem(err);
		return NULL;
	}
	row->kind = (uint8_t)kind;
	row->file = h->file;
	row->line = (uint32_t)line;
	row->kids_end = &row->kids;
	return row;
}

static struct hsds_cell *cell_of(const struct hsds_row *row, enum hsds_col col)
{
	for (unsigned i = 0; i < row->n; i++)
		if (row->cell[i].col == col)
			return &row->cell[i];
	return NULL;
}

static int add_cell(struct ch_hsds *h, struct hsds_row *row,
		    struct hsds_cell cell, struct ch_err *err)
{
	struct hsds_cell *more;
	unsigned room = row->room ? 2 * row->room : 8;

	if (row->n == row->room) {
		more = ch_arena_take(&h->arena, room * sizeof(*more));
		if (!more)
			return ch_nomem(err);
		if (row->n)
			memcpy(more, row->cell, row->n * sizeof(*more));
		row->cell = more;
		row->room = room;
	}
	row->cell[row->n++] = cell;
	return 0;
}

int ch_hsds_set(struct ch_hsds *h, struct hsds_row *row, enum hsds_col col,
		struct ch_slice text, struct ch_err *err)
{
	char *copy;

	text = ch_text_trim(text);
	if (!text.n || cell_of(row, col))
		return 0;
	copy = ch_arena_copy(&h->arena, text.s, text.n);
	if (!copy)
		return ch_nomem(err);
	return add_cell(h, row, (struct hsds_cell){ col, { copy, text.n } },
			err);
}

struct ch_slice ch_hsds_get(const struct hsds_row *row, enum hsds_col col)
{
	const struct hsds_cell *c = row ? cell_of(row, col) : NULL;

	return c ? c->text : (struct ch_slice){ NULL, 0 };
}

struct ch_slice ch_hsds_id(const struct hsds_row *row)
{
	struct ch_slice id = ch_hsds_get(row, HSDS_ID);

	return id.n || row->kind != HSDS_TERM ? id :
		ch_hsds_get(row, HSDS_TAXONOMY_ID);
}

/* ---- by id ---- */

static size_t slot_of(const struct hsds_rows *t, struct ch_slice id)
{
	return (size_t)ch_said_hash(id.s, id.n) & t->mask;
}

static bool same_text(struct ch_slice a, struct ch_slice b)
{
	return a.n == b.n && !memcmp(a.s, b.s, a.n);
}

struct hsds_row *ch_hsds_find(const struct ch_hsds *h, enum hsds_kind kind,
			      struct ch_slice id)
{
	const struct hsds_rows *t = &h->rows[kind];
	struct hsds_row *row = t->slot && id.n ? t->slot[slot_of(t, id)] : NULL;

	while (row && !same_text(ch_hsds_id(row), id))
		row = row->same;
	return row;
}

static int widen(struct hsds_rows *t, struct ch_err *err)
{
	size_t size = t->slot ? 2 * (t->mask + 1) : 256;
	struct hsds_row **old = t->slot, *row, *next;
	size_t was = old ? t->mask + 1 : 0;

	if (t->slot && t->ids <= t->mask)
		return 0;
	t->slot = calloc(size, sizeof(*t->slot));
	if (!t->slot) {
		t->slot = old;
		return ch_nomem(err);
	}
	t->mask = size - 1;
	for (size_t i = 0; i < was; i++)
		for (row = old[i]; row; row = next) {
			size_t slot = slot_of(t, ch_hsds_id(row));

			next = row->same;
			row->same = t->slot[slot];
			t->slot[slot] = row;
		}
	free(old);
	return 0;
}

static int add_row(struct ch_hsds *h, struct hsds_row *row, struct ch_err *err)
{
	struct hsds_rows *t = &h->rows[row->kind];
	struct ch_slice id = ch_hsds_id(row);
	int rc = ch_grow((void **)&t->at, &t->room, t->n, sizeof(*t->at), err);

	if (!rc)
		t->at[t->n++] = row;
	if (rc || !id.n)
		return rc;
	rc = widen(t, err);
	if (!rc) {
		size_t slot = slot_of(t, id);

		row->same = t->slot[slot];
		t->slot[slot] = row;
		t->ids++;
	}
	return rc;
}

/* ---- an id that is there already ---- */

/* Whether the two, none of them inside another object, say different things. */
static bool differ(const struct hsds_row *a, const struct hsds_row *b)
{
	for (unsigned i = 0; i < a->n; i++) {
		struct ch_slice there = ch_hsds_get(b, a->cell[i].col);

		if (there.n && !same_text(there, a->cell[i].text))
			return true;
	}
	return false;
}

/* An object itself is believed before what others say of it. */
static int merge(struct ch_hsds *h, struct hsds_row *old,
		 const struct hsds_row *row, struct ch_err *err)
{
	bool better = old->nested && !row->nested;
	int rc = 0;

	for (unsigned i = 0; i < row->n && !rc; i++) {
		struct hsds_cell *c = cell_of(old, row->cell[i].col);

		if (!c)
			rc = add_cell(h, old, row->cell[i], err);
		else if (better)
			c->text = row->cell[i].text;
	}
	if (better) {
		old->nested = false;
		old->file = row->file;
		old->line = row->line;
	}
	return rc;
}

static bool merges(enum hsds_kind kind)
{
	return kind < HSDS_ADDRESS && kind != HSDS_CONTACT &&
		kind != HSDS_PHONE;
}

int ch_hsds_keep(struct ch_hsds *h, struct hsds_row *row,
		 struct hsds_row **kept, struct ch_err *err)
{
	struct hsds_row *old = ch_hsds_find(h, row->kind, ch_hsds_id(row));
	bool both = old && !old->nested && !row->nested;

	*kept = row;
	if (both && (old->file == row->file ||
		     (merges(row->kind) && differ(row, old))))
		return ch_refuse(err, "id", "id-twice");
	if (!old || !merges(row->kind))
		return add_row(h, row, err);
	*kept = old;
	return merge(h, old, row, err);
}

int ch_hsds_hold(struct ch_hsds *h, struct hsds_row *parent,
		 struct hsds_row *kid, struct ch_err *err)
{
	struct hsds_kid *k = ch_arena_zero(&h->arena, 1, sizeof(*k));

	if (!k)
		return ch_nomem(err);
	k->row = kid;
	*parent->kids_end = k;
	parent->kids_end = &k->next;
	kid->held = true;
	return 0;
}

/* ---- refused ---- */

static void spell(const struct hsds_row *row, struct ch_buf *out)
{
	const char *kind = ch_hsds_kind_name(row->kind);

	ch_buf_addf(out, "{\"table\":\"%s\"", kind);
	for (unsigned i = 0; i < row->n; i++) {
		ch_buf_addf(out, ",\"%s\":",
			    ch_hsds_col_name(row->cell[i].col));
		ch_json_string(out, row->cell[i].text.s, row->cell[i].text.n);
	}
	ch_buf_addc(out, '}');
}

static void name_item(const struct ch_hsds *h, const struct hsds_row *row,
		      struct ch_item *item)
{
	struct ch_slice part[3] = { { item->kind, item->kind_n },
				    h->naming.source, ch_hsds_id(row) };

	if (row->kind > HSDS_SERVICE || !part[2].n)
		return;
	item->type = ch_type_find(item->kind);
	item->id = ch_id_of(h->naming.key, part, 3);
}

int ch_hsds_refuse(struct ch_hsds *h, struct hsds_row *row,
		   const struct ch_err *bad, const struct ch_hsds_to *to,
		   struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf raw = CH_BUF_INIT;
	struct ch_item item = { .kind = ch_hsds_kind_name(row->kind) };
	struct ch_err why = *bad;

	if (row->bad)
		return 0;
	row->bad = true;
	item.kind_n = strlen(item.kind);
	spell(row, &raw);
	if (ch_buf_ok(&raw, err))
		return CH_ENOMEM;
	item.raw = (struct ch_slice){ raw.s, raw.n };
	name_item(h, row, &item);
	to->at(to->ctx, row->file, row->line);
	return to->sink->item(to->sink->ctx, &item, &why, err);
}

int ch_hsds_count_unread(struct ch_hsds *h, enum hsds_kind kind,
			 struct ch_slice name, int64_t count,
			 struct ch_err *err)
{
	char path[sizeof(h->unread->path)];

	snprintf(path, sizeof(path), "%s.%.*s", ch_hsds_kind_name(kind),
		 (int)(name.n < 60 ? name.n : 60), name.s);
	for (size_t i = 0; i < h->unreads; i++)
		if (!strcmp(h->unread[i].path, path)) {
			h->unread[i].count += count;
			return 0;
		}
	if (h->unreads >= 500)
		return 0;
	if (ch_grow((void **)&h->unread, &h->unread_room, h->unreads,
		    sizeof(*h->unread), err))
		return CH_ENOMEM;
	snprintf(h->unread[h->unreads].path, sizeof(path), "%s", path);
	h->unread[h->unreads++].count = count;
	return 0;
}
