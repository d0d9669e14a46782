/* find.c - people by the beginnings of the words of their names, by birth date
 * and by number; and names that are written nearly so. */
#include "base/moment.h"
#include "base/text.h"
#include "people/person.h"
#include "store/rows.h"

enum { WORDS_MAX = 8, ASKS = 5, NEAR_MOST = 5 };

/* A word: the range of folded words that begin with it, the word as typed, and
 * the day that it says. */
struct looking {
	struct ch_buf begin, end;
	struct ch_slice typed;
	int64_t day;
};

/* Each must begin a word of the name, or be the birth date or a number:
 * an intersection. */
static void build(struct ch_buf *sql, int words, int limit)
{
	ch_buf_adds(sql, "FROM patient WHERE id IN (");
	for (int i = 0; i < words; i++)
		ch_buf_addf(sql, "%sSELECT * FROM (SELECT patient FROM "
			    "patient_word WHERE word >= $%d AND word < $%d "
			    "UNION SELECT patient FROM identifier WHERE value "
			    "= $%d UNION SELECT id FROM patient WHERE birth "
			    ">= $%d AND birth < $%d)", i ? " INTERSECT " : "",
			    ASKS * i + 1, ASKS * i + 2, ASKS * i + 3,
			    ASKS * i + 4, ASKS * i + 5);
	ch_buf_addf(sql, ") ORDER BY fold(family), fold(given), id LIMIT %d",
		    limit);
}

static int read_word(struct looking *l, const char *s, size_t n,
		     struct ch_err *err)
{
	char text[32];
	int64_t m;

	l->typed = (struct ch_slice){ s, n };
	ch_text_fold(&l->begin, s, n);
	ch_buf_add(&l->end, l->begin.s, l->begin.n);
	/* After every word that begins with this one. */
	ch_buf_adds(&l->end, "\xf4\x8f\xbf\xbf");
	snprintf(text, sizeof(text), "%.*s", (int)n, s);
	if (strspn(text, "0123456789-./") == n &&
	    !ch_moment_words(text, ch_moment_of_day(0), &m, NULL) &&
	    ch_moment_said(m) == CH_SAID_DAY)
		l->day = ch_moment_seconds(m);
	else
		l->day = INT32_MIN * INT64_C(86400);	/* nobody's */
	return ch_buf_ok(&l->end, err);
}

static int read_words(struct looking *l, const char *s, size_t n, int *count,
		      struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0, end; i < n && !rc; i = end + 1) {
		for (end = i; end < n && s[end] != ' ' && s[end] != ','; end++)
			;
		if (end == i)
			continue;
		if (*count == WORDS_MAX)
			return ch_fail(err, CH_EUSAGE, "at most %d words",
				       WORDS_MAX);
		rc = read_word(&l[(*count)++], s + i, end - i, err);
	}
	if (!rc && !*count)
		rc = ch_fail(err, CH_EUSAGE, "no word to look for");
	return rc;
}

int ch_person_find(struct ch_store *store, const char *words, size_t n,
		   int limit, ch_each_row each, void *ctx, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	struct looking l[WORDS_MAX] = { 0 };
	struct ch_ask with[ASKS * WORDS_MAX];
	int count = 0, rc = read_words(l, words, n, &count, err);

	for (int i = 0; i < count; i++) {
		with[ASKS * i] = ch_ask_str(l[i].begin.s);
		with[ASKS * i + 1] = ch_ask_str(l[i].end.s);
		with[ASKS * i + 2] = ch_ask_text(l[i].typed.s, l[i].typed.n);
		with[ASKS * i + 3] = ch_ask_int(ch_moment_make(
				l[i].day, 0, -1024, 0));
		with[ASKS * i + 4] = ch_ask_int(ch_moment_make(
				l[i].day + 86400, 0, -1024, 0));
	}
	build(&sql, count, limit);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_rows_read(store, ch_type_find("patient"), sql.s, with,
				  ASKS * count, each, ctx, err);
	for (int i = 0; i < WORDS_MAX; i++) {
		ch_buf_free(&l[i].begin);
		ch_buf_free(&l[i].end);
	}
	return rc;
}

/* ---- nearly so ---- */

/* A longer word may have more in it that is written otherwise. */
static bool is_near(const char *a, const char *b)
{
	size_t d = ch_text_distance(a, b);

	return d && d <= (strlen(a) < 5 ? 1 : 2) && d < strlen(b);
}

int ch_person_near(struct ch_store *store, const char *words, size_t n,
		   struct ch_buf *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct looking l[WORDS_MAX] = { 0 };
	int count = 0, found = 0, rc = read_words(l, words, n, &count, err);

	if (!rc)
		rc = ch_db_prepare(&st, store->db, "SELECT DISTINCT word FROM "
				   "patient_word", err);
	while (!rc && found < NEAR_MOST && !(rc = ch_stmt_step(st, err))) {
		const char *word = ch_stmt_text(st, 0).s;

		for (int i = 0; i < count; i++)
			if (is_near(l[i].begin.s, word))
				ch_buf_addf(out, "%s%s", found++ ? ", " : "",
					    word);
	}
	for (int i = 0; i < WORDS_MAX; i++) {
		ch_buf_free(&l[i].begin);
		ch_buf_free(&l[i].end);
	}
	return rc == CH_END ? ch_buf_ok(out, err) : rc;
}
