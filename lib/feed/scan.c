/* scan.c - the strict one-pass scanner: keeps the wanted, checks the rest. */
#include <string.h>

#include "feed/scan.h"
#include "feed/scan_text.h"

#define DEPTH 60	/* deeper texts are jansson's */

struct scan {
	const char *end;
	struct ch_tree *t;
	int depth;
};

static inline const char *literal(const char *p)
{
	if (*p == 't')
		return memcmp(p, "true", 4) ? NULL : p + 4;
	if (*p == 'f')
		return memcmp(p, "false", 5) ? NULL : p + 5;
	return memcmp(p, "null", 4) ? NULL : p + 4;
}

/* A member's name and its colon, from the opening quote. */
static inline const char *name(const char *p, const char *end)
{
	bool escaped;

	if (*p != '"')
		return NULL;
	p = scan_string(p + 1, end, &escaped);
	if (!p)
		return NULL;
	p = scan_blank(p + 1, end);
	return *p == ':' ? scan_blank(p + 1, end) : NULL;
}

static inline const char *scalar(const char *p, const char *end)
{
	bool escaped;

	switch (*p) {
	case '"':
		p = scan_string(p + 1, end, &escaped);
		return p ? p + 1 : NULL;
	case 't': case 'f': case 'n':
		return literal(p);
	default:
		return scan_number(p, end);
	}
}

/*
 * Over any value. `open` has a bit for each bracket that is open: 1 for an
 * object; the lowest is the innermost.
 */
static const char *skip(const char *p, const char *end, int depth)
{
	uint64_t open = 0;
	int base = depth;

value:
	if (p >= end)
		return NULL;
	if (*p == '{' || *p == '[') {
		bool object = *p == '{';

		if (++depth > DEPTH)
			return NULL;
		open = open << 1 | object;
		p = scan_blank(p + 1, end);
		if (*p == (object ? '}' : ']'))
			goto close;
		if (!object)
			goto value;
member:
		p = p < end ? name(p, end) : NULL;
		if (!p)
			return NULL;
		goto value;
	}
	p = scalar(p, end);
	if (!p)
		return NULL;
after:
	if (depth == base)
		return p;
	p = scan_blank(p, end);
	if (*p == ',') {
		p = scan_blank(p + 1, end);
		if (open & 1)
			goto member;
		goto value;
	}
	if (*p != (open & 1 ? '}' : ']') || p >= end)
		return NULL;
close:
	p++;
	depth--;
	open >>= 1;
	goto after;
}

/* Whether the 16 bytes at `p` begin with the name of `w` and a quote. */
static inline bool same_name(const struct ch_want *w, const char *p)
{
#ifdef __SSE2__
	__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i b = _mm_load_si128((const __m128i *)(const void *)w->name);
	unsigned eq = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b));
	unsigned need = w->len < 16 ? (1u << w->len) - 1 : 0xffff;

	if ((eq & need) != need)
		return false;
	return w->len <= 16 || !memcmp(p + 16, w->name + 16, w->len - 16);
#else
	return !memcmp(p, w->name, w->len);
#endif
}

/* A member's name as far as the value; `*kid` is what it is, if wanted. A name
 * with an escape in it may be any, so it is unusual. */
static inline const char *known(const char *p, const char *end,
				const struct ch_want *w,
				const struct ch_want **kid,
				struct ch_slice *is)
{
	bool escaped = false;
	const char *q;
	size_t n;

	*kid = NULL;
	if (*p != '"')
		return NULL;
	p++;
	q = scan_string(p, end, &escaped);
	if (!q || escaped)
		return NULL;
	n = (size_t)(q - p);
	*is = (struct ch_slice){ p, n };
	if (n <= CH_WANT_NAME)
		for (unsigned i = w->from[n]; i < w->from[n + 1]; i++)
			if (same_name(w->kid[i], p)) {
				*kid = w->kid[i];
				break;
			}
	q = scan_blank(q + 1, end);
	return *q == ':' ? scan_blank(q + 1, end) : NULL;
}

static const char *value(struct scan *s, const char *p,
			 const struct ch_want *w, struct ch_node ***tail);

static const char *members(struct scan *s, const char *p,
			   const struct ch_want *w, struct ch_node **tail)
{
	uint64_t seen = 0;

	p = scan_blank(p, s->end);
	if (*p == '}')
		return p + 1;
	for (;;) {
		const struct ch_want *kid;
		struct ch_slice is;

		p = p < s->end ? known(p, s->end, w, &kid, &is) : NULL;
		if (!p)
			return NULL;
		if (!kid) {
			if (s->t->keeps_unwanted)
				ch_tree_unwanted(s->t, w, is, p);
			p = skip(p, s->end, s->depth);
		} else {
			if (seen >> kid->place & 1)
				return NULL;
			seen |= UINT64_C(1) << kid->place;
			p = value(s, p, kid, &tail);
		}
		if (!p)
			return NULL;
		p = scan_blank(p, s->end);
		if (*p == '}')
			return p + 1;
		if (*p != ',')
			return NULL;
		p = scan_blank(p + 1, s->end);
	}
}

