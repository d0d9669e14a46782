/* care_fold.c - the folds: worked cases of stays and visits, by hand. */
#include <string.h>

#include <stdlib.h>

#include "base/moment.h"
#include "when/fold.h"
#include "tap.h"

/* In place, as the array is the test's own. */
static bool sort(struct ch_fact *f, size_t n)
{
	struct ch_fact *own = malloc((n + 1) * sizeof(*own));
	size_t room = n;
	bool good;

	if (!own)
		return false;
	if (n)
		memcpy(own, f, n * sizeof(*f));
	good = ch_fact_sort(&own, &room, n);
	if (n)
		memcpy(f, own, n * sizeof(*f));
	free(own);
	return good;
}

static const char stay[] = "stay", visit[] = "visit", death[] = "death";
static const char home[] = "", expired[] = "died", ama[] = "against-advice";

/* A moment and day of 2025: month and day. */
static int64_t on(int month, int day)
{
	return ch_moment_make(ch_days_of_civil(2025, month, day) * 86400 +
			      43200, 0, 0, CH_SAID_SECOND_Z);
}

static int32_t day_of(int64_t m)
{
	return (int32_t)(ch_moment_seconds(m) / 86400);
}

static struct ch_fact fact(const char *role, int64_t at, int64_t until,
			   const char *why)
{
	static int64_t id;

	return (struct ch_fact){
		.person = 1, .at = at, .until = until, .day = day_of(at),
		.last = until ? day_of(until) : CH_NO_DAY, .about = ++id,
		.role = role, .why = why && *why ? why : NULL,
		.closes = CH_NO_DAY,
	};
}

static struct ch_next readmission(void)
{
	return (struct ch_next){
		.index = stay, .answer = stay, .from = 1, .to = 30,
		.today = day_of(on(12, 31)), .answered = CH_MISSED,
		.answered_why = "readmitted", .planned_why = "planned",
		.pending_why = "window-open", .again_why = "same-day",
	};
}

/* Stitches and judges; how many cases count, and how many came back. */
static size_t judge(struct ch_fact *f, size_t n, const struct ch_next *how,
		    int *counted, int *back)
{
	*counted = *back = 0;
	n = ch_fold_stitch(f, n, stay);
	ch_fold_next(f, n, how);
	for (size_t i = 0; i < n; i++) {
		*counted += f[i].is_case && f[i].outcome <= CH_MISSED;
		*back += f[i].is_case && f[i].outcome == CH_MISSED;
	}
	return n;
}

#define R(name, index, again, ...) do { \
	struct ch_fact f[] = { __VA_ARGS__ }; \
	struct ch_next how = readmission(); \
	int counted, back; \
	judge(f, CH_COUNT(f), &how, &counted, &back); \
	ok(counted == index && back == again, name); \
} while (0)

static void test_readmission(void)
{
	struct ch_fact moved, chemo;

	R("R1: 30 days after is within", 2, 1,
	  fact(stay, on(1, 1), on(1, 5), home),
	  fact(stay, on(2, 4), on(2, 6), home));
	R("R2: 31 days after is not", 2, 0,
	  fact(stay, on(1, 1), on(1, 5), home),
	  fact(stay, on(2, 5), on(2, 7), home));
	moved = fact(stay, on(1, 1), on(1, 3), "transferred");
	moved.transfer = true;
	R("R3: a transfer and its stay are one episode", 2, 1, moved,
	  fact(stay, on(1, 3), on(1, 9), home),
	  fact(stay, on(1, 20), on(1, 22), home));
	R("R4: who died is no index", 0, 0,
	  fact(stay, on(1, 1), on(1, 5), expired));
	R("R5: who left against advice is none, the next stay is", 1, 0,
	  fact(stay, on(1, 1), on(1, 5), ama),
	  fact(stay, on(1, 8), on(1, 9), home));
	chemo = fact(stay, on(1, 10), on(1, 11), "treatment");
	chemo.planned = true;
	R("R6: after a planned stay nothing counts", 2, 0,
	  fact(stay, on(1, 1), on(1, 5), home), chemo,
	  fact(stay, on(1, 20), on(1, 22), home));
	R("R7: back on the day of discharge is the same episode", 1, 0,
	  fact(stay, on(1, 1), on(1, 5), home),
	  fact(stay, on(1, 5), on(1, 8), home));
	R("R8: an emergency visit is no stay", 1, 0,
	  fact(stay, on(1, 1), on(1, 5), home),
	  fact(visit, on(1, 7), 0, NULL));
}

