/* timing.c - a FHIR Timing in plain words: "twice a day for 3 days". */
#include "base/text.h"
#include "feed/timing_in.h"

const char *const ch_timing_name[CH_TIMING_NAMES] = {
	[CH_T_ADDITIONAL] = "additionalInstruction",
	[CH_T_AGE] = "age",
	[CH_T_APPLIES] = "appliesTo",
	[CH_T_AS_NEEDED] = "asNeededBoolean",
	[CH_T_AS_NEEDED_FOR] = "asNeededCodeableConcept",
	[CH_T_BOUNDS] = "boundsDuration",
	[CH_T_BOUNDS_PERIOD] = "boundsPeriod",
	[CH_T_BOUNDS_RANGE] = "boundsRange",
	[CH_T_CODE] = "code",
	[CH_T_CODING] = "coding",
	[CH_T_COUNT] = "count",
	[CH_T_COUNT_MAX] = "countMax",
	[CH_T_DAY] = "dayOfWeek",
	[CH_T_DENOMINATOR] = "denominator",
	[CH_T_DISPLAY] = "display",
	[CH_T_DOSE_AND_RATE] = "doseAndRate",
	[CH_T_DOSE] = "doseQuantity",
	[CH_T_DOSE_RANGE] = "doseRange",
	[CH_T_DURATION] = "duration",
	[CH_T_DURATION_MAX] = "durationMax",
	[CH_T_DURATION_UNIT] = "durationUnit",
	[CH_T_END] = "end",
	[CH_T_EVENT] = "event",
	[CH_T_FREQUENCY] = "frequency",
	[CH_T_FREQUENCY_MAX] = "frequencyMax",
	[CH_T_HIGH] = "high",
	[CH_T_LOW] = "low",
	[CH_T_MAX] = "maxDosePerPeriod",
	[CH_T_METHOD] = "method",
	[CH_T_NUMERATOR] = "numerator",
	[CH_T_OFFSET] = "offset",
	[CH_T_PATIENT] = "patientInstruction",
	[CH_T_PERIOD] = "period",
	[CH_T_PERIOD_MAX] = "periodMax",
	[CH_T_PERIOD_UNIT] = "periodUnit",
	[CH_T_RATE] = "rateQuantity",
	[CH_T_RATE_RANGE] = "rateRange",
	[CH_T_RATE_RATIO] = "rateRatio",
	[CH_T_REPEAT] = "repeat",
	[CH_T_ROUTE] = "route",
	[CH_T_SEQUENCE] = "sequence",
	[CH_T_SITE] = "site",
	[CH_T_START] = "start",
	[CH_T_TEXT] = "text",
	[CH_T_TIME] = "timeOfDay",
	[CH_T_TIMING] = "timing",
	[CH_T_TYPE] = "type",
	[CH_T_UNIT] = "unit",
	[CH_T_VALUE] = "value",
	[CH_T_WHEN] = "when",
};

const char *const ch_timing_paths[] = {
	"event", "code.text", "code.coding.code", "code.coding.display",
	"repeat.boundsDuration.value", "repeat.boundsDuration.unit",
	"repeat.boundsDuration.code", "repeat.boundsRange.low.value",
	"repeat.boundsRange.low.unit", "repeat.boundsRange.low.code",
	"repeat.boundsRange.high.value", "repeat.boundsRange.high.unit",
	"repeat.boundsRange.high.code", "repeat.boundsPeriod.start",
	"repeat.boundsPeriod.end", "repeat.count", "repeat.countMax",
	"repeat.duration", "repeat.durationMax", "repeat.durationUnit",
	"repeat.frequency", "repeat.frequencyMax", "repeat.period",
	"repeat.periodMax", "repeat.periodUnit", "repeat.dayOfWeek",
	"repeat.timeOfDay", "repeat.when", "repeat.offset", NULL
};

/* A code, or how it is said. */
struct spoken {
	const char *code, *words;
};

