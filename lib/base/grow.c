/* grow.c - doubles the room of an array that is full. */
#include <stdlib.h>

#include "base/grow.h"

int ch_grow(void **v, size_t *room, size_t n, size_t size, struct ch_err *err)
{
	size_t more = *room ? 2 * *room : 256;
	void *p;

	if (n < *room)
		return 0;
	p = reallocarray(*v, more, size);
	if (!p)
		return ch_nomem(err);
	*v = p;
	*room = more;
	return 0;
}
