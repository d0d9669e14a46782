/* journal.c - the hash chain over everything that was done. */
#include "base/moment.h"
#include "store/journal_head.h"
#include "store/seal.h"
#include "store/store.h"

/* Rows of version 1 tell nothing of what the records came to. */
#define RECIPE_1 "ch-journal-1"
#define RECIPE "ch-journal-2"
#define RECIPE_V 2

struct ch_journal_head {
	bool known;
	int64_t seq, n, hlc;
	char hash[2 * CH_SHA256 + 1];
	struct ch_stmt *insert;
};

/* The columns that a hash covers, in order; `fields` stands for the
 * commitment sha256(salt, fields). */
#define COVERED "v, site, n, hlc, at, as_of, actor, program, action, " \
	"record_type, record, rev, patient, erased, salt, fields, reason, " \
	"batch, cause, digest, total"

enum { V, SITE, N, HLC, AT, AS_OF, ACTOR, PROGRAM, ACTION, TYPE, RECORD, REV,
       PATIENT, ERASED, SALT, FIELDS, REASON, BATCH, CAUSE, DIGEST, TOTAL,
       COLUMNS };

/* One row's values: text where `s` is set, else an integer, else null. */
struct entry {
	struct {
		bool here;
		int64_t i;
		struct ch_slice s;
	} v[COLUMNS];
};

static void set_int(struct entry *e, int c, int64_t i)
{
	e->v[c].here = true;
	e->v[c].i = i;
}

static void set_text(struct entry *e, int c, struct ch_slice s)
{
	e->v[c].here = s.s != NULL;
	e->v[c].s = s;
}

static void set_str(struct entry *e, int c, const char *s)
{
	set_text(e, c, (struct ch_slice){ s, s ? strlen(s) : 0 });
}

static void cover(struct ch_sha256 *h, const void *p, size_t n)
{
	unsigned char head[5] = {
		1, n & 0xff, n >> 8 & 0xff, n >> 16 & 0xff, n >> 24 & 0xff
	};

	ch_sha256_add(h, head, sizeof(head));
	ch_sha256_add(h, p, n);
}

static void cover_value(struct ch_sha256 *h, const struct entry *e, int c)
{
	char number[32];

	if (!e->v[c].here) {
		ch_sha256_add(h, "", 1);
	} else if (e->v[c].s.s) {
		cover(h, e->v[c].s.s, e->v[c].s.n);
	} else {
		int n = snprintf(number, sizeof(number), "%lld",
				 (long long)e->v[c].i);
		cover(h, number, (size_t)n);
	}
}

/* sha256(salt, fields); where they were lawfully erased, what it was. */
static void commitment(const struct entry *e, char hex[2 * CH_SHA256 + 1])
{
	unsigned char out[CH_SHA256];
	struct ch_sha256 h;

	if (e->v[ERASED].s.s) {
		snprintf(hex, 2 * CH_SHA256 + 1, "%.*s",
			 (int)e->v[ERASED].s.n, e->v[ERASED].s.s);
		return;
	}
	ch_sha256_begin(&h);
	cover_value(&h, e, SALT);
	cover_value(&h, e, FIELDS);
	ch_sha256_end(&h, out);
	ch_hex(out, sizeof(out), hex);
}

static void hash_entry(const char *before, const struct entry *e,
		       char hex[2 * CH_SHA256 + 1])
{
	unsigned char sum[CH_SHA256];
	char told[2 * CH_SHA256 + 1];
	bool first = e->v[V].i == 1;
	const char *recipe = first ? RECIPE_1 : RECIPE;
	struct ch_sha256 h;

	ch_sha256_begin(&h);
	cover(&h, recipe, strlen(recipe));
	cover(&h, before, strlen(before));
	for (int c = 0; c < (first ? DIGEST : COLUMNS); c++) {
		if (c == SALT || c == ERASED)
			continue;
		if (c == FIELDS) {
			commitment(e, told);
			cover(&h, told, strlen(told));
		} else {
			cover_value(&h, e, c);
		}
	}
	ch_sha256_end(&h, sum);
	ch_hex(sum, sizeof(sum), hex);
}

