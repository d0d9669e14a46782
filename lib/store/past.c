/* past.c - reads the old values of one change back into a row. */
#include <jansson.h>

#include "store/past.h"

static int read_old(struct ch_past *p, int c, const json_t *old,
		    struct ch_err *err)
{
	struct ch_row *row = &p->row;
	const struct ch_field *f = &row->type->field[c];

	if (json_is_null(old)) {
		ch_row_null(row, c);
		if (f->as == CH_AS_ANYREF)
			ch_row_null(row, f->pair);
		return 0;
	}
	if (json_is_real(old)) {
		ch_row_real(row, c, json_real_value(old));
		return 0;
	}
	if (json_is_string(old) && f->as != CH_AS_JSONTEXT)
		return ch_row_read(row, c, json_string_value(old),
				   json_string_length(old), err);
	free(p->kept[c]);
	p->kept[c] = json_dumps(old, JSON_ENCODE_ANY | JSON_COMPACT);
	if (!p->kept[c])
		return ch_nomem(err);
	return ch_row_read(row, c, p->kept[c], strlen(p->kept[c]), err);
}

static struct ch_slice text_of(const json_t *coding, const char *key)
{
	const json_t *s = json_object_get(coding, key);

	return (struct ch_slice){ json_string_value(s),
				  json_string_length(s) };
}

static int column_of(const struct ch_past *p, const json_t *coding)
{
	struct ch_slice field = text_of(coding, "field");

	return field.s ? ch_field_find(p->row.type, field.s, field.n) : -1;
}

/* "coding":[[RECORD,...],[RECORD,...]]: what the further codes were; of the
 * columns that those after it are of, too, none were. */
static int read_codings(struct ch_past *p, const json_t *pair,
			struct ch_err *err)
{
	const json_t *was = json_array_get(pair, 0), *coding;
	size_t i;

	p->coding = calloc(json_array_size(was) + 1, sizeof(*p->coding));
	if (!p->coding)
		return ch_nomem(err);
	p->row.coding = p->coding;
	json_array_foreach((json_t *)was, i, coding) {
		int c = column_of(p, coding);

		if (c < 0)
			continue;
		p->row.coded |= UINT64_C(1) << c;
		p->coding[p->row.codings++] = (struct ch_coding){
			text_of(coding, "system"), text_of(coding, "code"),
			text_of(coding, "name"), (uint16_t)c, (uint16_t)
			json_integer_value(json_object_get(coding, "place")),
		};
	}
	json_array_foreach(json_array_get(pair, 1), i, coding)
		if (column_of(p, coding) >= 0)
			p->row.coded |= UINT64_C(1) << column_of(p, coding);
	return 0;
}

int ch_past_read(struct ch_past *past, const struct ch_type *type,
		 struct ch_slice fields, struct ch_err *err)
{
	const char *name;
	json_t *pair;
	int rc = 0;

	*past = (struct ch_past){ 0 };
	ch_row_start(&past->row, type);
	past->doc = json_loadb(fields.s ? fields.s : "", fields.n, 0, NULL);
	if (!past->doc)
		return ch_fail(err, CH_EDATA, "the journal cannot be read");
	json_object_foreach((json_t *)past->doc, name, pair) {
		int c = ch_field(type, name);

		if (c < 0 && !rc && !strcmp(name, "coding"))
			rc = read_codings(past, pair, err);
		else if (c >= 0 && !rc)
			rc = read_old(past, c, json_array_get(pair, 0), err);
	}
	if (rc)
		ch_past_free(past);
	return rc;
}

void ch_past_free(struct ch_past *past)
{
	for (int c = 0; c < CH_FIELDS_MAX; c++)
		free(past->kept[c]);
	free(past->coding);
	past->coding = NULL;
	json_decref(past->doc);
	past->doc = NULL;
}
