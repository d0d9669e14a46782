/* record_row.c - rows: the types they are of, their values, what may be. */
#include "base/buf.h"
#include "base/id.h"
#include "record/row.h"
#include "tap.h"

static void types(void)
{
	const struct ch_type *t;
	int good = 0;

	for (int i = 0; i < ch_types_n; i++) {
		t = &ch_types[i];
		good += ch_type_find(t->name) == t && t->n > 0 &&
			t->n <= CH_FIELDS_MAX && t->doc && *t->doc;
	}
	ok(ch_types_n > 40 && good == ch_types_n, "every type is found");
	ok(!ch_type_find("nosuch") && !ch_type_find(""), "others are not");
	t = ch_type_find("patient");
	ok(!ch_field(t, "id") && t->patient < 0 && t->rev > 0 &&
	   ch_field(t, "nosuch") == -1, "fields by name");
	ok(ch_type_find("encounter")->patient > 0 &&
	   !strcmp(t->field[ch_field(t, "practitioner")].target, "staff"),
	   "whom it is about, to what it refers");
	t = ch_type_find("task");
	ok(t->field[t->field[ch_field(t, "about")].pair].pair ==
	   ch_field(t, "about"), "a reference and its type are a pair");
	ok(t->field[t->status].words && !t->field[0].words, "words allowed");
}

static bool reads(const char *field, const char *text, const char *want)
{
	const struct ch_type *t = ch_type_find("observation");
	struct ch_buf out = CH_BUF_INIT;
	struct ch_row row;
	struct ch_err err;
	bool good;
	int c = ch_field(t, field);

	ch_row_start(&row, t);
	if (ch_row_read(&row, c, text, strlen(text), &err))
		return !want && !strcmp(err.field, field);
	ch_row_spell(&out, &row, c);
	good = want && out.s && !strcmp(out.s, want);
	if (!good)
		printf("# %s: %s\n", field, out.s ? out.s : "(nothing)");
	ch_buf_free(&out);
	return good;
}

static void values(void)
{
	ok(reads("value", "1.50", "1.5") && reads("value", "-0.0", "-0") &&
	   reads("value", "1e3", "1000"), "numbers");
	ok(reads("value", "1x", NULL) && reads("value", "", NULL) &&
	   reads("value", "nan", NULL) && reads("value", "inf", NULL) &&
	   reads("value", "0x10", NULL) && reads("value", "1e999", NULL) &&
	   reads("value", "1,5", NULL), "no numbers");
	ok(reads("at", "1980-02", "1980-02") && reads("at", "x", NULL),
	   "moments");
	ok(reads("patient", "00000000000000AA", "00000000000000aa") &&
	   reads("patient", "aa", NULL), "references");
	ok(reads("code", "=1+1", "=1+1"), "texts");
}

static int check(const char *field, const char *text, size_t n,
		 const char **reason)
{
	const struct ch_type *t = ch_type_find("patient");
	struct ch_row row;
	struct ch_err err = { .reason = "" };
	int rc;

	ch_row_start(&row, t);
	ch_row_text(&row, ch_field(t, field), text, n);
	rc = ch_row_check(&row, &err);
	*reason = err.reason;
	return rc;
}

static int check_coding(const char *s, size_t n, const char **why)
{
	const struct ch_coding coding = { .code = { s, n } };
	struct ch_err err = { 0 };
	struct ch_row row;
	int code;

	ch_row_start(&row, ch_type_find("patient"));
	row.coding = &coding;
	row.codings = 1;
	code = ch_row_check(&row, &err);
	*why = err.reason;
	return code;
}

static void checks(void)
{
	static char large[(16 << 20) + 1];
	const char *why;

	memset(large, 'x', sizeof(large));
	ok(!check("family", "Ä", 2, &why), "a name");
	ok(check("family", "\xff", 1, &why) && !strcmp(why, "bad-utf8"),
	   "bytes that are no text");
	ok(check("family", "a\0b", 3, &why) && !strcmp(why, "nul"), "NUL");
	ok(!check("family", large, sizeof(large) - 1, &why) &&
	   check("family", large, sizeof(large), &why) &&
	   !strcmp(why, "too-long"), "too long");
	ok(!check_coding("E11.9", 5, &why) &&
	   check_coding(large, sizeof(large), &why) &&
	   !strcmp(why, "too-long") && check_coding("\xff", 1, &why) &&
	   !strcmp(why, "bad-utf8"), "a further code");
	ok(!check("sex", "female", 6, &why) &&
	   check("sex", "fem", 3, &why) && !strcmp(why, "bad-word") &&
	   check("sex", "females", 7, &why), "words");
}

static void sameness(void)
{
	const struct ch_type *t = ch_type_find("observation");
	int value = ch_field(t, "value"), code = ch_field(t, "code");
	struct ch_row a, b;

	ch_row_start(&a, t);
	ch_row_start(&b, t);
	ok(ch_row_same(&a, &b, code), "neither says anything");
	ch_row_null(&a, code);
	ok(ch_row_same(&a, &b, code), "nothing, and not said");
	ch_row_text(&a, code, "x", 1);
	ch_row_text(&b, code, "xy", 1);
	ok(ch_row_same(&a, &b, code), "the same text");
	ch_row_text(&b, code, "xy", 2);
	ok(!ch_row_same(&a, &b, code), "another text");
	ch_row_real(&a, value, 1);
	ch_row_real(&b, value, 1.5);
	ok(!ch_row_same(&a, &b, value), "another number");
	ch_row_null(&b, value);
	ok(!ch_row_same(&a, &b, value) && !ch_row_has(&b, value),
	   "a number and nothing");
}

int main(void)
{
	struct ch_err err;

	ok(!ch_id_start(&err), "begin");
	types();
	values();
	checks();
	sameness();
	return tap_end();
}
