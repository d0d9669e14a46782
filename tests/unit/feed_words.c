/* feed_words.c - what nodes say in words: dosages, timings, ranges, days; and
 * whom a reference names. */
#include "feed.h"
#include "feed/map_in.h"
#include "tap.h"

static struct noted got;

/* What one line of a map makes of a resource of type X. */
static const char *made(const char *line, const char *rest)
{
	struct ch_buf map = CH_BUF_INIT, text = CH_BUF_INIT;
	static struct ch_err err;
	struct ch_map *m;
	struct ch_fhir *f;

	note_clear(&got);
	ch_buf_addf(&map, "map fhir X\nabsent clear\nrecord medication\n"
		    " origin id\n %s\n", line);
	ch_buf_addf(&text, "{\"resourceType\":\"X\",\"id\":\"x\",%s}", rest);
	if (ch_map_read(&m, "test.map", map.s, map.n, &err) ||
	    ch_fhir_new(&f, &m, 1, test_naming(), CH_FHIR_FAST, &err))
		return err.msg;
	read_text(f, &got, text.s);
	ch_fhir_free(&f);
	ch_buf_free(&map);
	ch_buf_free(&text);
	return got.text.s;
}

static void says_of(const char *line, const char *rest, const char *want)
{
	const char *is = made(line, rest);
	char field[300];

	snprintf(field, sizeof(field), "\"sig\":\"%s\"", want);
	ok(*want ? strstr(is, field) != NULL : !strstr(is, "\"sig\""),
	   "%s", *want ? want : "nothing");
	if (*want && !strstr(is, field))
		printf("# %s# of %s\n", is, rest);
}

#define DOSE "\"doseAndRate\":[{\"doseQuantity\":{\"value\":"
#define REPEAT "\"timing\":{\"repeat\":{"

static void dosages(void)
{
	static const struct {
		const char *said, *words;
	} all[] = {
		{ DOSE "1,\"unit\":\"tablet\"}}]," REPEAT "\"frequency\":2,"
		  "\"period\":1,\"periodUnit\":\"d\",\"boundsDuration\":{"
		  "\"value\":3,\"code\":\"d\"}}},\"asNeededBoolean\":true",
		  "1 tablet twice a day for 3 days as needed" },
		{ DOSE "2.50,\"unit\":\"mg\"}}]," REPEAT "\"frequency\":1,"
		  "\"period\":6,\"periodMax\":8,\"periodUnit\":\"h\"}}",
		  "2.5 mg every 6 to 8 hours" },
		{ DOSE "1}}]," REPEAT "\"frequency\":1,\"period\":1,"
		  "\"periodUnit\":\"d\"}}", "dose 1, once a day" },
		{ "\"doseAndRate\":[{\"doseRange\":{\"low\":{\"value\":1},"
		  "\"high\":{\"value\":2,\"unit\":\"capsule\"}}}],\"route\":{"
		  "\"coding\":[{\"display\":\"Oral route\"}]}," REPEAT
		  "\"when\":[\"ACM\",\"ACV\"],\"offset\":30}}",
		  "1 to 2 capsules by mouth 30 minutes before breakfast and "
		  "before dinner" },
		{ "\"method\":{\"text\":\"Inject\"}," DOSE "10,\"unit\":"
		  "\"unit\"}}],\"site\":{\"text\":\"thigh\"}," REPEAT
		  "\"dayOfWeek\":[\"mon\",\"wed\",\"fri\"],\"timeOfDay\":["
		  "\"08:00:00\"],\"count\":6}}",
		  "Inject 10 units thigh on Monday, Wednesday and Friday at "
		  "08:00 6 times in all" },
		{ "\"timing\":{\"code\":{\"coding\":[{\"code\":\"BID\"}]}},"
		  "\"asNeededCodeableConcept\":{\"text\":\"pain\"},"
		  "\"maxDosePerPeriod\":{\"numerator\":{\"value\":4,\"unit\":"
		  "\"tablet\"},\"denominator\":{\"value\":24,\"unit\":\"h\"}}",
		  "twice a day as needed for pain no more than 4 tablets in "
		  "24 hours" },
		{ "\"text\":\"one daily\",\"additionalInstruction\":[{"
		  "\"text\":\"with food\"},{\"text\":\"daily\"}]," DOSE "9}}]",
		  "one daily, with food" },
		{ REPEAT "\"frequency\":3,\"frequencyMax\":4,\"period\":2,"
		  "\"periodUnit\":\"wk\",\"boundsPeriod\":{\"start\":"
		  "\"2026-01-02T08:00:00Z\",\"end\":\"2026-02\"}}}",
		  "3 to 4 times every 2 weeks from 2026-01-02 until 2026-02" },
		{ "\"timing\":{\"event\":[\"2026-01-02\",\"2026-01-03\"]}",
		  "on 2026-01-02 and 2026-01-03" },
		{ "\"doseAndRate\":[{\"rateRatio\":{\"numerator\":{\"value\":"
		  "100,\"unit\":\"mL\"},\"denominator\":{\"value\":1,"
		  "\"unit\":\"h\"}}}]," REPEAT "\"duration\":30,"
		  "\"durationUnit\":\"min\"}}",
		  "at 100 mL in 1 hour over 30 minutes" },
		{ "\"sequence\":1", "" },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++) {
		char text[600];

		snprintf(text, sizeof(text), "\"d\":[{%s}]", all[i].said);
		says_of("sig d sig", text, all[i].words);
	}
	says_of("sig d sig", "\"d\":[{\"sequence\":3,\"text\":\"c\"},"
		"{\"sequence\":1,\"text\":\"a\"},{\"sequence\":2},"
		"{\"sequence\":2,\"text\":\"b\"}]", "a; b; c");
}

