/* knowledge.c - a file that is queries with a heading: what it says, and
 * whether it may. */
#include "base/text.h"
#include "query/knowledge_in.h"

static const struct ch_key common[] = {
#define TEXT(field, need) { #field, CH_KEY_TEXT, \
	offsetof(struct ch_knowledge, field), .required = need }
	TEXT(title, true), TEXT(version, true), TEXT(source, false),
	TEXT(status, false),
	{ "codes", CH_KEY_CODES,
	  .at = offsetof(struct ch_knowledge, codes) },
	{ "tables", CH_KEY_CODES,
	  .at = offsetof(struct ch_knowledge, tables) },
	{ "budget", CH_KEY_WHOLE, offsetof(struct ch_knowledge, budget),
	  .low = 1, .high = 86400, .says = "seconds, 1 to 86400" },
	{ "note", .as = CH_KEY_OWN }, { "with", .as = CH_KEY_OWN },
	{ "set", .as = CH_KEY_OWN },
	{ 0 }
};

/* A file while it is read. */
struct reading {
	struct ch_knowledge *k;
	const struct ch_shelf *shelf;
	struct ch_pieces pieces;
	struct ch_err *err;
};

int ch_knowledge_wrong(const struct ch_knowledge *k, const char *key,
		       const char *words, struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "%s: %s: %s", k->path, key, words);
}

const char *ch_knowledge_get(const struct ch_knowledge *k, const char *key)
{
	for (int i = 0; i < k->headings; i++)
		if (!strcmp(k->heading[i].key, key))
			return k->heading[i].value;
	return "";
}

static int take_queries(struct reading *r)
{
	const struct ch_form *form = r->k->form;
	const char *const *names = form->queries;

	for (int i = 0; i < (names ? CH_QUERIES_MAX : 1); i++) {
		const char *text = r->pieces.file.query[i];

		if (names && !names[i])
			break;
		if (!text && form->maybe >> i & 1)
			continue;
		if (!text || !*text)
			return ch_fail(r->err, CH_EDATA, "%s: no query%s%s",
				       r->k->path, names ? " " : "",
				       names ? names[i] : "");
		r->k->query[i] = form->plain >> i & 1 ? strdup(text) :
			ch_pieces_query(&r->pieces, r->k, i);
		if (!r->k->query[i])
			return ch_nomem(r->err);
	}
	return 0;
}

/* ---- the heading ---- */

static bool is_part_s_own(const char *key)
{
	static const char *const own[] = { "part", "title", "version", "with",
					   "budget", NULL };

	return ch_key_word(own, key) >= 0;
}

/* Adds a key to the heading; the value borrows from where it was read. */
static int add_key(struct reading *r, const char *key, const char *value,
		   bool of_part)
{
	struct ch_knowledge *k = r->k;

	for (int i = 0; i < k->headings; i++)
		if (!strcmp(k->heading[i].key, key))
			return of_part ? 0 :
				ch_knowledge_wrong(k, key, "said twice",
						   r->err);
	if (k->headings == CH_HEADING_MAX)
		return ch_fail(r->err, CH_EDATA, "%s: too many keys in its "
			       "heading", k->path);
	k->heading[k->headings].key = key;
	k->heading[k->headings++].value = value;
	return 0;
}

static int add_keys(struct reading *r, const struct ch_heading *h,
		    bool of_part)
{
	int rc = 0;

	for (size_t at = 0; at < h->words.n && !rc; ) {
		const char *key = h->words.s + at;
		const char *value = key + strlen(key) + 1;

		if (!of_part || !is_part_s_own(key))
			rc = add_key(r, key, value, of_part);
		at = (size_t)(value - h->words.s) + strlen(value) + 1;
	}
	return rc;
}

/* "days=7, weeks=2" */
static int read_sets(struct reading *r)
{
	const char *s = ch_knowledge_get(r->k, "set");
	struct ch_knowledge *k = r->k;

	while (*s) {
		size_t n = strcspn(s, ","), name = strcspn(s, "=");
		int64_t number;

		while (n && s[n - 1] == ' ')
			n--;
		if (name >= n || !name || k->sets == CH_SETS_MAX ||
		    strspn(s, "abcdefghijklmnopqrstuvwxyz_") != name ||
		    !ch_text_int(s + name + 1, n - name - 1, &number))
			return ch_knowledge_wrong(k, "set", "NAME=NUMBER, "
						  "with commas between",
						  r->err);
		k->set[k->sets++] = (struct ch_ask){
			s, { .i = number, .n = (uint32_t)name,
			     .kind = CH_INT }
		};
		s += strcspn(s, ",");
		s += strspn(s, ", ");
	}
	return 0;
}

