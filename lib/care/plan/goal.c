/* goal.c - holds the latest results against what a goal asks for. */
#include <math.h>

#include "base/moment.h"
#include "base/text.h"
#include "care/plan/goal.h"
#include "store/ask.h"

/* ---- the target ---- */

bool ch_target_of(const struct ch_row *goal, struct ch_target *out)
{
	int low = ch_field(goal->type, "low");
	int high = ch_field(goal->type, "high");
	struct ch_slice compare = ch_row_get_text(goal, "compare");

	*out = (struct ch_target){
		.low = ch_row_has(goal, low) ? goal->v[low].r : -INFINITY,
		.high = ch_row_has(goal, high) ? goal->v[high].r : INFINITY,
		.low_out = compare.s && ch_slice_is(compare, ">"),
		.high_out = compare.s && ch_slice_is(compare, "<"),
		.measure = ch_row_get_text(goal, "measure"),
		.unit = ch_row_get_text(goal, "unit"),
	};
	return out->measure.n && (isfinite(out->low) || isfinite(out->high));
}

static bool too_low(const struct ch_target *t, double v)
{
	return v < t->low || (t->low_out && v == t->low);
}

static bool too_high(const struct ch_target *t, double v)
{
	return v > t->high || (t->high_out && v == t->high);
}

/* The value is somewhere below `v`, or at it with `too`. */
static enum ch_holds holds_below(const struct ch_target *t, double v, bool too)
{
	if (too ? too_low(t, v) : v <= t->low)
		return CH_HOLDS_NO;
	if (isinf(t->low) && (too ? !too_high(t, v) : v <= t->high))
		return CH_HOLDS_YES;
	return CH_HOLDS_UNKNOWN;
}

static enum ch_holds holds_above(const struct ch_target *t, double v, bool too)
{
	if (too ? too_high(t, v) : v >= t->high)
		return CH_HOLDS_NO;
	if (isinf(t->high) && (too ? !too_low(t, v) : v >= t->low))
		return CH_HOLDS_YES;
	return CH_HOLDS_UNKNOWN;
}

enum ch_holds ch_target_holds(const struct ch_target *t, const char *compare,
			      double value)
{
	if (*compare == '<')
		return holds_below(t, value, compare[1] == '=');
	if (*compare == '>')
		return holds_above(t, value, compare[1] == '=');
	return too_low(t, value) || too_high(t, value) ? CH_HOLDS_NO :
		CH_HOLDS_YES;
}

static double distance(const struct ch_target *t, double v)
{
	return v < t->low ? t->low - v : v > t->high ? v - t->high : 0;
}

/* ---- the results ---- */

/* $1 a record of the person, $2 the code, newest first. */
static const char results[] =
	"SELECT o.at, o.value, o.unit, o.value_std, o.unit_std, o.compare "
	"FROM patient p JOIN observation o ON o.patient = p.id "
	"WHERE p.person = (SELECT person FROM patient WHERE id = $1) "
	"AND (o.code = $2 OR EXISTS (SELECT 1 FROM coding g WHERE g.record = "
	"o.id AND g.field = 'code' AND g.code = $2 AND g.record_type = "
	"'observation')) AND o.at IS NOT NULL AND o.value IS NOT NULL "
	"AND o.same_as IS NULL AND (o.status IS NULL OR (o.status <> "
	"'cancelled' AND o.status <> 'entered-in-error')) "
	"ORDER BY o.at DESC, o.id";

enum { AT, VALUE, UNIT, VALUE_STD, UNIT_STD, COMPARE };

struct result {
	int64_t at;
	double value;
	struct ch_slice unit;
	char compare[4];
	bool same_unit;
};

static bool is_same(struct ch_slice a, struct ch_slice b)
{
	return a.n == b.n && (!a.n || !memcmp(a.s, b.s, a.n));
}

static void read_result(const struct ch_stmt *st, const struct ch_target *t,
			struct result *out)
{
	bool std = ch_stmt_kind(st, VALUE_STD) != CH_DB_NULL &&
		is_same(ch_stmt_text(st, UNIT_STD), t->unit);

	out->at = ch_stmt_int(st, AT);
	out->value = ch_stmt_real(st, std ? VALUE_STD : VALUE);
	out->unit = ch_stmt_text(st, std ? UNIT_STD : UNIT);
	out->same_unit = std || (t->unit.n && is_same(out->unit, t->unit));
	ch_slice_copy(out->compare, sizeof(out->compare),
		      ch_stmt_text(st, COMPARE));
}

/* A day counts from its beginning in the hub's zone. */
static bool is_still_to_come(int64_t at, int64_t now)
{
	return at > ch_moment_top(now) && (ch_moment_said(at) > CH_SAID_DAY ||
		ch_moment_local_day(at) > ch_moment_local_day(now));
}

static const char *achievement_of(const struct ch_target *t,
				  const struct ch_row *goal, int64_t now,
				  const struct ch_standing *s)
{
	int due = ch_field(goal->type, "due");
	double was, is;

	if (s->reached)
		return s->before_at && ch_target_holds(t, "", s->before) ==
			CH_HOLDS_YES ? "sustaining" : "achieved";
	if (ch_row_has(goal, due) && ch_moment_over(goal->v[due].i, now))
		return "not-achieved";
	if (!s->before_at)
		return "in-progress";
	was = distance(t, s->before);
	is = distance(t, s->value);
	return is < was ? "improving" : is > was ? "worsening" : "no-change";
}

