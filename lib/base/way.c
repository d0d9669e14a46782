/* way.c - spells phone numbers and mail addresses bare, and compares them. */
#include "base/fold.h"
#include "base/text.h"
#include "base/way.h"

#define WHOLE 7			/* digits that make a number by themselves */

/* ---- digits ---- */

/* The zeros of the scripts that write decimal digits (Unicode, Nd). */
static const uint32_t zeros[] = {
	0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6,
	0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090,
	0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0,
	0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50,
	0xabf0, 0x104a0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
};

static int digit_of(uint32_t c)
{
	for (size_t i = 0; i < CH_COUNT(zeros); i++)
		if (c >= zeros[i] && c < zeros[i] + 10)
			return (int)(c - zeros[i]);
	return -1;
}

/* Dashes, and what is used as one, among the letters of their scripts. */
static const uint32_t dashes[] = { 0x58a, 0x5be, 0x640, 0x1400, 0x1806, 0x30fb,
				   0x30fc };

/* A letter of any script: what is no sign and no blank. */
static bool is_letter(uint32_t c)
{
	for (size_t i = 0; i < CH_COUNT(dashes); i++)
		if (c == dashes[i])
			return false;
	return (c | 0x20) - 'a' < 26 || (c >= 0xc0 && c < 0x2b0) ||
		(c >= 0x370 && c < 0x2000) || (c >= 0x3041 && c < 0xfe00);
}

/* The key of a letter on a phone: ABC is 2. */
static int key_of(uint32_t c)
{
	static const char keys[] = "22233344455566677778889999";
	uint32_t letter = (c | 0x20) - 'a';

	return letter < 26 ? keys[letter] - '0' : -1;
}

/* "(0)", with the "(" taken: what is dialled inside the country alone. */
static bool take_trunk(const char **s, size_t *n)
{
	const char *at = *s;
	size_t left = *n, len;
	bool zero = false;

	while (left) {
		uint32_t c = ch_text_take(&at, &left, &len);

		if (digit_of(c) == 0 && !zero) {
			zero = true;
		} else if (zero && (c == ')' || c == ']')) {
			*s = at;
			*n = left;
			return true;
		} else if (c != ' ' && c != 0xa0) {
			return false;
		}
	}
	return false;
}

/* Takes what is no other sign: "%2B" is one, too, where it was a link. */
static uint32_t take_sign(const char **s, size_t *n)
{
	size_t len;
	uint32_t c = ch_text_take(s, n, &len);

	if (c == '%' && *n >= 2 && strspn(*s, "0123456789abcdefABCDEF") >= 2) {
		*s += 2;
		*n -= 2;
	}
	return c;
}

/* One number, or with `keys` all of it as one. */
static void take_number(struct ch_buf *out, const char **s, size_t *n,
			bool keys)
{
	while (*n) {
		uint32_t c = take_sign(s, n);
		int digit = digit_of(c);

		if (digit < 0 && keys)
			digit = key_of(c);
		if (digit > 0 || (digit == 0 && out->n))
			ch_buf_addc(out, (char)('0' + digit));
		if (digit >= 0 || ((c == '(' || c == '[') && out->n &&
				   take_trunk(s, n)))
			continue;
		if (!keys && (is_letter(c) || (c < 0x80 &&
					       strchr(",;#?&=*", (int)c))))
			return;
	}
}

static void add_numbers(struct ch_buf *list, struct ch_slice from)
{
	struct ch_buf one = CH_BUF_INIT;
	const char *s = from.s;
	size_t n = from.n;
	bool found = false;

	while (n) {
		ch_buf_clear(&one);
		take_number(&one, &s, &n, false);
		if (one.n < WHOLE)
			continue;
		found = true;
		ch_buf_addf(list, " %s ", one.s);
	}
	ch_buf_clear(&one);
	s = from.s;
	n = from.n;
	if (!found)
		take_number(&one, &s, &n, true);
	if (!found && one.n)
		ch_buf_addf(list, " %s ", one.s);
	list->failed |= one.failed;
	ch_buf_free(&one);
}

/* ---- mail ---- */

static bool may_be_mail(char c)
{
	return c > ' ' && c < 0x7f && !strchr("<>()[],;:\"\\?", c);
}

/* The run of an address's signs around the "@". */
static void add_mail(struct ch_buf *list, struct ch_slice s, const char *at)
{
	const char *from = at, *to = at + 1;

	while (from > s.s && (may_be_mail(from[-1]) || from[-1] & 0x80))
		from--;
	while (to < s.s + s.n && (may_be_mail(*to) || *to & 0x80))
		to++;
	ch_buf_addc(list, ' ');
	ch_text_fold(list, from, (size_t)(to - from));
	ch_buf_addc(list, ' ');
}

/* Wide signs are plain ones; what is not to be seen, or is spelled for a link,
 * says nothing. */
