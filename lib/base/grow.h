/* grow.h - arrays that grow by doubling, and large ones. */
#ifndef CH_GROW_H
#define CH_GROW_H

#include "base/base.h"

/* Room for one more after the `n` that the array `*v` has: `(void **)&array`,
 * how many fit, and the size of one. CH_ENOMEM leaves it as it is. */
int ch_grow(void **v, size_t *room, size_t n, size_t size,
	    struct ch_err *err);

/* Memory for `n` of that size, which will all be written on; NULL without. */
void *ch_large(size_t n, size_t size);

#endif
