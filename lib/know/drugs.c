/* drugs.c - finds the ingredients of medicines by code and by their names. */
#include "know/drugs.h"

#include "base/grow.h"
#include "base/text.h"
#include "know/tsv.h"

/* A name or synonym; its words are in `words`, from `at` on, with a blank
 * before each. */
struct name {
	size_t at, n;
	int term;
	bool first;		/* only where a part of the text begins */
};

struct member {
	int class, ingredient;
};

struct ch_drugs {
	struct ch_tsv ingredient, class;	/* their fields are kept */
	const char *term[CH_TERMS_MAX];
	const char *rxcui[CH_TERMS_MAX];
	int terms, ingredients;
	struct name *name;
	size_t names, name_room;
	struct member *member;
	size_t members, member_room;
	struct ch_buf words;
};

void ch_drugs_free(struct ch_drugs **d)
{
	if (!*d)
		return;
	ch_tsv_close(&(*d)->ingredient);
	ch_tsv_close(&(*d)->class);
	ch_buf_free(&(*d)->words);
	free((*d)->name);
	free((*d)->member);
	free(*d);
	*d = NULL;
}

int ch_drugs_term(const struct ch_drugs *d, const char *name)
{
	for (int i = 0; i < d->terms; i++)
		if (!strcmp(d->term[i], name))
			return i;
	return -1;
}

const char *ch_drugs_name(const struct ch_drugs *d, int term)
{
	return d->term[term];
}

int ch_drugs_ingredients(const struct ch_drugs *d)
{
	return d->ingredients;
}

