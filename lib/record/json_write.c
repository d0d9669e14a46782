/* json_write.c - a row as one JSON line.  Written here and not by jansson:
 * ch-get prints millions of them, and reals must read back the same. */
#include "record/json.h"

static void escape(struct ch_buf *out, unsigned char c)
{
	switch (c) {
	case '"':
		ch_buf_add(out, "\\\"", 2);
		break;
	case '\\':
		ch_buf_add(out, "\\\\", 2);
		break;
	case '\n':
		ch_buf_add(out, "\\n", 2);
		break;
	case '\t':
		ch_buf_add(out, "\\t", 2);
		break;
	case '\r':
		ch_buf_add(out, "\\r", 2);
		break;
	default:
		ch_buf_addf(out, "\\u%04x", c);
	}
}

void ch_json_string(struct ch_buf *out, const char *s, size_t n)
{
	size_t from = 0;

	ch_buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (CH_LIKELY(c >= 0x20 && c != '"' && c != '\\' && c != 0x7f))
			continue;
		ch_buf_add(out, s + from, i - from);
		escape(out, c);
		from = i + 1;
	}
	ch_buf_add(out, s + from, n - from);
	ch_buf_addc(out, '"');
}

static bool quoted(enum ch_as as)
{
	return as != CH_AS_INTEGER && as != CH_AS_REAL && as != CH_AS_FLAG &&
		as != CH_AS_JSONTEXT;
}

void ch_json_value(struct ch_buf *out, const struct ch_row *r, int c)
{
	enum ch_as as = r->type->field[c].as;

	if (!ch_row_has(r, c)) {
		ch_buf_add(out, "null", 4);
		return;
	}
	if (as == CH_AS_TEXT || as == CH_AS_DECIMALTEXT) {
		ch_json_string(out, r->v[c].s, r->v[c].n);
		return;
	}
	if (quoted(as))
		ch_buf_addc(out, '"');
	ch_row_spell(out, r, c);
	if (quoted(as))
		ch_buf_addc(out, '"');
}

/* The _type column of an ANYREF is part of the reference's own spelling; the
 * journal's own `v` would be a second key of that name. */
static bool spoken_elsewhere(const struct ch_row *r, int c)
{
	const struct ch_field *f = &r->type->field[c];

	if (!strcmp(f->name, "v"))
		return true;
	return f->as == CH_AS_TEXT && f->pair >= 0 && ch_row_has(r, f->pair);
}

void ch_json_write(struct ch_buf *out, const struct ch_row *r, bool nulls)
{
	ch_buf_addf(out, "{\"type\":\"%s\",\"v\":%d", r->type->name,
		    r->type->v);
	for (uint64_t left = r->set; left; left &= left - 1) {
		int c = __builtin_ctzll(left);
		bool null = r->v[c].kind == CH_NULL;
		const char *name = r->type->field[c].name;

		if ((null && !nulls) || spoken_elsewhere(r, c))
			continue;
		ch_buf_add(out, ",\"", 2);
		ch_buf_add(out, name, strlen(name));
		ch_buf_add(out, "\":", 2);
		ch_json_value(out, r, c);
	}
	ch_buf_add(out, "}\n", 2);
}
