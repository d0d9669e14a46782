/* find.c - people by the beginnings of the words of their names. */
#include "base/text.h"
#include "care/people/person.h"
#include "store/rows.h"

#define WORDS_MAX 8

/* Each word must begin a word of the name: an intersection of ranges. */
static void build(struct ch_buf *sql, int words, int limit)
{
	ch_buf_adds(sql, "FROM patient WHERE id IN (");
	for (int i = 0; i < words; i++)
		ch_buf_addf(sql, "%sSELECT patient FROM patient_word WHERE "
			    "word >= $%d AND word < $%d", i ? " INTERSECT " :
			    "", 2 * i + 1, 2 * i + 2);
	ch_buf_addf(sql, ") ORDER BY family, given, id LIMIT %d", limit);
}

/* After every word that begins with this one. */
static void end_of(struct ch_buf *out, const char *word)
{
	ch_buf_clear(out);
	ch_buf_adds(out, word);
	ch_buf_adds(out, "\xf4\x8f\xbf\xbf");
}

int ch_person_find(struct ch_store *store, const char *words, size_t n,
		   int limit, ch_each_row each, void *ctx, struct ch_err *err)
{
	struct ch_buf folded = CH_BUF_INIT, sql = CH_BUF_INIT;
	struct ch_buf end[WORDS_MAX] = { 0 };
	struct ch_ask with[2 * WORDS_MAX];
	char *word[WORDS_MAX], *rest;
	int count = 0, rc;

	ch_text_fold(&folded, words, n);
	rc = ch_buf_ok(&folded, err);
	rest = folded.s;
	while (!rc && rest && count < WORDS_MAX) {
		word[count] = strsep(&rest, " ,");
		if (*word[count])
			end_of(&end[count], word[count]), count++;
	}
	if (!rc && rest && *rest)
		rc = ch_fail(err, CH_EUSAGE, "at most %d words", WORDS_MAX);
	if (!rc && !count)
		rc = ch_fail(err, CH_EUSAGE, "no word to look for");
	for (int i = 0; i < count; i++) {
		with[2 * i] = ch_ask_str(word[i]);
		with[2 * i + 1] = ch_ask_str(end[i].s);
	}
	build(&sql, count, limit);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_rows_read(store, ch_type_find("patient"), sql.s, with,
				  2 * count, each, ctx, err);
	for (int i = 0; i < WORDS_MAX; i++)
		ch_buf_free(&end[i]);
	ch_buf_free(&folded);
	ch_buf_free(&sql);
	return rc;
}
