/* coded.h - views of the records whose code is in a set, made from the schema.
 */
#ifndef CH_CODED_H
#define CH_CODED_H

#include "store/store.h"

/*
 * Makes those of the temporary views TYPE_coded and TYPE_FIELD_coded that
 * `queries` names. They look into temp.code_set(name, system, code, prefix,
 * head), which must be there before one is asked: a row has the set's name as
 * `codes` and all fields of a record that has any of its codes, once.
 */
int ch_store_coded(struct ch_store *store, const char *queries,
		   struct ch_err *err);

#endif
