/* care_task.c - tasks: how they stand on nights when clocks change, what may be
 * evidence, the steps and who is refused, the order of a worklist. */
#include <unistd.h>

#include "base/moment.h"
#include "step/evidence.h"
#include "people/names.h"
#include "care/task/task.h"
#include "step/story.h"
#include "care/task/worklist.h"
#include "tap.h"

static struct ch_store *store;
static struct ch_err err;
static int64_t clock_ms = INT64_C(1772946000000);	/* 2026-03-08T05:00Z */

static int64_t tick(void *ctx)
{
	(void)ctx;
	return clock_ms += 1000;
}

static int64_t m(const char *text)
{
	int64_t out = 0;

	if (ch_moment_parse(text, strlen(text), &out))
		printf("# not a moment: %s\n", text);
	return out;
}

/* ---- how it stands ---- */

static enum ch_task_state state(const char *status, const char *start,
				const char *due, const char *until,
				const char *now)
{
	struct ch_row row;

	ch_row_start(&row, ch_type_find("task"));
	ch_row_put_text(&row, "status", status);
	if (start)
		ch_row_put_int(&row, "start", m(start));
	if (due)
		ch_row_put_int(&row, "due", m(due));
	if (until)
		ch_row_put_int(&row, "until", m(until));
	return ch_task_state(&row, m(now));
}

static void standing(void)
{
	const char *day = "2026-03-08";

	ok(state("ready", 0, day, 0, "2026-03-08T23:59:59-04:00") ==
	   CH_TASK_DUE, "the last second of a day of 23 hours");
	ok(state("ready", 0, day, 0, "2026-03-09T04:00:00Z") ==
	   CH_TASK_OVERDUE, "over when the next day begins in the zone");
	ok(state("ready", 0, day, 0, "2026-03-09T03:59:59Z") == CH_TASK_DUE,
	   "in UTC it is the next day for long");
	ok(state("ready", 0, "2026-11-01", 0, "2026-11-02T04:30:00Z") ==
	   CH_TASK_DUE, "a day of 25 hours has its last one");
	ok(state("ready", 0, "2026-11-01", 0, "2026-11-02T05:00:00Z") ==
	   CH_TASK_OVERDUE, "and then it is over");
	ok(state("ready", 0, "2026-11-01T01:30:00-04:00", 0,
		 "2026-11-01T01:15:00-05:00") == CH_TASK_OVERDUE,
	   "the first 01:30 is over at the second 01:15");
	ok(state("ready", 0, "2026-11-01T01:30:00-05:00", 0,
		 "2026-11-01T01:45:00-04:00") == CH_TASK_DUE,
	   "the second 01:30 is not over at the first 01:45");
	ok(state("ready", 0, "2026-07", 0, "2026-07-31T20:00:00-04:00") ==
	   CH_TASK_DUE, "a month is due until it is over");
	ok(state("ready", "2026-03-09", day, 0, "2026-03-09T03:00:00Z") ==
	   CH_TASK_SCHEDULED, "its first day has not begun in the zone");
	ok(state("ready", "2026-03-09", 0, 0, "2026-03-09T04:00:00Z") ==
	   CH_TASK_NO_DEADLINE, "now it has");
	ok(state("in-progress", "2026-03-09", 0, 0, "2026-03-08T12:00:00Z") ==
	   CH_TASK_NO_DEADLINE, "somebody is at it: not ahead");
	ok(state("ready", 0, day, "2026-03-10", "2026-03-11T12:00:00Z") ==
	   CH_TASK_EXPIRED, "pointless after");
	ok(state("completed", 0, day, 0, "2026-04-01T12:00:00Z") ==
	   CH_TASK_OVER, "what is done is never overdue");
	ok(ch_task_days_late(m(day), m("2026-03-10T12:00:00-04:00")) == 2 &&
	   ch_task_days_late(m("2026-03-08T23:30:00-04:00"),
			     m("2026-03-09T04:10:00Z")) == 0 &&
	   ch_task_days_late(m("2026-03"), m("2026-04-01T12:00:00-04:00")) == 1,
	   "days late are calendar days of the zone; a time's are whole days");
}

