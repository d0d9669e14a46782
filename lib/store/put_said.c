/* put_said.c - what a source said, as one number: is it news? */
#include "store/put_state.h"

#define BIT(c) (UINT64_C(1) << (c))

/* Columns that put writes itself, whatever the row says. */
uint64_t ch_put_own(const struct ch_type *t)
{
	return BIT(0) | BIT(t->recorded) | BIT(t->batch) | BIT(t->rev);
}

/* Columns that tell of the telling, not of the patient. */
uint64_t ch_put_told(const struct ch_type *t)
{
	return ch_put_own(t) | BIT(t->source) | BIT(t->origin) |
		BIT(t->told) | BIT(t->said);
}

static void add_slice(struct ch_buf *b, struct ch_slice s)
{
	uint32_t n = (uint32_t)s.n;

	ch_buf_add(b, (const char *)&n, sizeof(n));
	if (n)
		ch_buf_add(b, s.s, n);
}

/* Only where there is one: what a source says with one code for each thing has
 * the number that it had before there were codings. */
static void add_coding(struct ch_buf *b, const struct ch_coding *k)
{
	const uint16_t head[2] = { k->col, k->place };

	ch_buf_add(b, (const char *)head, sizeof(head));
	add_slice(b, k->system);
	add_slice(b, k->code);
	add_slice(b, k->name);
}

/* What the source says, as one number: every column that it said, in order,
 * and its further codes. */
int64_t ch_put_said(struct ch_buf *b, const struct ch_row *row, uint64_t ours)
{
	uint64_t left = row->set & ~ch_put_told(row->type) & ~ours;

	ch_buf_clear(b);
	for (; left; left &= left - 1) {
		int c = __builtin_ctzll(left);
		const struct ch_value *v = &row->v[c];
		uint32_t head[2] = { (uint32_t)c << 8 | v->kind,
				     v->kind == CH_TEXT ? v->n : 8 };

		ch_buf_add(b, (const char *)head, sizeof(head));
		if (v->kind == CH_TEXT)
			ch_buf_add(b, v->s, v->n);
		else if (v->kind != CH_NULL)
			ch_buf_add(b, (const char *)&v->i, sizeof(v->i));
	}
	for (uint32_t i = 0; i < row->codings; i++)
		add_coding(b, &row->coding[i]);
	return ch_said_hash(b->s ? b->s : "", b->n);
}
