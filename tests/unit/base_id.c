/* base_id.c - ids, their spellings, and the hashes. */
#include "base/id.h"
#include "tap.h"

static bool id_is(const struct ch_idkey *key, const struct ch_slice *parts,
		  size_t n, const char *want)
{
	char hex[CH_ID_HEX];

	ch_id_print(ch_id_of(key, parts, n), hex);
	if (strcmp(hex, want))
		printf("# %s\n", hex);
	return !strcmp(hex, want);
}

static void names(void)
{
	static char big[5000];
	struct ch_idkey none = { .n = 0 }, key = { .n = 32 };
	struct ch_slice patient[] = {
		CH_SLICE("patient"), CH_SLICE("synthea"), CH_SLICE("p1"),
	};
	struct ch_slice ab_c[] = { CH_SLICE("ab"), CH_SLICE("c") };
	struct ch_slice a_bc[] = { CH_SLICE("a"), CH_SLICE("bc") };
	struct ch_slice large[] = { { big, sizeof(big) } };
	struct ch_slice gone[] = { { NULL, 0 } };

	memset(big, 'x', sizeof(big));
	memset(key.key, 7, sizeof(key.key));
	ok(id_is(&none, patient, 3, "0c19ba7832b9ae27"), "a name");
	ok(id_is(NULL, patient, 3, "0c19ba7832b9ae27"),
	   "no key is the empty key");
	ok(id_is(&key, patient, 3, "7c216bfa913c46f4"), "with a key");
	ok(id_is(&none, NULL, 0, "657334a0ecf7dea0"), "no parts");
	ok(id_is(&none, gone, 1, "08e96fa74bcd5082"), "an empty part");
	ok(ch_id_of(&none, ab_c, 2) != ch_id_of(&none, a_bc, 2),
	   "where a part ends counts");
	ok(id_is(&none, large, 1, "2b13e92e84c2a83a"), "a long name");
	large[0].n = 508;
	ok(id_is(&none, large, 1, "4f220d04205a2e08"),
	   "the longest of the short road");
	large[0].n = 509;
	ok(id_is(&none, large, 1, "322b2b29d7f38782"),
	   "the shortest of the long road");
}

static void spellings(void)
{
	int64_t id, low, high;
	char hex[CH_ID_HEX];

	ok(ch_id_parse("00000000000000ff", 16, &id) && id == 255, "parse");
	ok(ch_id_parse("7FFFFFFFFFFFFFFF", 16, &id) && id == INT64_MAX,
	   "capitals");
	ok(!ch_id_parse("8000000000000000", 16, &id) &&
	   !ch_id_parse("0000000000000000", 16, &id) &&
	   !ch_id_parse("00000000000000f", 15, &id) &&
	   !ch_id_parse("00000000000000fg", 16, &id) &&
	   !ch_id_parse("00000000000000fff", 17, &id), "no ids");
	ch_id_print(0x123456789abcdef, hex);
	ok(!strcmp(hex, "0123456789abcdef"), "print");
	ok(ch_id_prefix("7fff", 4, &low, &high) &&
	   low == 0x7fff000000000000 && high == INT64_MAX, "a prefix");
	ok(ch_id_prefix("00000000000000ff", 16, &low, &high) && low == 255 &&
	   high == 255, "a whole id");
	ok(!ch_id_prefix("7ff", 3, &low, &high) &&
	   !ch_id_prefix("8000", 4, &low, &high) &&
	   !ch_id_prefix("7ffx", 4, &low, &high), "no prefixes");
	ok(ch_id_random() > 0 && ch_id_random() != ch_id_random(), "random");
}

static void hashes(void)
{
	unsigned char whole[CH_SHA256], pieces[CH_SHA256];
	char hex[2 * CH_SHA256 + 1];
	struct ch_sha256 h;

	ch_sha256("abc", 3, whole);
	ch_hex(whole, sizeof(whole), hex);
	ok(!strcmp(hex, "ba7816bf8f01cfea414140de5dae2223"
		   "b00361a396177a9cb410ff61f20015ad"), "SHA-256 of abc");
	ch_sha256_begin(&h);
	ch_sha256_add(&h, "a", 1);
	ch_sha256_add(&h, "bc", 2);
	ch_sha256_end(&h, pieces);
	ok(!memcmp(whole, pieces, sizeof(whole)), "in pieces");
	ok(ch_said_hash("abc", 3) == 1163510689525545 &&
	   ch_said_hash("", 0) == 5019846866328784, "said");
	ok(ch_said_hash("abc", 3) < INT64_C(1) << 53, "fits a JSON number");
}

int main(void)
{
	struct ch_err err;

	ok(!ch_id_start(&err), "starts");
	names();
	spellings();
	hashes();
	return tap_end();
}
