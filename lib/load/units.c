/* units.c - standard units by code and unit, out of codes/units.tsv. */
#include "base/text.h"
#include "know/tsv.h"
#include "load/units.h"

#define SLOTS 4096		/* a power of two, far more than lines */

struct unit {
	struct ch_slice code, from, to;
	double factor, offset;
};

struct ch_units {
	struct ch_tsv table;	/* what the slices borrow from */
	struct unit slot[SLOTS];
	size_t n;
};

static uint32_t spread(struct ch_slice code, struct ch_slice unit)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < code.n; i++)
		h = (h ^ (unsigned char)code.s[i]) * 16777619u;
	h = (h ^ '\t') * 16777619u;
	for (size_t i = 0; i < unit.n; i++)
		h = (h ^ (unsigned char)unit.s[i]) * 16777619u;
	return (h ^ h >> 15) & (SLOTS - 1);
}

static bool same(struct ch_slice a, struct ch_slice b)
{
	return a.n == b.n && !memcmp(a.s, b.s, a.n);
}

/* The slot of the pair, or the empty one where it would be. */
static uint32_t find(const struct ch_units *u, struct ch_slice code,
		     struct ch_slice unit)
{
	uint32_t i = spread(code, unit);

	while (u->slot[i].code.s && !(same(u->slot[i].code, code) &&
				      same(u->slot[i].from, unit)))
		i = (i + 1) & (SLOTS - 1);
	return i;
}

static int read_row(struct ch_units *u, struct ch_err *err)
{
	char **part = u->table.field;
	struct unit new;
	uint32_t i;

	if (u->table.n < 5 ||
	    !ch_text_real(part[3], strlen(part[3]), &new.factor) ||
	    !ch_text_real(part[4], strlen(part[4]), &new.offset) ||
	    u->n >= SLOTS / 2)
		return ch_tsv_wrong(&u->table, "not code, unit, standard unit, "
				    "factor and offset", err);
	new.code = (struct ch_slice){ part[0], strlen(part[0]) };
	new.from = (struct ch_slice){ part[1], strlen(part[1]) };
	new.to = (struct ch_slice){ part[2], strlen(part[2]) };
	i = find(u, new.code, new.from);
	u->n += !u->slot[i].code.s;
	u->slot[i] = new;
	return 0;
}

int ch_units_load(struct ch_units **out, const struct ch_shelf *shelf,
		  struct ch_err *err)
{
	struct ch_units *u = calloc(1, sizeof(*u));
	int rc = u ? ch_tsv_open(&u->table, shelf, "codes", "units", err) :
		ch_nomem(err);

	while (!rc && ch_tsv_next(&u->table))
		rc = read_row(u, err);
	if (rc)
		ch_units_free(&u);
	*out = u;
	return rc;
}

void ch_units_free(struct ch_units **u)
{
	if (!*u)
		return;
	ch_tsv_close(&(*u)->table);
	free(*u);
	*u = NULL;
}

/* The columns of an observation that matter here, looked up once. */
static void columns(const struct ch_type *t, int c[5])
{
	c[0] = ch_field(t, "value");
	c[1] = ch_field(t, "unit");
	c[2] = ch_field(t, "code");
	c[3] = ch_field(t, "value_std");
	c[4] = ch_field(t, "unit_std");
}

static bool before(struct ch_slice a, struct ch_slice b)
{
	int d = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);

	return d ? d < 0 : a.n < b.n;
}

/* What the first by name of the row's codes says of its unit: their order
 * changes nothing. */
static const struct unit *look_up(const struct ch_units *u,
				  const struct ch_row *row, const int c[5],
				  struct ch_slice unit)
{
	const struct unit *best = NULL, *found;
	struct ch_slice code = { row->v[c[2]].s, row->v[c[2]].n };

	for (uint32_t i = 0; i <= row->codings; i++) {
		if (i && row->coding[i - 1].col != c[2])
			continue;
		if (i)
			code = row->coding[i - 1].code;
		found = &u->slot[find(u, code, unit)];
		if (found->code.s && (!best || before(found->code,
						      best->code)))
			best = found;
	}
	if (best)
		return best;
	found = &u->slot[find(u, CH_SLICE("*"), unit)];
	return found->code.s ? found : NULL;
}

void ch_units_apply(const struct ch_units *u, struct ch_row *row)
{
	static int c[5];
	const struct unit *found;

	if (!c[4])
		columns(row->type, c);
	if (!ch_row_has(row, c[0]) || !ch_row_has(row, c[1]) ||
	    !ch_row_has(row, c[2]))
		return;
	found = look_up(u, row, c, (struct ch_slice){ row->v[c[1]].s,
						      row->v[c[1]].n });
	if (!found)
		return;
	ch_row_real(row, c[3], row->v[c[0]].r * found->factor + found->offset);
	ch_row_text(row, c[4], found->to.s, found->to.n);
}