/* The value with "$days" as its digits. */
static void spell(const struct ch_knowledge *k, struct ch_buf *out,
		  const char *s)
{
	while (*s) {
		size_t n = strcspn(s, "$"), name;
		int i = 0;

		ch_buf_add(out, s, n);
		s += n;
		if (!*s)
			break;
		name = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_");
		while (i < k->sets && !(k->set[i].v.n == name &&
					!memcmp(k->set[i].name, s + 1, name)))
			i++;
		if (i < k->sets)
			ch_buf_addf(out, "%lld", (long long)k->set[i].v.i);
		else
			ch_buf_add(out, s, name + 1);
		s += name + 1;
	}
	ch_buf_addc(out, '\0');
}

/* What a list of names has in the file and in its parts. */
static void spell_all(const struct reading *r, struct ch_buf *out,
		      const char *key, const char *value)
{
	const struct ch_key *at = ch_key_find(common, key);
	bool joined = at && at->as == CH_KEY_CODES;

	spell(r->k, out, value);
	for (int i = 0; joined && i < r->pieces.parts; i++) {
		const char *more = ch_heading_get(&r->pieces.part[i], key);

		if (!more || more == value)
			continue;
		out->s[out->n - 1] = ',';
		spell(r->k, out, more);
	}
}

/* Keys, values and names of numbers as they stay, in one place of our own. */
static int keep(struct reading *r)
{
	struct ch_knowledge *k = r->k;
	struct ch_buf all = CH_BUF_INIT;
	const char *s;
	int rc;

	for (int i = 0; i < k->headings; i++) {
		ch_buf_adds(&all, k->heading[i].key);
		ch_buf_addc(&all, '\0');
		if (!all.failed)
			spell_all(r, &all, k->heading[i].key,
				  k->heading[i].value);
	}
	for (int i = 0; i < k->sets; i++) {
		ch_buf_addf(&all, "$%.*s", (int)k->set[i].v.n, k->set[i].name);
		ch_buf_addc(&all, '\0');
	}
	rc = ch_buf_ok(&all, r->err);
	k->words = all.s;
	s = all.s;
	for (int i = 0; i < k->headings && !rc; i++) {
		k->heading[i].key = s;
		s += strlen(s) + 1;
		k->heading[i].value = s;
		s += strlen(s) + 1;
	}
	for (int i = 0; i < k->sets && !rc; i++) {
		k->set[i].name = s;
		s += strlen(s) + 1;
	}
	return rc;
}

/* ---- what the keys hold ---- */

static int check_codes(struct reading *r, const char *key, const char *list)
{
	char name[CH_PIECE_NAME];
	struct ch_book book;
	struct ch_err why;

	while (ch_piece_name(&list, name)) {
		/* A folder's files are read as they are there. */
		if (!strcmp(key, "tables") && name[strlen(name) - 1] == '/')
			continue;
		if (ch_shelf_find(r->shelf, "codes", name, ".tsv", &book,
				  &why))
			return ch_knowledge_wrong(r->k, key, why.msg, r->err);
	}
	return 0;
}

static int none_of(struct reading *r, const struct ch_key *key)
{
	struct ch_buf all = CH_BUF_INIT;
	int rc;

	ch_key_list(&all, key->words, "one of ", ", ");
	rc = ch_knowledge_wrong(r->k, key->name, all.s ? all.s : "", r->err);
	ch_buf_free(&all);
	return rc;
}

