/* check_names.c - whether people are found by the names that they have. */
#include "store/check_in.h"
#include "store/put_names.h"
#include "store/rows.h"
#include "store/seal.h"

#define NAMED_MOST 20		/* whom a check names, of each kind */

struct words {
	struct check *c;
	struct ch_buf bytes, own;	/* own: this patient's, each once */
	int64_t patient, named;
	struct ch_sum sum;
	struct ch_stmt *seek;		/* NULL: only add up */
	bool lacks;
};

static void add_up(struct ch_sum *sum, int64_t patient, const char *word,
		   size_t n)
{
	uint64_t key[2], id = (uint64_t)patient;
	struct ch_sum one = { .n = 1 };

	ch_hash128(word, n, key);
	key[0] ^= id;
	ch_hash128(key, sizeof(key), one.part);
	ch_sum_add(sum, &one);
}

/* A name may have a word twice; the index has it once. */
static bool had_already(struct words *w, const char *word)
{
	const char *s = w->own.s, *end = s ? s + w->own.n : NULL;

	for (; s && s < end; s += strlen(s) + 1)
		if (!strcmp(s, word))
			return true;
	ch_buf_add(&w->own, word, strlen(word) + 1);
	return false;
}

static int take_word(void *ctx, const char *word, struct ch_err *err)
{
	struct words *w = ctx;
	int rc;

	if (had_already(w, word))
		return ch_buf_ok(&w->own, err);
	add_up(&w->sum, w->patient, word, strlen(word));
	if (!w->seek)
		return 0;
	ch_stmt_bind_str(w->seek, 1, word);
	ch_stmt_bind_int(w->seek, 2, w->patient);
	rc = ch_stmt_step(w->seek, err);
	ch_stmt_reset(w->seek);
	w->lacks |= rc == CH_END;
	return rc == CH_END ? 0 : rc;
}

static int take_patient(struct words *w, const struct ch_stmt *st,
			struct ch_err *err)
{
	char words[100], hex[CH_ID_HEX];
	int rc;

	ch_buf_clear(&w->own);
	w->patient = ch_stmt_int(st, 0);
	w->lacks = false;
	rc = ch_names_words(&w->bytes, ch_stmt_text(st, 1), take_word, w, err);
	if (!rc)
		rc = ch_names_words(&w->bytes, ch_stmt_text(st, 2), take_word,
				    w, err);
	if (!w->lacks || w->named++ >= NAMED_MOST)
		return rc;
	ch_id_print(w->patient, hex);
	snprintf(words, sizeof(words), "patient %s is not found by a word of "
		 "their names", hex);
	find_fault(w->c, "names", words, 1);
	return rc;
}

static int take_all(struct words *w, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, w->c->store->db, "SELECT id, family, given"
			       " FROM main.patient", err);

	w->sum = (struct ch_sum){ 0 };
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = take_patient(w, st, err);
	return rc == CH_END ? 0 : rc;
}

static int add_index(struct check *c, struct ch_sum *sum, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, c->store->db, "SELECT word, patient FROM "
			       "main.patient_word", err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice word = ch_stmt_text(st, 0);

		add_up(sum, ch_stmt_int(st, 1), word.s, word.n);
	}
	return rc == CH_END ? 0 : rc;
}

/* Who is missing from it; what is left are words that nobody has. */
static int tell(struct words *w, int64_t index, struct ch_err *err)
{
	int rc = ch_db_prepare(&w->seek, w->c->store->db, "SELECT 1 FROM main."
			       "patient_word WHERE word = $1 AND patient = $2",
			       err);

	if (!rc)
		rc = take_all(w, err);
	ch_stmt_free(&w->seek);
	if (!rc && w->named > NAMED_MOST)
		find_fault(w->c, "names", "more patients are not found by a "
			   "word of their names", w->named - NAMED_MOST);
	if (!rc && (!w->named || index > w->sum.n))
		find_fault(w->c, "names", "words of the index are in no name "
			   "of the patients they lead to",
			   index > w->sum.n ? index - w->sum.n : 1);
	return rc;
}

int ch_check_names(struct check *c, struct ch_err *err)
{
	struct words w = { .c = c };
	struct ch_sum index = { 0 };
	int rc = take_all(&w, err);

	if (!rc)
		rc = add_index(c, &index, err);
	if (!rc && !ch_sum_same(&index, &w.sum))
		rc = tell(&w, index.n, err);
	ch_buf_free(&w.bytes);
	ch_buf_free(&w.own);
	return rc;
}
