/* fhir.h - FHIR R4 resources and Bundles become rows. */
#ifndef CH_FHIR_H
#define CH_FHIR_H

#include "feed/map.h"

struct ch_fhir;

enum ch_fhir_parser { CH_FHIR_FAST, CH_FHIR_JANSSON };

/*
 * Takes the maps of all resource types (steals the pointers in `maps`; the
 * array stays the caller's). CH_EDATA when two maps speak of one type.
 */
int ch_fhir_new(struct ch_fhir **out, struct ch_map **maps, size_t n,
		const struct ch_naming *naming, enum ch_fhir_parser parser,
		struct ch_err *err);
void ch_fhir_free(struct ch_fhir **f);

/*
 * One JSON text: a resource, or a Bundle (collection, transaction, batch,
 * searchset, batch-response, history, document, message), whose entries are
 * items of their own. At least CH_PAD readable bytes must follow text[n].
 * Calls the sink; returns 0, or the code with which the sink ended it. A text
 * that is not JSON or not a resource is an item refused by "bad-json" (with
 * column), "not-an-object", "json-array", "no-resource-type" or "nul".
 */
int ch_fhir_read(struct ch_fhir *f, const char *text, size_t n,
		 const struct ch_sink *sink, struct ch_err *err);

/*
 * Whether a file that begins with these lines is one JSON text over several
 * lines ("pretty-printed") and not a resource a line: the first line that is
 * not blank is no whole JSON text by itself, and the next begins with a blank
 * or closes a bracket.
 */
bool ch_fhir_is_pretty(const char *first, size_t first_n, const char *second,
		       size_t second_n);

/* The maps, for their unknowns and hashes. Borrowed. */
struct ch_map *const *ch_fhir_maps(const struct ch_fhir *f, size_t *n);

#endif
