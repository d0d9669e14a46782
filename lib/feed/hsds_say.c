/* hsds_say.c - what the rows of a service come to, in the words of a record. */
#include "base/text.h"
#include "feed/hsds_in.h"
#include "record/json.h"

static bool has_already(const struct ch_buf *b, const char *between,
			struct ch_slice s)
{
	size_t gap = strlen(between);
	const char *at = b->s;

	while (at && (at = memmem(at, (size_t)(b->s + b->n - at), s.s, s.n))) {
		const char *end = at + s.n;
		bool begins = at == b->s || ((size_t)(at - b->s) >= gap &&
					     !memcmp(at - gap, between, gap));

		if (begins && (end == b->s + b->n ||
			       !strncmp(end, between, gap)))
			return true;
		at++;
	}
	return false;
}

void ch_hsds_also(struct ch_buf *b, const char *between, struct ch_slice s)
{
	s = ch_text_trim(s);
	if (!s.n || has_already(b, between, s))
		return;
	if (b->n)
		ch_buf_adds(b, between);
	ch_buf_add(b, s.s, s.n);
}

/* The next of a list with any of these between; false at the end. */
static bool take(struct ch_slice *list, const char *between,
		 struct ch_slice *out)
{
	size_t n = 0;

	if (!list->n)
		return false;
	while (n < list->n && !strchr(between, list->s[n]))
		n++;
	*out = ch_text_trim((struct ch_slice){ list->s, n });
	n += n < list->n;
	*list = (struct ch_slice){ list->s + n, list->n - n };
	return true;
}

void ch_hsds_kid_words(const struct hsds_row *row, enum hsds_kind kind,
		       enum hsds_col col, struct ch_buf *out)
{
	for (struct hsds_kid *k = row->kids; k; k = k->next)
		if (k->row->kind == kind && !k->row->bad)
			ch_hsds_also(out, "; ", ch_hsds_get(k->row, col));
}

/* ---- languages ---- */

/* Its tag, by the table; else the tag that it is; else the word, folded. */
static void add_language(struct ch_hsds *h, struct ch_slice word,
			 struct ch_buf *out)
{
	const char *tag = ch_hsds_means(h, CH_HSDS_LANGUAGE, word);
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;
	char spelled[64];

	if (tag) {
		ch_buf_adds(&b, tag);
	} else if (word.n < 4 || memchr(word.s, '-', word.n)) {
		ch_text_language(word, spelled, sizeof(spelled));
		ch_buf_adds(&b, spelled);
	} else {
		ch_text_fold(&b, word.s, word.n);
	}
	ch_hsds_also(out, ",", (struct ch_slice){ b.s, b.n });
}

int ch_hsds_languages(struct ch_hsds *h, struct hsds_row *const *from,
		      size_t n, struct ch_buf *out, struct ch_err *err)
{
	for (size_t i = 0; i < n; i++) {
		struct ch_slice list = ch_hsds_get(from[i], HSDS_LANGUAGES);
		struct ch_slice one;

		while (take(&list, ",;|/\n", &one))
			if (one.n)
				add_language(h, one, out);
		for (struct hsds_kid *k = from[i]->kids; k; k = k->next) {
			if (k->row->kind != HSDS_LANGUAGE)
				continue;
			one = ch_hsds_get(k->row, HSDS_CODE);
			if (!one.n)
				one = ch_hsds_get(k->row, HSDS_NAME);
			if (one.n)
				add_language(h, one, out);
		}
	}
	return ch_buf_ok(out, err);
}

/* ---- areas, fees, phones ---- */

static bool has_digit(struct ch_slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] >= '0' && s.s[i] <= '9')
			return true;
	return false;
}

/* What an area is called; its description, too, where that has postal codes. */
void ch_hsds_areas(struct hsds_row *const *from, size_t n, struct ch_buf *out)
{
	for (size_t i = 0; i < n; i++) {
		ch_hsds_also(out, "; ", ch_hsds_get(from[i], HSDS_AREAS));
		for (struct hsds_kid *k = from[i]->kids; k; k = k->next) {
			struct ch_slice words;

			if (k->row->kind != HSDS_AREA)
				continue;
			words = ch_hsds_get(k->row, HSDS_DESCRIPTION);
			ch_hsds_also(out, "; ", ch_hsds_get(k->row,
							    HSDS_NAME));
			if (has_digit(words) || !ch_hsds_get(k->row,
							     HSDS_NAME).n)
				ch_hsds_also(out, "; ", words);
		}
	}
}

