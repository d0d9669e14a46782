/* check_name.c - which records of a type are not as they were left. */
#include "base/grow.h"
#include "store/check_in.h"
#include "store/codings.h"
#include "store/put_names.h"
#include "store/put_state.h"
#include "store/rows.h"
#include "store/seal.h"

#define NAMED_MOST 20		/* that a check names, of each type */

/* What the journal said last of a record. */
struct left {
	int64_t record, digest;
	bool seen;
	bool gone;		/* its batch was taken back */
};

struct naming {
	struct check *c;
	const struct ch_type *type;
	struct left *left;
	size_t n, room;
	int64_t named;
	struct ch_buf bytes;
};

static void name(struct naming *m, int64_t id, const char *what)
{
	char words[140], hex[CH_ID_HEX];

	if (m->named++ >= NAMED_MOST)
		return;
	ch_id_print(id, hex);
	snprintf(words, sizeof(words), "%s %s %s", m->type->name, hex, what);
	find_fault(m->c, "record", words, 1);
}

static int by_record(const void *a, const void *b)
{
	const struct left *x = a, *y = b;

	return (x->record > y->record) - (x->record < y->record);
}

/* The last row of each record that tells what it came to. */
static int read_journal(struct naming *m, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, m->c->store->db, "SELECT record, digest, "
			       "batch IN (SELECT id FROM main.batch WHERE "
			       "status = 'undone'), max(seq) FROM main.journal"
			       " WHERE record_type = $1 AND digest IS NOT NULL"
			       " GROUP BY record ORDER BY record", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, m->type->name);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = ch_grow((void **)&m->left, &m->room, m->n,
			     sizeof(*m->left), err);
		if (!rc)
			m->left[m->n++] = (struct left){
				ch_stmt_int(st, 0), ch_stmt_int(st, 1), false,
				ch_stmt_int(st, 2)
			};
	}
	return rc == CH_END ? 0 : rc;
}

/* Columns that an order may have from the medicine that it refers to. */
static uint64_t of_medicine(const struct ch_row *row)
{
	static const char *const given[] = { "code", "system", "name" };
	uint64_t mask = 0;

	if (!ch_row_has(row, ch_field(row->type, "medicine")))
		return 0;
	for (size_t i = 0; i < CH_COUNT(given); i++)
		mask |= UINT64_C(1) << ch_field(row->type, given[i]);
	return mask;
}

/* What the journal never told of is compared with what its source said. Its
 * further codes are part of that: who has some is left out. */
static bool is_as_said(struct naming *m, const struct ch_row *row)
{
	struct ch_row bare = *row;
	int person = ch_patient_person(row->type);
	int64_t said = row->v[row->type->said].i;

	if (!ch_row_has(row, row->type->said))
		return true;
	if (person >= 0)
		bare.set &= ~(UINT64_C(1) << person);
	return ch_put_said(&m->bytes, &bare, 0) == said ||
		(of_medicine(row) && ch_put_said(&m->bytes, &bare,
						 of_medicine(row)) == said);
}

static int look(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	const struct left key = { .record = row->v[0].i };
	struct naming *m = ctx;
	struct left *left = m->n ? bsearch(&key, m->left, m->n, sizeof(key),
					   by_record) : NULL;
	struct ch_sum sum;
	int rc;

	if (!left) {
		if (!is_as_said(m, row))
			name(m, key.record, "is not as its source said it");
		return 0;
	}
	left->seen = true;
	rc = ch_sum_of(&sum, &m->bytes, row, err);
	if (!rc && ch_sum_digest(&sum) != left->digest)
		name(m, key.record, "is not as the journal left it");
	return rc;
}

int ch_check_name_records(struct check *c, const struct ch_type *type,
			  struct ch_err *err)
{
	struct naming m = { .c = c, .type = type };
	char rest[200];
	int rc = read_journal(&m, err);

	snprintf(rest, sizeof(rest), "FROM main.%s WHERE id NOT IN (SELECT "
		 "record FROM main.coding WHERE record_type = '%s' AND record "
		 "NOT IN (SELECT record FROM main.journal WHERE record IS NOT "
		 "NULL))", type->name, type->name);
	if (!rc)
		rc = ch_rows_read(c->store, type, rest, NULL, 0, look, &m,
				  err);
	for (size_t i = 0; i < m.n && !rc; i++)
		if (!m.left[i].seen && !m.left[i].gone)
			name(&m, m.left[i].record, "is gone");
	if (!rc && m.named > NAMED_MOST)
		find_fault(c, "record", "more of them", m.named - NAMED_MOST);
	free(m.left);
	ch_buf_free(&m.bytes);
	return rc;
}
