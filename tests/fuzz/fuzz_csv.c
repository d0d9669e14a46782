/* fuzz_csv.c - any bytes as CSV, by a map whose delimiter the first chooses. */
#include "feed.h"
#include "feed/csv.h"
#include "feed/map_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct ch_csv *reader(char delimiter)
{
	static const char map[] = "map csv f\nabsent clear\nnull NA\n"
		"delimiter %c\nrepeat number\ncentury 1930\n"
		"dates %%d.%%m.%%Y \"%%m/%%d/%%y %%I:%%M %%p\"\n"
		"record observation\n origin a b?\n patient b? ref patient\n"
		" result c? f?\n at d?\n note e? {x=y *}\n";
	struct ch_buf b = CH_BUF_INIT;
	struct ch_csv *c = NULL;
	struct ch_map *m;
	struct ch_err err;

	ch_buf_addf(&b, map, delimiter);
	if (!ch_map_read(&m, "f.map", b.s, b.n, &err))
		ch_csv_new(&c, m, test_naming(), &err);
	ch_buf_free(&b);
	return c;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct noted got;
	struct ch_sink sink = note_sink(&got);
	const char *p = (const char *)data, *end = p + n;
	struct ch_csv *c;
	struct ch_err err;
	long line = 0, line0;
	int code = 0;

	if (!n || ch_id_start(&err))
		return 0;
	c = reader(*p & 1 ? ',' : ';');
	if (!c)
		abort();
	note_clear(&got);
	for (p++; !code && p < end; ) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((nl ? nl : end) - p);

		code = ch_csv_line(c, p, len, ++line, &line0, &sink, &err);
		p += len + 1;
	}
	if (!code)
		ch_csv_end(c, &line0, &sink, &err);
	ch_csv_free(&c);
	return 0;
}
