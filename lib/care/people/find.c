/* find.c - people by the beginnings of the words of their names. */
#include "base/text.h"
#include "care/people/person.h"
#include "store/put_state.h"
#include "store/scan.h"

#define WORDS_MAX 8

/* Each word must begin a word of the name: an intersection of ranges. */
static void build(struct ch_buf *sql, int words, int limit)
{
	ch_buf_adds(sql, "SELECT ");
	ch_put_columns(sql, ch_type_find("patient"));
	ch_buf_adds(sql, " FROM patient WHERE id IN (");
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
		   int limit,
		   int (*each)(void *ctx, const struct ch_row *row, bool again,
			       struct ch_err *err),
		   void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf folded = CH_BUF_INIT, sql = CH_BUF_INIT;
	struct ch_buf end[WORDS_MAX] = { 0 };
	char *word[WORDS_MAX], *rest;
	struct ch_row row;
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
	build(&sql, count, limit);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_prepare(&st, store->db, sql.s, err);
	for (int i = 0; i < count && !rc; i++) {
		ch_stmt_bind_str(st, 2 * i + 1, word[i]);
		ch_stmt_bind_str(st, 2 * i + 2, end[i].s);
	}
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		ch_scan_fill(&row, ch_type_find("patient"), st, 0);
		rc = each(ctx, &row, false, err);
	}
	for (int i = 0; i < WORDS_MAX; i++)
		ch_buf_free(&end[i]);
	ch_buf_free(&folded);
	ch_buf_free(&sql);
	return rc == CH_END ? 0 : rc;
}
