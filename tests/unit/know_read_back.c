/* know_read_back.c - what is read back: numbers, units, signs, words. */
#include <math.h>
#include <string.h>

#include "know/read_back.h"
#include "tap.h"

static const struct ch_result potassium = {
	6.8, 6.8, { NULL, 0 }, CH_SLICE("mmol/L"), CH_SLICE("mmol/L"),
	{ NULL, 0 }, { NULL, 0 },
};
static const struct ch_result glucose = {
	27.3, 491.82588, { NULL, 0 }, CH_SLICE("mmol/L"), CH_SLICE("mg/dL"),
	{ NULL, 0 }, { NULL, 0 },
};
static const struct ch_result low = {
	0.5, NAN, CH_SLICE("<"), CH_SLICE("ug/L"), { NULL, 0 }, { NULL, 0 },
	{ NULL, 0 },
};
static const struct ch_result culture = {
	NAN, NAN, { NULL, 0 }, { NULL, 0 }, { NULL, 0 },
	CH_SLICE("Gram-positive cocci "), CH_SLICE("260373001"),
};

static void tries(const struct ch_result *r, const char *said, bool is)
{
	ok(ch_read_back_is(r, (struct ch_slice){ said, strlen(said) }) == is,
	   "\"%s\" is %sit", said, is ? "" : "not ");
}

int main(void)
{
	static const struct ch_result nothing = { .value = NAN,
						  .standard = NAN };
	static const char *const right[] = { "6.8", "6.80", " 6.8 ", "06.8",
		"6.8 mmol/L", "6.8mmol/l", "+6.8" };
	static const char *const wrong[] = { "", "6.1", "68", "6,8",
		"6.8 mg/dL", "<6.8", "> 6.8", "6.8.", "6.8 6.8", "x", "-6.8",
		"6.800001", "6" };

	for (size_t i = 0; i < CH_COUNT(right); i++)
		tries(&potassium, right[i], true);
	for (size_t i = 0; i < CH_COUNT(wrong); i++)
		tries(&potassium, wrong[i], false);
	tries(&glucose, "27.3", true);
	tries(&glucose, "27.3 mg/dL", false);
	tries(&glucose, "491.8", true);
	tries(&glucose, "491.8 mg/dL", true);
	tries(&glucose, "491.8 mmol/L", false);
	tries(&glucose, "492.8", false);
	tries(&low, "<0.5", true);
	tries(&low, "< 0.50 ug/L", true);
	tries(&low, "0.5", false);
	tries(&low, "<=0.5", false);
	tries(&low, ">0.5", false);
	tries(&culture, "gram-positive  COCCI", true);
	tries(&culture, "260373001", true);
	tries(&culture, "cocci", false);
	tries(&culture, "", false);
	tries(&nothing, "", false);
	tries(&nothing, "0", false);
	ok(!ch_result_says(&nothing) && ch_result_says(&culture) &&
	   ch_result_says(&low), "what can be read back");
	return tap_end();
}