/* v3-GTSAbbreviation, for a timing that is only a code. */
static const struct spoken abbreviations[] = {
	{ "BID", "twice a day" }, { "TID", "3 times a day" },
	{ "QID", "4 times a day" }, { "AM", "every morning" },
	{ "PM", "every afternoon" }, { "QD", "every day" },
	{ "QOD", "every other day" }, { "Q1H", "every hour" },
	{ "Q2H", "every 2 hours" }, { "Q3H", "every 3 hours" },
	{ "Q4H", "every 4 hours" }, { "Q6H", "every 6 hours" },
	{ "Q8H", "every 8 hours" }, { "BED", "at bedtime" },
	{ "WK", "every week" }, { "MO", "every month" },
};

/* event-timing and v3-TimingEvent. */
static const struct spoken events[] = {
	{ "MORN", "in the morning" },
	{ "MORN.early", "early in the morning" },
	{ "MORN.late", "late in the morning" }, { "NOON", "at noon" },
	{ "AFT", "in the afternoon" },
	{ "AFT.early", "early in the afternoon" },
	{ "AFT.late", "late in the afternoon" }, { "EVE", "in the evening" },
	{ "EVE.early", "early in the evening" },
	{ "EVE.late", "late in the evening" }, { "NIGHT", "at night" },
	{ "PHS", "after falling asleep" }, { "HS", "before sleep" },
	{ "WAKE", "after waking" }, { "C", "with a meal" },
	{ "CM", "with breakfast" }, { "CD", "with lunch" },
	{ "CV", "with dinner" }, { "AC", "before a meal" },
	{ "ACM", "before breakfast" }, { "ACD", "before lunch" },
	{ "ACV", "before dinner" }, { "PC", "after a meal" },
	{ "PCM", "after breakfast" }, { "PCD", "after lunch" },
	{ "PCV", "after dinner" }, { "IC", "between meals" },
	{ "ICM", "between breakfast and lunch" },
	{ "ICD", "between lunch and dinner" },
	{ "ICV", "between dinner and sleep" },
};

static const struct spoken days[] = {
	{ "mon", "Monday" }, { "tue", "Tuesday" }, { "wed", "Wednesday" },
	{ "thu", "Thursday" }, { "fri", "Friday" }, { "sat", "Saturday" },
	{ "sun", "Sunday" },
};

static struct ch_slice in_words(struct ch_slice code,
				const struct spoken *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ch_slice_is(code, list[i].code))
			return (struct ch_slice){ list[i].words,
						  strlen(list[i].words) };
	return code;
}

/* One of several kids of a name, in words; false: no more. */
static bool next_word(const struct ch_saying *s, struct ch_node **n,
		      enum ch_timing_name name, struct ch_slice *out)
{
	while (*n && ((*n)->word != s->word[name] ||
		      (*n)->kind == CH_NODE_OBJECT || !(*n)->n))
		*n = (*n)->next;
	if (!*n)
		return false;
	(*n)->read = true;
	*out = (struct ch_slice){ (*n)->s, (*n)->n };
	*n = (*n)->next;
	return true;
}

/* "on Monday, Wednesday and Friday". `cut` is the most bytes of each. */
static void list_of(struct ch_saying *s, struct ch_node *at,
		    enum ch_timing_name name, const char *before, size_t cut,
		    const struct spoken *words, size_t nwords)
{
	struct ch_node *n = at ? at->kids : NULL;
	struct ch_slice now, next;
	bool more = next_word(s, &n, name, &now), first = true;

	for (; more; now = next) {
		more = next_word(s, &n, name, &next);
		if (!first)
			ch_buf_adds(s->out, more ? "," : " and");
		else if (*before)
			ch_say(s, before);
		first = false;
		now = in_words(now, words, nwords);
		if (now.n > cut)
			now.n = cut;
		ch_say_n(s, now);
	}
}

static void say_times(struct ch_saying *s, struct ch_slice low,
		      struct ch_slice high)
{
	if (!high.n && ch_slice_is(low, "1")) {
		ch_say(s, "once");
	} else if (!high.n && ch_slice_is(low, "2")) {
		ch_say(s, "twice");
	} else {
		ch_say_n(s, low);
		if (high.n) {
			ch_say(s, "to");
			ch_say_n(s, high);
		}
		ch_say(s, "times");
	}
}

