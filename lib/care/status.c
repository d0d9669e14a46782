/* status.c - questions to the store; what they find is the hub's status. */
#include "base/moment.h"
#include "care/kinds.h"
#include "care/status.h"
#include "query/rule.h"
#include "store/ask.h"

#define DAY 86400
#define BACKUP_LATE (2 * DAY)

struct status {
	struct ch_store *store;
	const struct ch_shelf *shelf;
	int64_t now;
	ch_status_each each;
	void *ctx;
	struct ch_err *err;
};

static int tell(struct status *s, const char *what, struct ch_slice name,
		int64_t at, int64_t count, bool look, const char *words)
{
	const struct ch_status_line line = { what, name, at, count, look,
					     words };

	return s->each(s->ctx, &line, s->err);
}

/* How long nothing came: 0 while it is no longer than usual. */
static bool is_silent(int64_t now, int64_t first, int64_t last, int64_t n)
{
	int64_t usual, since;

	if (n < 3)
		return false;
	usual = (ch_moment_seconds(last) - ch_moment_seconds(first)) / (n - 1);
	since = ch_moment_seconds(now) - ch_moment_seconds(last);
	return since > 2 * usual && since > DAY;
}

static int sources(struct status *s)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, s->store->db, "SELECT feed, min(at), "
			       "max(at), count(*), sum(CASE WHEN status = "
			       "'done' THEN 1 ELSE 0 END), max(CASE WHEN "
			       "status = 'done' THEN at END), max(CASE WHEN "
			       "status = 'refused' THEN at END) FROM batch "
			       "WHERE format <> 'put' GROUP BY feed ORDER BY "
			       "feed",
			       s->err);

	while (!rc && !(rc = ch_stmt_step(st, s->err))) {
		int64_t done = ch_stmt_int(st, 5);
		bool never = !ch_stmt_int(st, 4);
		bool failed = ch_stmt_int(st, 6) > done;
		bool silent = is_silent(s->now, ch_stmt_int(st, 1),
					ch_stmt_int(st, 2),
					ch_stmt_int(st, 3));

		rc = tell(s, "source", ch_stmt_text(st, 0), done,
			  ch_stmt_int(st, 3), never || failed || silent,
			  never ? "nothing came in whole yet" : failed ?
			  "the last load was refused" : silent ?
			  "silent for longer than usual" : "loads");
	}
	return rc == CH_END ? 0 : rc;
}

/* Questions whose rows are lines: name, at, count (NULL: it has none). $1 is
 * now, $2 a week before, $3 a minute after what the clock says. */
static const struct question {
	const char *what;
	bool look;
	const char *words, *sql;
} questions[] = {
	{ "scheduled", false, "times it wrote",
	  "SELECT program, max(at), count(*) FROM journal WHERE actor IN "
	  "(SELECT login FROM staff WHERE kind = 'service') "
	  "GROUP BY program ORDER BY program" },
	{ "refused", true, "wait: ch-import rejects",
	  "SELECT source || ': ' || reason, min(at), count(*) FROM reject "
	  "WHERE status = 'waiting' GROUP BY source, reason "
	  "ORDER BY source, reason" },
	{ "overruled", true, "corrections gave way to the source: ch-audit "
	  "trail",
	  "SELECT feed, max(at), sum(overruled) FROM batch WHERE overruled > "
	  "0 AND at > $2 GROUP BY feed ORDER BY feed" },
	{ "shared", true, "identifiers that two patients have name neither: "
	  "ch-get alias --where shared=true",
	  "SELECT source, max(recorded), count(*) FROM alias WHERE shared = 1 "
	  "GROUP BY source ORDER BY source" },
	{ "clock", true, "is behind the journal's last row, whose time is used",
	  "SELECT NULL, at, NULL FROM journal WHERE seq = (SELECT max(seq) "
	  "FROM journal) AND seq > 1 AND at > $3" },
	/* Of each rule, the newest run; and when any was run at all. */
	{ "rule", true, "fails: ch-rule log",
	  "SELECT rule, until, times FROM attempt a WHERE outcome <> 'done' "
	  "AND seq = (SELECT max(seq) FROM attempt b WHERE b.rule = a.rule) "
	  "ORDER BY rule" },
	{ "rule", true, "is slow: more than 10 seconds a run",
	  "SELECT rule, until, NULL FROM attempt a WHERE seconds > 10.0 * "
	  "times AND seq = (SELECT max(seq) FROM attempt b WHERE b.rule = "
	  "a.rule) ORDER BY rule" },
	{ "rules", true, "were last run then: ch-rule run",
	  "SELECT NULL, max(until), NULL FROM attempt HAVING max(until) < $4" },
	{ "unheard", true, "reached nobody: ch-alert list --reached-nobody",
	  "SELECT 'alerts', min(at), count(*) FROM alert WHERE status = 'new' "
	  "AND step > 0 HAVING count(*) > 0" },
	{ "notices", true, "due and not sent; the oldest is from then",
	  "SELECT NULL, min(at), count(*) FROM notice WHERE (status = "
	  "'scheduled' OR status = 'pending') AND at <= $1 "
	  "HAVING count(*) > 0" },
	{ "carried", true, "off, and nobody knows whether they arrived",
	  "SELECT kind, min(at), count(*) FROM notice WHERE status = "
	  "'unknown' GROUP BY kind" },
	{ "bookings", true, "are past, and nobody said what became of them: "
	  "ch-book list --unknown",
	  "SELECT NULL, min(at), count(*) FROM appointment WHERE status = "
	  "'booked' AND slot IS NOT NULL AND at > $2 AND local_day(at) < "
	  "local_day($1) HAVING count(*) > 0" },
	{ "sending", true, "is held",
	  "SELECT value, NULL, NULL FROM setting WHERE name = 'held' AND "
	  "value <> ''" },
};

