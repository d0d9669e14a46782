/* json_read.c - a JSON line becomes a row, or is refused by name. */
#include <jansson.h>

#include "base/text.h"
#include "record/json.h"

#define DEPTH_MAX 32

struct ch_json_reader {
	json_t *doc;		/* what the last row borrows from */
	struct ch_buf kept;	/* JSONTEXT values and spelled numbers */
};

int ch_json_reader_new(struct ch_json_reader **out, struct ch_err *err)
{
	*out = calloc(1, sizeof(**out));
	return *out ? 0 : ch_nomem(err);
}

void ch_json_reader_free(struct ch_json_reader **r)
{
	if (!*r)
		return;
	json_decref((*r)->doc);
	ch_buf_free(&(*r)->kept);
	free(*r);
	*r = NULL;
}

/* What is wrong with a line that jansson refuses, with a hint where a common
 * mistake explains it. */
static int bad_json(const char *line, size_t n, const json_error_t *why,
		    struct ch_err *err)
{
	const char *reason = "bad-json";
	size_t i = 0;

	while (i < n && strchr(" \t", line[i]))
		i++;
	if (!ch_text_utf8(line, n))
		reason = "bad-utf8";
	else if (n - i == 1 && (line[i] == '{' || line[i] == '}'))
		reason = "pretty-json";
	else if (n - i == 1 && (line[i] == '[' || line[i] == ']'))
		reason = "json-array";
	else if (json_error_code(why) == json_error_duplicate_key)
		reason = "duplicate-key";
	else if (json_error_code(why) == json_error_null_character ||
		 json_error_code(why) == json_error_null_byte_in_key)
		reason = "nul";
	else if (json_error_code(why) == json_error_stack_overflow)
		reason = "too-deep";
	else if (json_error_code(why) == json_error_premature_end_of_input)
		reason = "truncated";
	ch_refuse(err, NULL, reason);
	if (err)
		err->column = why->column;
	return CH_EDATA;
}

static int depth(const json_t *v, int have)
{
	const char *key;
	json_t *sub;
	size_t i;
	int most = have, d;

	if (have > DEPTH_MAX)
		return have;
	if (json_is_object(v)) {
		json_object_foreach((json_t *)v, key, sub)
			if ((d = depth(sub, have + 1)) > most)
				most = d;
	} else if (json_is_array(v)) {
		json_array_foreach(v, i, sub)
			if ((d = depth(sub, have + 1)) > most)
				most = d;
	}
	return most;
}

/* Keeps `n` bytes for as long as the row; only its offset survives growth. */
static size_t keep(struct ch_json_reader *r, const char *s, size_t n)
{
	size_t at = r->kept.n;

	ch_buf_add(&r->kept, s, n);
	return at;
}

static int read_json_text(struct ch_json_reader *r, const json_t *v,
			  struct ch_row *row, int c, struct ch_err *err)
{
	char *text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
	size_t at, n;

	if (!text)
		return ch_nomem(err);
	n = strlen(text);
	at = keep(r, text, n);
	free(text);
	if (ch_buf_ok(&r->kept, err))
		return CH_ENOMEM;
	ch_row_text(row, c, NULL, n);
	row->v[c].i = (int64_t)at;	/* becomes a pointer in settle() */
	return 0;
}

static int read_number(const json_t *v, struct ch_row *row, int c,
		       struct ch_err *err)
{
	const struct ch_field *f = &row->type->field[c];

	if (f->as == CH_AS_REAL) {
		ch_row_real(row, c, json_number_value(v));
		return 0;
	}
	if (f->as == CH_AS_INTEGER && json_is_integer(v)) {
		ch_row_int(row, c, json_integer_value(v));
		return 0;
	}
	return ch_refuse(err, f->name, f->as == CH_AS_INTEGER ?
			 "not-a-number" : "wrong-json-type");
}

static int read_value(struct ch_json_reader *r, const json_t *v,
		      struct ch_row *row, int c, struct ch_err *err)
{
	const struct ch_field *f = &row->type->field[c];

	if (json_is_null(v)) {
		ch_row_null(row, c);
		if (f->as == CH_AS_ANYREF)
			ch_row_null(row, f->pair);
		return 0;
	}
	if (f->as == CH_AS_JSONTEXT)
		return read_json_text(r, v, row, c, err);
	if (json_is_boolean(v) && f->as == CH_AS_FLAG) {
		ch_row_int(row, c, json_is_true(v));
		return 0;
	}
	if (json_is_number(v))
		return read_number(v, row, c, err);
	if (!json_is_string(v) || f->as == CH_AS_FLAG ||
	    f->as == CH_AS_INTEGER || f->as == CH_AS_REAL)
		return ch_refuse(err, f->name, "wrong-json-type");
	return ch_row_read(row, c, json_string_value(v),
			   json_string_length(v), err);
}

static int read_type(const json_t *doc, struct ch_row *row, struct ch_err *err)
{
	const json_t *type = json_object_get(doc, "type");
	const json_t *v = json_object_get(doc, "v");
	const struct ch_type *t;

	if (!json_is_string(type))
		return ch_refuse(err, NULL, "no-type");
	t = ch_type_find(json_string_value(type));
	if (!t)
		return ch_refuse(err, NULL, "unknown-type");
	if (v && (!json_is_integer(v) || json_integer_value(v) > t->v))
		return ch_refuse(err, NULL, "newer-version");
	ch_row_start(row, t);
	return 0;
}

/* Now that nothing more is kept, offsets become pointers. */
static void settle(struct ch_json_reader *r, struct ch_row *row)
{
	for (uint64_t left = row->set; left; left &= left - 1) {
		int c = __builtin_ctzll(left);

		if (row->type->field[c].as == CH_AS_JSONTEXT &&
		    row->v[c].kind == CH_TEXT)
			row->v[c].s = r->kept.s + row->v[c].i;
	}
}

static int read_fields(struct ch_json_reader *r, struct ch_row *row,
		       struct ch_err *err)
{
	const char *key;
	json_t *v;

	json_object_foreach(r->doc, key, v) {
		int c, rc;

		if (!strcmp(key, "type") || !strcmp(key, "v"))
			continue;
		c = ch_field(row->type, key);
		if (c < 0)
			return ch_refuse(err, NULL, "unknown-field");
		rc = read_value(r, v, row, c, err);
		if (rc)
			return rc;
	}
	settle(r, row);
	return 0;
}

int ch_json_read(struct ch_json_reader *r, const char *line, size_t n,
		 struct ch_row *row, struct ch_err *err)
{
	json_error_t why;
	size_t i = 0;
	int rc;

	while (i < n && strchr(" \t\r", line[i]) && line[i])
		i++;
	if (i == n)
		return CH_END;
	json_decref(r->doc);
	r->doc = NULL;
	ch_buf_clear(&r->kept);
	/* jansson passes over a NUL between tokens. */
	if (memchr(line, '\0', n))
		return ch_refuse(err, NULL, "nul");
	r->doc = json_loadb(line, n, JSON_REJECT_DUPLICATES, &why);
	if (!r->doc)
		return bad_json(line, n, &why, err);
	if (json_is_array(r->doc))
		return ch_refuse(err, NULL, "json-array");
	if (!json_is_object(r->doc))
		return ch_refuse(err, NULL, "not-an-object");
	if (depth(r->doc, 0) > DEPTH_MAX)
		return ch_refuse(err, NULL, "too-deep");
	rc = read_type(r->doc, row, err);
	return rc ? rc : read_fields(r, row, err);
}
