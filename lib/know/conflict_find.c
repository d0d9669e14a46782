/* conflict_find.c - holds what a person has against the tables. */
#include "know/conflict_in.h"

#include "base/grow.h"

struct finding {
	const struct ch_conflicts *c;
	int64_t today;
	struct ch_finding *v;
	size_t n, room;
};

/* Two of one item are one: the more serious. */
static int add(struct finding *f, const struct ch_finding *new,
	       struct ch_err *err)
{
	int rc;

	for (size_t i = 0; i < f->n; i++) {
		if (strcmp(f->v[i].kind, new->kind) ||
		    strcmp(f->v[i].item, new->item))
			continue;
		if (new->level > f->v[i].level)
			f->v[i] = *new;
		return 0;
	}
	rc = ch_grow((void **)&f->v, &f->room, f->n, sizeof(*f->v), err);
	if (!rc)
		f->v[f->n++] = *new;
	return rc;
}

static struct ch_finding start(const struct ch_rule *r, const char *kind,
			       const struct ch_held *a,
			       const struct ch_held *b)
{
	struct ch_finding new = {
		.kind = kind, .level = r->level, .effect = r->effect,
		.cites = r->source, .draft = !strcmp(r->status, "draft"),
		.first = a, .second = b,
	};

	snprintf(new.row, sizeof(new.row), "%s %s", ch_rule_tables[r->kind],
		 r->code);
	return new;
}

/* The ingredient by which something holds the term; NULL. */
static const char *holds(const struct finding *f, const struct ch_held *h,
			 int term)
{
	int by = term < 0 ? 0 : h->set.by[term];

	return by ? ch_drugs_name(f->c->drugs, by - 1) : NULL;
}

/* ---- two medicines ---- */

/* In the order of their names, whichever was ordered first. */
static void name_two(struct ch_finding *f, const struct ch_rule *r,
		     const char *a, const char *b, const char *words)
{
	if (strcmp(a, b) > 0) {
		const struct ch_held *h = f->first;
		const char *name = a;

		f->first = f->second;
		f->second = h;
		a = b;
		b = name;
	}
	snprintf(f->item, sizeof(f->item), "%s:%s+%s", r->code, a, b);
	snprintf(f->title, sizeof(f->title), "%s %s %s", a, words, b);
}

static int pair_one(struct finding *f, const struct ch_rule *r,
		    const struct ch_held *x, const struct ch_held *y,
		    struct ch_err *err)
{
	const char *a = holds(f, x, r->a), *b = a ? holds(f, y, r->b) : NULL;
	struct ch_finding new;

	if (!a || !b || a == b)
		return 0;
	new = start(r, "drug-pair", x, y);
	name_two(&new, r, a, b, "with");
	return add(f, &new, err);
}

static int pair(struct finding *f, const struct ch_rule *r,
		const struct ch_held *x, const struct ch_held *y,
		struct ch_err *err)
{
	int rc = pair_one(f, r, x, y, err);

	return rc ? rc : pair_one(f, r, y, x, err);
}

static int duplicate(struct finding *f, const struct ch_rule *r,
		     const struct ch_held *x, const struct ch_held *y,
		     struct ch_err *err)
{
	const char *a = holds(f, x, r->a), *b = a ? holds(f, y, r->a) : NULL;
	struct ch_finding new;

	if (!a || !b || a == b || (x->as_needed && holds(f, x, r->b)) ||
	    (y->as_needed && holds(f, y, r->b)))
		return 0;
	new = start(r, "duplicate-therapy", x, y);
	name_two(&new, r, a, b, "and");
	return add(f, &new, err);
}

/* The same ingredient twice, but for strengths that one prescriber ordered
 * together. */
static int twice(struct finding *f, const struct ch_held *x,
		 const struct ch_held *y, struct ch_err *err)
{
	static const struct ch_rule rule = {
		.kind = CH_RULE_DUPLICATE, .level = CH_WARN,
		.code = "ingredient", .effect = "the same ingredient twice",
		.source = "design choice: always", .status = "draft",
	};
	int rc = 0, n = ch_drugs_ingredients(f->c->drugs);

	if (x->who && x->who == y->who && x->day == y->day)
		return 0;
	if (x->id > y->id && y->id)
		return twice(f, y, x, err);
	for (int i = 0; i < n && !rc; i++) {
		struct ch_finding new;
		const char *name;

		if (!x->set.by[i] || !y->set.by[i])
			continue;
		name = ch_drugs_name(f->c->drugs, i);
		new = start(&rule, "duplicate-therapy", x, y);
		snprintf(new.item, sizeof(new.item), "ingredient:%s", name);
		snprintf(new.title, sizeof(new.title), "%s twice", name);
		rc = add(f, &new, err);
	}
	return rc;
}

static int two_medicines(struct finding *f, const struct ch_held *x,
			 const struct ch_held *y, struct ch_err *err)
{
	int rc = twice(f, x, y, err);

	for (size_t i = 0; i < f->c->n && !rc; i++) {
		const struct ch_rule *r = &f->c->rule[i];

		if (r->kind == CH_RULE_PAIR)
			rc = pair(f, r, x, y, err);
		else if (r->kind == CH_RULE_DUPLICATE)
			rc = duplicate(f, r, x, y, err);
	}
	return rc;
}

/* ---- a medicine, and what else there is ---- */

static int allergic(struct finding *f, const struct ch_rule *r,
		    const char *drug, const char *to,
		    const struct ch_held *x, const struct ch_held *y,
		    struct ch_err *err)
{
	struct ch_finding new;

	if (!drug || !to)
		return 0;
	new = start(r, "allergy", x, y);
	if (!new.level)
		new.level = r->one_less && y->level > CH_INFORM ?
			y->level - 1 : y->level;
	snprintf(new.item, sizeof(new.item), "%s>%s", to, drug);
	snprintf(new.title, sizeof(new.title), "%s, allergic to %s", drug, to);
	return add(f, &new, err);
}

