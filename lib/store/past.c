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

		if (c >= 0 && !rc)
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
	json_decref(past->doc);
	past->doc = NULL;
}
