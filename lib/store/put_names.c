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

static int add_all(struct ch_store *store, int64_t patient,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_put_state *p = store->put;
	struct word add = { p->word_add, patient };
	int rc = ch_db_prepare(&st, store->db, "SELECT " CH_NAMES_OF_P
			       " FROM main.patient p WHERE p.id = $1", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, patient);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	return ch_names_words(&p->bytes, ch_stmt_text(st, 0), one_word, &add,
			      err);
}

int ch_names_put(struct ch_store *store, const struct ch_row *row,
		 const struct ch_row *was, struct ch_err *err)
{
	const struct ch_row *from = was ? was : row;
	int n = fields_of(row->type), rc;
	int whose = n == 2 ? 0 : row->type->patient;
	struct ch_put_state *p = store->put;
	struct word word;

	if (!ch_row_has(from, whose) || (was && !changed(row, was)))
		return 0;
	rc = prepare(store, err);
	word = (struct word){ was ? p->word_drop : p->word_add,
			      from->v[whose].i };
	for (int i = 0; i < n && !rc; i++)
		rc = ch_names_words(&p->bytes,
				    ch_row_get_text(from, fields[i]),
				    one_word, &word, err);
	/* A word that went may be of another name, too. */
	return rc || !was ? rc : add_all(store, word.patient, err);
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