static void others(void)
{
	says_of("sig t timing", "\"t\":{\"repeat\":{\"frequency\":1,"
		"\"period\":1,\"periodUnit\":\"wk\"}}", "once a week");
	says_of("sig s | t timing", "\"s\":\"now and then\"", "now and then");
	says_of("sig r ranges", "\"r\":[{\"low\":{\"value\":4}},{\"type\":{"
		"\"coding\":[{\"code\":\"treatment\"}]},\"low\":{\"value\":2},"
		"\"high\":{\"value\":3,\"unit\":\"mg\"}},{\"appliesTo\":[{"
		"\"text\":\"women\"}],\"age\":{\"low\":{\"value\":18,\"unit\":"
		"\"a\"}},\"high\":{\"value\":9}},{\"text\":\"less\"}]",
		"treatment: 2 to 3 mg; women age 18 years: up to 9; less");
	says_of("sig r ratio", "\"r\":{\"numerator\":{\"value\":1},"
		"\"denominator\":{\"value\":2,\"unit\":\"d\"}}",
		"1 in 2 days");
}

static void days(void)
{
	static const struct {
		const char *said, *days;
	} all[] = {
		{ "\"value\":6.5,\"unit\":\"days\"", "\"days\":6.5" },
		{ "\"value\":2,\"code\":\"wk\"", "\"days\":14," },
		{ "\"value\":1,\"code\":\"mo\",\"unit\":\"x\"",
		  "\"days\":30," },
		{ "\"value\":1,\"unit\":\"a\"", "\"days\":365," },
		{ "\"value\":12,\"code\":\"h\"", "\"days\":0.5," },
	};
	char text[200];

	for (size_t i = 0; i < CH_COUNT(all); i++) {
		snprintf(text, sizeof(text), "\"d\":{%s}", all[i].said);
		ok(strstr(made("days d days\n name \"x\"", text),
			  all[i].days), "%s", all[i].days);
	}
	ok(!strstr(made("days d days", "\"d\":{\"value\":1,\"unit\":"
			"\"moons\"}"), "\"days\""), "no such unit");
	ok(strstr(made("days d sig", "\"d\":1"), "does not give what days"),
	   "words are no number");
}

static void whom(void)
{
	says_of("sig p[a.reference@Patient].s", "\"p\":[{\"a\":{\"reference\":"
		"\"Practitioner/1\"},\"s\":\"no\"},{\"a\":{\"reference\":"
		"\"http://x/fhir/Patient/1/_history/2\"},\"s\":\"yes\"}]",
		"yes");
	says_of("sig p[a.reference@Patient].s", "\"p\":[{\"a\":{\"reference\":"
		"\"urn:uuid:1\"},\"s\":\"no\"},{\"a\":{\"reference\":"
		"\"Patient?identifier=x|1\"},\"s\":\"asked\"}]", "asked");
}

int main(void)
{
	struct ch_err err;

	ch_id_start(&err);
	dosages();
	others();
	days();
	whom();
	ch_buf_free(&got.text);
	return tap_end();
}
