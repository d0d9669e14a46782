/* put_names.c - patients' names as folded words, so that finding is quick. */
#include "base/text.h"
#include "store/put_names.h"
#include "store/put_state.h"

int ch_patient_person(const struct ch_type *type)
{
	static const struct ch_type *patient;

	if (!patient)
		patient = ch_type_find("patient");
	return type == patient ? ch_field(type, "person") : -1;
}

/* "o'brien-strasse" is found by itself, by its parts, and as one word. */
static int split_word(char *word, ch_each_word each, void *ctx,
		      struct ch_err *err)
{
	int rc = *word ? each(ctx, word, err) : 0;
	char joined[256], *part, *rest = word;

	if (rc || !strpbrk(word, "-'.") || strlen(word) >= sizeof(joined))
		return rc;
	joined[0] = '\0';
	while (!rc && (part = strsep(&rest, "-'."))) {
		size_t n = strlen(joined);

		snprintf(joined + n, sizeof(joined) - n, "%s", part);
		rc = *part ? each(ctx, part, err) : 0;
	}
	return rc || !*joined ? rc : each(ctx, joined, err);
}

int ch_names_words(struct ch_buf *bytes, struct ch_slice name,
		   ch_each_word each, void *ctx, struct ch_err *err)
{
	char *word, *rest;
	int rc = 0;

	if (!name.s)
		return 0;
	ch_buf_clear(bytes);
	ch_text_fold(bytes, name.s, name.n);
	if (ch_buf_ok(bytes, err))
		return CH_ENOMEM;
	rest = bytes->s;
	while (!rc && rest && (word = strsep(&rest, " ")))
		rc = split_word(word, each, ctx, err);
	return rc;
}

/* One of a patient's words, to be added or dropped. */
struct word {
	struct ch_stmt *st;
	int64_t patient;
};

static int one_word(void *ctx, const char *word, struct ch_err *err)
{
	struct word *w = ctx;

	ch_stmt_bind_str(w->st, 1, word);
	ch_stmt_bind_int(w->st, 2, w->patient);
	return ch_stmt_finish(w->st, err);
}

static int prepare(struct ch_store *store, struct ch_err *err)
{
	struct ch_put_state *p = store->put;
	int rc;

	if (p->word_add)
		return 0;
	rc = ch_db_prepare(&p->word_drop, store->db, "DELETE FROM patient_word"
			   " WHERE patient = $2 AND word = $1", err);
	if (!rc)
		rc = ch_db_prepare(&p->word_add, store->db,
				   "INSERT INTO patient_word (word, patient) "
				   "VALUES ($1, $2) ON CONFLICT DO NOTHING",
				   err);
	return rc;
}

int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err)
{
	static const char *const names[] = { "family", "given" };
	int rc = prepare(store, err);
	struct ch_put_state *p = store->put;
	struct word add = { p->word_add, row->v[0].i };
	struct word drop = { p->word_drop, row->v[0].i };

	for (size_t i = 0; was && i < CH_COUNT(names) && !rc; i++)
		rc = ch_names_words(&p->bytes, ch_row_get_text(was, names[i]),
				    one_word, &drop, err);
	for (size_t i = 0; i < CH_COUNT(names) && !rc; i++) {
		bool said = row->set >> ch_field(row->type, names[i]) & 1;

		rc = ch_names_words(&p->bytes,
				    ch_row_get_text(said || !was ? row : was,
						    names[i]),
				    one_word, &add, err);
	}
	return rc;
}

/* Those whose person this patient was, when it becomes another's; and always
 * the stubs that were known by another name of it. */
static const char followers[] =
	"SELECT p.id FROM patient p WHERE p.id <> $1 AND ((p.person = $1 AND "
	"$2 = $1) OR (p.known_by_reference = 1 AND EXISTS (SELECT 1 FROM "
	"alias a WHERE a.id = p.id AND a.record = $1)))";

int ch_person_followers(struct ch_stmt **out, struct ch_store *store,
			const struct ch_row *row, const struct ch_row *was,
			struct ch_err *err)
{
	int c = ch_patient_person(row->type), rc;

	*out = NULL;
	if (!(row->set >> c & 1) || ch_row_same(row, was, c) ||
	    !ch_row_has(was, c))
		return 0;
	rc = ch_db_prepare(out, store->db, followers, err);
	if (rc)
		return rc;
	ch_stmt_bind_int(*out, 1, row->v[0].i);
	ch_stmt_bind_int(*out, 2, was->v[c].i);
	return 0;
}