/* "twice a day", "every 6 hours", "3 times every 2 weeks". */
static void often(struct ch_saying *s, struct ch_node *r)
{
	struct ch_slice times = ch_say_text(s, r, CH_T_FREQUENCY);
	struct ch_slice most = ch_say_text(s, r, CH_T_FREQUENCY_MAX);
	struct ch_slice period = ch_say_text(s, r, CH_T_PERIOD);
	struct ch_slice longest = ch_say_text(s, r, CH_T_PERIOD_MAX);
	struct ch_slice unit = ch_say_text(s, r, CH_T_PERIOD_UNIT);
	bool single = ch_slice_is(period, "1") && !longest.n;
	bool once = !most.n && (!times.n || ch_slice_is(times, "1"));

	if (!times.n && most.n)
		times = CH_SLICE("1");
	if (times.n && (!period.n || !once || single))
		say_times(s, times, most);
	if (!period.n)
		return;
	if (single && times.n) {
		ch_say(s, ch_slice_is(unit, "h") ? "an" : "a");
		ch_say_amount(s, CH_SLICE(""), CH_SLICE(""), unit);
		return;
	}
	ch_say(s, "every");
	ch_say_amount(s, single ? CH_SLICE("") : period, longest, unit);
}

static void count(struct ch_saying *s, struct ch_node *r)
{
	struct ch_slice n = ch_say_text(s, r, CH_T_COUNT);

	if (!n.n)
		return;
	say_times(s, n, ch_say_text(s, r, CH_T_COUNT_MAX));
	ch_say(s, "in all");
}

/* "30 minutes before breakfast", "with lunch and with dinner". */
static void when(struct ch_saying *s, struct ch_node *r)
{
	struct ch_slice offset = ch_say_text(s, r, CH_T_OFFSET);

	if (offset.n && !ch_slice_is(offset, "0") &&
	    ch_say_kid(s, r, CH_T_WHEN))
		ch_say_amount(s, offset, CH_SLICE(""), CH_SLICE("min"));
	list_of(s, r, CH_T_WHEN, "", SIZE_MAX, events, CH_COUNT(events));
}

static void say_day(struct ch_saying *s, const char *before,
		    struct ch_slice day)
{
	if (!day.n)
		return;
	ch_say(s, before);
	ch_say_n(s, (struct ch_slice){ day.s, day.n > 10 ? 10 : day.n });
}

static void bounds(struct ch_saying *s, struct ch_node *r)
{
	struct ch_node *n = ch_say_kid(s, r, CH_T_BOUNDS);

	if (n && ch_say_text(s, n, CH_T_VALUE).n) {
		ch_say(s, "for");
		ch_say_quantity(s, n);
	}
	n = ch_say_kid(s, r, CH_T_BOUNDS_RANGE);
	if (n) {
		ch_say(s, "for");
		ch_say_range(s, n);
	}
	n = ch_say_kid(s, r, CH_T_BOUNDS_PERIOD);
	say_day(s, "from", ch_say_text(s, n, CH_T_START));
	say_day(s, "until", ch_say_text(s, n, CH_T_END));
}

void ch_timing_words(struct ch_buf *out, const uint16_t *word,
		     struct ch_node *timing)
{
	struct ch_saying s = { out, word, out->n };
	struct ch_node *r = ch_say_kid(&s, timing, CH_T_REPEAT);

	often(&s, r);
	list_of(&s, r, CH_T_DAY, "on", SIZE_MAX, days, CH_COUNT(days));
	list_of(&s, r, CH_T_TIME, "at", 5, NULL, 0);
	when(&s, r);
	/* A code beside a repeat says the same once more. */
	if (out->n == s.from)
		ch_say_n(&s, in_words(ch_say_concept(&s, timing, CH_T_CODE),
				      abbreviations,
				      CH_COUNT(abbreviations)));
	list_of(&s, timing, CH_T_EVENT, "on", 16, NULL, 0);
	if (ch_say_text(&s, r, CH_T_DURATION).n) {
		ch_say(&s, "over");
		ch_say_amount(&s, ch_say_text(&s, r, CH_T_DURATION),
			      ch_say_text(&s, r, CH_T_DURATION_MAX),
			      ch_say_text(&s, r, CH_T_DURATION_UNIT));
	}
	count(&s, r);
	bounds(&s, r);
}