static int allergy(struct finding *f, const struct ch_held *x,
		   const struct ch_held *y, struct ch_err *err)
{
	static const struct ch_rule direct = {
		.kind = CH_RULE_ALLERGY, .code = "same",
		.effect = "allergic to it",
		.source = "design choice: always", .status = "draft",
	};
	char word[64];
	int rc = 0;

	for (int i = 0; i < ch_drugs_ingredients(f->c->drugs) && !rc; i++)
		rc = allergic(f, &direct, holds(f, x, i), holds(f, y, i), x, y,
			      err);
	for (size_t i = 0; i < f->c->n && !rc; i++) {
		const struct ch_rule *r = &f->c->rule[i];

		if (r->kind != CH_RULE_ALLERGY)
			continue;
		snprintf(word, sizeof(word), " %s ", r->word);
		if (!*r->word || strstr(y->reaction, word))
			rc = allergic(f, r, holds(f, x, r->b),
				      holds(f, y, r->a), x, y, err);
	}
	return rc;
}

/* "I50.2*" against a code without dots. */
static bool is_condition(const char *pattern, const char *code)
{
	for (; *pattern && *pattern != '*'; pattern++) {
		if (*pattern == '.')
			continue;
		if (*pattern != *code++)
			return false;
	}
	return *pattern == '*' || !*code;
}

static bool has_condition(const char *pattern, const struct ch_held *y)
{
	for (int i = 0; i < CH_HELD_CODES && *y->code[i]; i++)
		if (is_condition(pattern, y->code[i]))
			return true;
	return false;
}

static int disease(struct finding *f, const struct ch_held *x,
		   const struct ch_held *y, struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < f->c->n && !rc; i++) {
		const struct ch_rule *r = &f->c->rule[i];
		const char *drug = r->kind == CH_RULE_DISEASE ?
			holds(f, x, r->a) : NULL;
		struct ch_finding new;

		if (!drug || !has_condition(r->word, y))
			continue;
		new = start(r, "disease", x, y);
		snprintf(new.item, sizeof(new.item), "%s:%s", r->code, drug);
		snprintf(new.title, sizeof(new.title), "%s: %s", drug,
			 r->effect);
		rc = add(f, &new, err);
	}
	return rc;
}

static bool beyond(const struct ch_rule *r, double v)
{
	return (!r->has_low || v > r->low || (v == r->low && !r->above)) &&
		(!r->has_high || v < r->high);
}

static int limit(struct finding *f, const struct ch_held *x,
		 const struct ch_held *y, struct ch_err *err)
{
	bool kidney = !strcmp(y->lab, "egfr"), age = !strcmp(y->lab, "age");
	int rc = 0;

	for (size_t i = 0; i < f->c->n && !rc; i++) {
		const struct ch_rule *r = &f->c->rule[i];
		const char *drug = r->kind == CH_RULE_LIMIT &&
			!strcmp(r->word, y->lab) ? holds(f, x, r->a) : NULL;
		struct ch_finding new;

		if (!drug || (y->understood && (!beyond(r, y->value) ||
		    (r->days >= 0 && f->today - x->since > r->days))))
			continue;
		new = start(r, age ? "age" : kidney ? "kidney" : "lab", x,
			    age ? NULL : y);
		if (!y->understood) {
			new.level = CH_INFORM;
			new.effect = "its unit is not understood: nothing was "
				"compared";
		}
		snprintf(new.item, sizeof(new.item), "%s:%s", y->lab, drug);
		snprintf(new.title, sizeof(new.title), "%s, by %s", drug,
			 y->lab);
		rc = add(f, &new, err);
	}
	return rc;
}

static int look(struct finding *f, const struct ch_held *x,
		const struct ch_held *y, struct ch_err *err)
{
	switch (y->as) {
	case CH_HELD_MEDICINE:
		return x < y ? two_medicines(f, x, y, err) : 0;
	case CH_HELD_ALLERGY:
		return allergy(f, x, y, err);
	case CH_HELD_PROBLEM:
		return disease(f, x, y, err);
	default:
		return limit(f, x, y, err);
	}
}

/* It rests on the row and on the records, as they are. */
static void set_basis(struct ch_finding *f)
{
	static const struct ch_idkey none;
	const struct ch_held *held[2] = { f->first, f->second };
	int64_t on[6] = { (int64_t)f->level };

	for (int i = 0; i < 2; i++)
		if (held[i]) {
			on[2 * i + 1] = held[i]->id;
			on[2 * i + 2] = held[i]->basis;
		}
	ch_id_print(ch_id_of(&none, (const struct ch_slice[]){
			{ f->row, strlen(f->row) },
			{ (const char *)on, sizeof(on) } }, 2), f->basis);
}

int ch_conflicts_find(const struct ch_conflicts *c,
		      const struct ch_chart *chart, int64_t today,
		      ch_each_finding each, void *ctx, struct ch_err *err)
{
	struct finding f = { .c = c, .today = today };
	const struct ch_held *held = chart->v;
	int rc = 0;

	for (size_t i = 0; i < chart->n && !rc; i++)
		for (size_t j = 0; j < chart->n && !rc; j++)
			if (held[i].as == CH_HELD_MEDICINE && i != j)
				rc = look(&f, &held[i], &held[j], err);
	for (int level = CH_BLOCK; level > CH_LEVEL_NONE; level--)
		for (size_t i = 0; i < f.n && !rc; i++)
			if ((int)f.v[i].level == level) {
				set_basis(&f.v[i]);
				rc = each(ctx, &f.v[i], err);
			}
	free(f.v);
	return rc;
}
