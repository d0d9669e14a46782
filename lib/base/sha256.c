/* sha256.c - SHA-256 by nettle, which uses the processor's own instructions
 * where it has them: every byte that comes in is hashed once. */
#include <nettle/sha2.h>

#include "base/id.h"

_Static_assert(sizeof(struct sha256_ctx) <=
	       sizeof(((struct ch_sha256 *)0)->state), "room for the state");
_Static_assert(CH_SHA256 == SHA256_DIGEST_SIZE, "the digest's size");

void ch_sha256_begin(struct ch_sha256 *h)
{
	sha256_init((struct sha256_ctx *)(void *)h->state);
}

void ch_sha256_add(struct ch_sha256 *h, const void *p, size_t n)
{
	sha256_update((struct sha256_ctx *)(void *)h->state, n, p);
}

void ch_sha256_end(struct ch_sha256 *h, unsigned char out[CH_SHA256])
{
	sha256_digest((struct sha256_ctx *)(void *)h->state, CH_SHA256, out);
}

void ch_sha256(const void *p, size_t n, unsigned char out[CH_SHA256])
{
	struct ch_sha256 h;

	ch_sha256_begin(&h);
	ch_sha256_add(&h, p, n);
	ch_sha256_end(&h, out);
}
