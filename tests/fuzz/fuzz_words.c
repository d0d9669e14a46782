/* fuzz_words.c - any bytes as what people type: dates, ids, conditions, cells,
 * queries, numbers. */
#include "base/id.h"
#include "base/moment.h"
#include "base/text.h"
#include "store/scan.h"
#include "store/sql_look.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What is written for a spreadsheet is read again as it was. */
static void cell(const char *s, size_t n)
{
	struct ch_buf b = CH_BUF_INIT;
	struct ch_slice back;

	ch_text_cell(&b, s, n);
	if (b.n && !memchr(b.s, '\\', b.n)) {
		back = ch_text_of_cell((struct ch_slice){ b.s, b.n });
		if (back.n != n || memcmp(back.s, s, n))
			abort();
	}
	ch_buf_clear(&b);
	ch_text_visible(&b, s, n);
	ch_text_fold(&b, s, n);
	ch_buf_free(&b);
}

static void date(const char *s, size_t n)
{
	char spelled[CH_MOMENT_MAX];
	int64_t m, again;
	struct ch_err err;

	ch_moment_words(s, ch_moment_make(1782921600, 0, 0, CH_SAID_SECOND_Z),
			&m, &err);
	if (ch_moment_parse(s, n, &m))
		return;
	if (ch_moment_parse(spelled, ch_moment_print(m, spelled), &again) ||
	    again != m)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *s = malloc(n + 1), hex[CH_ID_HEX];
	int64_t id, low, high;
	struct ch_where where;
	struct ch_err err;
	double real;

	if (!s || ch_id_start(&err))
		return 0;
	if (n)
		memcpy(s, data, n);
	s[n] = '\0';
	date(s, n);
	cell(s, n);
	if (ch_id_parse(s, n, &id)) {
		ch_id_print(id, hex);
		if (strncasecmp(hex, s, n) != 0)
			abort();
	}
	ch_id_prefix(s, n, &low, &high);
	ch_text_int(s, n, &id);
	ch_text_real(s, n, &real);
	ch_where_parse(&where, ch_type_find("task"), s, &err);
	ch_sql_look(s, &err);
	free(s);
	return 0;
}
