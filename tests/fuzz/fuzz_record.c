/* fuzz_record.c - any bytes as records, as ch-put reads them: what is taken is
 * spelled, and read again as the same. */
#include "record/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void again(const struct ch_row *row)
{
	static struct ch_json_reader *second;
	struct ch_buf a = CH_BUF_INIT, b = CH_BUF_INIT;
	struct ch_row other;
	struct ch_err err;

	if (!second && ch_json_reader_new(&second, &err))
		abort();
	ch_json_write(&a, row, true);
	if (!ch_type_stored(row->type) || ch_row_check(row, &err)) {
		ch_buf_free(&a);
		return;
	}
	if (ch_json_read(second, a.s, a.n - 1, &other, &err))
		abort();
	ch_json_write(&b, &other, true);
	if (a.n != b.n || memcmp(a.s, b.s, a.n))
		abort();
	ch_buf_free(&a);
	ch_buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct ch_json_reader *reader;
	const char *p = (const char *)data, *end = p + n;
	struct ch_err err;
	struct ch_row row;

	if (!reader && ch_json_reader_new(&reader, &err))
		abort();
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((nl ? nl : end) - p);

		if (!ch_json_read(reader, p, len, &row, &err))
			again(&row);
		p += len + 1;
	}
	return 0;
}