/* ---- evidence ---- */

static void asking(void)
{
	ok(!ch_evidence_check("observation code=4548-4", &err), "a result");
	ok(!ch_evidence_check(" encounter ", &err), "any visit");
	ok(!ch_evidence_check("note title~eye", &err), "a word in a title");
	ok(!ch_evidence_check("observation value>=7 at>2026-01-01", &err),
	   "a number and a date");
	ok(ch_evidence_check("", &err) == CH_EDATA, "nothing");
	ok(ch_evidence_check("robot", &err) == CH_EDATA, "no type");
	ok(ch_evidence_check("case", &err) == CH_EDATA, "only passes");
	ok(ch_evidence_check("journal", &err) == CH_EDATA, "kept by the hub");
	ok(ch_evidence_check("organization", &err) == CH_EDATA,
	   "about no patient");
	ok(ch_evidence_check("observation code", &err) == CH_EDATA,
	   "no condition");
	ok(ch_evidence_check("observation colour=red", &err) == CH_EDATA &&
	   !strstr(err.msg, "red"), "no field; the value is not repeated");
	ok(ch_evidence_check("observation at=soon", &err) == CH_EDATA,
	   "no date");
	ok(ch_evidence_check("observation status=odd", &err) == CH_EDATA,
	   "no status");
	ok(ch_evidence_check("note a=1 a=1 a=1 a=1 a=1 a=1 a=1 a=1 a=1",
			     &err) == CH_EDATA, "too many");
}

/* ---- the store ---- */

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
	store->program = "ch-task add";
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

static const char *field(int64_t id, const char *name)
{
	static struct ch_buf b;
	struct ch_row row;

	ch_buf_clear(&b);
	ch_buf_adds(&b, "");
	if (!ch_store_get(store, ch_type_find("task"), id, &row, &err))
		ch_row_spell(&b, &row, ch_field(row.type, name));
	return b.s ? b.s : "";
}

static int64_t when;
static enum ch_did did_last;

static int remember(void *ctx, const struct ch_type *type, int64_t id,
		    enum ch_did did, struct ch_err *e)
{
	(void)ctx, (void)type, (void)id, (void)e;
	did_last = did;
	return 0;
}

/* One step by somebody, in a transaction of its own. */
static int take(const char *actor, const char *word, int64_t id,
		struct ch_step_how how)
{
	static char program[40];	/* the store borrows it */
	int rc = ch_store_begin(store, &err);

	snprintf(program, sizeof(program), "ch-task %s", word);
	store->program = program;
	store->actor = actor;
	store->staff = ch_staff_of_login(store, actor);
	how.now = m("2026-03-08T09:00:00-04:00");
	if (!rc)
		rc = ch_step_take(store, ch_type_find("task"),
				  ch_step_find(ch_task_steps, word), &how, id,
				  remember, NULL, &when, &err);
	if (rc) {
		ch_store_rollback(store);
		return rc;
	}
	return ch_store_commit(store, &err);
}

#define SAY(...) ((struct ch_step_how){ __VA_ARGS__ })
#define NOTHING SAY(.now = 0)

static bool is(int64_t id, const char *name, const char *want)
{
	const char *got = field(id, name);

	if (strcmp(got, want))
		printf("# %s is \"%s\", not \"%s\"\n", name, got, want);
	return !strcmp(got, want);
}

