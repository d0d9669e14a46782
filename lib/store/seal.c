/* seal.c - the sums over all records, kept as they are written. */
#include "store/rows.h"
#include "store/seal.h"

/* `told` is the sum that the journal's last row has, or shall have. */
struct sums {
	uint64_t touched;		/* types: a bit each */
	struct ch_sum type[CH_TYPES_MAX], all, told;
};

struct ch_seal {
	bool known;
	struct sums now, kept;		/* kept: as at the savepoint */
	struct ch_buf bytes;
};

void ch_sum_add(struct ch_sum *to, const struct ch_sum *more)
{
	to->n += more->n;
	to->part[0] += more->part[0];
	to->part[1] += more->part[1];
}

static void take_off(struct ch_sum *from, const struct ch_sum *less)
{
	from->n -= less->n;
	from->part[0] -= less->part[0];
	from->part[1] -= less->part[1];
}

bool ch_sum_same(const struct ch_sum *a, const struct ch_sum *b)
{
	return a->n == b->n && a->part[0] == b->part[0] &&
		a->part[1] == b->part[1];
}

void ch_sum_print(const struct ch_sum *sum, char hex[CH_SUM_HEX])
{
	snprintf(hex, CH_SUM_HEX, "%016llx%016llx",
		 (unsigned long long)sum->part[0],
		 (unsigned long long)sum->part[1]);
}

static bool parse(struct ch_slice hex, struct ch_sum *out)
{
	char half[17], *end;

	if (hex.n != CH_SUM_HEX - 1)
		return false;
	for (int i = 0; i < 2; i++) {
		snprintf(half, sizeof(half), "%.16s", hex.s + 16 * i);
		out->part[i] = strtoull(half, &end, 16);
		if (*end)
			return false;
	}
	return true;
}

int64_t ch_sum_digest(const struct ch_sum *sum)
{
	return (int64_t)(sum->part[0] >> 11);
}

/* By their names: a column that a later schema adds changes no sum. */
static uint64_t name_of(const struct ch_type *type, int c)
{
	static uint64_t known[CH_TYPES_MAX][CH_FIELDS_MAX];
	uint64_t *at = &known[type - ch_types][c], hash[2];

	if (!*at) {
		ch_hash128(type->field[c].name, strlen(type->field[c].name),
			   hash);
		*at = hash[0] | 1;
	}
	return *at;
}

static void spell(struct ch_buf *b, const struct ch_row *row)
{
	const char *type = row->type->name;

	ch_buf_clear(b);
	ch_buf_add(b, type, strlen(type) + 1);
	for (uint64_t left = row->set; left; left &= left - 1) {
		int c = __builtin_ctzll(left);
		const struct ch_value *v = &row->v[c];
		/* SQLite knows one zero. */
		double r = v->kind == CH_REAL && v->r == 0 ? 0 : v->r;
		struct {
			uint64_t name, kind, value;
		} head = { name_of(row->type, c), v->kind, 0 };

		if (v->kind == CH_NULL)
			continue;
		if (v->kind == CH_TEXT)
			head.value = v->n;
		else if (v->kind == CH_REAL)
			memcpy(&head.value, &r, sizeof(r));
		else
			head.value = (uint64_t)v->i;
		ch_buf_add(b, (const char *)&head, sizeof(head));
		if (v->kind == CH_TEXT)
			ch_buf_add(b, v->s, v->n);
	}
}

int ch_sum_of(struct ch_sum *out, struct ch_buf *bytes,
	      const struct ch_row *row, struct ch_err *err)
{
	spell(bytes, row);
	out->n = 1;
	if (ch_buf_ok(bytes, err))
		return CH_ENOMEM;
	ch_hash128(bytes->s, bytes->n, out->part);
	return 0;
}

bool ch_seal_covers(const struct ch_type *type)
{
	return strcmp(type->name, "journal") != 0 &&
		strcmp(type->name, "lifecycle") != 0;
}

int ch_seal_said(struct ch_store *store, const char *type,
		 struct ch_sum *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT n, sum FROM main.seal "
			       "WHERE on_type = $1", err);

	*out = (struct ch_sum){ .n = -1 };
	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, type);
	rc = ch_stmt_step(st, err);
	if (!rc && parse(ch_stmt_text(st, 1), out))
		out->n = ch_stmt_int(st, 0);
	return rc == CH_END ? 0 : rc;
}

/* The sums as the store has them, once in a transaction. */
static int know(struct ch_store *store, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_seal *s = store->seal;
	int rc;

	if (!s && !(s = store->seal = calloc(1, sizeof(*s))))
		return ch_nomem(err);
	if (CH_LIKELY(s->known))
		return 0;
	s->now = (struct sums){ 0 };
	rc = ch_db_prepare(&st, store->db, "SELECT on_type, n, sum FROM "
			   "main.seal", err);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice name = ch_stmt_text(st, 0);
		const struct ch_type *t = ch_type_find_n(name.s, name.n);
		struct ch_sum *sum;

		if (!t || !ch_type_stored(t))
			continue;
		sum = &s->now.type[t - ch_types];
		parse(ch_stmt_text(st, 2), sum);
		sum->n = ch_stmt_int(st, 1);
		ch_sum_add(&s->now.all, sum);
	}
	s->now.told = s->now.all;
	s->known = rc == CH_END;
	return rc == CH_END ? 0 : rc;
}

