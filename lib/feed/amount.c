/* amount.c - ratios, reference ranges and durations in plain words. */
#include "base/text.h"
#include "feed/timing_in.h"

const char *const ch_ratio_paths[] = {
	CH_QUANTITY("numerator"), CH_QUANTITY("denominator"), NULL
};

const char *const ch_range_paths[] = {
	"text", CH_CONCEPT("type"), CH_CONCEPT("appliesTo"),
	CH_QUANTITY("low"), CH_QUANTITY("high"), CH_QUANTITY("age.low"),
	CH_QUANTITY("age.high"), NULL
};

const char *const ch_days_paths[] = { "value", "unit", "code", NULL };

void ch_say_ratio(struct ch_saying *s, const char *before,
		  struct ch_node *ratio)
{
	struct ch_node *top = ch_say_kid(s, ratio, CH_T_NUMERATOR);
	struct ch_node *below = ch_say_kid(s, ratio, CH_T_DENOMINATOR);

	if (!top)
		return;
	ch_say(s, before);
	ch_say_quantity(s, top);
	if (below) {
		ch_say(s, "in");
		ch_say_quantity(s, below);
	}
}

void ch_ratio_words(struct ch_buf *out, const uint16_t *word,
		    struct ch_node *ratio)
{
	struct ch_saying s = { out, word, out->n };

	ch_say_ratio(&s, "", ratio);
}

static void for_whom(struct ch_saying *s, struct ch_node *range)
{
	struct ch_node *age = ch_say_kid(s, range, CH_T_AGE);

	ch_say_n(s, ch_say_concept(s, range, CH_T_TYPE));
	ch_say_n(s, ch_say_concept(s, range, CH_T_APPLIES));
	if (age) {
		ch_say(s, "age");
		ch_say_range(s, age);
	}
}

void ch_range_words(struct ch_buf *out, const uint16_t *word,
		    struct ch_node *range)
{
	struct ch_saying s = { out, word, out->n };
	struct ch_node *type = ch_say_kid(&s, range, CH_T_TYPE);
	struct ch_slice text = ch_say_text(&s, range, CH_T_TEXT);
	struct ch_slice code = ch_say_text(&s, ch_say_kid(&s, type,
							  CH_T_CODING),
					   CH_T_CODE);
	bool usual = !type || ch_slice_is(code, "normal");

	if (!usual || ch_say_kid(&s, range, CH_T_APPLIES) ||
	    ch_say_kid(&s, range, CH_T_AGE)) {
		for_whom(&s, range);
		if (out->n > s.from)
			ch_buf_addc(out, ':');
		if (!text.n && !ch_say_kid(&s, range, CH_T_HIGH))
			ch_say(&s, "from");
		if (!text.n)
			ch_say_range(&s, range);
	}
	ch_say_n(&s, text);
}

void ch_days_words(struct ch_buf *out, const uint16_t *word,
		   struct ch_node *duration)
{
	static const struct {
		const char *unit;
		double days;
	} units[] = {
		{ "d", 1 }, { "day", 1 }, { "days", 1 }, { "Day", 1 },
		{ "Days", 1 }, { "wk", 7 }, { "week", 7 }, { "weeks", 7 },
		{ "mo", 30 }, { "month", 30 }, { "months", 30 }, { "a", 365 },
		{ "year", 365 }, { "years", 365 }, { "h", 1 / 24. },
		{ "hour", 1 / 24. }, { "hours", 1 / 24. },
		{ "min", 1 / 1440. },
	};
	struct ch_saying s = { out, word, out->n };
	struct ch_slice value = ch_say_text(&s, duration, CH_T_VALUE);
	struct ch_slice unit = ch_say_text(&s, duration, CH_T_CODE);
	char number[CH_REAL_MAX];
	double d;

	if (!unit.n)
		unit = ch_say_text(&s, duration, CH_T_UNIT);
	for (size_t i = 0; i < CH_COUNT(units); i++) {
		if (!ch_slice_is(unit, units[i].unit) ||
		    !ch_text_real(value.s, value.n, &d))
			continue;
		ch_text_print_real(d * units[i].days, number);
		ch_say(&s, number);
		return;
	}
}
