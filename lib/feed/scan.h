/* scan.h - reads JSON texts fast: what is wanted is kept, the rest checked. */
#ifndef CH_SCAN_H
#define CH_SCAN_H

#include "feed/tree.h"

/*
 * Reads one JSON object in one pass. The bytes of text[0..n) must be followed
 * by at least CH_PAD readable ones. Returns 0 with the tree of what the shape
 * wants (it borrows from the text), or CH_ENOMEM, or CH_EDATA for a text that
 * is not strict JSON *or* is unusual: an escape in a wanted string, a wanted
 * member that comes twice, a number beyond int64 or a double, great depth.
 * The caller then asks jansson (ch_slow_read), whose word counts.
 */
int ch_scan_read(struct ch_tree *t, const struct ch_shape *shape,
		 const char *text, size_t n);

/* Only checks. 0 or CH_EDATA, as above. */
int ch_scan_check(const char *text, size_t n);

/*
 * The value of "resourceType" where it is the first member, as it nearly
 * always is; NULL otherwise. Promises nothing about the rest of the text.
 */
struct ch_slice ch_scan_type(const char *text, size_t n);

/*
 * The slow road to the same tree: jansson decides whether the text is JSON,
 * then a plain reader, which needs no care any more, takes from it what is
 * wanted; of members that come twice the last counts, as in jansson. CH_EDATA
 * with reason "bad-json", "nul", "bad-utf8", "too-deep", "not-an-object" or
 * "json-array" and the column.
 */
int ch_slow_read(struct ch_tree *t, const struct ch_shape *shape,
		 const char *text, size_t n, struct ch_err *err);

#endif