void ch_journal_head_forget(struct ch_store *store)
{
	if (store->head)
		store->head->known = false;
}

bool ch_journal_head_line(const struct ch_store *store,
			  char line[CH_HEAD_LINE])
{
	const struct ch_journal_head *h = store->head;

	if (!h || !h->known)
		return false;
	snprintf(line, CH_HEAD_LINE, "%lld %s", (long long)h->seq, h->hash);
	return true;
}

void ch_journal_head_free(struct ch_store *store)
{
	if (store->head)
		ch_stmt_free(&store->head->insert);
	free(store->head);
	store->head = NULL;
}

static int find_head(struct ch_store *store, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_journal_head *h = store->head;
	int rc;

	if (!h && !(h = store->head = calloc(1, sizeof(*h))))
		return ch_nomem(err);
	if (!h->insert) {
		rc = ch_db_prepare(&h->insert, store->db, "INSERT INTO journal"
				   " (" COVERED ", seq, hash) VALUES ($1, $2,"
				   " $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
				   " $13, $14, $15, $16, $17, $18, $19, $20, "
				   "$21, $22, $23)",
				   err);
		if (rc)
			return rc;
	}
	if (h->known)
		return 0;
	rc = ch_db_prepare(&st, store->db, "SELECT seq, n, hlc, hash FROM "
			   "journal ORDER BY seq DESC LIMIT 1", err);
	if (!rc)
		rc = ch_stmt_step(st, err);
	if (rc && rc != CH_END)
		return rc;
	h->seq = rc ? 0 : ch_stmt_int(st, 0);
	h->n = rc ? 0 : ch_stmt_int(st, 1);
	h->hlc = rc ? 0 : ch_stmt_int(st, 2);
	snprintf(h->hash, sizeof(h->hash), "%.*s",
		 rc ? 0 : (int)ch_stmt_text(st, 3).n,
		 rc ? "" : ch_stmt_text(st, 3).s);
	h->known = true;
	return 0;
}

int ch_journal_head_clock(struct ch_store *store, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT hlc, at, seq FROM "
			       "journal ORDER BY seq DESC LIMIT 1", err);
	int64_t ms, at;

	if (!rc)
		rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	ms = ch_stmt_int(st, 0) >> 16;
	at = ch_stmt_int(st, 1);
	/* A practice store is made at any time, and then lives in another. */
	if (store->practice)
		ms = ch_stmt_int(st, 2) == 1 ? 0 :
			ch_moment_seconds(at) * 1000 + ch_moment_ms(at);
	if (ms > store->last_ms)
		store->last_ms = ms;
	return 0;
}

/* Milliseconds << 16 | counter: never goes back, even when the clock does. */
static int64_t tick(int64_t last, int64_t at)
{
	int64_t ms = ch_moment_seconds(at) * 1000 + ch_moment_ms(at);
	int64_t clock = (int64_t)((uint64_t)ms << 16);

	return clock > last ? clock : last + 1;
}

static int insert(struct ch_journal_head *h, const struct entry *e,
		  const char *hash, struct ch_err *err)
{
	struct ch_stmt *st = h->insert;

	ch_stmt_unbind(st);
	for (int c = 0; c < COLUMNS; c++) {
		if (!e->v[c].here)
			continue;
		if (e->v[c].s.s)
			ch_stmt_bind_text(st, c + 1, e->v[c].s.s,
					  e->v[c].s.n);
		else
			ch_stmt_bind_int(st, c + 1, e->v[c].i);
	}
	ch_stmt_bind_int(st, COLUMNS + 1, h->seq + 1);
	ch_stmt_bind_str(st, COLUMNS + 2, hash);
	return ch_stmt_finish(st, err);
}