void ch_drugs_words(struct ch_buf *out, const char *text, size_t n)
{
	struct ch_buf folded = CH_BUF_INIT;
	bool gap = true;

	ch_text_fold(&folded, text, n);
	out->failed = out->failed || folded.failed;
	for (size_t i = 0; i < folded.n; i++) {
		unsigned char c = (unsigned char)folded.s[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c >= 0x80;

		if (word && gap)
			ch_buf_addc(out, ' ');
		if (word)
			ch_buf_addc(out, (char)c);
		else if (c == '/' || c == '+')
			ch_buf_adds(out, " |");
		gap = !word;
	}
	ch_buf_addc(out, ' ');
	ch_buf_free(&folded);
}

/* ---- reading ---- */

static int add_name(struct ch_drugs *d, const char *text, size_t n,
		    struct ch_err *err)
{
	bool first = n && *text == '^';
	size_t at = d->words.n;
	int rc = ch_grow((void **)&d->name, &d->name_room, d->names,
			 sizeof(*d->name), err);

	if (rc)
		return rc;
	ch_drugs_words(&d->words, text + first, n - first);
	/* Without the blank at its end: an "s" may follow. */
	d->name[d->names++] = (struct name){ at, d->words.n - at - 1,
					     d->terms, first };
	return ch_buf_ok(&d->words, err);
}

static int add_ingredient(struct ch_drugs *d, struct ch_err *err)
{
	struct ch_tsv *t = &d->ingredient;
	const char *more = t->n > 2 ? t->field[2] : "";
	int rc;

	if (t->n < 2 || !*t->field[1])
		return ch_tsv_wrong(t, "an ingredient has a name", err);
	if (d->terms == CH_TERMS_MAX)
		return ch_tsv_wrong(t, "too many ingredients", err);
	if (ch_drugs_term(d, t->field[1]) >= 0)
		return ch_tsv_wrong(t, "this name was there before", err);
	rc = add_name(d, t->field[1], strlen(t->field[1]), err);
	while (!rc && *more) {
		size_t n = strcspn(more, ",");

		rc = add_name(d, more, n, err);
		more += n + (more[n] == ',');
	}
	d->rxcui[d->terms] = t->field[0];
	d->term[d->terms++] = t->field[1];
	return rc;
}

static int add_member(struct ch_drugs *d, struct ch_err *err)
{
	struct ch_tsv *t = &d->class;
	int class = t->n > 1 ? ch_drugs_term(d, t->field[0]) : -1;
	int ingredient = t->n > 1 ? ch_drugs_term(d, t->field[1]) : -1;
	int rc = ch_grow((void **)&d->member, &d->member_room, d->members,
			 sizeof(*d->member), err);

	if (rc)
		return rc;
	if (ingredient < 0 || ingredient >= d->ingredients)
		return ch_tsv_wrong(t, "no such ingredient", err);
	if (class >= 0 && class < d->ingredients)
		return ch_tsv_wrong(t, "a class has the name of an ingredient",
				    err);
	if (class < 0 && d->terms == CH_TERMS_MAX)
		return ch_tsv_wrong(t, "too many classes", err);
	if (class < 0) {
		class = d->terms;
		d->term[d->terms++] = t->field[0];
	}
	d->member[d->members++] = (struct member){ class, ingredient };
	return 0;
}

int ch_drugs_read(struct ch_drugs **out, const struct ch_shelf *shelf,
		  struct ch_err *err)
{
	struct ch_drugs *d = calloc(1, sizeof(*d));
	int rc = d ? ch_tsv_open(&d->ingredient, shelf, "codes", "ingredient",
				 err) : ch_nomem(err);

	*out = d;
	while (!rc && ch_tsv_next(&d->ingredient))
		rc = add_ingredient(d, err);
	if (!rc)
		rc = ch_tsv_open(&d->class, shelf, "codes", "drug_class",
				 err);
	if (!rc)
		d->ingredients = d->terms;
	while (!rc && ch_tsv_next(&d->class))
		rc = add_member(d, err);
	if (rc)
		ch_drugs_free(out);
	return rc;
}

/* ---- finding ---- */

static void add(const struct ch_drugs *d, int ingredient,
		struct ch_drug_set *set)
{
	set->any = true;
	set->by[ingredient] = (uint16_t)(ingredient + 1);
	for (size_t i = 0; i < d->members; i++)
		if (d->member[i].ingredient == ingredient &&
		    !set->by[d->member[i].class])
			set->by[d->member[i].class] =
				(uint16_t)(ingredient + 1);
}

void ch_drugs_code(const struct ch_drugs *d, const char *rxcui, size_t n,
		   struct ch_drug_set *set)
{
	for (int i = 0; i < d->ingredients && n; i++)
		if (strlen(d->rxcui[i]) == n && !memcmp(d->rxcui[i], rxcui, n))
			add(d, i, set);
}

/* The longest name that begins at that blank, and ends where a word does. */
static const struct name *longest(const struct ch_drugs *d,
				  const struct ch_buf *text, size_t at)
{
	bool begins = !at || text->s[at - 1] == '|';
	const struct name *best = NULL;

	for (size_t i = 0; i < d->names; i++) {
		const struct name *n = &d->name[i];
		const char *end = text->s + at + n->n;

		if ((best && n->n <= best->n) || (n->first && !begins) ||
		    at + n->n >= text->n ||
		    memcmp(text->s + at, d->words.s + n->at, n->n))
			continue;
		if (*end == ' ' || (*end == 's' && end[1] == ' '))
			best = n;
	}
	return best;
}

int ch_drugs_text(const struct ch_drugs *d, const char *text, size_t n,
		  struct ch_drug_set *set, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf words = CH_BUF_INIT;
	size_t at = 0;

	ch_drugs_words(&words, text, n);
	if (ch_buf_ok(&words, err))
		return CH_ENOMEM;
	while (at + 1 < words.n) {
		const struct name *found = words.s[at] == ' ' ?
			longest(d, &words, at) : NULL;

		if (found)
			add(d, found->term, set);
		at += found ? found->n : 1;
	}
	return 0;
}

void ch_drugs_list(const struct ch_drugs *d, const struct ch_drug_set *set,
		   struct ch_buf *out)
{
	const char *sign = "";

	for (int i = 0; i < d->ingredients; i++)
		if (set->by[i]) {
			ch_buf_addf(out, "%s%s", sign, d->term[i]);
			sign = "+";
		}
}
