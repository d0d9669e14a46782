/* digest.c - one number for all that a store holds. */
#include "record/json.h"
#include "store/scan.h"

/* Types that tell of this store and do not travel to another. */
static bool stays(const struct ch_type *t)
{
	static const char *const names[] = {
		"batch", "reject", "journal", "setting", "lifecycle",
	};

	for (size_t i = 0; i < CH_COUNT(names); i++)
		if (!strcmp(names[i], t->name))
			return true;
	return false;
}

/* Sums of hashes do not care for order. */
static int add_type(struct ch_store *store, const struct ch_type *type,
		    uint64_t sum[4], struct ch_err *err)
{
	struct ch_query q = { .type = type };
	struct ch_buf line = CH_BUF_INIT;
	struct ch_scan *scan;
	struct ch_row row;
	int rc = ch_scan_open(&scan, store, &q, err);

	if (rc)
		return rc;
	while (!(rc = ch_scan_next(scan, &row, err))) {
		unsigned char hash[CH_SHA256];
		uint64_t part[4];

		row.set &= ~(UINT64_C(1) << type->recorded |
			     UINT64_C(1) << type->batch |
			     UINT64_C(1) << type->rev);
		ch_buf_clear(&line);
		ch_json_write(&line, &row, false);
		if ((rc = ch_buf_ok(&line, err)))
			break;
		ch_sha256(line.s, line.n, hash);
		memcpy(part, hash, sizeof(part));
		for (int i = 0; i < 4; i++)
			sum[i] += part[i];
	}
	ch_scan_close(&scan);
	ch_buf_free(&line);
	return rc == CH_END ? 0 : rc;
}

int ch_store_digest(struct ch_store *store, char hex[65], struct ch_err *err)
{
	unsigned char hash[CH_SHA256];
	uint64_t sum[4] = { 0 };
	int rc = 0;

	for (int i = 0; i < ch_types_n && !rc; i++)
		if (!stays(&ch_types[i]))
			rc = add_type(store, &ch_types[i], sum, err);
	ch_sha256(sum, sizeof(sum), hash);
	ch_hex(hash, sizeof(hash), hex);
	return rc;
}