static int take(struct reading *r, const struct ch_key *key, const char *value,
		void *to)
{
	int place = key->words ? ch_key_word(key->words, value) : 0;
	char *field = (char *)to + key->at;
	const char *wrong;
	int64_t whole;
	double number;

	if (!*value)
		return ch_knowledge_wrong(r->k, key->name, "says nothing",
					  r->err);
	if (place < 0)
		return none_of(r, key);
	switch (key->as) {
	case CH_KEY_OWN:
		return 0;
	case CH_KEY_WORD:
		*(int *)(void *)field = place;
		return 0;
	case CH_KEY_CODES:
	case CH_KEY_TEXT:
		*(const char **)(void *)field = value;
		return key->as == CH_KEY_CODES ?
			check_codes(r, key->name, value) : 0;
	case CH_KEY_WHOLE:
	case CH_KEY_NUMBER:
		break;
	}
	wrong = key->says ? key->says : "not a number";
	if (key->as == CH_KEY_WHOLE && ch_text_int(value, strlen(value),
						   &whole))
		wrong = ch_key_take_number(key, (double)whole, to);
	else if (key->as == CH_KEY_NUMBER && ch_text_real(value, strlen(value),
							  &number))
		wrong = ch_key_take_number(key, number, to);
	return wrong ? ch_knowledge_wrong(r->k, key->name, wrong, r->err) : 0;
}

static int take_keys(struct reading *r, void *to)
{
	const struct ch_form *form = r->k->form;
	int rc = 0;

	for (int i = 0; i < r->k->headings && !rc; i++) {
		const char *name = r->k->heading[i].key;
		const char *value = r->k->heading[i].value;
		const struct ch_key *own = ch_key_find(form->keys, name);
		const struct ch_key *all = ch_key_find(common, name);

		if (own)
			rc = take(r, own, value, to);
		else if (all)
			rc = take(r, all, value, r->k);
		else if (form->keys && strcmp(name, form->word))
			rc = ch_fail(r->err, CH_EDATA, "%s: line with a key "
				     "that no %s has: %.40s", r->k->path,
				     form->word, name);
	}
	return rc;
}

static int check_required(struct reading *r, const struct ch_key *keys)
{
	for (; keys && keys->name; keys++)
		if (keys->required && !*ch_knowledge_get(r->k, keys->name))
			return ch_knowledge_wrong(r->k, keys->name,
						  "is not said", r->err);
	return 0;
}

static int read_heading(struct reading *r, const char *name, void *to)
{
	struct ch_knowledge *k = r->k;
	int rc = add_keys(r, &r->pieces.file, false);

	for (int i = r->pieces.parts - 1; i >= 0 && !rc; i--)
		rc = add_keys(r, &r->pieces.part[i], true);
	if (!rc)
		rc = read_sets(r);
	if (!rc)
		rc = keep(r);
	if (rc)
		return rc;
	k->name = ch_knowledge_get(k, k->form->word);
	if (strcmp(k->name, name) || !*ch_knowledge_get(k, "title") ||
	    !*ch_knowledge_get(k, "version"))
		return ch_fail(r->err, CH_EDATA, "%s: its heading needs \"-- "
			       "%s: %s\", a title and a version", k->path,
			       k->form->word, name);
	rc = take_keys(r, to);
	return rc ? rc : check_required(r, k->form->keys);
}

int ch_knowledge_read(struct ch_knowledge *out, const struct ch_form *form,
		      const struct ch_shelf *shelf, const char *name,
		      void *to, struct ch_err *err)
{
	struct reading r = { .k = out, .shelf = shelf, .err = err };
	struct ch_book book;
	int rc = ch_shelf_find(shelf, form->room, name, ".sql", &book, err);

	*out = (struct ch_knowledge){
		.form = form, .name = "", .title = "", .version = "",
		.source = "", .status = "", .codes = "", .tables = "",
		.budget = CH_BUDGET,
	};
	if (rc)
		return rc;
	snprintf(out->path, sizeof(out->path), "%s", book.path);
	rc = ch_pieces_read(&r.pieces, book.path, form->queries, shelf, err);
	if (!rc)
		rc = read_heading(&r, name, to);
	if (!rc)
		rc = take_queries(&r);
	ch_pieces_hash(&r.pieces, out->hash);
	ch_pieces_free(&r.pieces);
	if (rc)
		ch_knowledge_free(out);
	return rc;
}

void ch_knowledge_free(struct ch_knowledge *k)
{
	for (int i = 0; i < CH_QUERIES_MAX; i++)
		free(k->query[i]);
	memset(k->query, 0, sizeof(k->query));
	free(k->words);
	k->words = NULL;
	k->headings = k->sets = 0;
}
