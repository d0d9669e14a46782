/* rule_left.c - rules that are run no more, or not in their time. */
#include "base/moment.h"
#include "query/rule.h"

#define HOUR 3600

struct left {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	ch_rule_left each;
	void *ctx;
	struct ch_err *err;
};

bool ch_rule_is_run(const struct ch_shelf *shelf, struct ch_slice name)
{
	struct ch_err why;
	struct ch_book book;
	struct ch_rule r;
	char word[256];
	bool off;

	snprintf(word, sizeof(word), "%.*s", (int)name.n, name.s);
	if (ch_shelf_find(shelf, "rules", word, ".sql", &book, &why))
		return false;
	if (ch_rule_read(&r, shelf, word, &why))
		return true;
	off = r.off;
	ch_rule_free(&r);
	return !off;
}

static const char waiting[] =
	"SELECT count(*) FROM occurrence o LEFT JOIN alert a ON a.id = o.made "
	"LEFT JOIN task t ON t.id = o.made WHERE o.rule = $1 AND o.status = "
	"'open' AND (a.status IN ('new', 'notified', 'acknowledged') OR "
	"t.status IN ('draft', 'requested', 'received', 'accepted', 'ready', "
	"'in-progress', 'on-hold'))";

static int tell_waiting(const struct left *l, struct ch_slice rule)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, l->store->db, waiting, l->err);

	if (rc)
		return rc;
	ch_stmt_bind_text(st, 1, rule.s, rule.n);
	rc = ch_stmt_step(st, l->err);
	return rc || !ch_stmt_int(st, 0) ? rc :
		l->each(l->ctx, rule, 0, ch_stmt_int(st, 0), "is run no more, "
			"and what it made waits");
}

static int open_ones(const struct left *l)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, l->store->db, "SELECT DISTINCT rule FROM "
			       "occurrence WHERE rule IS NOT NULL", l->err);

	while (!rc && !(rc = ch_stmt_step(st, l->err)))
		if (!ch_rule_is_run(l->shelf, ch_stmt_text(st, 0)))
			rc = tell_waiting(l, ch_stmt_text(st, 0));
	return rc == CH_END ? 0 : rc;
}

static int look(const struct left *l, struct ch_stmt *st, const char *name)
{
	struct ch_err why;
	struct ch_rule r;
	int64_t last, span;
	int rc;

	if (ch_rule_read(&r, l->shelf, name, &why))
		return 0;
	span = HOUR + (r.nreads ? 0 : r.every_s);
	ch_stmt_bind_str(st, 1, name);
	rc = ch_stmt_step(st, l->err);
	last = rc ? 0 : ch_stmt_int(st, 0);
	if (!rc && !r.off && (!last || ch_moment_seconds(last) + span <
			      ch_moment_seconds(l->now)))
		rc = l->each(l->ctx, (struct ch_slice){ name, strlen(name) },
			     last, -1, "was not run in its time: ch-rule run");
	ch_stmt_reset(st);
	ch_rule_free(&r);
	return rc;
}

/* When none was, that is another line. */
static int late_ones(const struct left *l)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_book *book = NULL;
	int64_t newest;
	size_t n = 0;
	int rc = ch_db_get_int(l->store->db, "SELECT max(until) FROM attempt",
			       &newest, l->err);

	if (rc || !newest || ch_moment_seconds(newest) + HOUR <
	    ch_moment_seconds(l->now))
		return rc;
	rc = ch_shelf_list(l->shelf, "rules", ".sql", &book, &n, l->err);
	if (!rc)
		rc = ch_db_prepare(&st, l->store->db, "SELECT max(until) FROM "
				   "attempt WHERE rule = $1", l->err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = look(l, st, book[i].name);
	free(book);
	return rc;
}

int ch_rules_left(struct ch_store *store, const struct ch_shelf *shelf,
		  int64_t now, ch_rule_left each, void *ctx,
		  struct ch_err *err)
{
	const struct left l = { store, shelf, now, each, ctx, err };
	int rc = open_ones(&l);

	return rc ? rc : late_ones(&l);
}