static void add_cost(const struct hsds_row *cost, struct ch_buf *out)
{
	static const enum hsds_col cols[] = { HSDS_OPTION, HSDS_AMOUNT,
					      HSDS_CURRENCY,
					      HSDS_AMOUNT_WORDS };
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;

	for (size_t i = 0; i < CH_COUNT(cols); i++) {
		struct ch_slice s = ch_hsds_get(cost, cols[i]);

		if (!s.n)
			continue;
		if (b.n)
			ch_buf_addc(&b, ' ');
		ch_buf_add(&b, s.s, s.n);
		if (cols[i] == HSDS_OPTION)
			ch_buf_addc(&b, ':');
	}
	ch_hsds_also(out, "; ", (struct ch_slice){ b.s, b.n });
}

void ch_hsds_fees(const struct hsds_row *service, struct ch_buf *out)
{
	struct ch_slice words = ch_hsds_get(service, HSDS_FEES);

	ch_hsds_also(out, "; ", words.n ? words :
		     ch_hsds_get(service, HSDS_FEES_OLD));
	for (struct hsds_kid *k = service->kids; k; k = k->next)
		if (k->row->kind == HSDS_COST)
			add_cost(k->row, out);
}

/* A number that somebody answers, as people dial it; false: it is none. */
static bool add_phone(const struct hsds_row *phone, struct ch_buf *out)
{
	struct ch_slice type = ch_hsds_get(phone, HSDS_TYPE);
	struct ch_slice number = ch_hsds_get(phone, HSDS_NUMBER);
	struct ch_slice more = ch_hsds_get(phone, HSDS_EXTENSION);
	struct ch_slice prefix = ch_hsds_get(phone, HSDS_PREFIX);

	if (type.n && (!strncasecmp(type.s, "fax", 3) ||
		       !strncasecmp(type.s, "tty", 3) ||
		       !strncasecmp(type.s, "textphone", 9)))
		return false;
	while (number.n && *number.s == '"')
		number = (struct ch_slice){ number.s + 1, number.n - 1 };
	while (number.n && number.s[number.n - 1] == '"')
		number.n--;
	if (!number.n)
		return false;
	if (prefix.n && *number.s != '+')
		ch_buf_addf(out, "%.*s ", (int)prefix.n, prefix.s);
	ch_buf_add(out, number.s, number.n);
	if (more.n)
		ch_buf_addf(out, " ext. %.*s", (int)more.n, more.s);
	return true;
}

static bool phone_of(const struct hsds_row *row, struct ch_buf *out)
{
	for (struct hsds_kid *k = row->kids; k; k = k->next)
		if (k->row->kind == HSDS_PHONE && add_phone(k->row, out))
			return true;
	for (struct hsds_kid *k = row->kids; k; k = k->next)
		if (k->row->kind == HSDS_CONTACT && row->kind != HSDS_CONTACT &&
		    phone_of(k->row, out))
			return true;
	return false;
}

void ch_hsds_phone(struct hsds_row *const *from, size_t n, struct ch_buf *out)
{
	for (size_t i = 0; i < n; i++)
		if (phone_of(from[i], out))
			return;
}

/* ---- where, whether ---- */

bool ch_hsds_inactive(struct ch_slice status)
{
	static const char *const over[] = { "inactive", "defunct", "closed",
		"temporarily closed", "suspended", "retired", "archived",
		"false" };

	for (size_t i = 0; i < CH_COUNT(over); i++)
		if (status.n == strlen(over[i]) &&
		    !strncasecmp(status.s, over[i], status.n))
			return true;
	return false;
}

const struct hsds_row *ch_hsds_address(const struct hsds_row *row)
{
	const struct hsds_row *best = NULL;
	int most = 0;

	for (struct hsds_kid *k = row->kids; k; k = k->next) {
		struct ch_slice type = ch_hsds_get(k->row, HSDS_TYPE);
		int good = k->row->kind == HSDS_MAIL ? 1 :
			k->row->kind != HSDS_ADDRESS ? 0 :
			type.n && strncasecmp(type.s, "physical", 8) ? 2 : 3;

		if (good > most) {
			best = k->row;
			most = good;
		}
	}
	return best;
}

