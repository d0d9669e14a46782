/* text.c - UTF-8, and words as people write them. */
#include "base/text.h"
#include "base/fold.h"

/* Length of the well-formed character at s, 0 when there is none. */
static size_t utf8_length(const unsigned char *s, size_t n)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t len;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	/* The second byte keeps out overlong forms, surrogates, > U+10FFFF. */
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	if (n < len || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

bool ch_text_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const void *)s, *end = p + n;

	while (p < end) {
		uint64_t word[2];
		size_t len;

		if (end - p >= (ptrdiff_t)sizeof(word)) {
			memcpy(word, p, sizeof(word));
			if (!((word[0] | word[1]) &
			      UINT64_C(0x8080808080808080))) {
				p += sizeof(word);
				continue;
			}
		}
		len = utf8_length(p, (size_t)(end - p));
		if (!len)
			return false;
		p += len;
	}
	return true;
}

uint32_t ch_text_take(const char **s, size_t *n, size_t *len)
{
	static const unsigned char lead[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	const unsigned char *p = (const void *)*s;
	uint32_t c = p[0];
	size_t used;

	*len = utf8_length(p, *n);
	used = *len ? *len : 1;
	if (*len) {
		c = p[0] & lead[*len];
		for (size_t i = 1; i < *len; i++)
			c = c << 6 | (p[i] & 0x3f);
	}
	*s += used;
	*n -= used;
	return c;
}

/* Unicode's White_Space, and of its controls and format characters those that
 * feeds are found with. */
static bool is_unseen(uint32_t c)
{
	return c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0xad ||
		c == 0x1680 || c == 0x180e || (c >= 0x2000 && c <= 0x200f) ||
		(c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) ||
		c == 0x3000 || c == 0xfeff;
}

struct ch_slice ch_text_trim_seen(struct ch_slice s)
{
	size_t len;

	while (s.n) {
		struct ch_slice rest = s;

		if (!is_unseen(ch_text_take(&rest.s, &rest.n, &len)) || !len)
			break;
		s = rest;
	}
	while (s.n) {
		struct ch_slice last = { s.s + s.n - 1, 1 };

		while (last.n < s.n && last.n < 4 &&
		       ((unsigned char)*last.s & 0xc0) == 0x80) {
			last.s--;
			last.n++;
		}
		if (!is_unseen(ch_text_take(&last.s, &last.n, &len)) || !len)
			break;
		s.n = (size_t)(last.s - s.s) - len;
	}
	return s;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
		c == 0x3000;
}

void ch_text_fold(struct ch_buf *out, const char *s, size_t n)
{
	bool begun = false, gap = false;

	while (n) {
		const char *at = s;
		size_t len;
		uint32_t c = ch_text_take(&s, &n, &len);
		struct ch_slice word = { at, len ? len : 1 };
		char lower;

		if (len && is_blank(c)) {
			gap = begun;
			continue;
		}
		if (len && ch_fold_is_mark(c))
			continue;
		if (c >= 'A' && c <= 'Z') {
			lower = (char)(c | 0x20);
			word = (struct ch_slice){ &lower, 1 };
		} else if (len > 1) {
			struct ch_slice folded = ch_fold_letter(c);

			if (folded.s)
				word = folded;
		}
		if (gap)
			ch_buf_addc(out, ' ');
		gap = false;
		begun = true;
		ch_buf_add(out, word.s, word.n);
	}
}

void ch_text_visible(struct ch_buf *out, const char *s, size_t n)
{
	while (n) {
		const char *at = s;
		size_t len;
		uint32_t c = ch_text_take(&s, &n, &len);

		if (c == '\n' || c == '\t')
			ch_buf_addc(out, ' ');
		else if (!len || (len == 1 && ch_fold_is_sly(c)))
			ch_buf_addf(out, "\\x%02x", c);
		else if (ch_fold_is_sly(c))
			ch_buf_addf(out, "<U+%04X>", c);
		else
			ch_buf_add(out, at, len);
	}
}

static size_t columns_of(uint32_t c)
{
	return c < 0x300 ? 1 : ch_fold_is_mark(c) ? 0 : ch_fold_is_wide(c) ? 2 :
		1;
}

size_t ch_text_width(const char *s, size_t n)
{
	size_t columns = 0, len;

	while (n)
		columns += columns_of(ch_text_take(&s, &n, &len));
	return columns;
}

size_t ch_text_fit(const char *s, size_t n, size_t columns)
{
	const char *start = s;
	size_t len;

	while (n) {
		const char *at = s;
		size_t more = columns_of(ch_text_take(&s, &n, &len));

		if (more > columns)
			return (size_t)(at - start);
		columns -= more;
	}
	return (size_t)(s - start);
}

size_t ch_text_distance(const char *a, const char *b)
{
	size_t row[64], na = strlen(a), nb = strlen(b);

	if (nb >= CH_COUNT(row) || na >= CH_COUNT(row))
		return CH_COUNT(row);
	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t above = row[j], best;

			best = diagonal + (a[i - 1] != b[j - 1]);
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diagonal = above;
			row[j] = best;
		}
	}
	return row[nb];
}

void ch_near_try(struct ch_near *n, const char *word)
{
	size_t d = ch_text_distance(n->to, word);

	n->same |= !d;
	if (n->same)
		*n->best = '\0';
	if (!d || n->same || d > 2 || d >= strlen(word) ||
	    (*n->best && d >= n->distance) || strlen(word) >= sizeof(n->best))
		return;
	n->distance = d;
	snprintf(n->best, sizeof(n->best), "%s", word);
}

const char *ch_near_offer(struct ch_near *n)
{
	n->offer[0] = '\0';
	if (*n->best)
		snprintf(n->offer, sizeof(n->offer), "; did you mean %s?",
			 n->best);
	return n->offer;
}

void ch_text_language(struct ch_slice tag, char *out, size_t size)
{
	size_t part = 0, n = tag.n < size ? tag.n : size - 1;

	for (size_t i = 0; i < n; i++) {
		char c = tag.s[i] == '_' ? '-' : tag.s[i];
		size_t left = i - part, more = 0;

		while (part + more < tag.n && !strchr("-_", tag.s[part + more]))
			more++;
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		/* A region is in capitals, a script begins with one. */
		if (part && c >= 'a' && c <= 'z' &&
		    (more == 2 || (more == 4 && !left)))
			c &= ~0x20;
		if (c == '-')
			part = i + 1;
		out[i] = c;
	}
	out[n] = '\0';
}
