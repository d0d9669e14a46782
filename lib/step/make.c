/* make.c - finds the record that was asked for, or makes it. */
#include "step/make.h"

int64_t ch_make_id(const struct ch_store *store, const struct ch_type *type,
		   const char *maker, const char *about_type, int64_t about,
		   const char *occurrence)
{
	char hex[CH_ID_HEX];
	const struct ch_slice parts[] = {
		{ type->name, strlen(type->name) }, CH_SLICE("hub"),
		{ maker, strlen(maker) }, { about_type, strlen(about_type) },
		{ hex, CH_ID_HEX - 1 }, { occurrence, strlen(occurrence) },
	};

	ch_id_print(about, hex);
	return ch_id_of(&store->key, parts, CH_COUNT(parts));
}

int ch_make(struct ch_store *store, struct ch_row *row, const char *cause,
	    enum ch_did *did, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .cause = cause };
	struct ch_row there;
	int rc = ch_store_get(store, row->type, row->v[0].i, &there, err);

	*did = CH_UNCHANGED;
	return rc == CH_END ? ch_put(store, row, &how, did, err) : rc;
}

void ch_make_ref(struct ch_row *row, const char *field,
		 const struct ch_type *type, int64_t id)
{
	int c = ch_field(row->type, field);

	ch_row_int(row, c, id);
	ch_row_text(row, row->type->field[c].pair, type->name,
		    strlen(type->name));
}
