/* base_text.c - UTF-8, numbers, folding, and text made harmless. */
#include "base/text.h"
#include "tap.h"

static bool utf8(const char *s)
{
	return ch_text_utf8(s, strlen(s));
}

static void encodings(void)
{
	char pad[40] = "0123456789abcdef0123456789abcdef";

	ok(ch_text_utf8("", 0) && utf8("abc") && utf8("\x7f"), "ASCII");
	ok(utf8("\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80"
		"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), "the edges");
	ok(!utf8("\x80") && !utf8("\xbf"), "a stray continuation");
	ok(!utf8("\xc0\x80") && !utf8("\xc1\xbf") && !utf8("\xe0\x9f\xbf") &&
	   !utf8("\xf0\x8f\xbf\xbf"), "overlong forms");
	ok(!utf8("\xed\xa0\x80") && !utf8("\xed\xbf\xbf"), "surrogates");
	ok(!utf8("\xf4\x90\x80\x80") && !utf8("\xf5\x80\x80\x80") &&
	   !utf8("\xff"), "beyond U+10FFFF");
	ok(!utf8("\xc3") && !utf8("\xe2\x82") && !utf8("\xf0\x9f\x98") &&
	   !utf8("\xe2\x28\xa1"), "cut off");
	ok(ch_text_utf8("a\0b", 3), "NUL is for others to refuse");
	for (size_t i = 0; i < 32; i++) {
		pad[i] = (char)0x80;
		ok(!ch_text_utf8(pad, 32), "a bad byte at %zu", i);
		pad[i] = 'x';
	}
}

static void language(const char *tag, const char *want)
{
	char got[16];

	ch_text_language((struct ch_slice){ tag, strlen(tag) }, got,
			 sizeof(got));
	ok(!strcmp(got, want), "%s is %s, not %s", tag, want, got);
}

static void shown(double d, const char *want)
{
	char got[CH_REAL_MAX];

	ok(ch_text_print_shown(d, got) == strlen(want) && !strcmp(got, want),
	   "%s, not %s", want, got);
}

static void digits(void)
{
	shown((98.6 - 32) * 5 / 9, "37");
	shown((99.1 - 32) * 5 / 9, "37.28");
	shown(5.51 * 18.0182, "99.28");
	shown(185.1234567, "185.1");
	shown(0.0123456789, "0.0123");
	shown(-2.000000001, "-2");
	shown(120, "120");
	shown(51.8, "51.8");
	shown(1e-7, "1e-07");
	shown(1234567890123., "1234567890123");
}

static void languages(void)
{
	language("ES", "es");
	language("es_us", "es-US");
	language("ZH-HANS-cn", "zh-Hans-CN");
	language("es-419", "es-419");
	language("", "");
	language("en-US-x-rather-long", "en-US-x-rather-");
}

static bool is_int(const char *s, int64_t want)
{
	int64_t i;

	return ch_text_int(s, strlen(s), &i) && i == want;
}

static bool no_int(const char *s)
{
	int64_t i;

	return !ch_text_int(s, strlen(s), &i);
}

static void integers(void)
{
	ok(is_int("0", 0) && is_int("-0", 0) && is_int("+7", 7) &&
	   is_int("007", 7), "small");
	ok(is_int("9223372036854775807", INT64_MAX) &&
	   is_int("-9223372036854775808", INT64_MIN), "the largest");
	ok(no_int("9223372036854775808") && no_int("-9223372036854775809") &&
	   no_int("99999999999999999999"), "too large");
	ok(no_int("") && no_int("-") && no_int("1.0") && no_int(" 1") &&
	   no_int("1 ") && no_int("0x1") && no_int("--1"), "others");
}

static bool is_real(const char *s, double want)
{
	double d;

	return ch_text_real(s, strlen(s), &d) && d == want;
}

static bool no_real(const char *s)
{
	double d;

	return !ch_text_real(s, strlen(s), &d);
}

static bool prints(double d, const char *want)
{
	char out[CH_REAL_MAX];

	return ch_text_print_real(d, out) == strlen(want) &&
		!strcmp(out, want);
}

static void reals(void)
{
	char many[1200];

	ok(is_real("51.8", 51.8) && is_real("-1e3", -1000) &&
	   is_real(".5", 0.5) && is_real("+1", 1) && is_real("5.", 5) &&
	   is_real("1E-7", 1e-7) && is_real("007.50", 7.5), "plain");
	ok(is_real("9007199254740993", 9007199254740992.0) &&
	   is_real("1e23", 1e23) && is_real("8.5e-23", 8.5e-23) &&
	   is_real("123456789012345678901234567890",
		   123456789012345678901234567890.0) &&
	   is_real("2.2250738585072011e-308", 2.2250738585072011e-308) &&
	   is_real("4.9e-324", 4.9e-324) && is_real("1e-400", 0) &&
	   is_real("1.7976931348623157e308", 1.7976931348623157e308),
	   "the hard ones are nearest");
	ok(is_real("0e999999999999", 0) && is_real("0.000", 0), "zeros");
	memset(many, '0', sizeof(many));
	memcpy(many, "0.5", 3);
	many[1100] = '1';
	many[1101] = '\0';
	ok(is_real(many, 0.5), "a thousand digits");
	/* Half way between two doubles, but for the very last digit. */
	memset(many, '0', sizeof(many));
	memcpy(many, "9007199254740993.", 17);
	many[1100] = '1';
	many[1101] = '\0';
	ok(is_real(many, 9007199254740994.0), "the last of them counts");
	ok(no_real("") && no_real(".") && no_real("e5") && no_real("1e") &&
	   no_real("1e+") && no_real("nan") && no_real("inf") &&
	   no_real("1e999") && no_real("0x1p3") && no_real("1,5") &&
	   no_real(" 1") && no_real("1 ") && no_real("-") && no_real("1.2.3"),
	   "others");
	ok(prints(51.8, "51.8") && prints(1e-7, "1e-07") &&
	   prints(120, "120") && prints(0.1 + 0.2, "0.30000000000000004") &&
	   prints(1e100, "1e+100") && prints(-0.5, "-0.5"), "shortest");
}

static bool folds(const char *s, const char *want)
{
	struct ch_buf b = CH_BUF_INIT;
	bool good;

	ch_text_fold(&b, s, strlen(s));
	good = !strcmp(b.s ? b.s : "", want);
	if (!good)
		printf("# %s\n", b.s);
	ch_buf_free(&b);
	return good;
}

static void folding(void)
{
	ok(folds("Bj\u00f8rn-\u00c5ngstr\u00f6m O'Neill",
		 "bjorn-angstrom o'neill"), "as the header says");
	ok(folds("Stra\u00dfe \u0141\u00f3d\u017a \u00deor \u0152uvre",
		 "strasse lodz thor oeuvre"),
	   "letters without a decomposition");
	ok(folds("O\u2019Brien \u2013", "o'brien \u2013"),
	   "a typographer's apostrophe");
	ok(folds("Jose\u0301", "jose") && folds("Jos\u00e9", "jose"),
	   "accents of either kind");
	ok(folds("\u0391\u0398\u0397\u039d\u0391 \u03cc\u03c2",
		 "\u03b1\u03b8\u03b7\u03bd\u03b1 \u03bf\u03c3"), "Greek");
	ok(folds("\u0401\u043b\u043a\u0430 \u0419",
		 "\u0435\u043b\u043a\u0430 \u0438"), "Cyrillic");
	ok(folds("Nguy\u1ec5n \u1f08", "nguyen \u03b1"), "the extended blocks");
	ok(folds("  a \t\n b\u00a0c  ", "a b c") && folds("   ", ""), "blanks");
	ok(folds("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"), "others stay");
	ok(folds("a\xff", "a\xff"), "bad bytes stay");
}

static bool shows(const char *s, size_t n, const char *want)
{
	struct ch_buf b = CH_BUF_INIT;
	bool good;

	ch_text_visible(&b, s, n);
	good = !strcmp(b.s, want);
	if (!good)
		printf("# %s\n", b.s);
	ch_buf_free(&b);
	return good;
}

static void showing(void)
{
	ok(shows("\x1b[2J", 4, "\\x1b[2J"), "an escape sequence");
	ok(shows("a\0b\x7f", 4, "a\\x00b\\x7f"), "NUL and DEL");
	ok(shows("\u202egnp", 6, "<U+202E>gnp"), "a bidi override");
	ok(shows("\xc2\x9b" "31m", 5, "<U+009B>31m"), "a C1 control");
	ok(shows("\x9b\xff", 2, "\\x9b\\xff"), "bad UTF-8");
	ok(shows("a\u200bb", 5, "a<U+200B>b"), "zero width");
	ok(shows("a\nb\tc", 5, "a b c"), "newline and tab");
	ok(shows("\u00c5\u738b", 5, "\u00c5\u738b"), "letters stay");
	ok(ch_text_width("abc", 3) == 3 && ch_text_width("\u738b", 3) == 2 &&
	   ch_text_width("e\u0301", 3) == 1, "width");
	ok(ch_text_fit("a\u738bb", 5, 2) == 1 &&
	   ch_text_fit("a\u738bb", 5, 3) == 4 &&
	   ch_text_fit("e\u0301x", 4, 1) == 3 && ch_text_fit("", 0, 3) == 0,
	   "fit");
	ok(ch_text_distance("patient", "patient") == 0 &&
	   ch_text_distance("patinet", "patient") == 2 &&
	   ch_text_distance("", "abc") == 3, "distance");
}

static void buffers(void)
{
	struct ch_buf b = CH_BUF_INIT;
	struct ch_err err;

	for (int i = 0; i < 1000; i++)
		ch_buf_addf(&b, "%d,", i);
	ok(b.n == 3890 && !strncmp(b.s + b.n - 4, "999,", 5), "grows");
	ch_buf_clear(&b);
	ok(!b.n && !*b.s, "clears");
	ok(!ch_buf_room(&b, SIZE_MAX - 4) && ch_buf_ok(&b, &err) == CH_ENOMEM,
	   "no room for the absurd");
	ch_buf_free(&b);
	ok(!ch_buf_ok(&b, &err), "fresh again");
}

static void errors(void)
{
	struct ch_err err;

	ok(ch_refuse(&err, "value", "not-a-number") == CH_EDATA &&
	   !strcmp(err.msg, "value: not a number") &&
	   !strcmp(err.field, "value") &&
	   !strcmp(err.reason, "not-a-number"), "a refusal");
	ok(ch_refuse(&err, NULL, "bad-json") == CH_EDATA &&
	   !strcmp(err.msg, "not valid JSON") && !*err.field, "of a line");
	ok(!strcmp(ch_reason_words("odd"), "odd"), "an unknown reason");
	ok(ch_fail(&err, CH_EBUSY, "%d", 1) == CH_EBUSY && !err.reason &&
	   !strcmp(err.msg, "1"), "a failure");
	ok(ch_refuse(NULL, "x", "nul") == CH_EDATA, "nobody asks");
}

int main(void)
{
	languages();
	digits();
	encodings();
	integers();
	reals();
	folding();
	showing();
	buffers();
	errors();
	return tap_end();
}