static void test_later_counts(void)
{
	struct ch_fact f[] = {
		fact(stay, on(1, 1), on(1, 5), home),
		fact(stay, on(1, 10), on(1, 11), "treatment"),
		fact(stay, on(1, 20), on(1, 22), home),
	};
	struct ch_next how = readmission();
	int counted, back;

	f[1].planned = true;
	how.later = true;
	judge(f, 3, &how, &counted, &back);
	ok(counted == 2 && back == 1, "R6 with later stays counted: yes");
}

static void test_stitch(void)
{
	struct ch_fact f[] = {
		fact(stay, on(1, 1), on(1, 20), home),
		fact(stay, on(1, 3), on(1, 5), expired),
		fact(visit, on(1, 18), 0, NULL),
		fact(stay, on(1, 20), on(1, 25), ama),
		fact(stay, on(1, 26), on(1, 27), home),
	};
	struct ch_fact g[] = {
		fact(stay, on(3, 1), on(3, 2), "transferred"),
		fact(stay, on(3, 3), on(3, 9), home),
		fact(stay, on(3, 10), 0, "still-in-hospital"),
	};
	size_t n = ch_fold_stitch(f, 5, stay);

	ok(n == 3 && f[0].day == day_of(on(1, 1)) && f[0].at == on(1, 1) &&
	   f[0].last == day_of(on(1, 25)) && f[0].why == ama,
	   "a stay within another, and one that touches, are one");
	ok(f[0].value == 24 && f[0].has_value, "its days are added up");
	ok(f[1].role == visit && f[2].day == day_of(on(1, 26)),
	   "others stay where they are; a day between parts");
	g[0].transfer = true;
	n = ch_fold_stitch(g, 3, stay);
	ok(n == 2 && g[0].last == day_of(on(3, 9)) && !g[0].why,
	   "after a transfer a day between does not part");
	ok(g[1].last == CH_NO_DAY && !g[1].has_value,
	   "a stay without an end has no days");
}

/* Seen on that day after a discharge on 1 March, window from 1 to `to`. */
static bool seen(int month, int day, int to)
{
	struct ch_fact f[] = {
		fact(stay, on(2, 25), on(3, 1), home),
		fact(visit, on(month, day), 0, NULL),
	};
	struct ch_next how = readmission();

	how.answer = visit;
	how.answered = CH_MET;
	how.to = to;
	ch_fold_next(f, 2, &how);
	return f[0].outcome == CH_MET;
}

static void test_windows(void)
{
	ok(!seen(3, 1, 30), "the day of discharge does not count");
	ok(seen(3, 2, 30) && seen(3, 31, 30), "days 1 and 30 do");
	ok(!seen(4, 1, 30), "day 31 does not");
	ok(seen(3, 8, 7) && !seen(3, 9, 7), "day 7 does, day 8 does not");
}

static enum ch_outcome with(struct ch_fact other, int32_t today,
			    const char **why)
{
	struct ch_fact f[] = {
		fact(stay, on(2, 25), on(3, 1), home),
		fact(visit, on(3, 2), 0, NULL), other,
	};
	struct ch_next how = readmission();

	how.answer = visit;
	how.answered = CH_MET;
	how.to = 7;
	how.today = today;
	how.unlesses = 2;
	how.unless[0] = (struct ch_unless){ stay, "readmitted" };
	how.unless[1] = (struct ch_unless){ death, "died" };
	ch_fold_next(f, 3, &how);
	*why = f[0].why;
	return (enum ch_outcome)f[0].outcome;
}

static void test_unless(void)
{
	int32_t late = day_of(on(6, 1));
	const char *why;

	ok(with(fact(death, on(3, 8), 0, NULL), late, &why) == CH_EXCLUDED &&
	   !strcmp(why, "died"), "death on the last day leaves out");
	ok(with(fact(death, on(3, 9), 0, NULL), late, &why) == CH_MET,
	   "death on the day after does not");
	ok(with(fact(stay, on(3, 4), on(3, 5), NULL), late, &why) ==
	   CH_EXCLUDED && !strcmp(why, "readmitted"),
	   "back in hospital leaves out, seen or not");
	ok(with(fact(death, on(5, 1), 0, NULL), day_of(on(3, 8)), &why) ==
	   CH_PENDING, "on its last day a window is open, seen or not");
	ok(with(fact(death, on(5, 1), 0, NULL), day_of(on(3, 9)), &why) ==
	   CH_MET, "on the day after it is over");
}

