/* ids.h - ids of records in a list that grows. */
#ifndef CH_IDS_H
#define CH_IDS_H

#include "base/base.h"

/* Zeroed is empty. */
struct ch_ids {
	int64_t *id;
	size_t n, room;
};

int ch_ids_add(struct ch_ids *ids, int64_t id, struct ch_err *err);
void ch_ids_free(struct ch_ids *ids);

/* Leaves each id once, where it stood first. */
int ch_ids_once(struct ch_ids *ids, struct ch_err *err);

/* Puts them in order, in which they can be looked for. */
void ch_ids_sort(struct ch_ids *ids);
bool ch_ids_has(const struct ch_ids *sorted, int64_t id);

#endif
