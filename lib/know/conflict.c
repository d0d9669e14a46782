/* conflict.c - reads the tables of what speaks against medicines. */
#include "know/conflict_in.h"

#include "base/grow.h"
#include "base/text.h"

const char *const ch_rule_tables[CH_RULE_KINDS] = {
	[CH_RULE_PAIR] = "drug_pair",
	[CH_RULE_DUPLICATE] = "duplicate_class",
	[CH_RULE_ALLERGY] = "allergy_class",
	[CH_RULE_REACTION] = "allergy_reaction",
	[CH_RULE_DISEASE] = "drug_disease",
	[CH_RULE_LIMIT] = "drug_limit",
	[CH_RULE_LAB] = "drug_lab",
};

/* So many fields each row has at least; the status is the last of them. */
static const int least[CH_RULE_KINDS] = { 7, 4, 7, 4, 7, 10, 5 };

void ch_conflicts_free(struct ch_conflicts **c)
{
	for (int i = 0; *c && i < CH_RULE_KINDS; i++)
		ch_tsv_close(&(*c)->t[i]);
	if (*c)
		free((*c)->rule);
	free(*c);
	*c = NULL;
}

static int term(const struct ch_conflicts *c, struct ch_tsv *t,
		const char *name, int *out, struct ch_err *err)
{
	*out = *name ? ch_drugs_term(c->drugs, name) : -1;
	return *name && *out < 0 ? ch_tsv_wrong(t, "no such class or "
						"ingredient", err) : 0;
}

static int level(struct ch_tsv *t, const char *word, enum ch_level *out,
		 struct ch_err *err)
{
	*out = ch_level_of(word);
	return *out ? 0 : ch_tsv_wrong(t, "no such level", err);
}

static int read_pair(struct ch_conflicts *c, struct ch_tsv *t,
		     struct ch_rule *r, struct ch_err *err)
{
	int rc = term(c, t, t->field[1], &r->a, err);

	if (!rc)
		rc = term(c, t, t->field[2], &r->b, err);
	r->effect = t->field[4];
	return rc ? rc : level(t, t->field[3], &r->level, err);
}

static int read_duplicate(struct ch_conflicts *c, struct ch_tsv *t,
			  struct ch_rule *r, struct ch_err *err)
{
	int rc = term(c, t, t->field[0], &r->a, err);

	r->level = CH_WARN;
	r->effect = "two of one class";
	return rc ? rc : term(c, t, t->field[1], &r->b, err);
}

static int read_allergy(struct ch_conflicts *c, struct ch_tsv *t,
			struct ch_rule *r, struct ch_err *err)
{
	int rc = term(c, t, t->field[1], &r->a, err);

	if (!rc)
		rc = term(c, t, t->field[2], &r->b, err);
	r->one_less = !strcmp(t->field[3], "caution");
	r->word = t->field[4];
	r->effect = "allergic to a relative";
	if (!strcmp(t->field[3], "inform"))
		r->level = CH_INFORM;
	else if (!r->one_less && strcmp(t->field[3], "group"))
		return ch_tsv_wrong(t, "not group, caution or inform", err);
	return rc;
}

static int read_reaction(struct ch_conflicts *c, struct ch_tsv *t,
			 struct ch_rule *r, struct ch_err *err)
{
	(void)c;
	r->word = t->field[0];
	return level(t, t->field[1], &r->level, err);
}

static int read_disease(struct ch_conflicts *c, struct ch_tsv *t,
			struct ch_rule *r, struct ch_err *err)
{
	int rc = term(c, t, t->field[1], &r->a, err);

	r->word = t->field[2];
	r->effect = t->field[4];
	return rc ? rc : level(t, t->field[3], &r->level, err);
}

static bool read_number(const char *s, double *out, bool *has)
{
	*has = *s;
	return !*s || ch_text_real(s, strlen(s), out);
}

static int read_limit(struct ch_conflicts *c, struct ch_tsv *t,
		      struct ch_rule *r, struct ch_err *err)
{
	const char *days = t->field[5];
	int rc = term(c, t, t->field[1], &r->a, err);

