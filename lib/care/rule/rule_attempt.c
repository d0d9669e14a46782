/* rule_attempt.c - every run of a rule and how it ended: kept, looked up. */
#include "base/moment.h"
#include "care/rule/rule_in.h"

static const char last[] =
	"SELECT seq, hash, until, whole, mark, outcome, seconds / times FROM "
	"attempt WHERE rule = $1 ORDER BY seq DESC LIMIT 1";

/* Nothing was done then, and nothing now, in the same way. */
static const char alike[] =
	"UPDATE attempt SET until = $5, times = times + 1, "
	"seconds = seconds + $11, whole = coalesce($12, whole), "
	"mark = coalesce($13, mark) WHERE seq = (SELECT max(seq) FROM attempt "
	"WHERE rule = $1) AND hash = $2 AND outcome = $3 AND "
	"message IS $4 AND fired = $6 AND again = $7 AND settled = $8 AND "
	"late = $9 AND compared = $10 AND $6 = 0 AND $7 = 0 AND $8 = 0 AND "
	"$10 = 0";

static const char another[] =
	"INSERT INTO attempt (rule, hash, outcome, message, at, until, times, "
	"fired, again, settled, late, compared, seconds, whole, mark) SELECT "
	"$1, $2, $3, $4, $5, $5, 1, $6, $7, $8, $9, $10, $11, coalesce($12, "
	"(SELECT whole FROM attempt WHERE rule = $1 ORDER BY seq DESC LIMIT "
	"1)), coalesce($13, (SELECT mark FROM attempt WHERE rule = $1 ORDER "
	"BY seq DESC LIMIT 1))";

int ch_attempt_last(struct ch_store *store, const char *rule,
		    struct ch_attempt *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, last, err);
	struct ch_slice hash;

	*out = (struct ch_attempt){ .any = false };
	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, rule);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	out->any = true;
	out->seq = ch_stmt_int(st, 0);
	hash = ch_stmt_text(st, 1);
	snprintf(out->hash, sizeof(out->hash), "%.*s", (int)hash.n, hash.s);
	out->at = ch_stmt_int(st, 2);
	out->whole = ch_stmt_int(st, 3);
	out->well = ch_slice_is(ch_stmt_text(st, 5), "done");
	out->took = ch_stmt_real(st, 6);
	out->marked = ch_stmt_kind(st, 4) == CH_DB_TEXT &&
		ch_mark_read(&out->mark, ch_stmt_text(st, 4));
	return 0;
}

static void bind(struct ch_stmt *st, const char *rule, const char *hash,
		 const struct ch_rule_count *count, const char *message)
{
	ch_stmt_bind_str(st, 1, rule);
	ch_stmt_bind_str(st, 2, hash);
	ch_stmt_bind_str(st, 3, message ? "failed" :
			 count->refused ? "refused" : "done");
	ch_stmt_bind_str(st, 4, message);
	ch_stmt_bind_int(st, 6, count->fired);
	ch_stmt_bind_int(st, 7, count->again);
	ch_stmt_bind_int(st, 8, count->settled);
	ch_stmt_bind_int(st, 9, count->late);
	ch_stmt_bind_int(st, 10, count->compared);
}

int ch_attempt_note(struct ch_store *store, const char *rule,
		    const char *hash, const struct ch_rule_count *count,
		    const char *message, double seconds, int64_t whole,
		    const struct ch_mark *mark, struct ch_err *err)
{
	const char *const ways[] = { alike, another };
	int64_t now = ch_store_now(store), done = 0;
	char text[CH_MARK_TEXT];
	int rc = 0;

	if (mark)
		ch_mark_print(mark, text);
	for (size_t i = 0; i < CH_COUNT(ways) && !rc && !done; i++) {
		CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;

		rc = ch_db_prepare(&st, store->db, ways[i], err);
		if (rc)
			break;
		bind(st, rule, hash, count, message);
		ch_stmt_bind_int(st, 5, now);
		ch_stmt_bind_real(st, 11, seconds);
		if (whole)
			ch_stmt_bind_int(st, 12, whole);
		ch_stmt_bind_str(st, 13, mark ? text : NULL);
		rc = ch_stmt_step(st, err);
		rc = rc == CH_END ? 0 : rc;
		done = ch_db_changes(store->db);
	}
	return rc;
}

int ch_rule_log(struct ch_store *store, const char *rule, ch_each_row each,
		void *ctx, struct ch_err *err)
{
	const struct ch_ask ask = ch_ask_str(rule);

	return ch_rows_read(store, ch_type_find("attempt"), "FROM (SELECT seq "
			    "AS id, * FROM attempt) WHERE $1 IS NULL OR rule "
			    "= $1 ORDER BY id", &ask, 1, each, ctx, err);
}
