/* codings.c - a record's further codes: written and cleared with the record. */
#include "base/grow.h"
#include "record/json.h"
#include "store/codings.h"
#include "store/put_state.h"
#include "store/rows_in.h"
#include "store/seal.h"

/* The columns of the type `coding`, looked up once. */
struct columns {
	const struct ch_type *type;
	int patient, record, record_type, field, place, system, code, name;
};

static const struct columns *columns(void)
{
	static struct columns c;

	if (!c.type) {
		const struct ch_type *t = ch_type_find("coding");

		c = (struct columns){
			NULL, t->patient, ch_field(t, "record"),
			ch_field(t, "record_type"), ch_field(t, "field"),
			ch_field(t, "place"), ch_field(t, "system"),
			ch_field(t, "code"), ch_field(t, "name"),
		};
		c.type = t;
	}
	return &c;
}

/* What is at hand: one record and what its codes were and shall be. */
struct change {
	struct ch_store *store;
	const struct ch_row *row;
	struct ch_slice source;
	int64_t patient;
	int64_t *id;			/* of each of row->coding */
	bool *kept;			/* those that are there */
	struct ch_buf was, is;		/* JSON records, commas between */
	int64_t *gone;
	size_t n, room;
	bool changed;
};

static void change_free(struct change *c)
{
	free(c->id);
	free(c->kept);
	free(c->gone);
	ch_buf_free(&c->was);
	ch_buf_free(&c->is);
}

static void put(struct ch_row *out, int col, struct ch_slice s)
{
	if (s.n)
		ch_row_text(out, col, s.s, s.n);
}

/* The id follows from what a coding is about, so that it is found again
 * wherever in the list it stands. */
static int64_t id_of(const struct change *c, const struct ch_coding *k)
{
	const struct ch_type *of = c->row->type;
	const char *field = of->field[k->col].name;
	char hex[CH_ID_HEX];
	const struct ch_slice part[] = {
		CH_SLICE("coding"), { of->name, strlen(of->name) },
		{ hex, CH_ID_HEX - 1 }, { field, strlen(field) },
		{ k->system.n ? k->system.s : "", k->system.n }, k->code,
	};

	ch_id_print(c->row->v[0].i, hex);
	return ch_id_of(&c->store->key, part, CH_COUNT(part));
}

/* The coding as a record. */
static void fill(struct ch_row *out, const struct change *c,
		 const struct ch_coding *k)
{
	const struct columns *at = columns();
	const struct ch_type *of = c->row->type;
	const char *field = of->field[k->col].name;

	ch_row_start(out, at->type);
	ch_row_int(out, 0, id_of(c, k));
	if (c->patient)
		ch_row_int(out, at->patient, c->patient);
	ch_row_int(out, at->record, c->row->v[0].i);
	ch_row_text(out, at->record_type, of->name, strlen(of->name));
	ch_row_text(out, at->field, field, strlen(field));
	ch_row_int(out, at->place, k->place);
	put(out, at->system, k->system);
	put(out, at->code, k->code);
	put(out, at->name, k->name);
	put(out, at->type->source, c->source);
	ch_row_int(out, at->type->recorded, c->row->v[of->recorded].i);
	if (ch_row_has(c->row, of->batch))
		ch_row_int(out, at->type->batch, c->row->v[of->batch].i);
	ch_row_int(out, at->type->rev, 1);
}

static void tell(struct ch_buf *b, const struct ch_row *row)
{
	if (b->n)
		ch_buf_addc(b, ',');
	ch_json_write(b, row, false);
	/* A record is a line; here it is a value. */
	if (b->n && b->s[b->n - 1] == '\n')
		b->n--;
}

static int insert(struct change *c, const struct ch_row *coding,
		  struct ch_err *err)
{
	struct ch_put_type *t;
	struct ch_stmt *st;
	int rc = ch_put_type(&t, c->store, coding->type, err), n = 0;