static void change_by(struct ch_seal *s, const struct ch_type *type,
		      const struct ch_sum *by, bool gone)
{
	struct ch_sum *sum = &s->now.type[type - ch_types];

	if (gone) {
		take_off(sum, by);
		take_off(&s->now.all, by);
	} else {
		ch_sum_add(sum, by);
		ch_sum_add(&s->now.all, by);
	}
	s->now.touched |= UINT64_C(1) << (type - ch_types);
}

int ch_seal_change(struct ch_store *store, const struct ch_row *was,
		   const struct ch_row *is, int64_t *digest,
		   struct ch_err *err)
{
	struct ch_sum sum;
	int rc = know(store, err);

	if (!rc && was) {
		rc = ch_sum_of(&sum, &store->seal->bytes, was, err);
		if (!rc)
			change_by(store->seal, was->type, &sum, true);
	}
	if (rc || !is)
		return rc;
	rc = ch_sum_of(&sum, &store->seal->bytes, is, err);
	if (!rc)
		change_by(store->seal, is->type, &sum, false);
	if (!rc && digest)
		*digest = ch_sum_digest(&sum);
	return rc;
}

int ch_seal_total(struct ch_store *store, char hex[CH_SUM_HEX],
		  struct ch_err *err)
{
	int rc = know(store, err);

	if (rc)
		return rc;
	store->seal->now.told = store->seal->now.all;
	ch_sum_print(&store->seal->now.all, hex);
	return 0;
}

static int write_sum(struct ch_stmt *st, const struct ch_type *type,
		     const struct ch_sum *sum, struct ch_err *err)
{
	char hex[CH_SUM_HEX];

	ch_sum_print(sum, hex);
	ch_stmt_bind_str(st, 1, type->name);
	ch_stmt_bind_int(st, 2, sum->n);
	ch_stmt_bind_str(st, 3, hex);
	return ch_stmt_finish(st, err);
}

int ch_seal_write(struct ch_store *store, bool *untold, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_seal *s = store->seal;
	int rc;

	*untold = false;
	if (!s || !s->known || !s->now.touched)
		return 0;
	rc = ch_db_prepare(&st, store->db, "INSERT INTO main.seal (on_type, n,"
			   " sum) VALUES ($1, $2, $3) ON CONFLICT (on_type) DO"
			   " UPDATE SET n = excluded.n, sum = excluded.sum",
			   err);
	for (; s->now.touched && !rc; s->now.touched &= s->now.touched - 1) {
		int i = __builtin_ctzll(s->now.touched);

		rc = write_sum(st, &ch_types[i], &s->now.type[i], err);
	}
	*untold = !ch_sum_same(&s->now.all, &s->now.told);
	return rc;
}

void ch_seal_forget(struct ch_store *store)
{
	if (store->seal)
		store->seal->known = false;
}

void ch_seal_free(struct ch_store *store)
{
	if (store->seal)
		ch_buf_free(&store->seal->bytes);
	free(store->seal);
	store->seal = NULL;
}

int ch_seal_keep(struct ch_store *store, struct ch_err *err)
{
	int rc = know(store, err);

	if (!rc)
		store->seal->kept = store->seal->now;
	return rc;
}

void ch_seal_go_back(struct ch_store *store)
{
	store->seal->now = store->seal->kept;
}

struct reading {
	struct ch_buf bytes;
	struct ch_sum *sum;
};

static int add_row(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct reading *r = ctx;
	struct ch_sum one;
	int rc = ch_sum_of(&one, &r->bytes, row, err);

	if (!rc)
		ch_sum_add(r->sum, &one);
	return rc;
}

int ch_seal_read(struct ch_store *store, const struct ch_type *type,
		 const char *rest, struct ch_sum *out, struct ch_err *err)
{
	struct reading r = { CH_BUF_INIT, out };
	int rc;

	*out = (struct ch_sum){ 0 };
	rc = ch_rows_read(store, type, rest, NULL, 0, add_row, &r, err);
	ch_buf_free(&r.bytes);
	return rc;
}

int ch_seal_gone(struct ch_store *store, const struct ch_type *type,
		 const char *rest, struct ch_err *err)
{
	struct ch_sum sum;
	int rc = ch_seal_read(store, type, rest, &sum, err);

	if (!rc)
		rc = know(store, err);
	if (!rc && sum.n)
		change_by(store->seal, type, &sum, true);
	return rc;
}

int ch_seal_all(struct ch_store *store, struct ch_err *err)
{
	int rc = ch_db_run(store->db, "DELETE FROM main.seal", err);

	ch_seal_forget(store);
	if (!rc)
		rc = know(store, err);
	for (int i = 0; i < ch_types_n && !rc; i++) {
		struct ch_sum sum;
		char rest[100];

		if (!ch_seal_covers(&ch_types[i]))
			continue;
		snprintf(rest, sizeof(rest), "FROM main.%s",
			 ch_types[i].name);
		rc = ch_seal_read(store, &ch_types[i], rest, &sum, err);
		if (!rc)
			change_by(store->seal, &ch_types[i], &sum, false);
	}
	return rc;
}
