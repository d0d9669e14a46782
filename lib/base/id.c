/* id.c - ids are names: 63 bits of a hash over what a record is about. */
#include "base/id.h"

#include <sodium.h>

enum { DIGEST = 16, NAME_MAX_FAST = 512 };

int ch_id_start(struct ch_err *err)
{
	if (sodium_init() < 0)
		return ch_fail(err, CH_EBUG, "libsodium does not start");
	return 0;
}

static void length_of(unsigned char out[4], size_t n)
{
	out[0] = (unsigned char)n;
	out[1] = (unsigned char)(n >> 8);
	out[2] = (unsigned char)(n >> 16);
	out[3] = (unsigned char)(n >> 24);
}

/* The road for names too long for the stack. */
static void hash_long(const struct ch_idkey *key, const struct ch_slice *parts,
		      size_t n, unsigned char digest[DIGEST])
{
	crypto_generichash_state h;
	unsigned char len[4];

	crypto_generichash_init(&h, key ? key->key : NULL, key ? key->n : 0,
				DIGEST);
	for (size_t i = 0; i < n; i++) {
		length_of(len, parts[i].n);
		crypto_generichash_update(&h, len, sizeof(len));
		crypto_generichash_update(&h, (const void *)parts[i].s,
					  parts[i].n);
	}
	crypto_generichash_final(&h, digest, DIGEST);
}

int64_t ch_id_of(const struct ch_idkey *key, const struct ch_slice *parts,
		 size_t n)
{
	unsigned char name[NAME_MAX_FAST], digest[DIGEST];
	size_t len = 0;
	uint64_t id = 0;

	for (size_t i = 0; i < n; i++) {
		if (parts[i].n > sizeof(name) ||
		    len + 4 + parts[i].n > sizeof(name)) {
			hash_long(key, parts, n, digest);
			goto out;
		}
		length_of(name + len, parts[i].n);
		if (parts[i].n)
			memcpy(name + len + 4, parts[i].s, parts[i].n);
		len += 4 + parts[i].n;
	}
	crypto_generichash(digest, DIGEST, name, len, key ? key->key : NULL,
			   key ? key->n : 0);
out:
	for (int i = 0; i < 8; i++)
		id = id << 8 | digest[i];
	id >>= 1;
	return id ? (int64_t)id : 1;
}

int64_t ch_id_random(void)
{
	uint64_t id;

	do {
		randombytes_buf(&id, sizeof(id));
		id >>= 1;
	} while (!id);
	return (int64_t)id;
}

void ch_hex(const unsigned char *p, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*out++ = digit[p[i] >> 4];
		*out++ = digit[p[i] & 15];
	}
	*out = '\0';
}

void ch_id_print(int64_t id, char out[CH_ID_HEX])
{
	unsigned char byte[8];

	for (int i = 0; i < 8; i++)
		byte[i] = (unsigned char)((uint64_t)id >> (56 - 8 * i));
	ch_hex(byte, sizeof(byte), out);
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool read_hex(const char *s, size_t n, uint64_t *out)
{
	uint64_t id = 0;
	int bad = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digit_of(s[i]);

		bad |= d;
		id = id << 4 | (unsigned int)(d & 15);
	}
	*out = id;
	return bad >= 0;
}

bool ch_id_parse(const char *s, size_t n, int64_t *out)
{
	uint64_t id;

	if (n != CH_ID_HEX - 1 || !read_hex(s, n, &id) || !id || id >> 63)
		return false;
	*out = (int64_t)id;
	return true;
}

bool ch_id_prefix(const char *s, size_t n, int64_t *low, int64_t *high)
{
	uint64_t id;
	unsigned int rest;

	if (n < 4 || n >= CH_ID_HEX || !read_hex(s, n, &id))
		return false;
	rest = (unsigned int)(64 - 4 * n);
	id <<= rest;
	if (id >> 63)
		return false;
	*low = (int64_t)id;
	*high = (int64_t)(id | ((UINT64_C(1) << rest) - 1));
	return true;
}

int64_t ch_said_hash(const void *p, size_t n)
{
	/* Public and fixed: the hash finds changes, it hides nothing. */
	static const unsigned char key[crypto_shorthash_KEYBYTES] =
		"care-hub: said.";
	unsigned char out[crypto_shorthash_BYTES];
	uint64_t h = 0;

	crypto_shorthash(out, p, n, key);
	for (size_t i = 0; i < sizeof(out); i++)
		h = h << 8 | out[i];
	return (int64_t)(h >> 11);
}

void ch_hash128(const void *p, size_t n, uint64_t out[2])
{
	/* As public: who can write the store can compute it, too. */
	static const unsigned char key[crypto_shorthash_siphashx24_KEYBYTES] =
		"care-hub: seal.";

	_Static_assert(crypto_shorthash_siphashx24_BYTES == 16, "two words");
	crypto_shorthash_siphashx24((unsigned char *)out, p, n, key);
}