static struct ch_ask instant(int64_t seconds)
{
	return ch_ask_int(ch_moment_make(seconds, 0, 0, CH_SAID_MS_Z));
}

static int ask(struct status *s, const struct question *q)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int64_t now = ch_moment_seconds(s->now);
	int64_t clock = s->store->clock(s->store->clock_ctx) / 1000;
	int rc = ch_store_ask(&st, s->store, q->sql,
			      CH_WITH(ch_ask_int(s->now),
				      instant(now - 7 * DAY),
				      instant(clock + 60),
				      instant(now - DAY / 24)), s->err);

	while (!rc && !(rc = ch_stmt_step(st, s->err)))
		if (strcmp(q->what, "rule") ||
		    ch_rule_is_run(s->shelf, ch_stmt_text(st, 0)))
			rc = tell(s, q->what, ch_stmt_text(st, 0),
				  ch_stmt_int(st, 1),
				  ch_stmt_kind(st, 2) == CH_DB_NULL ? -1 :
				  ch_stmt_int(st, 2), q->look, q->words);
	return rc == CH_END ? 0 : rc;
}

static int ask_all(struct status *s)
{
	int rc = 0;

	for (size_t i = 0; i < CH_COUNT(questions) && !rc; i++)
		rc = ask(s, &questions[i]);
	return rc;
}

static int rule_left(void *ctx, struct ch_slice rule, int64_t at,
		     int64_t count, const char *words)
{
	return tell(ctx, "rule", rule, at, count, true, words);
}

static int rules_left(struct status *s)
{
	return ch_rules_left(s->store, s->shelf, s->now, rule_left, s, s->err);
}

static int backup(struct status *s)
{
	int64_t last;
	bool late;
	int rc = ch_db_get_int(s->store->db, "SELECT max(at) FROM journal "
			       "WHERE action = 'backup'", &last, s->err);

	if (rc)
		return rc;
	late = !last || ch_moment_seconds(s->now) - ch_moment_seconds(last) >
		BACKUP_LATE;
	return tell(s, "backup", (struct ch_slice){ NULL, 0 }, last, -1,
		    late && !s->store->practice, !last ? "never: ch-store "
		    "backup FILE" : late ? "more than two days ago" : "made");
}

/* ---- knowledge ---- */

/* Counts the drafts of a kind that are in force, and says which files cannot
 * be used. */
static int look_at(struct status *s, const struct ch_knowledge_kind *kind,
		   int64_t *drafts)
{
	struct ch_book *book;
	size_t n;
	int rc = ch_shelf_list(s->shelf, kind->name, kind->ending, &book, &n,
			       s->err);

	for (size_t i = 0; i < n && !rc; i++) {
		struct ch_approval approval;
		struct ch_kind_file f;
		struct ch_err why;

		if (ch_kind_read(&f, kind, &book[i], s->shelf, NULL, NULL,
				 &why)) {
			rc = tell(s, "broken", (struct ch_slice){ book[i].path,
				  strlen(book[i].path) }, 0, -1, true,
				  "cannot be used: ch-knowledge check");
		} else {
			rc = ch_approval_of(s->store, f.hash, &approval,
					    s->err);
			*drafts += !rc && ch_kind_is_draft(&f, &approval);
		}
		ch_kind_free(&f);
	}
	free(book);
	return rc;
}

static int drafts(struct status *s)
{
	const struct ch_knowledge_kind *kind = ch_kinds;
	const char *site = s->store->site_dir;
	int rc = 0;

	if (*site && ch_shelf_folder(site, NULL))
		return tell(s, "broken", (struct ch_slice){ site,
			    strlen(site) }, 0, -1, true, "the site's own "
			    "knowledge cannot be read: nothing works with it");

	while (kind->name && !rc) {
		const char *name = kind->name;
		int64_t n = 0;

		for (; kind->name && !strcmp(kind->name, name) && !rc; kind++)
			rc = look_at(s, kind, &n);
		if (!rc && n)
			rc = tell(s, "drafts", (struct ch_slice){ name,
				  strlen(name) }, 0, n, false,
				  "in force, and nobody approved them");
	}
	return rc;
}

/* ---- the store itself ---- */

static int test_people(struct status *s)
{
	int64_t n;
	int rc = ch_db_get_int(s->store->db, "SELECT count(*) FROM patient "
			       "WHERE test = 1", &n, s->err);

	if (rc || !n)
		return rc;
	return tell(s, "test", (struct ch_slice){ NULL, 0 }, 0, n, false,
		    s->store->practice ? "test patients, counted: the store "
		    "is for practice" : "test patients, left out of every "
		    "number");
}

static int versions(struct status *s)
{
	char schema[32];
	int rc = tell(s, "version", CH_SLICE("care-hub " CH_VERSION), 0, -1,
		      false, "program");

	if (rc)
		return rc;
	snprintf(schema, sizeof(schema), "schema %d", ch_schema_version);
	return tell(s, "version", (struct ch_slice){ schema, strlen(schema) },
		    0, -1, false, s->store->practice ?
		    "store, for practice" : "store");
}

int ch_status_read(struct ch_store *store, const struct ch_shelf *shelf,
		   int64_t now, ch_status_each each, void *ctx,
		   struct ch_err *err)
{
	static int (*const all[])(struct status *) = {
		sources, ask_all, rules_left, backup,
		drafts, test_people, versions,
	};
	struct status s = { store, shelf, now, each, ctx, err };
	int rc = 0;

	for (size_t i = 0; i < CH_COUNT(all) && !rc; i++)
		rc = all[i](&s);
	return rc;
}