/* As much of it as fits, in whole characters. */
static void keep_unit(struct ch_standing *out, struct ch_slice unit)
{
	size_t n = unit.n < sizeof(out->unit) ? unit.n : sizeof(out->unit) - 1;

	while (n && n < unit.n && (unit.s[n] & 0xc0) == 0x80)
		n--;
	ch_slice_copy(out->unit, sizeof(out->unit),
		      (struct ch_slice){ unit.s, n });
}

/* The newest result; then the newest before it that compares. */
static int read_results(struct ch_stmt *st, const struct ch_target *t,
			int64_t now, struct ch_standing *out,
			struct ch_err *err)
{
	struct result r;
	int rc;

	while (!(rc = ch_stmt_step(st, err))) {
		enum ch_holds holds;

		read_result(st, t, &r);
		if (is_still_to_come(r.at, now))
			continue;
		holds = r.same_unit ? ch_target_holds(t, r.compare, r.value) :
			CH_HOLDS_UNKNOWN;
		if (out->kind == CH_STANDING_NO_RESULT) {
			out->kind = holds == CH_HOLDS_UNKNOWN ?
				CH_STANDING_NOT_COMPARABLE :
				CH_STANDING_COMPARED;
			out->reached = holds == CH_HOLDS_YES;
			out->value = r.value;
			out->at = r.at;
			memcpy(out->compare, r.compare, sizeof(r.compare));
			keep_unit(out, r.unit);
			if (out->kind == CH_STANDING_NOT_COMPARABLE)
				return 0;
		} else if (r.same_unit && !*r.compare) {
			out->before = r.value;
			out->before_at = r.at;
			return 0;
		}
	}
	return rc == CH_END ? 0 : rc;
}

int ch_goal_standing(struct ch_store *store, const struct ch_row *goal,
		     int64_t now, struct ch_standing *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_target t;
	int rc;

	*out = (struct ch_standing){ .kind = CH_STANDING_UNMEASURED };
	if (!ch_target_of(goal, &t))
		return 0;
	out->kind = CH_STANDING_NO_RESULT;
	rc = ch_store_ask(&st, store, results,
			  CH_WITH(ch_ask_int(ch_row_get_int(goal, "patient")),
				  ch_ask_text(t.measure.s, t.measure.n)), err);
	if (!rc)
		rc = read_results(st, &t, now, out, err);
	if (!rc && out->kind == CH_STANDING_COMPARED)
		out->achievement = achievement_of(&t, goal, now, out);
	return rc;
}

/* ---- the words ---- */

static void add_real(struct ch_buf *out, double d)
{
	char text[CH_REAL_MAX];

	ch_buf_add(out, text, ch_text_print_shown(d, text));
}

static void add_day(struct ch_buf *out, int64_t m)
{
	char text[CH_MOMENT_MAX];

	if (ch_moment_said(m) > CH_SAID_DAY)
		m = ch_moment_of_day(ch_moment_local_day(m));
	ch_buf_add(out, text, ch_moment_print(m, text));
}

/* "goal < 130 by 2026-09-30", "goal 4 to 5 mmol/L". */
static void add_target(struct ch_buf *out, const struct ch_row *goal,
		       const struct ch_target *t, bool with_unit)
{
	int due = ch_field(goal->type, "due");

	ch_buf_adds(out, "goal ");
	if (isfinite(t->low) && isfinite(t->high)) {
		add_real(out, t->low);
		ch_buf_adds(out, " to ");
		add_real(out, t->high);
	} else if (isfinite(t->low)) {
		ch_buf_adds(out, t->low_out ? "> " : ">= ");
		add_real(out, t->low);
	} else {
		ch_buf_adds(out, t->high_out ? "< " : "<= ");
		add_real(out, t->high);
	}
	if (with_unit && t->unit.n) {
		ch_buf_addc(out, ' ');
		ch_text_visible(out, t->unit.s, t->unit.n);
	}
	if (ch_row_has(goal, due)) {
		ch_buf_adds(out, " by ");
		add_day(out, goal->v[due].i);
	}
}

static const char *words_of(const struct ch_standing *s)
{
	static const struct {
		const char *achievement, *words;
	} all[] = {
		{ "achieved", "reached" },
		{ "sustaining", "reached, and kept up" },
		{ "not-achieved", "not reached in time" },
		{ "in-progress", "not reached yet" },
		{ "improving", "not reached, improving" },
		{ "worsening", "not reached, getting worse" },
		{ "no-change", "not reached, no change" },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (!strcmp(all[i].achievement, s->achievement))
			return all[i].words;
	return s->achievement;
}

void ch_goal_words(struct ch_buf *out, const struct ch_row *goal,
		   const struct ch_standing *s)
{
	struct ch_target t;

	if (!ch_target_of(goal, &t)) {
		ch_buf_adds(out, "not measured here");
		return;
	}
	if (s->kind != CH_STANDING_NO_RESULT) {
		ch_buf_addf(out, "%s%s", s->compare, *s->compare ? " " : "");
		add_real(out, s->value);
		ch_buf_addc(out, ' ');
		ch_text_visible(out, s->unit, strlen(s->unit));
		ch_buf_adds(out, " on ");
		add_day(out, s->at);
		ch_buf_adds(out, ", ");
	}
	add_target(out, goal, &t, s->kind != CH_STANDING_COMPARED);
	if (s->kind == CH_STANDING_NO_RESULT) {
		ch_buf_adds(out, ": no result yet");
	} else if (s->kind == CH_STANDING_NOT_COMPARABLE) {
		ch_buf_adds(out, ": not comparable");
	} else {
		ch_buf_addf(out, ": %s", words_of(s));
		if (s->before_at) {
			ch_buf_adds(out, " (before: ");
			add_real(out, s->before);
			ch_buf_addc(out, ')');
		}
	}
}
