/* care_ladder.c - whom words of ladders mean, and who hears that it is over. */
#include <unistd.h>

#include "base/moment.h"
#include "care/ladder/ladder.h"
#include "tap.h"

static struct ch_store *store;
static struct ch_err err;
static int64_t clock_ms = INT64_C(1793620800000);	/* 2026-11-02T12:00Z */
static int64_t now;

static int64_t tick(void *ctx)
{
	(void)ctx;
	return clock_ms += 1000;
}

static void begin(const char *path)
{
	const struct ch_store_new how = { .zone = "America/New_York",
					  .clock = tick, .actor = "robin" };

	ok(!ch_id_start(&err) && !ch_zone_set("America/New_York", &err),
	   "begin");
	ok(!ch_store_create(path, &how, &err), "made");
	ok(!ch_store_open(&store, path, CH_STORE_WRITE, 5, &err), "opened");
	store->clock = tick;
	store->actor = "robin";
	store->program = "ch-rule run";
	now = ch_moment_local(clock_ms / 1000);
}

static void put(const char *type, int64_t id, const char *const *pair)
{
	const struct ch_put_how how = { .source = "hub" };
	enum ch_did did;
	struct ch_row row;

	ch_row_start(&row, ch_type_find(type));
	ch_row_int(&row, 0, id);
	for (; *pair; pair += 2)
		if (ch_row_read(&row, ch_field(row.type, pair[0]), pair[1],
				strlen(pair[1]), &err))
			printf("# %s: %s\n", pair[0], err.msg);
	ok(!ch_store_begin(store, &err) &&
	   !ch_put(store, &row, &how, &did, &err) &&
	   !ch_store_commit(store, &err), "a %s", type);
}

#define PUT(type, id, ...) \
	put(type, id, (const char *const[]){ __VA_ARGS__, NULL })

static void is_who(const char *word, const char *want)
{
	CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
	char got[64] = "";

	ok(!ch_who(store, word, 100, now, &ids, &err), "\"%s\" is asked", word);
	for (size_t i = 0; i < ids.n; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%lld",
			 i ? " " : "", (long long)ids.id[i]);
	ok(!strcmp(got, want), "\"%s\" means %s", word, *want ? want :
	   "nobody");
	if (strcmp(got, want))
		printf("# got %s\n", got);
}

static void who(void)
{
	PUT("staff", 1, "login", "kim", "role", "nurse", "active", "true");
	PUT("staff", 2, "login", "rob", "role", "nurse", "active", "false");
	PUT("staff", 3, "login", "job", "role", "nurse", "kind", "service");
	PUT("staff", 4, "login", "ann", "role", "pcp", "away_from",
	    "2026-11-01", "cover", "0000000000000005");
	PUT("staff", 5, "login", "eve", "role", "clerk", "away_from",
	    "2026-11-01", "away_until", "2026-11-02T11:00:00Z", "cover",
	    "0000000000000004");
	PUT("staff", 6, "login", "sue", "role", "surgeon", "on_call", "true");
	PUT("patient", 100, "person", "0000000000000064");
	PUT("patient", 101, "person", "0000000000000064");
	PUT("team", 1, "patient", "0000000000000065", "member",
	    "staff/0000000000000001", "role", "Case Manager",
	    "status", "active");
	is_who("kim", "1");
	is_who("rob", "");
	is_who("nobody", "");
	is_who("0000000000000001", "1");
	is_who("role:nurse", "1");
	is_who("role:pcp", "5");
	is_who("role:none", "");
	is_who("team:case manager", "1");
	is_who("team:surgeon", "");
	is_who("on-call:surgeon", "6");
	is_who("on-call:nurse", "");
	PUT("oncall", 1, "staff", "0000000000000001", "at",
	    "2026-11-02T12:00:00Z", "until", "2026-11-02T13:00:00Z");
	is_who("on-call:nurse", "1");
	now = ch_moment_local(ch_moment_seconds(now) + 3601);
	is_who("on-call:nurse", "");
	PUT("oncall", 2, "staff", "0000000000000001", "role", "surgeon", "at",
	    "2026-11-01", "until", "2026-11-01");
	is_who("on-call:surgeon", "");
	PUT("oncall", 2, "until", "2026-11-02");
	is_who("on-call:surgeon", "1");
	PUT("staff", 5, "away_from", "2026-11-01", "away_until", "2026-12-01");
	is_who("role:pcp", "");
}

static int told, cleared;

static int count(void *ctx, const struct ch_type *type, int64_t id,
		 enum ch_did did, struct ch_err *e)
{
	(void)ctx, (void)type, (void)id, (void)e;
	told += did == CH_CREATED;
	cleared += did == CH_UPDATED;
	return 0;
}

static void settle(const char *reason, int clears, int tells, const char *what)
{
	told = cleared = 0;
	ok(!ch_store_begin(store, &err) && !ch_ladder_tell_settled(store, 50,
	   reason, now, count, NULL, &err) && !ch_store_commit(store, &err),
	   "settled: %s", reason);
	ok(cleared == clears && told == tells, "%s: %d cleared, %d told", what,
	   clears, tells);
	if (cleared != clears || told != tells)
		printf("# %d cleared, %d told\n", cleared, told);
}

static void notice(int64_t id, const char *to, const char *status)
{
	PUT("notice", id, "about", "alert/0000000000000032", "recipient", to,
	    "kind", "alert", "status", status);
}

static void settled(void)
{
	PUT("alert", 50, "patient", "0000000000000064", "status", "new",
	    "title", "A");
	settle("corrected", 0, 0, "nobody was told");
	notice(1, "staff/0000000000000001", "scheduled");
	notice(2, "staff/0000000000000001", "sent");
	notice(3, "staff/0000000000000004", "failed");
	notice(4, "staff/0000000000000005", "delivered");
	settle("corrected", 1, 2, "who was told, by what did not fail");
	settle("corrected", 0, 0, "twice");
	PUT("alert", 50, "status", "acknowledged", "owner", "0000000000000006",
	    "acknowledged", "2026-11-02T12:30:00Z");
	settle("corrected", 0, 1, "who answered");
	notice(5, "staff/0000000000000004", "pending");
	settle("voided", 1, 4, "for another reason, all");
}

int main(void)
{
	char dir[] = "/tmp/ch-care-ladder.XXXXXX", path[64];

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/hub.db", dir);
	begin(path);
	who();
	settled();
	ch_store_close(&store);
	unlink(path);
	snprintf(path, sizeof(path), "%s/hub.db-queue", dir);
	unlink(path);
	rmdir(dir);
	return tap_end();
}