static void describe(struct entry *e, const struct ch_store *store,
		     const struct ch_event *event)
{
	set_int(e, V, RECIPE_V);
	set_str(e, SITE, store->site);
	if (store->as_of)
		set_int(e, AS_OF, store->as_of);
	set_str(e, ACTOR, store->actor ? store->actor : "");
	set_str(e, PROGRAM, store->program ? store->program : "");
	set_str(e, ACTION, event->action);
	set_str(e, TYPE, event->type);
	if (event->record)
		set_int(e, RECORD, event->record);
	if (event->rev)
		set_int(e, REV, event->rev);
	if (event->patient)
		set_int(e, PATIENT, event->patient);
	set_text(e, FIELDS, event->fields);
	set_str(e, REASON, event->reason);
	if (event->batch)
		set_int(e, BATCH, event->batch);
	set_str(e, CAUSE, event->cause);
	if (event->digest)
		set_int(e, DIGEST, event->digest);
}

int ch_journal(struct ch_store *store, const struct ch_event *event,
	       struct ch_err *err)
{
	struct entry e = { 0 };
	char hash[2 * CH_SHA256 + 1], salt[CH_ID_HEX], total[CH_SUM_HEX];
	int64_t at = ch_store_now(store);
	struct ch_journal_head *h;
	int rc = find_head(store, err);

	if (!rc)
		rc = ch_seal_total(store, total, err);
	if (rc)
		return rc;
	h = store->head;
	describe(&e, store, event);
	set_str(&e, TOTAL, total);
	set_int(&e, AT, at);
	set_int(&e, N, h->n + 1);
	set_int(&e, HLC, tick(h->hlc, at));
	if (event->fields.s) {
		ch_id_print(ch_id_random(), salt);
		set_str(&e, SALT, salt);
	}
	hash_entry(h->hash, &e, hash);
	rc = insert(h, &e, hash, err);
	if (rc)
		return rc;
	h->seq++;
	h->n++;
	h->hlc = e.v[HLC].i;
	memcpy(h->hash, hash, sizeof(hash));
	return 0;
}

/* What no program writes, though its hash may be right: the columns that a
 * hash does not cover, or covers by another's word. */
static bool is_odd(const struct entry *e)
{
	if (e->v[ERASED].here)
		return e->v[FIELDS].here || e->v[SALT].here ||
			e->v[ERASED].s.n != 2 * CH_SHA256;
	return e->v[V].i == 1 && (e->v[DIGEST].here || e->v[TOTAL].here);
}

static void read_entry(struct entry *e, const struct ch_stmt *st)
{
	for (int c = 0; c < COLUMNS; c++) {
		enum ch_db_kind kind = ch_stmt_kind(st, c);

		e->v[c].here = kind != CH_DB_NULL;
		e->v[c].s = (struct ch_slice){ NULL, 0 };
		if (kind == CH_DB_INT)
			e->v[c].i = ch_stmt_int(st, c);
		else if (kind != CH_DB_NULL)
			e->v[c].s = ch_stmt_text(st, c);
	}
}

int ch_journal_verify(struct ch_store *store, int64_t *rows, int64_t *erased,
		      char head[65], struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char hash[2 * CH_SHA256 + 1];
	struct entry e;
	int rc = ch_db_prepare(&st, store->db, "SELECT " COVERED ", seq, hash "
			       "FROM main.journal ORDER BY seq", err);

	*rows = *erased = 0;
	head[0] = '\0';
	if (rc)
		return rc;
	while (!(rc = ch_stmt_step(st, err))) {
		int64_t seq = ch_stmt_int(st, COLUMNS);

		read_entry(&e, st);
		hash_entry(head, &e, hash);
		if (seq != *rows + 1 || is_odd(&e) ||
		    !ch_slice_is(ch_stmt_text(st, COLUMNS + 1), hash))
			return ch_fail(err, CH_EDATA, "%s: the journal is "
				       "broken at seq %lld: a row was changed,"
				       " added or taken away", store->path,
				       (long long)seq);
		memcpy(head, hash, sizeof(hash));
		(*rows)++;
		*erased += e.v[ERASED].here;
	}
	if (rc == CH_END && !*rows)
		return ch_fail(err, CH_EDATA, "%s: the journal is empty; every"
			       " store's begins with its making",
			       store->path);
	return rc == CH_END ? 0 : rc;
}
