/* timing_say.c - the small words: numbers, units, concepts. */
#include "feed/timing_in.h"

struct ch_node *ch_say_kid(const struct ch_saying *s,
				 struct ch_node *n,
				 enum ch_timing_name name)
{
	struct ch_node *k = n ? n->kids : NULL;

	while (k && k->word != s->word[name])
		k = k->next;
	return k;
}

struct ch_slice ch_say_text(const struct ch_saying *s, struct ch_node *n,
			    enum ch_timing_name name)
{
	struct ch_node *k = ch_say_kid(s, n, name);
	struct ch_slice text = CH_SLICE("");

	if (!k || k->kind == CH_NODE_OBJECT)
		return text;
	k->read = true;
	text = (struct ch_slice){ k->s, k->n };
	if (k->kind == CH_NODE_NUMBER && memchr(text.s, '.', text.n) &&
	    !memchr(text.s, 'e', text.n) && !memchr(text.s, 'E', text.n)) {
		while (text.s[text.n - 1] == '0')
			text.n--;
		if (text.s[text.n - 1] == '.')
			text.n--;
	}
	return text;
}

struct ch_slice ch_say_concept(const struct ch_saying *s,
			       struct ch_node *n,
			       enum ch_timing_name name)
{
	struct ch_node *c = ch_say_kid(s, n, name);
	struct ch_node *coding = ch_say_kid(s, c, CH_T_CODING);
	struct ch_slice code = ch_say_text(s, coding, CH_T_CODE);
	struct ch_slice text = ch_say_text(s, c, CH_T_TEXT);

	if (!text.n && name == CH_T_CODE)
		text = code;
	if (!text.n)
		text = ch_say_text(s, coding, CH_T_DISPLAY);
	return text.n ? text : code;
}

void ch_say_n(struct ch_saying *s, struct ch_slice words)
{
	if (!words.n)
		return;
	if (s->out->n > s->from)
		ch_buf_addc(s->out, ' ');
	ch_buf_add(s->out, words.s, words.n);
}

void ch_say(struct ch_saying *s, const char *words)
{
	ch_say_n(s, (struct ch_slice){ words, strlen(words) });
}

/* One and several of a thing: UCUM's units of time, and what medicines come
 * in. */
static const struct {
	const char *unit, *one, *many;
} nouns[] = {
	{ "s", "second", "seconds" }, { "second", "second", "seconds" },
	{ "min", "minute", "minutes" }, { "minute", "minute", "minutes" },
	{ "h", "hour", "hours" }, { "hr", "hour", "hours" },
	{ "hour", "hour", "hours" }, { "d", "day", "days" },
	{ "day", "day", "days" }, { "wk", "week", "weeks" },
	{ "week", "week", "weeks" }, { "mo", "month", "months" },
	{ "month", "month", "months" }, { "a", "year", "years" },
	{ "yr", "year", "years" }, { "year", "year", "years" },
	{ "tablet", "tablet", "tablets" }, { "Tablet", "tablet", "tablets" },
	{ "TABLET", "tablet", "tablets" },
	{ "capsule", "capsule", "capsules" },
	{ "Capsule", "capsule", "capsules" },
	{ "CAPSULE", "capsule", "capsules" }, { "puff", "puff", "puffs" },
	{ "drop", "drop", "drops" }, { "patch", "patch", "patches" },
	{ "spray", "spray", "sprays" }, { "unit", "unit", "units" },
	{ "dose", "dose", "doses" }, { "sachet", "sachet", "sachets" },
	{ "teaspoon", "teaspoon", "teaspoons" },
	{ "suppository", "suppository", "suppositories" },
	{ "vial", "vial", "vials" },
};

void ch_say_amount(struct ch_saying *s, struct ch_slice low,
		   struct ch_slice high, struct ch_slice unit)
{
	bool one = !high.n && (!low.n || ch_slice_is(low, "1"));

	ch_say_n(s, low);
	if (high.n) {
		if (low.n)
			ch_say(s, "to");
		ch_say_n(s, high);
	}
	for (size_t i = 0; i < CH_COUNT(nouns); i++)
		if (ch_slice_is(unit, nouns[i].unit)) {
			ch_say(s, one ? nouns[i].one : nouns[i].many);
			return;
		}
	ch_say_n(s, unit);
}

static struct ch_slice unit_of(const struct ch_saying *s,
			       struct ch_node *quantity)
{
	struct ch_slice unit = ch_say_text(s, quantity, CH_T_UNIT);

	return unit.n ? unit : ch_say_text(s, quantity, CH_T_CODE);
}

void ch_say_quantity(struct ch_saying *s, struct ch_node *quantity)
{
	ch_say_amount(s, ch_say_text(s, quantity, CH_T_VALUE), CH_SLICE(""),
		      unit_of(s, quantity));
}

void ch_say_range(struct ch_saying *s, struct ch_node *range)
{
	struct ch_node *low = ch_say_kid(s, range, CH_T_LOW);
	struct ch_node *high = ch_say_kid(s, range, CH_T_HIGH);
	struct ch_slice unit = unit_of(s, high ? high : low);

	if (!low && high)
		ch_say(s, "up to");
	ch_say_amount(s, ch_say_text(s, low, CH_T_VALUE),
		      ch_say_text(s, high, CH_T_VALUE),
		      unit.n ? unit : unit_of(s, low));
}
