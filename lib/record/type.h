/* type.h - what kinds of record there are: the tables that hub.sql became. */
#ifndef CH_TYPE_H
#define CH_TYPE_H

#include "base/base.h"

/* How a field is spelled; hub.sql's declared types (ch-records(5)). */
enum ch_as {
	CH_AS_ID, CH_AS_REF, CH_AS_ANYREF, CH_AS_MOMENT, CH_AS_TEXT,
	CH_AS_INTEGER, CH_AS_REAL, CH_AS_FLAG, CH_AS_DECIMALTEXT,
	CH_AS_JSONTEXT,
};

/* One column. All strings are static. */
struct ch_field {
	const char *name;
	enum ch_as as;
	const char *target;		/* REF: the type referred to */
	const char *const *words;	/* the allowed words, NULL-terminated;
					   NULL: any */
	bool required;			/* NOT NULL */
	signed char pair;		/* ANYREF: its _type column; a _type
					   column: its ANYREF; else -1 */
	const char *doc;
};

/* A bit each in a mask: fields.awk holds hub.sql to both. */
#define CH_FIELDS_MAX 64
#define CH_TYPES_MAX 64

/* One table. Columns are numbered in the order of hub.sql; `id` is column 0.
 * A number is -1 where the type has no such column. */
struct ch_type {
	const char *name;
	const char *room;		/* people chart care talk trust */
	const char *doc;
	int v;				/* version of the JSON spelling */
	int n;
	const struct ch_field *field;
	signed char patient, at, status;
	signed char source, origin, told, said, recorded, batch, rev;
};

/* Those that are stored, then those that only pass from one program to the next
 * (stream.sql). */
extern const struct ch_type ch_types[];
extern const int ch_types_n;		/* that are stored */
extern const int ch_types_all;

static inline bool ch_type_stored(const struct ch_type *type)
{
	return type - ch_types < ch_types_n;
}

/* NULL when there is no such type, stored or passing. */
const struct ch_type *ch_type_find(const char *name);
const struct ch_type *ch_type_find_n(const char *name, size_t n);

/* The column's number, or -1. */
int ch_field_find(const struct ch_type *type, const char *name, size_t n);
#define ch_field(type, name) ch_field_find((type), (name), strlen(name))

/* Whether it is one of a field's own words; anything is, where it has none. */
static inline bool ch_field_allows(const struct ch_field *f, struct ch_slice s)
{
	for (const char *const *w = f->words; w && *w; w++)
		if (ch_slice_is(s, *w))
			return true;
	return !f->words;
}

/* The text of hub.sql, as it was at build. */
extern const char ch_schema_sql[];

/* The store's version: PRAGMA user_version. */
extern const int ch_schema_version;

/* Which schema of that version it is: 16 hex digits over its text, without
 * comments and blanks. A store notes it as the setting `schema`. */
extern const char ch_schema_print[];

#endif
