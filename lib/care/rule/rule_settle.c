/* rule_settle.c - which of the occurrences that stand are over. */
#include "base/grow.h"
#include "base/moment.h"
#include "people/dead.h"
#include "care/rule/rule_in.h"

/* ---- what is over ---- */

/* What holds for every rule: the person died, the record is gone or void. */
static const char died[] =
	"SELECT id, 'died' AS why FROM standing WHERE "
	CH_DIED("standing.patient", "$top");

static void void_records(struct ch_buf *sql, const struct ch_type *type)
{
	ch_buf_addf(sql, "SELECT s.id, 'voided' AS why FROM standing s LEFT "
		    "JOIN %s a ON a.id = s.about WHERE s.about_type = '%s' "
		    "AND (a.id IS NULL", type->name, type->name);
	if (type->status >= 0)
		ch_buf_adds(sql, " OR a.status = 'entered-in-error'");
	ch_buf_adds(sql, ")");
}

/* It comes and goes: only after a while is it over. */
static bool is_calm(const struct ch_ruling *r, const struct ch_stmt *st)
{
	return ch_moment_instant(ch_stmt_int(st, 3)) + r->rule->calm_s <=
		ch_moment_instant(r->now);
}

static int take(struct ch_ruling *r, const struct ch_stmt *st, bool calm,
		struct ch_err *err)
{
	int64_t nth = ch_stmt_int(st, 2);
	struct ch_slice why = ch_stmt_text(st, 1);
	struct ch_settled *one;

	if (!ch_key_is_word(why))
		return ch_knowledge_wrong(&r->rule->k, "settled", "a `why` "
					  "that is no word", err);
	if (nth >= 0 && r->match[nth].is == CH_MATCH_NEW) {
		r->match[nth].is = CH_MATCH_DROPPED;
		return 0;
	}
	if (calm && !is_calm(r, st))
		return 0;
	if (ch_grow((void **)&r->over, &r->over_room, r->overs, sizeof(*one),
		    err))
		return CH_ENOMEM;
	one = &r->over[r->overs++];
	one->id = ch_stmt_int(st, 0);
	snprintf(one->why, sizeof(one->why), "%.*s", (int)why.n, why.s);
	return 0;
}

#define AROUND "SELECT q.id, q.why, r.nth, r.seen FROM (%s) q " \
	"CROSS JOIN temp.standing_row r ON r.id = q.id"

static int each(struct ch_ruling *r, struct ch_stmt *st, bool calm,
		struct ch_err *err)
{
	int rc = 0;

	ch_stmt_bind_named(st, "$as_of", r->now);
	ch_stmt_bind_named(st, "$since", r->since);
	ch_stmt_bind_named(st, "$top", ch_moment_top(r->now));
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = take(r, st, calm, err);
	return rc == CH_END ? 0 : rc;
}

static int ask(struct ch_ruling *r, const char *sql, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_buf whole = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&whole, AROUND, sql);
	rc = ch_buf_ok(&whole, err);
	if (!rc)
		rc = ch_db_prepare(&st, r->store->db, whole.s, err);
	ch_buf_free(&whole);
	return rc ? rc : each(r, st, false, err);
}

static int ask_own(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_knowledge_ask(&st, r->store, &r->rule->k, CH_RULE_SETTLED,
				  AROUND, err);

	return rc ? rc : each(r, st, r->rule->calm_s > 0, err);
}

static int by_id(const void *a, const void *b)
{
	const struct ch_settled *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Each once: what was found first says why. */
static void sort(struct ch_ruling *r)
{
	size_t kept = 0;

	if (r->overs)
		qsort(r->over, r->overs, sizeof(*r->over), by_id);
	for (size_t i = 0; i < r->overs; i++)
		if (!kept || r->over[kept - 1].id != r->over[i].id)
			r->over[kept++] = r->over[i];
	r->overs = kept;
}

bool ch_ruling_is_over(const struct ch_ruling *r, int64_t id)
{
	const struct ch_settled key = { .id = id };

	return r->overs && bsearch(&key, r->over, r->overs, sizeof(key),
				   by_id);
}

int ch_ruling_settle(struct ch_ruling *r, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	int rc = r->rule->dead ? 0 : ask(r, died, err);

	void_records(&sql, r->rule->about_type);
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ask(r, sql.s, err);
	if (!rc && r->rule->k.query[CH_RULE_SETTLED])
		rc = ask_own(r, err);
	sort(r);
	return rc;
}
