/* base.h - attributes and small macros that every file may use. */
#ifndef CH_BASE_H
#define CH_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"
#include "base/err.h"

#define CH_COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define CH_LIKELY(x) __builtin_expect(!!(x), 1)
#define CH_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* A borrowed run of bytes, not NUL-terminated; s == NULL means "not there". */
struct ch_slice {
	const char *s;
	size_t n;
};

static inline bool ch_slice_is(struct ch_slice a, const char *word)
{
	size_t n = __builtin_strlen(word);

	return a.n == n && !__builtin_memcmp(a.s, word, n);
}

/* As a string, cut to the room there is. */
void ch_slice_copy(char *to, size_t size, struct ch_slice s);

#define CH_SLICE(lit) ((struct ch_slice){ (lit), sizeof(lit) - 1 })

/* `CH_AUTO(f)` releases a variable with `f(&variable)` at the end of its
 * scope. */
#define CH_AUTO(f) __attribute__((cleanup(f)))

/* For CH_AUTO on pointers from malloc. */
static inline void ch_free(void *p)
{
	__builtin_free(*(void **)p);
}

#endif
