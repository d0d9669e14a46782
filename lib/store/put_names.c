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

bool ch_has_names(const struct ch_type *type)
{
	static const struct ch_type *name;

	if (!name)
		name = ch_type_find("name");
	return type == name || ch_patient_person(type) >= 0;
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

/* The fields of a name, of which a patient has the first two. */
static const char *const fields[] = { "family", "given", "text" };

static int fields_of(const struct ch_type *type)
{
	return ch_patient_person(type) >= 0 ? 2 : CH_COUNT(fields);
}

static bool changed(const struct ch_row *row, const struct ch_row *was)
{
	for (int i = 0; i < fields_of(row->type); i++) {
		int c = ch_field(row->type, fields[i]);

		if ((row->set >> c & 1) && !ch_row_same(row, was, c))
			return true;
	}
	return false;
}

/* What the store has of somebody's names, theirs now and others. */
static int add_all(struct ch_store *store, int64_t patient,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db,
			       "SELECT family, given, NULL FROM patient WHERE "
			       "id = $1 UNION ALL SELECT family, given, text "
			       "FROM name WHERE patient = $1", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, patient);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		for (int i = 0; i < 3 && !rc; i++)
			rc = add_words(store, patient, ch_stmt_text(st, i),
				       err);
	return rc == CH_END ? 0 : rc;
}

int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err)
{
	const struct ch_row *from = was ? was : row;
	int n = fields_of(row->type), rc;
	int whose = n == 2 ? 0 : row->type->patient;
	int64_t patient = from->v[whose].i;

	if (!ch_row_has(from, whose) || (was && !changed(row, was)))
		return 0;
	rc = prepare(store, err);
	for (int i = 0; i < n && !rc; i++) {
		struct ch_slice name = ch_row_get_text(from, fields[i]);

		rc = was ? drop_words(store, patient, name, err) :
			add_words(store, patient, name, err);
	}
	/* A word that went may be of another name, too. */
	return rc || !was ? rc : add_all(store, patient, err);
}

int ch_names_again(struct ch_store *store, int64_t patient,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "DELETE FROM patient_word "
			       "WHERE patient = $1", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, patient);
	rc = ch_stmt_finish(st, err);
	if (!rc)
		rc = prepare(store, err);
	return rc ? rc : add_all(store, patient, err);
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