	r->word = t->field[2];
	r->above = *t->field[3] == '>';
	r->effect = t->field[7];
	r->days = -1;
	if (!read_number(t->field[3] + r->above, &r->low, &r->has_low) ||
	    !read_number(t->field[4], &r->high, &r->has_high) ||
	    (*days && !ch_text_int(days, strlen(days), &r->days)))
		return ch_tsv_wrong(t, "not a number", err);
	return rc ? rc : level(t, t->field[6], &r->level, err);
}

static int read_lab(struct ch_conflicts *c, struct ch_tsv *t,
		    struct ch_rule *r, struct ch_err *err)
{
	(void)c, (void)err;
	r->word = t->field[1];
	r->unit = t->field[2];
	return 0;
}

static int (*const read_row[CH_RULE_KINDS])(struct ch_conflicts *,
					    struct ch_tsv *, struct ch_rule *,
					    struct ch_err *) = {
	read_pair, read_duplicate, read_allergy, read_reaction, read_disease,
	read_limit, read_lab,
};

static int add(struct ch_conflicts *c, enum ch_rule_kind kind,
	       struct ch_err *err)
{
	struct ch_tsv *t = &c->t[kind];
	struct ch_rule *r;
	int rc = ch_grow((void **)&c->rule, &c->room, c->n, sizeof(*c->rule),
			 err);

	if (rc)
		return rc;
	if (t->n < least[kind])
		return ch_tsv_wrong(t, "fewer fields than the last comment "
				    "names", err);
	r = &c->rule[c->n++];
	*r = (struct ch_rule){ .kind = kind, .a = -1, .b = -1, .days = -1,
			       .code = t->field[0], .effect = "",
			       .source = t->field[least[kind] - 2],
			       .status = t->field[least[kind] - 1] };
	return read_row[kind](c, t, r, err);
}

int ch_conflicts_read(struct ch_conflicts **out, const struct ch_drugs *drugs,
		      const struct ch_shelf *shelf, struct ch_err *err)
{
	struct ch_conflicts *c = calloc(1, sizeof(*c));
	int rc = c ? 0 : ch_nomem(err);

	*out = c;
	if (c)
		c->drugs = drugs;
	for (int k = 0; k < CH_RULE_KINDS && !rc; k++) {
		rc = ch_tsv_open(&c->t[k], shelf, "codes", ch_rule_tables[k],
				 err);
		while (!rc && ch_tsv_next(&c->t[k]))
			rc = add(c, (enum ch_rule_kind)k, err);
	}
	if (rc)
		ch_conflicts_free(out);
	return rc;
}

int ch_conflicts_reaction(const struct ch_conflicts *c, struct ch_slice text,
			  bool intolerance, struct ch_held *allergy,
			  struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf words = CH_BUF_INIT;
	char word[64];

	ch_drugs_words(&words, text.s ? text.s : "", text.n);
	if (ch_buf_ok(&words, err))
		return CH_ENOMEM;
	snprintf(allergy->reaction, sizeof(allergy->reaction), "%s", words.s);
	allergy->level = CH_LEVEL_NONE;
	for (size_t i = 0; i < c->n; i++) {
		const struct ch_rule *r = &c->rule[i];

		if (r->kind != CH_RULE_REACTION || r->level <= allergy->level)
			continue;
		snprintf(word, sizeof(word), " %s ", r->word);
		if (strstr(words.s, word))
			allergy->level = r->level;
	}
	if (!allergy->level)
		allergy->level = intolerance ? CH_INFORM : CH_WARN;
	return 0;
}

const char *ch_conflicts_lab(const struct ch_conflicts *c,
			     struct ch_slice code, const char **unit)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct ch_rule *r = &c->rule[i];

		if (r->kind != CH_RULE_LAB || !code.s ||
		    !ch_slice_is(code, r->word))
			continue;
		*unit = r->unit;
		return r->code;
	}
	return NULL;
}

void ch_conflicts_labs(const struct ch_conflicts *c, struct ch_buf *out)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->rule[i].kind == CH_RULE_LAB)
			ch_buf_addf(out, " %s ", c->rule[i].word);
}
