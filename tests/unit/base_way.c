/* base_way.c - numbers and addresses as people write them: which are one. */
#include "base/way.h"
#include "tap.h"

static struct ch_slice slice(const char *s)
{
	return (struct ch_slice){ s, strlen(s) };
}

static bool alike(const char *a, const char *b)
{
	struct ch_buf list = CH_BUF_INIT;
	bool found;

	ch_way_add(&list, slice("+1 202 555 0147"));
	ch_way_add(&list, slice(a));
	found = ch_way_among(&list, slice(b));
	ch_buf_free(&list);
	return found;
}

static void one(const char *a, const char *b)
{
	ok(alike(a, b) && alike(b, a), "one: %s, %s", a, b);
}

static void two(const char *a, const char *b)
{
	ok(!alike(a, b) && !alike(b, a), "two: %s, %s", a, b);
}

static void numbers(void)
{
	static const char *const same[] = {
		"617-555-0142", "6175550142", "(617) 555-0142", "617.555.0142",
		"+1 617 555 0142", "1-617-555-0142", "001 617 555 0142",
		"0111 617 555 0142", "tel:+1-617-555-0142",
		"TEL:617-555-0142;ext=9", "sms:+16175550142?body=call%20911",
		"tel:%2B16175550142", "617\xc2\xa0" "555\xc2\xa0" "0142",
		"617\xe2\x80\x91" "555\xe2\x80\x93" "0142",
		"617\xe2\x88\x92" "555\xe2\x80\x94" "0142",
		"617\xe2\x80\x8b" "555\xe2\x80\xaf" "0142",
		"\xe2\x80\xaa+1 617 555 0142\xe2\x80\xac",
		"617-555-0142 x12", "617-555-0142 ext. 12", "617 555 0142#7",
		"617-555-0142,,3", "617-555-0142 (home)", "cell: 617-555-0142",
		"\xef\xbc\x96\xef\xbc\x91\xef\xbc\x97-555-0142",
		"\xd9\xa6\xd9\xa1\xd9\xa7-\xd9\xa5\xd9\xa5\xd9\xa5-"
		"\xd9\xa0\xd9\xa1\xd9\xa4\xd9\xa2",
		"\xe0\xa5\xac\xe0\xa5\xa7\xe0\xa5\xad 5550142",
		"617-555-0199 or 617-555-0142",
	};

	for (size_t i = 0; i < CH_COUNT(same); i++)
		for (size_t j = 0; j < CH_COUNT(same); j++)
			one(same[i], same[j]);
	one("+44 (0)20 7946 0018", "+44 20 7946 0018");
	one("+44 020 7946 0018", "0044 20 7946 0018");
	one("020 7946 0018", "+44 [0] 20 7946 0018");
	one("555-0142", "(617) 555-0142");
	one("1-800-FLOWERS", "1 800 356 9377");
	two("617-555-0142", "617-555-0143");
	two("617-555-0142", "508-555-0142");
	two("+1 617 555 0142", "+44 617 555 0142");
	two("911", "617-555-0911");
	two("", "617-555-0142");
}

static void mails(void)
{
	one("ada@example.org", "mailto:Ada@Example.ORG");
	one("ada@example.org", "Ada Example <ada@example.org>");
	one("ada@example.org", "mailto:ada%40example.org?subject=x@y");
	one("ada@example.org", " ada@example.org\xe2\x80\x8b");
	two("ada@example.org", "bea@example.org");
	two("ada@example.org", "ada@example.com");
	two("6175550142@example.org", "617-555-0142");
}

static bool goes(struct ch_slice got, const char *want)
{
	return want ? got.s && ch_slice_is(got, want) : !got.s;
}

static void usable(void)
{
	static const char *const phone[] = {
		"+1 617 555 0142", "(617) 555-0142", "617.555.0142",
		"617\xe2\x80\x91" "555\xe2\x80\x91" "0142",
	};
	static const char *const none[] = {
		"617-555-0142 x12", "911", "none", "", "unknown",
		"617-555-0142 or 617-555-0199", "1-800-FLOWERS",
		"6175550142#", "12345678901234567", "a@b.org", "0+6175550142",
	};

	for (size_t i = 0; i < CH_COUNT(phone); i++)
		ok(goes(ch_way_phone(slice(phone[i])), phone[i]), "%s",
		   phone[i]);
	for (size_t i = 0; i < CH_COUNT(none); i++)
		ok(goes(ch_way_phone(slice(none[i])), NULL), "not: %s",
		   none[i]);
	ok(goes(ch_way_phone(slice(" tel:617 555 0142 ")), "617 555 0142"),
	   "without its scheme");
	ok(goes(ch_way_mail(slice("mailto:a.b@example.org")),
		"a.b@example.org"), "mail");
	ok(goes(ch_way_mail(slice("a@b")), NULL) &&
	   goes(ch_way_mail(slice("a@b@example.org")), NULL) &&
	   goes(ch_way_mail(slice("A <a@example.org>")), NULL) &&
	   goes(ch_way_mail(slice("@example.org")), NULL) &&
	   goes(ch_way_mail(slice("a@example.org,b@example.org")), NULL) &&
	   goes(ch_way_mail(slice("none")), NULL), "no mail");
}

int main(void)
{
	numbers();
	mails();
	usable();
	return tap_end();
}
