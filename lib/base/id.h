/* id.h - ids are names: 63 bits of a hash over what a record is about. */
#ifndef CH_ID_H
#define CH_ID_H

#include "base/base.h"

#define CH_ID_HEX 17		/* 16 digits and a NUL */
#define CH_SHA256 32

/* The store's key for ids; `n` is 0 by default (then the hash is unkeyed). */
struct ch_idkey {
	unsigned char key[64];
	size_t n;
};

/* Must be called once before anything else here; 0 or CH_EBUG. */
int ch_id_start(struct ch_err *err);

/*
 * The first 63 bits of BLAKE2b-128, keyed with `key`, over the parts, each
 * preceded by its length as four bytes, little-endian. Never 0. The id of
 * ("patient", "synthea", "p1") without a key is 0c19ba7832b9ae27.
 */
int64_t ch_id_of(const struct ch_idkey *key, const struct ch_slice *parts,
		 size_t n);

/* 63 random bits, never 0. */
int64_t ch_id_random(void);

/* 16 lower-case hex digits and a NUL. */
void ch_id_print(int64_t id, char out[CH_ID_HEX]);

/* Exactly 16 hex digits whose value is below 2^63 and not 0. */
bool ch_id_parse(const char *s, size_t n, int64_t *out);

/* The range of ids that begin with 4 to 16 hex digits; false for others. */
bool ch_id_prefix(const char *s, size_t n, int64_t *low, int64_t *high);

/* SHA-256, whole or in pieces. */
void ch_sha256(const void *p, size_t n, unsigned char out[CH_SHA256]);

struct ch_sha256 {
	_Alignas(16) unsigned char state[128];
};
void ch_sha256_begin(struct ch_sha256 *h);
void ch_sha256_add(struct ch_sha256 *h, const void *p, size_t n);
void ch_sha256_end(struct ch_sha256 *h, unsigned char out[CH_SHA256]);

/* `n` bytes as 2n hex digits and a NUL. */
void ch_hex(const unsigned char *p, size_t n, char *out);

/* A 53-bit keyless hash for "did the source say the same again": fits a JSON
 * number exactly. */
int64_t ch_said_hash(const void *p, size_t n);

/* 128 keyless bits, quick: for sums over many records. */
void ch_hash128(const void *p, size_t n, uint64_t out[2]);

#endif