static void claiming(void)
{
	PUT("task", 1, "status", "requested", "title", "Call");
	ok(!take("robin", "claim", 1, NOTHING) && is(1, "status", "ready") &&
	   ch_staff_of_login(store, "robin"), "claimed; robin is staff now");
	ok(!take("robin", "claim", 1, NOTHING) && did_last == CH_UNCHANGED,
	   "again: found");
	ok(take("kim", "claim", 1, NOTHING) == CH_EPERM && when &&
	   !strcmp(err.msg, "claimed by robin"), "kim is told who");
	ok(!ch_staff_of_login(store, "kim"), "and is no staff for that");
	ok(take("kim", "start", 1, NOTHING) == CH_EPERM, "not hers to start");
	ok(take("kim", "claim", 99, NOTHING) == CH_ENOENT, "no such task");
	ok(!take("robin", "start", 1, NOTHING) &&
	   is(1, "status", "in-progress") &&
	   is(1, "begun", "2026-03-08T09:00:00-04:00"), "started");
	ok(!take("robin", "start", 1, NOTHING) && did_last == CH_UNCHANGED,
	   "twice");
}

static void finishing(void)
{
	PUT("task", 2, "status", "requested", "title", "Visit", "at",
	    "2026-03-07T10:00:00-05:00");
	ok(take("robin", "done", 2, SAY(.at = m("2026-03-09"))) == CH_EDATA,
	   "not in the future");
	ok(take("robin", "done", 2, SAY(.at = m("2026-03-06"))) == CH_EDATA,
	   "not before it was made");
	ok(!take("robin", "done", 2, SAY(.at = m("2026-03-07"),
					 .outcome = "seen")) &&
	   is(2, "status", "completed") && is(2, "done", "2026-03-07") &&
	   is(2, "outcome", "seen") && *field(2, "owner"), "done");
	ok(!take("robin", "done", 2, NOTHING) && did_last == CH_UNCHANGED,
	   "twice");
	ok(take("kim", "done", 2, NOTHING) == CH_EDATA && when &&
	   !strcmp(err.msg, "already done by robin"), "kim is told");
	ok(take("kim", "claim", 2, NOTHING) == CH_EDATA, "nothing to claim");
	ok(!take("kim", "reopen", 2, SAY(.reason = "wrong-person")) &&
	   is(2, "status", "in-progress") && is(2, "done", "2026-03-07") &&
	   is(2, "outcome", "") && is(2, "reason", "wrong-person"),
	   "reopened; the first completion stays");
	ok(!take("kim", "reopen", 2, SAY(.reason = "wrong-person")) &&
	   did_last == CH_UNCHANGED, "twice");
	ok(take("robin", "reopen", 2, SAY(.reason = "x")) == CH_EDATA,
	   "not by robin: it is not over");
	ok(!take("robin", "done", 2, NOTHING) && is(2, "done", "2026-03-07"),
	   "done again, first done as before");
}

static void waiting(void)
{
	PUT("task", 3, "status", "requested", "title", "Call");
	ok(!take("robin", "hold", 3, SAY(.reason = "no-answer",
					 .until = m("2026-03-09"))) &&
	   is(3, "status", "on-hold") && is(3, "start", "2026-03-09"),
	   "snoozed");
	ok(!take("robin", "hold", 3, SAY(.reason = "no-answer",
					 .until = m("2026-03-09"))) &&
	   did_last == CH_UNCHANGED, "twice");
	ok(!take("robin", "start", 3, NOTHING) && is(3, "reason", "") &&
	   is(3, "status", "in-progress"), "goes on");
	ok(take("kim", "fail", 3, SAY(.reason = "unreachable")) == CH_EPERM &&
	   take("kim", "done", 3, NOTHING) == CH_EPERM &&
	   take("kim", "hold", 3, SAY(.reason = "x")) == CH_EPERM &&
	   !strncmp(err.msg, "claimed by", 10), "kim does not have it");
	ok(!take("robin", "fail", 3, SAY(.reason = "unreachable")) &&
	   is(3, "status", "failed"), "failed");
	ok(take("kim", "cancel", 3, SAY(.reason = "x")) == CH_EDATA,
	   "what failed is over");
	PUT("task", 16, "status", "on-hold", "title", "Call");
	ok(!take("kim", "done", 16, SAY(.outcome = "reached")) &&
	   is(16, "status", "completed"), "done without a start, from hold");
	ok(take("kim", "done", 16, SAY(.outcome = "no-answer")) == CH_EDATA &&
	   !strncmp(err.msg, "already done by kim", 19) &&
	   is(16, "outcome", "reached"), "another outcome is not dropped");
	ok(!take("kim", "done", 16, SAY(.outcome = "reached")) &&
	   !take("kim", "done", 16, NOTHING) && did_last == CH_UNCHANGED,
	   "the same, or nothing, is found");
	PUT("task", 4, "status", "draft", "title", "Draft");
	ok(take("kim", "claim", 4, NOTHING) == CH_EDATA, "a draft");
	PUT("task", 5, "status", "received", "title", "Received");
	ok(take("kim", "start", 5, NOTHING) == CH_EDATA &&
	   !take("kim", "claim", 5, NOTHING) &&
	   !take("kim", "start", 5, NOTHING), "the lifecycle holds");
}

