/* know_wording.c - texts held to their channels, filled in, in a language. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/moment.h"
#include "know/wording.h"
#include "tap.h"

static char room[] = "/tmp/ch-wording.XXXXXX";
static struct ch_dates *days;	/* 23 characters at most */
static struct ch_shelf shelf = { { room, NULL, NULL } };

static void put(const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/texts/%s", room, name);
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
}

#define HEAD "# text: a\n# language: en\n# version: 3\n"
#define REST "[voice]\nv\n[email]\ne\n[letter]\nDear {name}[[, with {with}]]" \
	"[[, at {place}]].\n[portal]\np\n"

static int code_of(const char *text)
{
	struct ch_wording w;
	struct ch_err err;
	int rc;

	put("a.en.txt", text);
	rc = ch_wording_read(&w, &shelf, "a", "es-MX", days, &err);
	if (!rc)
		ch_wording_free(&w);
	return rc;
}

static void checks(void)
{
	char sms[400];

	ok(!code_of(HEAD "[sms]\n{day} {time}\n" REST), "English for others");
	ok(code_of(HEAD "[sms]\n{name}\n" REST) == CH_EDATA, "a name by sms");
	ok(code_of(HEAD "[sms]\n[[{with}]]\n" REST) == CH_EDATA, "or with");
	ok(code_of(HEAD "[sms]\n{x}\n" REST) == CH_EDATA, "no such field");
	ok(code_of(HEAD "[sms]\n{day\n" REST) == CH_EDATA, "no end");
	ok(code_of(HEAD "[sms]\nx\n") == CH_EDATA, "a channel without text");
	ok(code_of(HEAD "[fax]\nx\n" REST) == CH_EDATA, "no such channel");
	ok(code_of("# text: b\n[sms]\nx\n" REST) == CH_EDATA, "heading");
	ok(code_of("") == CH_EDATA, "nothing");
	ok(code_of(HEAD "[sms]\n[[ {time}\n" REST) == CH_EDATA, "[[ alone");
	ok(code_of(HEAD "[sms]\na ]] b\n" REST) == CH_EDATA, "]] alone");
	ok(code_of(HEAD "[sms]\n[[a [[b]]\n" REST) == CH_EDATA, "nested");
	ok(code_of(HEAD "[sms]\n[[at {time}]]\n" REST) == CH_EDATA,
	   "nothing without a time");
	ok(!code_of(HEAD "[sms]\n[[{time}]] call\n" REST), "a line of [[");
	snprintf(sms, sizeof(sms), HEAD "[sms]\n%0138d{day}\n" REST, 1);
	ok(code_of(sms) == CH_EDATA, "161 characters");
	snprintf(sms, sizeof(sms), HEAD "[sms]\n%0137d{day}\n" REST, 1);
	ok(!code_of(sms), "160 characters");
}

static void filled(const struct ch_wording_fields *fields, const char *want)
{
	struct ch_buf b = CH_BUF_INIT;
	struct ch_wording w;

	if (ch_wording_read(&w, &shelf, "a", "en", days, NULL))
		return;
	ch_wording_fill(&w, CH_LETTER, fields, &b);
	ok(b.s && !strcmp(b.s, want), "%s", want);
	ch_buf_free(&b);
	ch_wording_free(&w);
}

static void fills(void)
{
	code_of(HEAD "[sms]\nx\n" REST);
	filled(&(struct ch_wording_fields){ .name = CH_SLICE("Ada"),
		.with = CH_SLICE("{day}") }, "Dear Ada, with {day}.");
	filled(&(struct ch_wording_fields){ .name = CH_SLICE("Ada"),
		.place = CH_SLICE("Main St") }, "Dear Ada, at Main St.");
	filled(&(struct ch_wording_fields){ .name = { NULL, 0 } }, "Dear .");
}

static void said(const struct ch_dates *d, const char *language, int minute,
		 const char *want)
{
	struct ch_buf b = CH_BUF_INIT;

	ch_dates_day(d, language, ch_days_of_civil(2026, 6, 3), &b);
	ch_buf_addc(&b, ' ');
	ch_dates_time(d, language, minute, &b);
	ok(b.s && !strcmp(b.s, want), "%s", want);
	ch_buf_free(&b);
}

static void dates(void)
{
	struct ch_dates *d;

	put("dates.tsv", "en\t{weekday} {month} {d}\t12\tA B C D E F G\t"
	    "1 2 3 4 5 6 7 8 9 10 11 12\n"
	    "xx\t{d}/{month}\t24\tA B C D E F G\ta b c d e f g h i j k l\n");
	ok(!ch_dates_read(&d, &shelf, NULL), "two languages");
	said(d, "en", 0, "D 6 3 12:00 AM");
	said(d, "en-GB", 12 * 60 + 5, "D 6 3 12:05 PM");
	said(d, "xx", 13 * 60, "3/f 13:00");
	said(d, "tlh", 13 * 60, "D 6 3 1:00 PM");
	ch_dates_free(&d);
	put("dates.tsv", "en\t{d}\t12\tA B\t1 2\n");
	ok(ch_dates_read(&d, &shelf, NULL) == CH_EDATA, "two weekdays");
	put("dates.tsv", "");
	ok(!ch_dates_read(&d, &shelf, NULL), "no language at all");
	said(d, "en", 61, "2026-06-03 1:01");
	ch_dates_free(&d);
}

int main(void)
{
	char path[128];

	if (!mkdtemp(room))
		return 1;
	snprintf(path, sizeof(path), "%s/texts", room);
	mkdir(path, 0700);
	put("dates.tsv", "en\t{weekday}, {month} {d}\t12\t"
	    "Su Mo Tu Wednesday Th Fr Sa\t"
	    "1 2 3 4 5 6 7 8 September 10 11 12\n");
	ok(!ch_dates_read(&days, &shelf, NULL), "days");
	checks();
	fills();
	ch_dates_free(&days);
	dates();
	snprintf(path, sizeof(path), "%s/texts/a.en.txt", room);
	unlink(path);
	snprintf(path, sizeof(path), "%s/texts/dates.tsv", room);
	unlink(path);
	snprintf(path, sizeof(path), "%s/texts", room);
	rmdir(path);
	rmdir(room);
	return tap_end();
}
