/* json.h - the JSON lines spelling of a row. */
#ifndef CH_JSON_H
#define CH_JSON_H

#include "base/buf.h"
#include "record/row.h"

/*
 * Appends one line: {"type":"task","v":1,"id":"...",...} and a newline, keys
 * in schema order, compact. Columns that were not set or are null are left
 * out; with `nulls` the null ones are written as null.
 */
void ch_json_write(struct ch_buf *out, const struct ch_row *r, bool nulls);

/* Appends the one value as JSON; null when it was not set. */
void ch_json_value(struct ch_buf *out, const struct ch_row *r, int c);

/* Appends `s` as a JSON string with its quotes. */
void ch_json_string(struct ch_buf *out, const char *s, size_t n);

/* Reads records; keeps what the last row borrows. */
struct ch_json_reader;
int ch_json_reader_new(struct ch_json_reader **out, struct ch_err *err);
void ch_json_reader_free(struct ch_json_reader **r);

/*
 * Reads one line into `row`, which borrows from the reader until the next
 * call. Refused by CH_EDATA: "bad-json" (column set), "not-an-object",
 * "json-array", "pretty-json", "duplicate-key", "no-type", "unknown-type",
 * "unknown-field", "newer-version", "too-deep", "nul", "bad-utf8", and a bad
 * value by field. A blank line is CH_END.
 */
int ch_json_read(struct ch_json_reader *r, const char *line, size_t n,
		 struct ch_row *row, struct ch_err *err);

#endif
