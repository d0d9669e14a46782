/* dosage.c - a FHIR Dosage in plain words: "1 tablet twice a day". */
#include "base/text.h"
#include "feed/timing_in.h"

const char *const ch_dosage_paths[] = {
	"sequence", "text", "patientInstruction", "asNeededBoolean",
	CH_CONCEPT("asNeededCodeableConcept"),
	CH_CONCEPT("additionalInstruction"), CH_CONCEPT("site"),
	CH_CONCEPT("route"), CH_CONCEPT("method"),
	CH_QUANTITY("doseAndRate.doseQuantity"),
	CH_QUANTITY("doseAndRate.doseRange.low"),
	CH_QUANTITY("doseAndRate.doseRange.high"),
	CH_QUANTITY("doseAndRate.rateQuantity"),
	CH_QUANTITY("doseAndRate.rateRange.low"),
	CH_QUANTITY("doseAndRate.rateRange.high"),
	CH_QUANTITY("doseAndRate.rateRatio.numerator"),
	CH_QUANTITY("doseAndRate.rateRatio.denominator"),
	CH_QUANTITY("maxDosePerPeriod.numerator"),
	CH_QUANTITY("maxDosePerPeriod.denominator"), NULL
};

static const char *const oral[] = {
	"Oral route", "Oral", "oral", "Oral use", "PO", "Oral route (qualifier "
	"value)", "26643006"
};

static void route(struct ch_saying *s, struct ch_node *d)
{
	struct ch_slice words = ch_say_concept(s, d, CH_T_ROUTE);

	for (size_t i = 0; i < CH_COUNT(oral); i++)
		if (ch_slice_is(words, oral[i])) {
			ch_say(s, "by mouth");
			return;
		}
	if (words.n) {
		ch_say(s, "(");
		ch_buf_add(s->out, words.s, words.n);
		ch_buf_addc(s->out, ')');
	}
}

/* "1 to 2 tablets"; a bare number is a dose. */
static void amount(struct ch_saying *s, struct ch_node *rate)
{
	struct ch_node *range = ch_say_kid(s, rate, CH_T_DOSE_RANGE);
	struct ch_node *q = ch_say_kid(s, rate, CH_T_DOSE);

	if (range) {
		ch_say_range(s, range);
		return;
	}
	if (!ch_say_text(s, q, CH_T_VALUE).n)
		return;
	if (!ch_say_text(s, q, CH_T_UNIT).n &&
	    !ch_say_text(s, q, CH_T_CODE).n)
		ch_say(s, "dose");
	ch_say_quantity(s, q);
}

static void flow(struct ch_saying *s, struct ch_node *rate)
{
	struct ch_node *n = ch_say_kid(s, rate, CH_T_RATE);

	ch_say_ratio(s, "at", ch_say_kid(s, rate, CH_T_RATE_RATIO));
	if (n) {
		ch_say(s, "at");
		ch_say_quantity(s, n);
	}
	n = ch_say_kid(s, rate, CH_T_RATE_RANGE);
	if (n) {
		ch_say(s, "at");
		ch_say_range(s, n);
	}
}

static void as_needed(struct ch_saying *s, struct ch_node *d)
{
	struct ch_slice why = ch_say_concept(s, d, CH_T_AS_NEEDED_FOR);

	if (!why.n && !ch_slice_is(ch_say_text(s, d, CH_T_AS_NEEDED), "true"))
		return;
	ch_say(s, "as needed");
	if (why.n) {
		ch_say(s, "for");
		ch_say_n(s, why);
	}
}

/* What is not said yet goes behind a comma. */
static void beside(struct ch_saying *s, struct ch_slice more)
{
	const char *said = s->out->s + s->from;
	size_t n = s->out->n - s->from;

	if (!more.n || (n && memmem(said, n, more.s, more.n)))
		return;
	if (n)
		ch_buf_addc(s->out, ',');
	ch_say_n(s, more);
}

static void compose(struct ch_saying *s, struct ch_node *d)
{
	struct ch_node *rate = ch_say_kid(s, d, CH_T_DOSE_AND_RATE);
	struct ch_node *timing = ch_say_kid(s, d, CH_T_TIMING);
	struct ch_buf when CH_AUTO(ch_buf_free) = CH_BUF_INIT;
	size_t was = s->out->n;

	ch_say_n(s, ch_say_concept(s, d, CH_T_METHOD));
	amount(s, rate);
	route(s, d);
	ch_say_n(s, ch_say_concept(s, d, CH_T_SITE));
	flow(s, rate);
	ch_timing_words(&when, s->word, timing);
	s->out->failed |= when.failed;
	if (when.n) {
		/* "dose 1, once a day": two numbers in a row mislead. */
		if (s->out->n > was && s->out->s[s->out->n - 1] <= '9' &&
		    s->out->s[s->out->n - 1] >= '0')
			ch_buf_addc(s->out, ',');
		ch_say_n(s, (struct ch_slice){ when.s, when.n });
	}
	as_needed(s, d);
	ch_say_ratio(s, "no more than", ch_say_kid(s, d, CH_T_MAX));
}

void ch_dosage_words(struct ch_buf *out, const uint16_t *word,
		     struct ch_node *dosage)
{
	struct ch_saying s = { out, word, out->n };
	struct ch_slice text = ch_say_text(&s, dosage, CH_T_TEXT);

	while (text.n && memchr(" \t\r\n", text.s[text.n - 1], 4))
		text.n--;
	if (text.n)
		ch_say_n(&s, text);
	else
		compose(&s, dosage);
	for (struct ch_node *n = dosage->kids; n; n = n->next) {
		struct ch_node one = *n, at = *dosage;

		if (n->word != word[CH_T_ADDITIONAL])
			continue;
		one.next = NULL;
		at.kids = &one;
		beside(&s, ch_say_concept(&s, &at, CH_T_ADDITIONAL));
	}
	if (!text.n)
		beside(&s, ch_say_text(&s, dosage, CH_T_PATIENT));
}

int64_t ch_dosage_sequence(const uint16_t *word, struct ch_node *dosage)
{
	struct ch_saying s = { NULL, word, 0 };
	struct ch_slice text = ch_say_text(&s, dosage, CH_T_SEQUENCE);
	int64_t n;

	return ch_text_int(text.s, text.n, &n) ? n : INT64_MAX;
}