static void clean(struct ch_buf *out, struct ch_slice s)
{
	const char *at = s.s;
	size_t left = s.n, len;

	while (left) {
		const char *from = at;
		uint32_t c = ch_text_take(&at, &left, &len);

		if (c == '%' && left >= 2 && !strncasecmp(at, "40", 2)) {
			ch_buf_addc(out, '@');
			at += 2;
			left -= 2;
		} else if (c >= 0xff01 && c <= 0xff5e) {
			ch_buf_addc(out, (char)(c - 0xfee0));
		} else if (c == 0xa0) {
			ch_buf_addc(out, ' ');
		} else if (c >= ' ' && !ch_fold_is_sly(c)) {
			ch_buf_add(out, from, (size_t)(at - from));
		}
	}
}

/* ---- alike ---- */

void ch_way_add(struct ch_buf *list, struct ch_slice s)
{
	struct ch_buf text = CH_BUF_INIT;
	const char *at;

	clean(&text, s);
	at = text.n ? memchr(text.s, '@', text.n) : NULL;
	if (at)
		add_mail(list, (struct ch_slice){ text.s, text.n }, at);
	else if (text.n)
		add_numbers(list, (struct ch_slice){ text.s, text.n });
	list->failed |= text.failed;
	ch_buf_free(&text);
}

/* "440207..." is "44207...": the zero is for calls inside the country. */
static bool is_but_for_trunk(struct ch_slice a, struct ch_slice b)
{
	for (size_t i = 1; i < 4 && a.n == b.n + 1 && a.n > 3; i++)
		if (a.s[i] == '0' && !memcmp(a.s, b.s, i) &&
		    !memcmp(a.s + i + 1, b.s + i, b.n - i))
			return true;
	return false;
}

static bool are_alike(struct ch_slice a, struct ch_slice b)
{
	if (a.n < b.n)
		return are_alike(b, a);
	if (a.n == b.n)
		return !memcmp(a.s, b.s, a.n);
	if (memchr(a.s, '@', a.n) || memchr(b.s, '@', b.n) || b.n < WHOLE)
		return false;
	return !memcmp(a.s + a.n - b.n, b.s, b.n) || is_but_for_trunk(a, b);
}

/* The next of a list; s == NULL at its end. */
static struct ch_slice next_of(const char **s)
{
	struct ch_slice one = { NULL, 0 };

	*s += strspn(*s, " ");
	if (**s)
		one = (struct ch_slice){ *s, strcspn(*s, " ") };
	*s += one.n;
	return one;
}

bool ch_way_among(const struct ch_buf *list, struct ch_slice s)
{
	struct ch_buf said = CH_BUF_INIT;
	struct ch_slice a, b;
	bool found;

	ch_way_add(&said, s);
	found = said.failed || list->failed;
	for (const char *x = said.s; x && (a = next_of(&x)).s && !found;)
		for (const char *y = list->s; y && (b = next_of(&y)).s;)
			found |= are_alike(a, b);
	ch_buf_free(&said);
	return found;
}

/* ---- usable ---- */

static struct ch_slice trim(struct ch_slice s)
{
	while (s.n && strchr(" \t\r\n", *s.s)) {
		s.s++;
		s.n--;
	}
	while (s.n && strchr(" \t\r\n", s.s[s.n - 1]))
		s.n--;
	return s;
}

static struct ch_slice without(struct ch_slice s, const char *scheme)
{
	size_t n = strlen(scheme);

	s = trim(s);
	return s.n > n && !strncasecmp(s.s, scheme, n) ?
		trim((struct ch_slice){ s.s + n, s.n - n }) : s;
}

struct ch_slice ch_way_phone(struct ch_slice s)
{
	const struct ch_slice none = { NULL, 0 };
	struct ch_slice to = without(without(s, "tel:"), "sms:");
	const char *at = to.s;
	size_t left = to.n, len, digits = 0;

	while (left) {
		bool first = at == to.s;
		uint32_t c = ch_text_take(&at, &left, &len);

		if (c - '0' < 10)
			digits++;
		else if (c < 0x80 ? !strchr(" -.()/", (int)c) &&
			 !(c == '+' && first) :
			 c != 0xa0 && c != 0x202f && c - 0x2010 > 5)
			return none;
	}
	return digits >= WHOLE && digits <= 15 ? to : none;
}

struct ch_slice ch_way_mail(struct ch_slice s)
{
	const struct ch_slice none = { NULL, 0 };
	struct ch_slice to = without(s, "mailto:");
	const char *at = to.n ? memchr(to.s, '@', to.n) : NULL;
	size_t rest = at ? (size_t)(to.s + to.n - at) - 1 : 0;

	for (size_t i = 0; i < to.n; i++)
		if (!may_be_mail(to.s[i]))
			return none;
	if (!at || at == to.s || memchr(at + 1, '@', rest) ||
	    !memchr(at + 1, '.', rest) || at[1] == '.' ||
	    to.s[to.n - 1] == '.')
		return none;
	return to;
}
