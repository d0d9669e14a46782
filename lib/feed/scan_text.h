/* scan_text.h - the scanner's view of blanks, strings and numbers. */
#ifndef CH_SCAN_TEXT_H
#define CH_SCAN_TEXT_H

#include "base/base.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * All of these may look at up to 32 bytes past `end` (CH_PAD allows it), and
 * return NULL for what is not JSON, or not usual.
 */

static inline const char *scan_blank(const char *p, const char *end)
{
	if (CH_LIKELY((unsigned char)*p > ' '))
		return p;
	while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' ||
			   *p == '\t'))
		p++;
	return p;
}

/* How many bytes the strict UTF-8 character at `p` takes; 0: it is none. */
static inline unsigned scan_utf8(const unsigned char *p)
{
	if (p[0] < 0xc2)
		return 0;
	if (p[0] < 0xe0)
		return (p[1] & 0xc0) == 0x80 ? 2 : 0;
	if (p[0] < 0xf0) {
		if ((p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
			return 0;
		if (p[0] == 0xe0 && p[1] < 0xa0)
			return 0;
		return p[0] == 0xed && p[1] > 0x9f ? 0 : 3;
	}
	if (p[0] > 0xf4 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80 ||
	    (p[3] & 0xc0) != 0x80)
		return 0;
	if (p[0] == 0xf0 && p[1] < 0x90)
		return 0;
	return p[0] == 0xf4 && p[1] > 0x8f ? 0 : 4;
}

static inline int scan_hex4(const char *p)
{
	int v = 0;

	for (int i = 0; i < 4; i++) {
		char c = p[i];

		if (c >= '0' && c <= '9')
			v = v << 4 | (c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			v = v << 4 | ((c | 32) - 'a' + 10);
		else
			return -1;
	}
	return v;
}

/* Over an escape, from its backslash. NUL and lone surrogates are not usual. */
static inline const char *scan_escape(const char *p)
{
	int u, low;

	switch (p[1]) {
	case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r':
	case 't':
		return p + 2;
	case 'u':
		u = scan_hex4(p + 2);
		if (u <= 0 || (u >= 0xdc00 && u <= 0xdfff))
			return NULL;
		if (u < 0xd800 || u > 0xdbff)
			return p + 6;
		if (p[6] != '\\' || p[7] != 'u')
			return NULL;
		low = scan_hex4(p + 8);
		return low >= 0xdc00 && low <= 0xdfff ? p + 12 : NULL;
	default:
		return NULL;
	}
}

/* To the next byte of a string that is not a plain ASCII character. */
static inline const char *scan_plain(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i low = _mm_set1_epi8(0x1f);

	for (; p < end; p += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i m = _mm_or_si128(
			_mm_or_si128(_mm_cmpeq_epi8(v, quote),
				     _mm_cmpeq_epi8(v, slash)),
			_mm_cmpeq_epi8(_mm_min_epu8(v, low), v));
		unsigned hit = (unsigned)_mm_movemask_epi8(m) |
			(unsigned)_mm_movemask_epi8(v);

		if (hit)
			return p + __builtin_ctz(hit);
	}
#else
	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
			return p;
	}
#endif
	return p;
}

/* From behind the opening quote to the closing one; says whether there were
 * escapes between. */
static inline const char *scan_string(const char *p, const char *end,
				      bool *escaped)
{
	for (;;) {
		p = scan_plain(p, end);
		if (p >= end)
			return NULL;
		if (*p == '"')
			return p;
		if (*p == '\\') {
			*escaped = true;
			p = scan_escape(p);
			if (!p)
				return NULL;
			continue;
		}
		while (p < end && (unsigned char)*p >= 0x80) {
			unsigned n = scan_utf8((const unsigned char *)p);

			if (!n)
				return NULL;
			p += n;
		}
		if ((unsigned char)*p < 0x20)
			return NULL;
	}
}

static inline const char *scan_digits(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

/* Over a number. One that an int64 or a double might not hold is unusual. */
static inline const char *scan_number(const char *p, const char *end)
{
	const char *from, *part;
	ptrdiff_t digits;
	bool whole = true;

	if (*p == '-')
		p++;
	from = p;
	p = scan_digits(p, end);
	digits = p - from;
	if (!digits || (*from == '0' && digits > 1))
		return NULL;
	if (*p == '.') {
		part = p + 1;
		p = scan_digits(part, end);
		if (p == part)
			return NULL;
		whole = false;
	}
	if (*p == 'e' || *p == 'E') {
		p++;
		if (*p == '+' || *p == '-')
			p++;
		part = p;
		p = scan_digits(part, end);
		if (p == part || p - part > 2)
			return NULL;
		whole = false;
	}
	return digits > (whole ? 18 : 200) ? NULL : p;
}

#endif