static void giving(void)
{
	struct ch_step_to to;

	PUT("task", 6, "status", "requested", "title", "Call", "role",
	    "nurse");
	ok(!ch_step_to(store, "kim", &to, &err) && to.owner &&
	   !take("robin", "assign", 6, SAY(.to = to)) && *field(6, "owner") &&
	   is(6, "role", "nurse"), "to kim, out of the nurses' pool");
	ok(take("robin", "claim", 6, NOTHING) == CH_EPERM &&
	   !strcmp(err.msg, "assigned to kim"), "not to be claimed");
	ok(!ch_step_to(store, "team:heart", &to, &err) &&
	   !take("robin", "assign", 6, SAY(.to = to)) && is(6, "owner", "") &&
	   is(6, "role", "") && is(6, "team", "heart"), "to a team");
	ok(ch_step_to(store, "nobody", &to, &err) == CH_ENOENT &&
	   ch_step_to(store, "", &to, &err) == CH_ENOENT &&
	   ch_step_to(store, "role:", &to, &err) == CH_EUSAGE, "to nobody");
}

static void showing(void)
{
	const char *code = "observation/0000000000000065";

	PUT("patient", 50, "person", "0000000000000032");
	PUT("patient", 51, "person", "0000000000000032");
	PUT("patient", 52, "person", "0000000000000034");
	PUT("observation", 100, "patient", "0000000000000033", "code", "b");
	PUT("observation", 101, "patient", "0000000000000033", "code", "a");
	PUT("observation", 102, "patient", "0000000000000034", "code", "a");
	PUT("observation", 103, "patient", "0000000000000032", "code", "a",
	    "status", "entered-in-error");
	PUT("task", 7, "status", "ready", "patient", "0000000000000032",
	    "needs", "observation code=a");
	ok(take("kim", "done", 7, NOTHING) == CH_EDATA &&
	   strstr(err.msg, "observation code=a"), "it is asked for");
	ok(take("kim", "done", 7, SAY(.evidence = "0000000000000064")) ==
	   CH_EDATA, "another code");
	ok(take("kim", "done", 7, SAY(.evidence = "0000000000000066")) ==
	   CH_EDATA, "another person");
	ok(take("kim", "done", 7, SAY(.evidence = "0000000000000067")) ==
	   CH_EDATA, "entered in error");
	ok(take("kim", "done", 7, SAY(.evidence = "00000000000000ff")) ==
	   CH_ENOENT, "not there");
	ok(take("kim", "done", 7, SAY(.evidence = "task/00000000000000007"))
	   == CH_EUSAGE, "no id");
	ok(!take("kim", "done", 7, SAY(.evidence = code)) &&
	   is(7, "evidence", code), "theirs, by another record of them");
}

/* ---- worklists ---- */

static char order[256];

static int note_title(void *ctx, const struct ch_row *task, struct ch_err *e)
{
	struct ch_slice s = ch_row_get_text(task, "title");
	size_t n = strlen(order);

	(void)ctx, (void)e;
	snprintf(order + n, sizeof(order) - n, "%.*s ", (int)s.n, s.s);
	return 0;
}

