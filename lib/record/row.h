/* row.h - a record in memory: its type and one typed value a column. */
#ifndef CH_ROW_H
#define CH_ROW_H

#include "record/type.h"

enum ch_kind { CH_NULL, CH_INT, CH_REAL, CH_TEXT };

/*
 * ID, REF, ANYREF, MOMENT, INTEGER and FLAG are CH_INT; REAL is CH_REAL; TEXT,
 * DECIMALTEXT and JSONTEXT are CH_TEXT (borrowed, `n` bytes, not always
 * NUL-terminated). CH_NULL is "said to be nothing": it clears.
 */
struct ch_value {
	union {
		int64_t i;
		double r;
		const char *s;
	};
	uint32_t n;
	uint8_t kind;
};

/* A further code of a column, whose first stands in the row itself: a record of
 * type `coding` to be. `place` counts from 1 in the source's list; system and
 * name may be nothing (s NULL). */
struct ch_coding {
	struct ch_slice system, code, name;
	uint16_t col, place;
};

/*
 * Bit c of `set` says that column c was said; only then is v[c] meaningful.
 * Bit c of `coded` says that `coding` has all further codes of column c: what
 * it does not name is none. Most rows say nothing of them.
 * A row borrows its texts: whoever fills it says how long they live.
 */
struct ch_row {
	const struct ch_type *type;
	uint64_t set, coded;
	const struct ch_coding *coding;
	uint32_t codings;
	struct ch_value v[CH_FIELDS_MAX];
};

static inline void ch_row_start(struct ch_row *r, const struct ch_type *type)
{
	r->type = type;
	r->set = r->coded = 0;
	r->codings = 0;
}

static inline bool ch_row_has(const struct ch_row *r, int c)
{
	return c >= 0 && (r->set >> c & 1) && r->v[c].kind != CH_NULL;
}

static inline void ch_row_int(struct ch_row *r, int c, int64_t i)
{
	r->v[c] = (struct ch_value){ .i = i, .kind = CH_INT };
	r->set |= UINT64_C(1) << c;
}

static inline void ch_row_real(struct ch_row *r, int c, double d)
{
	r->v[c] = (struct ch_value){ .r = d, .kind = CH_REAL };
	r->set |= UINT64_C(1) << c;
}

static inline void ch_row_text(struct ch_row *r, int c, const char *s, size_t n)
{
	r->v[c] = (struct ch_value){ .s = s, .n = (uint32_t)n,
				     .kind = CH_TEXT };
	r->set |= UINT64_C(1) << c;
}

static inline void ch_row_null(struct ch_row *r, int c)
{
	r->v[c] = (struct ch_value){ .kind = CH_NULL };
	r->set |= UINT64_C(1) << c;
}

/* By name, for code that is not in a hurry; the column must exist (a misspelled
 * one is our bug, and traps). */
void ch_row_put_int(struct ch_row *r, const char *field, int64_t i);
void ch_row_put_text(struct ch_row *r, const char *field, const char *s);
int64_t ch_row_get_int(const struct ch_row *r, const char *field);
struct ch_slice ch_row_get_text(const struct ch_row *r, const char *field);

/* Pairs of a field and its text, up to a NULL; a text that is NULL is not
 * said. */
void ch_row_put_texts(struct ch_row *r, ...) __attribute__((sentinel));

/* Sets a field, where there is one of that name; a text that is NULL clears
 * it. */
void ch_row_put_or_clear(struct ch_row *r, const char *field, const char *s);

/* Sets a field to what another row says in one of its own; nothing when that
 * says nothing. Texts are borrowed. */
void ch_row_copy(struct ch_row *to, const char *field,
		 const struct ch_row *from, const char *of);

/* Whether column c says the same in two rows of a type; not said is null. */
bool ch_row_same(const struct ch_row *a, const struct ch_row *b, int c);

/*
 * The second look at a row, before it is written: every TEXT is UTF-8 without
 * NUL and at most 16 MiB, words are among those allowed. CH_EDATA with the
 * field and one of the reasons "bad-utf8", "nul", "too-long", "bad-word".
 * Says nothing about missing required fields: a row may be a patch.
 */
int ch_row_check(const struct ch_row *r, struct ch_err *err);

/* A required column that is missing or null: CH_EDATA, "missing". */
int ch_row_check_whole(const struct ch_row *r, struct ch_err *err);

/*
 * Reads the spelling of one value into column c: JSON's words for a text (hex
 * ids, FHIR moments, "true"). `s` is borrowed by the row for text columns.
 * CH_EDATA with the field and "bad-id", "bad-date", "not-a-number",
 * "not-a-flag", "bad-ref".
 */
int ch_row_read(struct ch_row *r, int c, const char *s, size_t n,
		struct ch_err *err);

/* Appends the value as plain text (CSV, tables): hex id, moment as said,
 * shortest number, true/false, text as is; nothing for null. */
struct ch_buf;
void ch_row_spell(struct ch_buf *out, const struct ch_row *r, int c);

#endif