static void test_once_a_day(void)
{
	struct ch_fact f[] = {
		fact(visit, on(3, 1), on(3, 1), NULL),
		fact(visit, on(3, 1) + (INT64_C(3600) << 25), on(3, 1), NULL),
		fact(visit, on(3, 5), on(3, 6), NULL),
		fact(stay, on(3, 6), on(3, 9), NULL),
	};
	struct ch_next how = readmission();

	how.index = visit;
	how.answer = NULL;
	how.from = -1;
	how.to = 0;
	how.once_a_day = true;
	how.answered = CH_MET;
	how.unlesses = 1;
	how.unless[0] = (struct ch_unless){ stay, "admitted" };
	ch_fold_next(f, 4, &how);
	ok(f[0].outcome == CH_MISSED, "the first visit of a day counts");
	ok(f[1].outcome == CH_EXCLUDED && !strcmp(f[1].why, "same-day"),
	   "the second does not");
	ok(f[2].outcome == CH_EXCLUDED && !strcmp(f[2].why, "admitted"),
	   "nor one that became a stay");
	ok(!f[3].is_case, "a stay is no visit");
}

/* Dates sort as midnight in Greenwich; what counts is the day. */
static void test_day_order(void)
{
	struct ch_fact f[] = {
		fact(visit, on(3, 10), on(3, 10), NULL),
		fact(stay, on(3, 10), on(3, 12), NULL),
		fact(visit, on(3, 20), 0, NULL),
		fact(visit, on(3, 20), 0, NULL),
		fact(visit, on(3, 20), 0, NULL),
	};
	struct ch_next how = readmission();

	f[1].at -= INT64_C(3600) << 25;		/* the stay goes before */
	f[3].at += INT64_C(1800) << 25;		/* the evening before, */
	f[3].day--;				/* but told in between */
	f[4].at += INT64_C(3600) << 25;
	how.index = visit;
	how.answer = NULL;
	how.from = how.to = 0;
	how.once_a_day = true;
	how.unlesses = 1;
	how.unless[0] = (struct ch_unless){ stay, "admitted" };
	ok(sort(f, 5) && f[0].role == stay &&
	   f[2].day == day_of(on(3, 19)), "in order by day, then by hour");
	ch_fold_next(f, 5, &how);
	ok(f[1].outcome == CH_EXCLUDED && !strcmp(f[1].why, "admitted"),
	   "a stay that began before its visit, that day");
	ok(f[2].outcome != CH_EXCLUDED && f[3].outcome != CH_EXCLUDED &&
	   f[4].outcome == CH_EXCLUDED, "once a day, whatever lies between");
}

static void test_cover(void)
{
	static const char covered[] = "covered";
	struct ch_fact f[] = {
		fact(covered, on(1, 1), on(1, 31), NULL),
		fact(covered, on(1, 10), on(2, 10), NULL),
		fact(covered, on(2, 11), on(2, 20), NULL),
		fact(stay, on(2, 12), on(2, 13), NULL),
		fact(covered, on(4, 1), 0, NULL),
	};
	struct ch_span s[5];
	size_t n = ch_fold_cover(f, 5, covered, CH_NO_DAY,
				 day_of(on(4, 10)), s);

	ok(n == 2, "spans that overlap or touch are one");
	ok(s[0].first == day_of(on(1, 1)) && s[0].end == day_of(on(2, 21)),
	   "to the last day, once each");
	ok(s[1].end == day_of(on(4, 11)), "without an end: until today");
	ok(ch_fold_cover(f, 5, covered, CH_NO_DAY, day_of(on(1, 5)), s) == 1 &&
	   s[0].end == day_of(on(1, 6)), "nothing beyond today");
}

static void test_sort(void)
{
	enum { N = 2000 };
	static struct ch_fact f[N];
	uint64_t seed = 7;
	bool good = true;

	for (int i = 0; i < N; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		f[i] = (struct ch_fact){ .person = (int64_t)(seed >> 60),
			.at = (int64_t)(seed << 8) >> 52, .about = N - i,
			.until = (int64_t)(seed >> 40 & 1) };
	}
	good = sort(f, N);
	for (int i = 1; i < N; i++)
		good = good && ch_fact_order(&f[i - 1], &f[i]) < 0;
	ok(good, "%d facts are put in order, ties too", N);
	ok(sort(NULL, 0), "none are in order");
}

int main(void)
{
	test_readmission();
	test_later_counts();
	test_stitch();
	test_windows();
	test_unless();
	test_once_a_day();
	test_day_order();
	test_cover();
	test_sort();
	return tap_end();
}
