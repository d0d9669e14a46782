/* slow.c - the slow road: jansson decides, a plain reader takes the wanted. */
#include <jansson.h>

#include "base/buf.h"
#include "feed/scan.h"

struct slow {
	struct ch_tree *t;
	const char *p;		/* in a text that is known to be JSON */
	bool full, nomem;
};

static void blanks(struct slow *s)
{
	while (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t')
		s->p++;
}

static unsigned hex4(const char *p)
{
	unsigned v = 0;

	for (int i = 0; i < 4; i++) {
		unsigned c = (unsigned char)p[i];

		v = v << 4 | (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return v;
}

static char *put_utf8(char *o, unsigned u)
{
	if (u < 0x80) {
		*o++ = (char)u;
		return o;
	}
	if (u < 0x800) {
		*o++ = (char)(0xc0 | u >> 6);
	} else {
		if (u < 0x10000) {
			*o++ = (char)(0xe0 | u >> 12);
		} else {
			*o++ = (char)(0xf0 | u >> 18);
			*o++ = (char)(0x80 | (u >> 12 & 63));
		}
		*o++ = (char)(0x80 | (u >> 6 & 63));
	}
	*o++ = (char)(0x80 | (u & 63));
	return o;
}

/* One escape, from behind its backslash. */
static char *unescape(const char **p, char *o)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	unsigned u;

	if (**p != 'u') {
		*o++ = to[strchr(from, **p) - from];
		(*p)++;
		return o;
	}
	u = hex4(*p + 1);
	*p += 5;
	if (u >= 0xd800 && u <= 0xdbff) {
		u = 0x10000 + ((u - 0xd800) << 10) + (hex4(*p + 2) - 0xdc00);
		*p += 6;
	}
	return put_utf8(o, u);
}

/* The string at hand, without its escapes. */
static struct ch_slice string(struct slow *s)
{
	const char *from = s->p + 1, *p;
	bool escaped = false;
	char *o, *copy;

	for (p = from; *p != '"'; p++)
		if (*p == '\\') {
			escaped = true;
			p++;
		}
	s->p = p + 1;
	if (!escaped)
		return (struct ch_slice){ from, (size_t)(p - from) };
	o = copy = ch_arena_take(&s->t->arena, (size_t)(p - from));
	if (!copy) {
		s->nomem = true;
		return (struct ch_slice){ from, 0 };
	}
	while (*from != '"') {
		if (*from == '\\') {
			from++;
			o = unescape(&from, o);
		} else {
			*o++ = *from++;
		}
	}
	return (struct ch_slice){ copy, (size_t)(o - copy) };
}

static void value(struct slow *s, const struct ch_want *w,
		  struct ch_node ***tail);

/* What the member said before does not count any more. */
static void forget(struct ch_node **list, struct ch_node ***tail, unsigned want)
{
	while (*list) {
		if ((*list)->want == want)
			*list = (*list)->next;
		else
			list = &(*list)->next;
	}
	*tail = list;
}

static void members(struct slow *s, const struct ch_want *w,
		    struct ch_node **list)
{
	struct ch_node **tail = list;
	uint64_t seen = 0;

	s->p++;
	for (blanks(s); *s->p != '}'; blanks(s)) {
		const struct ch_want *kid = NULL;
		struct ch_slice key;

		if (*s->p == ',') {
			s->p++;
			continue;
		}
		key = string(s);
		blanks(s);
		s->p++;
		blanks(s);
		if (w)
			kid = ch_want_kid(w, key.s, key.n);
		if (w && !kid && s->t->keeps_unwanted)
			ch_tree_unwanted(s->t, w, key, s->p);
		if (kid) {
			if (seen >> kid->place & 1)
				forget(list, &tail, kid->id);
			seen |= UINT64_C(1) << kid->place;
		}
		value(s, kid, &tail);
	}
	s->p++;
}

static struct ch_node *add(struct slow *s, const struct ch_want *w,
			   enum ch_node_kind kind, struct ch_node ***tail)
{
	struct ch_node *n = ch_tree_add(s->t, w, kind, tail);

	if (!n)
		s->full = true;
	return n;
}

static void object(struct slow *s, const struct ch_want *w,
		   struct ch_node ***tail)
{
	struct ch_node *n = NULL, *nobody = NULL;
	const char *from = s->p;

	if (w && (w->flags & CH_WANT_RAW)) {
		members(s, NULL, &nobody);
		n = add(s, w, CH_NODE_RAW, tail);
		if (n) {
			n->s = from;
			n->n = (uint32_t)(s->p - from);
		}
		return;
	}
	if (w && (w->n || (w->flags & CH_WANT_NODE)))
		n = add(s, w, CH_NODE_OBJECT, tail);
	members(s, n ? w : NULL, n ? &n->kids : &nobody);
}

static void scalar(struct slow *s, const struct ch_want *w,
		   struct ch_node ***tail)
{
	enum ch_node_kind kind = CH_NODE_NUMBER;
	struct ch_slice text;
	struct ch_node *n;

	if (*s->p == '"') {
		text = string(s);
		kind = CH_NODE_STRING;
	} else {
		text.s = s->p;
		if (*s->p >= 'a' && *s->p <= 'z')
			kind = CH_NODE_FLAG;
		while (*s->p && !strchr(",]} \t\r\n", *s->p))
			s->p++;
		text.n = (size_t)(s->p - text.s);
		if (*text.s == 'n')
			return;
	}
	if (!w || !(w->flags & (CH_WANT_VALUE | CH_WANT_NODE)))
		return;
	n = add(s, w, kind, tail);
	if (n) {
		n->s = text.s;
		n->n = (uint32_t)text.n;
	}
}

static void value(struct slow *s, const struct ch_want *w,
		  struct ch_node ***tail)
{
	if (*s->p == '{') {
		object(s, w, tail);
	} else if (*s->p == '[') {
		s->p++;
		for (blanks(s); *s->p != ']'; blanks(s)) {
			if (*s->p == ',')
				s->p++;
			else
				value(s, w, tail);
		}
		s->p++;
	} else {
		scalar(s, w, tail);
	}
}

/* What is first in the text can be told only now. */
static void find_first(struct ch_tree *t, struct ch_node *n)
{
	for (; n; n = n->next) {
		if (!t->first[n->want])
			t->first[n->want] = n;
		find_first(t, n->kids);
	}
}

static int refuse(struct ch_err *err, const json_error_t *e)
{
	const char *reason = "bad-json";

	switch (json_error_code(e)) {
	case json_error_out_of_memory:
		return ch_nomem(err);
	case json_error_stack_overflow:
		reason = "too-deep";
		break;
	case json_error_invalid_utf8:
		reason = "bad-utf8";
		break;
	case json_error_null_character:
	case json_error_null_byte_in_key:
		reason = "nul";
		break;
	default:
		break;
	}
	ch_refuse(err, NULL, reason);
	if (err)
		err->column = e->position > 0 ? e->position : 0;
	return CH_EDATA;
}

/* jansson's word on the text. */
static int judge(const char *text, size_t n, struct ch_err *err)
{
	const char *nul = memchr(text, '\0', n);
	json_error_t e;
	json_t *j;
	int code = 0;

	if (nul) {
		ch_refuse(err, NULL, "nul");
		if (err)
			err->column = nul - text + 1;
		return CH_EDATA;
	}
	j = json_loadb(text, n, JSON_DECODE_ANY, &e);
	if (!j)
		return refuse(err, &e);
	if (json_is_array(j))
		code = ch_refuse(err, NULL, "json-array");
	else if (!json_is_object(j))
		code = ch_refuse(err, NULL, "not-an-object");
	json_decref(j);
	return code;
}

int ch_slow_read(struct ch_tree *t, const struct ch_shape *shape,
		 const char *text, size_t n, struct ch_err *err)
{
	int code = judge(text, n, err);

	if (code)
		return code;
	ch_arena_reset(&t->arena);
	if (ch_tree_start(t, shape))
		return ch_nomem(err);
	for (;;) {
		struct slow s = { .t = t, .p = text };

		blanks(&s);
		members(&s, shape->root, &t->root->kids);
		if (s.nomem)
			return ch_nomem(err);
		if (!s.full)
			break;
		if (ch_tree_grow(t, shape))
			return ch_nomem(err);
	}
	memset(t->first, 0, shape->n * sizeof(*t->first));
	find_first(t, t->root);
	return 0;
}