static bool lists(struct ch_worklist list, const char *want)
{
	*order = '\0';
	list.now = m("2026-03-08T09:00:00-04:00");
	list.kind = "w";
	if (ch_worklist_read(store, &list, note_title, NULL, &err))
		printf("# %s\n", err.msg);
	if (strcmp(order, want))
		printf("# %s\n", order);
	return !strcmp(order, want);
}

static void listing(void)
{
	int64_t id = 200;

#define TASK(...) PUT("task", id++, "kind", "w", __VA_ARGS__)
	TASK("title", "none", "status", "ready");
	TASK("title", "late", "status", "ready", "due", "2026-03-01");
	TASK("title", "later", "status", "ready", "due", "2026-03-07");
	TASK("title", "stat", "status", "ready", "due", "2026-03-07",
	     "priority", "stat");
	TASK("title", "today", "status", "ready", "due", "2026-03-08");
	TASK("title", "ten", "status", "ready", "due",
	     "2026-03-08T10:00:00-04:00");
	TASK("title", "evening", "due", "2026-03-09T02:00:00Z");
	TASK("title", "soon", "status", "ready", "due", "2026-03-10",
	     "priority", "asap");
	TASK("title", "soon2", "status", "ready", "due", "2026-03-10");
	TASK("title", "held", "status", "on-hold", "due", "2026-03-01");
	TASK("title", "ahead", "status", "ready", "start", "2026-03-09");
	TASK("title", "over", "status", "completed", "due", "2026-03-01");
#undef TASK
	ok(lists((struct ch_worklist){ .mine = false }, "stat late later ten "
		 "evening today soon soon2 held none "), "in order");
	ok(lists((struct ch_worklist){ .overdue = true },
		 "stat late later held "), "overdue");
	ok(lists((struct ch_worklist){ .due = m("2026-03-08") },
		 "stat late later ten evening today held "), "due today");
	ok(lists((struct ch_worklist){ .due = m("2026-03-08T14:00:00Z") },
		 "stat late later ten held "), "due by ten");
	ok(lists((struct ch_worklist){ .due = m("2026-03-02"),
				       .overdue = true }, "late held "),
	   "due, and late");
	ok(lists((struct ch_worklist){ .ahead = true, .overdue = false,
				       .role = NULL, .status = "on-hold" },
		 "held "), "by status");
	ok(lists((struct ch_worklist){ .all = true }, "stat late later ten "
		 "evening today soon soon2 held none ahead over "), "all");
	ok(lists((struct ch_worklist){ .mine = true }, ""), "nobody's");
}

/* Each question finds its index, for what is open alone. */
static void planning(void)
{
	const struct {
		struct ch_worklist list;
		const char *index;
	} all[] = {
		{ { .mine = true },
		  "task_owner_status (owner=? AND status=?)" },
		{ { .role = "x" }, "task_role_status (role=? AND status=?)" },
		{ { .overdue = true }, "task_status_due (status=? AND due<?)" },
		{ { .patient = 50 }, "task_patient (patient=?)" },
		{ { .mine = false }, "task_status_due (status=?)" },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++) {
		CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
		struct ch_buf sql = CH_BUF_INIT;
		bool found = false;

		ch_buf_adds(&sql, "EXPLAIN QUERY PLAN SELECT * ");
		ok(!ch_worklist_sql(&sql, &all[i].list, &err) &&
		   !ch_db_prepare(&st, store->db, sql.s, &err), "asked");
		while (!ch_stmt_step(st, &err)) {
			struct ch_slice s = ch_stmt_text(st, 3);

			found |= s.s && strstr(s.s, all[i].index);
		}
		ok(found, "%s", all[i].index);
		ch_buf_free(&sql);
	}
}

int main(void)
{
	char dir[] = "/tmp/ch-care-task.XXXXXX", path[64];

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/hub.db", dir);
	begin(path);
	standing();
	asking();
	claiming();
	finishing();
	waiting();
	giving();
	showing();
	listing();
	planning();
	ch_store_close(&store);
	unlink(path);
	snprintf(path, sizeof(path), "%s/hub.db-queue", dir);
	unlink(path);
	rmdir(dir);
	return tap_end();
}
