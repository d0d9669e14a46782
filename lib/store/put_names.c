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

static int one_word(struct ch_store *store, int64_t patient, const char *word,
		    struct ch_err *err)
{
	struct ch_stmt *st = store->put->word_add;

	if (!*word)
		return 0;
	ch_stmt_bind_str(st, 1, word);
	ch_stmt_bind_int(st, 2, patient);
	return ch_stmt_finish(st, err);
}

/* "o'brien-strasse" is found by itself, by its parts, and as one word. */
static int add_word(struct ch_store *store, int64_t patient, char *word,
		    struct ch_err *err)
{
	int rc = one_word(store, patient, word, err);
	char joined[256], *part, *rest = word;

	if (rc || !strpbrk(word, "-'.") || strlen(word) >= sizeof(joined))
		return rc;
	joined[0] = '\0';
	while (!rc && (part = strsep(&rest, "-'."))) {
		size_t n = strlen(joined);

		snprintf(joined + n, sizeof(joined) - n, "%s", part);
		rc = one_word(store, patient, part, err);
	}
	return rc ? rc : one_word(store, patient, joined, err);
}

static int add_words(struct ch_store *store, int64_t patient,
		     struct ch_slice name, struct ch_err *err)
{
	struct ch_put_state *p = store->put;
	char *word, *rest;
	int rc = 0;

	if (!name.s)
		return 0;
	ch_buf_clear(&p->bytes);
	ch_text_fold(&p->bytes, name.s, name.n);
	if (ch_buf_ok(&p->bytes, err))
		return CH_ENOMEM;
	rest = p->bytes.s;
	while (!rc && rest && (word = strsep(&rest, " ")))
		rc = add_word(store, patient, word, err);
	return rc;
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

/* The words of the names that are going. */
static int drop_words(struct ch_store *store, int64_t patient,
		      struct ch_slice name, struct ch_err *err)
{
	struct ch_stmt *add = store->put->word_add;
	int rc;

	store->put->word_add = store->put->word_drop;
	rc = add_words(store, patient, name, err);
	store->put->word_add = add;
	return rc;
}

int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err)
{
	int64_t id = row->v[0].i;
	int rc = prepare(store, err);

	if (!rc && was)
		rc = drop_words(store, id, ch_row_get_text(was, "family"),
				err);
	if (!rc && was)
		rc = drop_words(store, id, ch_row_get_text(was, "given"), err);
	for (int i = 0; i < 2 && !rc; i++) {
		const char *field = i ? "given" : "family";
		int c = ch_field(row->type, field);
		bool said = row->set >> c & 1;

		rc = add_words(store, id, ch_row_get_text(said || !was ? row :
							  was, field), err);
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