	if (!rc)
		rc = ch_put_insert(&st, c->store, t, coding->type, coding->set,
				   err);
	if (rc)
		return rc;
	for (uint64_t left = coding->set; left; left &= left - 1)
		ch_put_bind(st, ++n, &coding->v[__builtin_ctzll(left)]);
	c->store->put->codings = CH_CODINGS_SOME;
	rc = ch_stmt_finish(st, err);
	return rc ? rc : ch_seal_change(c->store, NULL, coding, NULL, err);
}

/* ---- beside what is there ---- */

/* The column that an existing coding is of, if that is one which `row` tells
 * of and the record's own source said it; -1: it is none of ours. */
static int column_of(const struct change *c, const struct ch_row *had)
{
	const struct columns *at = columns();
	struct ch_value source = had->v[at->type->source];
	int col;

	if (source.n != c->source.n || !ch_row_has(had, at->field) ||
	    memcmp(source.s, c->source.s, source.n))
		return -1;
	col = ch_field_find(c->row->type, had->v[at->field].s,
			    had->v[at->field].n);
	return col >= 0 && (c->row->coded >> col & 1) ? col : -1;
}

static int reword(struct change *c, const struct ch_row *had,
		  const struct ch_row *is, const struct ch_coding *k,
		  struct ch_err *err)
{
	struct ch_stmt *st = c->store->put->coding_set;
	int rc;

	ch_stmt_bind_int(st, 1, had->v[0].i);
	ch_stmt_bind_int(st, 2, k->place);
	if (k->name.n)
		ch_stmt_bind_text(st, 3, k->name.s, k->name.n);
	else
		ch_stmt_bind_null(st, 3);
	c->changed = true;
	rc = ch_stmt_finish(st, err);
	return rc ? rc : ch_seal_change(c->store, had, is, NULL, err);
}

/* One that the store has: it stays, has another name or place, or goes. */
static int weigh(struct change *c, const struct ch_row *had,
		 struct ch_err *err)
{
	const struct columns *at = columns();
	int col = column_of(c, had), rc;
	const struct ch_coding *k;
	struct ch_row mine = *had;
	uint32_t i = 0;

	while (i < c->row->codings && c->id[i] != had->v[0].i)
		i++;
	if (i < c->row->codings)
		c->kept[i] = true;	/* whoever said it */
	if (col < 0)
		return 0;
	tell(&c->was, had);
	if (i < c->row->codings) {
		k = &c->row->coding[i];
		ch_row_int(&mine, at->place, k->place);
		mine.set &= ~(UINT64_C(1) << at->name);
		put(&mine, at->name, k->name);
		tell(&c->is, &mine);
		return ch_row_same(had, &mine, at->place) &&
			ch_row_same(had, &mine, at->name) ? 0 :
			reword(c, had, &mine, k, err);
	}
	c->changed = true;
	rc = ch_grow((void **)&c->gone, &c->room, c->n, sizeof(*c->gone), err);
	if (rc)
		return rc;
	c->gone[c->n++] = had->v[0].i;
	return ch_seal_change(c->store, had, NULL, NULL, err);
}

static int prepare(struct ch_store *store, struct ch_err *err)
{
	struct ch_put_state *p = store->put;
	int rc;

	if (p->coding_of)
		return 0;
	ch_buf_clear(&p->sql);
	ch_buf_adds(&p->sql, "SELECT ");
	ch_rows_fields(&p->sql, columns()->type);
	ch_buf_adds(&p->sql, " FROM main.coding WHERE record = $1 AND "
		    "record_type = $2 ORDER BY field, place");
	rc = ch_buf_ok(&p->sql, err);
	if (!rc)
		rc = ch_db_prepare(&p->coding_drop, store->db, "DELETE FROM "
				   "main.coding WHERE id = $1", err);
	if (!rc)
		rc = ch_db_prepare(&p->coding_set, store->db, "UPDATE main."
				   "coding SET place = $2, name = $3 WHERE "
				   "id = $1", err);
	return rc ? rc : ch_db_prepare(&p->coding_of, store->db, p->sql.s,
				       err);
}

