/* drugs.h - what medicines are made of: found by code, or inside a name. */
#ifndef CH_DRUGS_H
#define CH_DRUGS_H

#include "base/buf.h"
#include "base/shelf.h"

/* Ingredients and classes of them are terms: numbers from 0. */
#define CH_TERMS_MAX 1024

/* codes/ingredient.tsv and codes/drug_class.tsv. */
struct ch_drugs;

/* What a product holds, or an allergy is to. Zeroed is nothing. */
struct ch_drug_set {
	bool any;
	uint16_t by[CH_TERMS_MAX];	/* by term: the ingredient that makes it
					   so, plus 1; 0: it does not hold it */
};

/* CH_ENOENT; CH_EDATA names file and line. */
int ch_drugs_read(struct ch_drugs **out, const struct ch_shelf *shelf,
		  struct ch_err *err);
void ch_drugs_free(struct ch_drugs **d);

/* The term of that name; -1. */
int ch_drugs_term(const struct ch_drugs *d, const char *name);
const char *ch_drugs_name(const struct ch_drugs *d, int term);

/* How many of the terms, the first ones, are ingredients. */
int ch_drugs_ingredients(const struct ch_drugs *d);

/* Adds the ingredient of that RxCUI, and its classes. */
void ch_drugs_code(const struct ch_drugs *d, const char *rxcui, size_t n,
		   struct ch_drug_set *set);

/* Adds every ingredient named in the text: whole words whatever the case, the
 * longest first. CH_ENOMEM. */
int ch_drugs_text(const struct ch_drugs *d, const char *text, size_t n,
		  struct ch_drug_set *set, struct ch_err *err);

/* Appends the names of the set's ingredients with `+` between, in order. */
void ch_drugs_list(const struct ch_drugs *d, const struct ch_drug_set *set,
		   struct ch_buf *out);

/* Appends the words of a text, folded, each with a blank before it, and a blank
 * at the end; a part that another begins with (after / or +) ends with "|". */
void ch_drugs_words(struct ch_buf *out, const char *text, size_t n);

#endif
