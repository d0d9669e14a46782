/* map_list.c - all that a list has, in one field: a JSON array. */
#include "feed/map_run.h"
#include "record/json.h"

struct listing {
	struct map_run *run;
	const struct map_choice *choice;
};

static int add_text(struct ch_buf *b, const struct ch_node *n)
{
	ch_buf_addc(b, b->n ? ',' : '[');
	ch_json_string(b, n->s, n->n);
	return 0;
}

static int add_ref(struct map_run *run, const struct map_choice *c,
		   const struct ch_node *n)
{
	struct ch_buf *b = &run->buf;
	const struct ch_type *type;
	char hex[CH_ID_HEX];
	int64_t id;
	int rc = ch_map_ref_text(run, (struct ch_slice){ n->s, n->n }, &id,
				 &type);

	if (rc || (c->target && c->target != type))
		return rc == CH_END ? 0 : rc;
	ch_id_print(id, hex);
	ch_buf_addf(b, "%c\"%s/%s\"", b->n ? ',' : '[', type->name, hex);
	return 0;
}

static int add(void *ctx, struct ch_node *n)
{
	const struct listing *l = ctx;

	if (n->kind == CH_NODE_OBJECT || !n->n)
		return 0;
	return l->choice->source->reference ? add_ref(l->run, l->choice, n) :
		add_text(&l->run->buf, n);
}

int ch_map_list(struct map_run *run, struct map_record *r,
		const struct map_choice *c, struct ch_slice *out)
{
	struct listing l = { run, c };
	int rc;

	ch_buf_clear(&run->buf);
	rc = ch_map_source_nodes(run, r, c->source, add, &l);
	if (rc || !run->buf.n)
		return rc ? rc : CH_END;
	ch_buf_addc(&run->buf, ']');
	out->n = run->buf.n;
	out->s = run->buf.failed ? NULL :
		ch_arena_copy(&run->scratch, run->buf.s, out->n);
	return out->s ? 0 : CH_ENOMEM;
}