static int look(struct change *c, struct ch_err *err)
{
	const struct ch_type *type = columns()->type;
	struct ch_stmt *st;
	struct ch_row had;
	int rc = prepare(c->store, err);

	if (rc)
		return rc;
	st = c->store->put->coding_of;
	ch_stmt_bind_int(st, 1, c->row->v[0].i);
	ch_stmt_bind_str(st, 2, c->row->type->name);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		ch_rows_fill(&had, type, st);
		rc = weigh(c, &had, err);
	}
	ch_stmt_reset(st);
	return rc == CH_END ? 0 : rc;
}

static int drop_gone(struct change *c, struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < c->n && !rc; i++) {
		ch_stmt_bind_int(c->store->put->coding_drop, 1, c->gone[i]);
		rc = ch_stmt_finish(c->store->put->coding_drop, err);
	}
	return rc;
}

/* Finds, rewords and drops what is there. */
static int beside(struct change *c, struct ch_err *err)
{
	size_t n = c->row->codings + (size_t)1;
	int rc;

	c->id = calloc(n, sizeof(*c->id));
	c->kept = calloc(n, sizeof(*c->kept));
	if (!c->id || !c->kept)
		return ch_nomem(err);
	for (uint32_t i = 0; i < c->row->codings; i++)
		c->id[i] = id_of(c, &c->row->coding[i]);
	rc = look(c, err);
	return rc ? rc : drop_gone(c, err);
}

static int add_new(struct change *c, bool telling, struct ch_err *err)
{
	int rc = 0;

	for (uint32_t i = 0; i < c->row->codings && !rc; i++) {
		struct ch_row coding;

		if (c->kept && c->kept[i])
			continue;
		fill(&coding, c, &c->row->coding[i]);
		if (telling)
			tell(&c->is, &coding);
		c->changed = true;
		rc = insert(c, &coding, err);
	}
	return rc;
}

/* Whether the store holds any coding: asked once in a transaction. */
static int are_there_any(struct ch_store *store, bool *any, struct ch_err *err)
{
	struct ch_put_state *p = store->put;
	bool empty = false;
	int rc = 0;

	if (p->codings == CH_CODINGS_NOT_ASKED) {
		rc = ch_put_is_empty(store, columns()->type, &empty, err);
		p->codings = empty ? CH_CODINGS_NONE : CH_CODINGS_SOME;
	}
	*any = p->codings == CH_CODINGS_SOME;
	return rc;
}

static int write_all(struct change *c, bool new, struct ch_buf *told,
		     struct ch_err *err)
{
	bool any = false, fresh = new && ch_put_loading(c->store,
							columns()->type);
	int rc = fresh ? 0 : are_there_any(c->store, &any, err);

	if (rc || (!any && !c->row->codings))
		return rc;
	if (any)
		rc = beside(c, err);
	if (!rc)
		rc = add_new(c, !new, err);
	if (!rc && c->changed && !new)
		ch_buf_addf(told, "\"coding\":[[%s],[%s]]",
			    c->was.s ? c->was.s : "", c->is.s ? c->is.s : "");
	if (!rc && (c->was.failed || c->is.failed))
		rc = ch_nomem(err);
	return rc;
}

int ch_codings_ready(struct ch_store *store, struct ch_err *err)
{
	const struct ch_type *type = columns()->type;
	struct ch_put_type *t;
	int rc = ch_put_type(&t, store, type, err);

	return !rc && t->fresh ? ch_put_load_end(store, type, err) : rc;
}

int ch_codings_put(struct ch_store *store, const struct ch_row *row,
		   const struct ch_row *was, struct ch_buf *told,
		   bool *changed, struct ch_err *err)
{
	CH_AUTO(change_free) struct change c = { .store = store, .row = row };
	const struct ch_type *t = row->type;
	const struct ch_row *whose = was ? was : row;
	int rc;

	*changed = false;
	if (!row->coded)
		return 0;
	c.source = (struct ch_slice){ whose->v[t->source].s,
				      whose->v[t->source].n };
	c.patient = ch_row_has(row, t->patient) ? row->v[t->patient].i :
		ch_row_has(whose, t->patient) ? whose->v[t->patient].i :
		!strcmp(t->name, "patient") ? row->v[0].i : 0;
	rc = write_all(&c, !was, told, err);
	*changed = c.changed;
	return rc;
}
