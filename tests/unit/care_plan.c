/* care_plan.c - what goals hold, and what codes, names and timings are. */
#include <math.h>

#include "care/plan/goal.h"
#include "care/plan/plan_check.h"
#include "tap.h"

static struct ch_target target(const char *compare, double low, double high)
{
	return (struct ch_target){
		.low = low, .high = high,
		.low_out = !strcmp(compare, ">"),
		.high_out = !strcmp(compare, "<"),
	};
}

static void codes(void)
{
	static const char *const good[] = {
		"4548-4", "8480-6", "8462-4", "29463-7", "2823-3", "13457-7",
		"9318-7", "44261-6", "2345-7", "59408-5", "17856-6", "718-7",
	};
	static const char *const bad[] = {
		"4548-5", "8480-7", "4548", "-4", "4548-", "45484", "4548-44",
		"a548-4", "", "4584-4", "12345678-4",
	};

	for (size_t i = 0; i < CH_COUNT(good); i++)
		ok(ch_plan_is_loinc(good[i], strlen(good[i])), "%s checks",
		   good[i]);
	for (size_t i = 0; i < CH_COUNT(bad); i++)
		ok(!ch_plan_is_loinc(bad[i], strlen(bad[i])),
		   "\"%s\" does not", bad[i]);
	ok(ch_plan_is_timing("WAKE", 4) && ch_plan_is_timing("MORN.early", 10)
	   && !ch_plan_is_timing("wake", 4) && !ch_plan_is_timing("", 0),
	   "timings are FHIR's");
	ok(ch_plan_is_name("home-bp") && !ch_plan_is_name("Home") &&
	   !ch_plan_is_name("") && !ch_plan_is_name("a b") &&
	   !ch_plan_is_name("-a"), "names are small letters");
}

static void holds(void)
{
	static const struct {
		const char *sign;	/* of the goal */
		double low, high;
		const char *compare;	/* of the observation */
		double value;
		enum ch_holds want;
	} all[] = {
		{ "<", -INFINITY, 130, "", 129.9, CH_HOLDS_YES },
		{ "<", -INFINITY, 130, "", 130, CH_HOLDS_NO },
		{ "<=", -INFINITY, 130, "", 130, CH_HOLDS_YES },
		{ ">=", 54, INFINITY, "", 54, CH_HOLDS_YES },
		{ ">", 54, INFINITY, "", 54, CH_HOLDS_NO },
		{ "", 4, 5, "", 4, CH_HOLDS_YES },
		{ "", 4, 5, "", 5, CH_HOLDS_YES },
		{ "", 4, 5, "", 3.9, CH_HOLDS_NO },
		{ "", 4, 5, "", 5.1, CH_HOLDS_NO },
		/* "< 130" is below 130, wherever. */
		{ "<", -INFINITY, 130, "<", 130, CH_HOLDS_YES },
		{ "<", -INFINITY, 130, "<=", 130, CH_HOLDS_UNKNOWN },
		{ "<", -INFINITY, 130, "<", 140, CH_HOLDS_UNKNOWN },
		{ "<", -INFINITY, 130, ">", 130, CH_HOLDS_NO },
		{ "<", -INFINITY, 130, ">=", 130, CH_HOLDS_NO },
		{ "<=", -INFINITY, 130, ">=", 130, CH_HOLDS_UNKNOWN },
		{ "<=", -INFINITY, 130, ">", 130, CH_HOLDS_NO },
		{ "<", -INFINITY, 130, ">", 120, CH_HOLDS_UNKNOWN },
		{ ">=", 54, INFINITY, ">", 60, CH_HOLDS_YES },
		{ ">=", 54, INFINITY, ">=", 54, CH_HOLDS_YES },
		{ ">=", 54, INFINITY, "<", 54, CH_HOLDS_NO },
		{ ">=", 54, INFINITY, "<", 60, CH_HOLDS_UNKNOWN },
		{ "", 4, 5, "<", 5, CH_HOLDS_UNKNOWN },
		{ "", 4, 5, "<", 4, CH_HOLDS_NO },
		{ "", 4, 5, ">", 5, CH_HOLDS_NO },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++) {
		struct ch_target t = target(all[i].sign, all[i].low,
					    all[i].high);

		ok(ch_target_holds(&t, all[i].compare, all[i].value) ==
		   all[i].want, "%s%g against %s[%g, %g]", all[i].compare,
		   all[i].value, all[i].sign, all[i].low, all[i].high);
	}
}

static void targets(void)
{
	struct ch_target t;
	struct ch_row goal;

	ch_row_start(&goal, ch_type_find("goal"));
	ok(!ch_target_of(&goal, &t), "a goal in words is not measured");
	ch_row_put_text(&goal, "measure", "8480-6");
	ok(!ch_target_of(&goal, &t), "nor is one without an end");
	ch_row_real(&goal, ch_field(goal.type, "high"), 130);
	ok(ch_target_of(&goal, &t) && t.high == 130 && isinf(t.low) &&
	   !t.high_out, "one end, without a sign, counts");
	ch_row_put_text(&goal, "compare", "<");
	ok(ch_target_of(&goal, &t) && t.high_out, "with < it does not");
}

int main(void)
{
	codes();
	holds();
	targets();
	return tap_end();
}
