/* store_put.c - the one write function: feeds, patches, revisions, refusals. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/moment.h"
#include "store/put.h"
#include "store/scan.h"
#include "tap.h"

static struct ch_store *store;
static struct ch_err err;
static int64_t clock_ms = INT64_C(1767225600000);

static int64_t tick(void *ctx)
{
	(void)ctx;
	return clock_ms += 1000;
}

static void begin(const char *path)
{
	const struct ch_store_new how = { .zone = "UTC", .clock = tick,
					  .actor = "tester" };

	ok(!ch_id_start(&err) && !ch_zone_set("UTC", &err), "begin");
	ok(!ch_store_create(path, &how, &err), "made");
	ok(ch_store_create(path, &how, &err) == CH_ECREATE, "never twice");
	ok(!ch_store_open(&store, path, CH_STORE_WRITE, 5, &err), "opened");
	store->clock = tick;
	store->actor = "tester";
	store->program = "store_put";
}

/* One patient, in a transaction of its own. */
static int put(int64_t id, const char *family, const char *city, int64_t rev,
	       const struct ch_put_how *how, enum ch_did *did)
{
	const struct ch_type *t = ch_type_find("patient");
	struct ch_row row;
	int rc = ch_store_begin(store, &err);

	if (rc)
		return rc;
	ch_row_start(&row, t);
	ch_row_int(&row, 0, id);
	if (family)
		ch_row_put_text(&row, "family", family);
	if (city)
		ch_row_put_text(&row, "city", city);
	if (rev)
		ch_row_int(&row, t->rev, rev);
	if (how->feed)
		ch_row_put_text(&row, "origin", "o");
	rc = ch_put(store, &row, how, did, &err);
	if (rc) {
		struct ch_err why = err;

		ch_store_rollback(store);
		err = why;
		return rc;
	}
	return ch_store_commit(store, &err);
}

static bool holds(int64_t id, const char *field, const char *want)
{
	struct ch_row row;
	struct ch_slice s;

	if (ch_store_get(store, ch_type_find("patient"), id, &row, &err))
		return false;
	s = ch_row_get_text(&row, field);
	return want ? s.n == strlen(want) && !memcmp(s.s, want, s.n) : !s.n;
}

static int64_t rev_of(int64_t id)
{
	struct ch_row row;

	if (ch_store_get(store, ch_type_find("patient"), id, &row, &err))
		return -1;
	return ch_row_get_int(&row, "rev");
}

static void by_hand(void)
{
	const struct ch_put_how how = { .source = "hub", .hold_rev = true };
	enum ch_did did;

	ok(!put(10, "A", "B", 0, &how, &did) && did == CH_CREATED, "created");
	ok(!put(10, "A", NULL, 0, &how, &did) && did == CH_UNCHANGED &&
	   rev_of(10) == 1, "said again: unchanged");
	ok(!put(10, "C", NULL, 1, &how, &did) && did == CH_UPDATED &&
	   holds(10, "family", "C") && holds(10, "city", "B") &&
	   rev_of(10) == 2, "a patch");
	ok(put(10, "D", NULL, 1, &how, &did) == CH_EDATA &&
	   !strcmp(err.reason, "stale") && holds(10, "family", "C"), "stale");
	ok(!put(10, "C", NULL, 1, &how, &did) && did == CH_UNCHANGED,
	   "what changes nothing is never stale");
}

static void by_feed(void)
{
	const struct ch_type *t = ch_type_find("patient");
	const struct ch_put_how hand = { .source = "hub" };
	const struct ch_put_how feed = {
		.feed = true, .source = "f", .batch = 99,
		.clears = UINT64_C(1) << ch_field(t, "family") |
			UINT64_C(1) << ch_field(t, "city"),
	};
	const struct ch_put_how other = { .feed = true, .source = "g",
					  .batch = 99 };
	enum ch_did did;

	ok(!put(20, "A", "B", 0, &feed, &did) && did == CH_CREATED, "first");
	ok(!put(20, "A", "B", 0, &feed, &did) && did == CH_UNCHANGED,
	   "the same word");
	ok(!put(20, "Hand", NULL, 0, &hand, &did) && did == CH_UPDATED,
	   "a correction");
	ok(!put(20, "A", "B", 0, &feed, &did) && did == CH_UNCHANGED &&
	   holds(20, "family", "Hand"), "outlives the same word");
	ok(!put(20, "A", "C", 0, &feed, &did) && did != CH_UNCHANGED &&
	   holds(20, "city", "C"), "a new word is heard");
	ok(!put(20, "New", NULL, 0, &feed, &did) && did != CH_UNCHANGED &&
	   holds(20, "family", "New") && holds(20, "city", NULL),
	   "what is not said any more is gone");
	ok(put(20, "X", NULL, 0, &other, &did) == CH_EDATA &&
	   !strcmp(err.reason, "id-clash"), "another source's id");
}

static void the_chain(void)
{
	char head[65];
	int64_t rows, erased;

	ok(!ch_journal_verify(store, &rows, &erased, head, &err) && rows >= 6 &&
	   strlen(head) == 64, "the journal holds");
}

static void rolled_back(void)
{
	const struct ch_put_how how = { .source = "hub" };
	struct ch_row row;
	enum ch_did did;
	int64_t rows, more, erased;
	char head[65];

	ch_journal_verify(store, &rows, &erased, head, &err);
	ok(!ch_store_begin(store, &err), "begun");
	ch_row_start(&row, ch_type_find("note"));
	ch_row_int(&row, 0, 30);
	ok(!ch_put(store, &row, &how, &did, &err), "written");
	ch_store_rollback(store);
	ok(ch_store_get(store, ch_type_find("note"), 30, &row, &err) ==
	   CH_END, "and gone");
	ok(!ch_journal_verify(store, &more, &erased, head, &err) &&
	   more == rows,
	   "its journal row, too");
}

int main(void)
{
	char dir[] = "/tmp/ch-store_put.XXXXXX", path[64], beside[80];
	static const char *const end[] = { "", "-wal", "-shm", "-queue" };

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/hub.db", dir);
	begin(path);
	if (store) {
		by_hand();
		by_feed();
		the_chain();
		rolled_back();
	}
	ch_store_close(&store);
	for (size_t i = 0; i < CH_COUNT(end); i++) {
		snprintf(beside, sizeof(beside), "%s%s", path, end[i]);
		unlink(beside);
	}
	rmdir(dir);
	return tap_end();
}
