/* map.h - the map language: which records the answers of a feed make. */
#ifndef CH_MAP_H
#define CH_MAP_H

#include "base/shelf.h"
#include "feed/feed.h"

/*
 * ch-maps(5) teaches the language; this is what an implementation must hold.
 *
 *   map     = "map" FORMAT NAME NL { header } { record }
 *   header  = "absent" ("clear" | "keep") | "let" NAME value
 *           | "part" NAME NL { line } | "table" NAME "{" pairs "}"
 *           | "null" WORD { WORD } | "columns" WORD { WORD }
 *           | "delimiter" (CHAR | "tab") | "dates" PATTERN { PATTERN }
 *           | "century" YEAR | "auto" WORD { WORD } | "repeat" "number"
 *   record  = "record" TYPE [ "each" path [ within ] ] [ "when" cond ] NL
 *             { line } { example }
 *   within  = "within" path { path } "each" path
 *   line    = FIELD [ "+" ] value | "inherit" FIELD { FIELD }
 *           | "alias" path | "use" NAME | "result" value
 *   value   = choice { "|" choice }
 *   choice  = source { source } { conv } [ "when" cond ] { conv }
 *   source  = path | "$" NAME [ "." path ] | STRING
 *   conv    = ("moment" | "day") { STRING } | "number" | "flag"
 *           | "ref" TYPE | "anyref"
 *           | "hexref" TYPE | "join" STRING | "@" NAME | "{" pairs "}"
 *   pairs   = { WORD [ "=" WORD ] | "*" [ "=" WORD ] }
 *   cond    = test { ("and" | "or") test }             left to right
 *   test    = source [ ("=" | "!=") WORD ]
 *   example = "<" TEXT NL { "<" TEXT NL } { ">" JSON NL }
 *   fhir    = [ "/" | "#" ] NAME { sel } { "." NAME { sel } }
 *   sel     = "[" ( INT | "*" | NAME "=" WORD | NAME "~" PIECE
 *                 | "not " NAME ) "]"                  NAME may have dots
 *   csv     = COLUMN [ "?" ] | "[" COLUMN "]" [ "?" ]
 *
 * - A line of a record or part begins with a blank; `#` begins a comment; an
 *   open brace joins lines.
 * - The first choice that gives something counts; "" and null are nothing. A
 *   choice without a conversion takes the last one of the line.
 * - The column's type says how the text is read at last: `moment`, `number` and
 *   `flag` only say so again; `day` wants a date. A conversion that fails
 *   refuses the item.
 * - `result` (csv) takes a laboratory's value, and its unit, apart into value,
 *   compare, unit, flag and text; it refuses nothing (map_result.c).
 * - A table without a word for the value gives nothing and counts it; `*` lets
 *   all others pass, `*=WORD` makes them that; `WORD` alone stays itself.
 * - An origin is missing when its first part that is no constant is; later
 *   parts may be empty. The column holds the parts with bars between. Of one
 *   origin's records within an item, those with `+` fields are joined, others
 *   numbered: the second has the further part "#2". With `repeat number` (csv)
 *   rows are so numbered over a file.
 * - `ref TYPE` of a FHIR path ending in `reference` takes the first reference
 *   of the list that is of that type, or else the logical `identifier` beside
 *   it; of other sources it takes the other record's origin, part by part.
 *   `hexref` takes 16 hex digits as the id itself (and, for `anyref` in csv,
 *   "type/..." before them).
 * - `alias PATH` makes an alias of the record for each Identifier there.
 * - `absent clear`: mapped columns without a value are cleared.
 * - An example runs the whole map; its records come in order. Fields that the
 *   example does not say must be null, but for id and origin. References are
 *   written as the other's origin ("p1", "role|r1", for any "plan/p1"), as
 *   "?system|value" for an alias, or as 16 hex digits.
 */

/* One map file, parsed and checked against the schema. */
struct ch_map;

/*
 * Reads and checks a map. CH_EDATA with "file:line: words" for anything that
 * the grammar or the schema does not know. `path` also names it; its format
 * (fhir, hl7, csv) is in the file.
 */
int ch_map_load(struct ch_map **out, const char *path, struct ch_err *err);
/* The map for CSV files whose columns are a type's fields: all optional but
 * `id` or `origin`, one of which must be there. */
int ch_map_generic(struct ch_map **out, const struct ch_type *type,
		   struct ch_err *err);
void ch_map_free(struct ch_map **m);

const char *ch_map_format(const struct ch_map *m);	/* "fhir" */
const char *ch_map_hash(const struct ch_map *m);	/* SHA-256, hex */

/* Values that tables did not know, so far. Borrowed. */
const struct ch_unknown *ch_map_unknowns(const struct ch_map *m, size_t *n);

/*
 * What resources said so far and no line of the map read: for each path from
 * the resource's type ("Patient.contact") how often there was something. The
 * path is borrowed for the call.
 */
void ch_map_unreads(const struct ch_map *m,
		    void (*each)(void *ctx, const char *path, int64_t count),
		    void *ctx);

/*
 * Runs the map's own examples ("<" and ">" lines) and calls `bad` for each
 * that gives other records, with the example's line and words that hold no
 * more than what the map file itself shows. Returns the number that failed,
 * and how many were run.
 */
int ch_map_check(struct ch_map *m, int *ran,
		 void (*bad)(void *ctx, int line, const char *words),
		 void *ctx);

#endif