bool ch_hsds_where(const struct hsds_row *row, double *north, double *east)
{
	struct ch_slice a = ch_hsds_get(row, HSDS_LATITUDE);
	struct ch_slice b = ch_hsds_get(row, HSDS_LONGITUDE);

	return a.n && b.n && ch_text_real(a.s, a.n, north) &&
		ch_text_real(b.s, b.n, east) && *north >= -90 &&
		*north <= 90 && *east >= -180 && *east <= 180;
}

/* ---- terms ---- */

struct terms {
	struct ch_hsds *h;
	struct ch_buf *out;
	struct hsds_categories *of;
	struct ch_err *err;
	int rc;
};

/* Its category, by its name or code or those of what it is part of. */
static const char *category_of(struct ch_hsds *h, const struct hsds_row *term)
{
	const char *means = NULL;

	for (int up = 0; term && !means && up < 10; up++) {
		means = ch_hsds_means(h, CH_HSDS_CATEGORY,
				      ch_hsds_get(term, HSDS_NAME));
		if (!means)
			means = ch_hsds_means(h, CH_HSDS_CATEGORY,
					      ch_hsds_get(term, HSDS_CODE));
		if (!means)
			means = ch_hsds_means(h, CH_HSDS_CATEGORY,
					      ch_hsds_id(term));
		term = ch_hsds_find(h, HSDS_TERM,
				    ch_hsds_get(term, HSDS_PARENT_ID));
	}
	return means;
}

/* One more term; it goes before those that have fewer. */
static void count_category(struct hsds_categories *of, const char *name)
{
	int i = 0, terms;

	while (i < of->n && strcmp(of->name[i], name))
		i++;
	if (i == HSDS_CATEGORIES)
		return;
	if (i == of->n)
		of->terms[of->n++] = 0;
	terms = of->terms[i] + 1;
	for (; i && of->terms[i - 1] < terms; i--) {
		of->name[i] = of->name[i - 1];
		of->terms[i] = of->terms[i - 1];
	}
	of->name[i] = name;
	of->terms[i] = terms;
}

static void add_term(struct terms *t, struct ch_slice word, const char *means)
{
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;

	if (!word.n || t->rc)
		return;
	ch_json_string(&b, word.s, word.n);
	if (has_already(t->out, ",", (struct ch_slice){ b.s, b.n }))
		return;
	if (t->out->n)
		ch_buf_addc(t->out, ',');
	ch_buf_add(t->out, b.s, b.n);
	if (means)
		count_category(t->of, means);
	else
		t->rc = ch_hsds_unknown(t->h, "taxonomy.tsv", word, t->err);
}

static void add_term_row(struct terms *t, const struct hsds_row *term)
{
	struct ch_slice word = ch_hsds_get(term, HSDS_NAME);

	add_term(t, word.n ? word : ch_hsds_get(term, HSDS_CODE),
		 category_of(t->h, term));
}

/* By its id; one that the package does not have is a word by itself. */
static void add_term_id(struct terms *t, struct ch_slice id)
{
	const struct hsds_row *term = ch_hsds_find(t->h, HSDS_TERM, id);

	if (term)
		add_term_row(t, term);
	else if (id.n)
		add_term(t, id, ch_hsds_means(t->h, CH_HSDS_CATEGORY, id));
}

static void add_list(struct terms *t, struct ch_slice list)
{
	struct ch_slice one;

	while (take(&list, ",;|\n", &one))
		add_term_id(t, one);
}

int ch_hsds_terms(struct ch_hsds *h, const struct hsds_row *service,
		  struct ch_buf *out, struct hsds_categories *of,
		  struct ch_err *err)
{
	struct terms t = { h, out, of, err, 0 };

	of->n = 0;
	for (struct hsds_kid *k = service->kids; k; k = k->next) {
		struct ch_slice id = ch_hsds_get(k->row, HSDS_TERM_ID);

		if (k->row->kind == HSDS_TERM)
			add_term_row(&t, k->row);
		if (k->row->kind == HSDS_ATTRIBUTE)
			add_term_id(&t, id.n ? id :
				    ch_hsds_get(k->row, HSDS_TAXONOMY_ID));
	}
	add_list(&t, ch_hsds_get(service, HSDS_TAXONOMY_IDS));
	if (!out->n)
		add_list(&t, ch_hsds_get(service, HSDS_KEYWORDS));
	return t.rc ? t.rc : ch_buf_ok(out, err);
}