static const char *elements(struct scan *s, const char *p,
			    const struct ch_want *w, struct ch_node ***tail)
{
	p = scan_blank(p, s->end);
	if (*p == ']')
		return p + 1;
	if (++s->depth > DEPTH)
		return NULL;
	for (;;) {
		p = value(s, p, w, tail);
		if (!p)
			return NULL;
		p = scan_blank(p, s->end);
		if (*p == ']')
			break;
		if (*p != ',')
			return NULL;
		p = scan_blank(p + 1, s->end);
	}
	s->depth--;
	return p + 1;
}

/* An object is kept where something in it, or its being there, is wanted. */
static const char *object(struct scan *s, const char *p,
			  const struct ch_want *w, struct ch_node ***tail)
{
	struct ch_node *n;

	if (!w->n && !(w->flags & CH_WANT_NODE))
		return skip(p, s->end, s->depth);
	n = ch_tree_add(s->t, w, CH_NODE_OBJECT, tail);
	if (!n || ++s->depth > DEPTH)
		return NULL;
	p = members(s, p + 1, w, &n->kids);
	s->depth--;
	return p;
}

static const char *string(struct scan *s, const char *p,
			  const struct ch_want *w, struct ch_node ***tail)
{
	bool escaped = false;
	const char *q = scan_string(p + 1, s->end, &escaped);
	struct ch_node *n;

	if (!q || !(w->flags & (CH_WANT_VALUE | CH_WANT_NODE)))
		return q ? q + 1 : NULL;
	n = escaped ? NULL : ch_tree_add(s->t, w, CH_NODE_STRING, tail);
	if (!n)
		return NULL;
	n->s = p + 1;
	n->n = (uint32_t)(q - n->s);
	return q + 1;
}

static const char *value(struct scan *s, const char *p,
			 const struct ch_want *w, struct ch_node ***tail)
{
	enum ch_node_kind kind = CH_NODE_NUMBER;
	const char *q;
	struct ch_node *n;

	if (p >= s->end)
		return NULL;
	if (*p == '{' && (w->flags & CH_WANT_RAW)) {
		q = skip(p, s->end, s->depth);
		kind = CH_NODE_RAW;
	} else if (*p == '"') {
		return string(s, p, w, tail);
	} else if (*p == '{') {
		return object(s, p, w, tail);
	} else if (*p == '[') {
		return elements(s, p + 1, w, tail);
	} else if (*p == 't' || *p == 'f' || *p == 'n') {
		q = literal(p);
		if (*p == 'n')
			return q;
		kind = CH_NODE_FLAG;
	} else {
		q = scan_number(p, s->end);
	}
	if (!q || (kind != CH_NODE_RAW &&
		   !(w->flags & (CH_WANT_VALUE | CH_WANT_NODE))))
		return q;
	n = ch_tree_add(s->t, w, kind, tail);
	if (!n)
		return NULL;
	n->s = p;
	n->n = (uint32_t)(q - p);
	return q;
}

/* Whether nothing but blanks follows. */
static bool at_end(const char *p, const char *end)
{
	return p && p <= end && scan_blank(p, end) >= end;
}

int ch_scan_read(struct ch_tree *t, const struct ch_shape *shape,
		 const char *text, size_t n)
{
	const char *end = text + n, *p;

	if (ch_tree_start(t, shape))
		return CH_ENOMEM;
	for (;;) {
		struct scan s = { .end = end, .t = t, .depth = 1 };

		p = n ? scan_blank(text, end) : end;
		if (p >= end || *p != '{')
			return CH_EDATA;
		p = members(&s, p + 1, shape->root, &t->root->kids);
		if (p || t->n < t->cap)
			break;
		if (ch_tree_grow(t, shape))
			return CH_ENOMEM;
	}
	return at_end(p, end) ? 0 : CH_EDATA;
}

int ch_scan_check(const char *text, size_t n)
{
	const char *end = text + n, *p;

	p = n ? scan_blank(text, end) : end;
	if (p >= end || *p != '{')
		return CH_EDATA;
	return at_end(skip(p, end, 0), end) ? 0 : CH_EDATA;
}

struct ch_slice ch_scan_type(const char *text, size_t n)
{
	static const char first[] = "\"resourceType\"";
	const char *end = text + n, *p, *q;
	bool escaped = false;

	p = n ? scan_blank(text, end) : end;
	if (p >= end || *p != '{')
		return (struct ch_slice){ NULL, 0 };
	p = scan_blank(p + 1, end);
	if (end - p < 20 || memcmp(p, first, sizeof(first) - 1))
		return (struct ch_slice){ NULL, 0 };
	p = scan_blank(p + sizeof(first) - 1, end);
	if (*p != ':')
		return (struct ch_slice){ NULL, 0 };
	p = scan_blank(p + 1, end);
	if (p >= end || *p != '"')
		return (struct ch_slice){ NULL, 0 };
	q = scan_string(p + 1, end, &escaped);
	if (!q || escaped)
		return (struct ch_slice){ NULL, 0 };
	return (struct ch_slice){ p + 1, (size_t)(q - p - 1) };
}
