/* knowledge_views.h - what query files stand on; for this room alone. */
#ifndef CH_KNOWLEDGE_VIEWS_H
#define CH_KNOWLEDGE_VIEWS_H

#include "store/store.h"

/* Makes the empty code_set and those views of needs.h that `queries` name. */
int ch_knowledge_views(struct ch_store *store, const char *queries,
		       int64_t now, struct ch_err *err);

#endif
