/* area.c - areas of services, by postal codes and names. */
#include "base/text.h"
#include "place/area.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(struct ch_slice s, size_t from)
{
	size_t n = 0;

	while (from + n < s.n && is_digit(s.s[from + n]))
		n++;
	return n;
}

/* Off the front, up to one of these characters; false at the end. */
static bool take(struct ch_slice *list, const char *between,
		 struct ch_slice *out)
{
	size_t n = 0;

	if (!list->n)
		return false;
	while (n < list->n && !strchr(between, list->s[n]))
		n++;
	*out = ch_text_trim((struct ch_slice){ list->s, n });
	n += n < list->n;
	*list = (struct ch_slice){ list->s + n, list->n - n };
	return true;
}

static bool begins(const char *zip, struct ch_slice with)
{
	return zip && strlen(zip) >= with.n && !strncasecmp(zip, with.s,
							     with.n);
}

static size_t skip(struct ch_slice s, size_t from, const char *what)
{
	while (from < s.n && strchr(what, s.s[from]))
		from++;
	return from;
}

/* The next of "94063 94061 94070 - 94079"; false at the end. */
static bool take_code(struct ch_slice *list, struct ch_slice *out)
{
	struct ch_slice s = ch_text_trim(*list);
	size_t n = skip(s, 0, "0123456789*"), to = skip(s, n, " -");

	if (!s.n)
		return false;
	if (memchr(s.s + n, '-', to - n))
		n = skip(s, to, "0123456789*");
	*out = (struct ch_slice){ s.s, n };
	*list = (struct ch_slice){ s.s + n, s.n - n };
	return true;
}

/* Whether it is a postal code, where such begin, or two with a hyphen between;
 * and whether the home's is one. */
static bool of_codes(struct ch_slice s, const char *zip, bool *in)
{
	size_t n = digits(s, 0), to = skip(s, n, " -"), more;

	*in = false;
	if (s.n > 1 && s.s[s.n - 1] == '*') {
		*in = begins(zip, (struct ch_slice){ s.s, s.n - 1 });
		return true;
	}
	if ((n == 5 || n == 3) && s.n == n) {
		*in = begins(zip, s);
		return true;
	}
	more = n == 5 && to > n ? digits(s, to) : 0;
	if (!more || s.n != to + more || (more != 4 && more != 5))
		return false;
	/* ZIP+4 is its first five. */
	*in = more == 4 ? begins(zip, (struct ch_slice){ s.s, 5 }) :
		zip && strncmp(zip, s.s, 5) >= 0 &&
		strncmp(zip, s.s + to, 5) <= 0;
	return true;
}

/* "94063 94061" */
static bool only_codes(struct ch_slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.s[i]) && !strchr(" -*", s.s[i]))
			return false;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether folded text has the name as whole words. */
static bool has_name(const struct ch_buf *text, const char *name)
{
	CH_AUTO(ch_buf_free) struct ch_buf folded = CH_BUF_INIT;
	const char *at = text->s;

	if (!name || !*name || !at)
		return false;
	ch_text_fold(&folded, name, strlen(name));
	if (folded.n > 7 && !strcmp(folded.s + folded.n - 7, " county")) {
		folded.n -= 7;
		folded.s[folded.n] = '\0';
	}
	for (; folded.n && (at = strstr(at, folded.s)); at++)
		if ((at == text->s || !is_letter(at[-1])) &&
		    !is_letter(at[folded.n]))
			return true;
	return false;
}

static bool by_name(struct ch_slice s, const struct ch_home *home)
{
	CH_AUTO(ch_buf_free) struct ch_buf folded = CH_BUF_INIT;

	ch_text_fold(&folded, s.s, s.n);
	return has_name(&folded, home->city) ||
		has_name(&folded, home->district) ||
		has_name(&folded, "nationwide") ||
		(home->state && strlen(home->state) > 2 &&
		 has_name(&folded, home->state));
}

enum ch_area ch_area_of(struct ch_slice area, const struct ch_home *home)
{
	const char *zip = home->zip && *home->zip ? home->zip : NULL;
	bool words = false, codes = false, in = false, list;
	struct ch_slice one, code;

	while (!in && take(&area, ",;\n", &one)) {
		if (!one.n)
			continue;
		list = only_codes(one);
		if (!list && !of_codes(one, zip, &in)) {
			words = true;
			in = by_name(one, home);
		}
		/* What is no code, as it lost its zeros, is to be asked. */
		while (!in && list && take_code(&one, &code))
			words |= !of_codes(code, zip, &in);
		codes |= !words;
	}
	if (in)
		return CH_AREA_IN;
	if (words)
		return CH_AREA_ASK;
	return !codes ? CH_AREA_ANYWHERE : zip ? CH_AREA_OUT : CH_AREA_ASK;
}
